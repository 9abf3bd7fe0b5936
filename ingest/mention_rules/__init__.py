"""One file a type of thing: how its names are built and what stands around them. Each gives candidate mentions."""
