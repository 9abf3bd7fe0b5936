"""File → document → passages → mentions → linked entities → facts."""
