"""Printed pages: from pieces of text with their places to lines in reading order, and tables."""
