"""One file a family of predicates: the words that say a relation, and who stands on either side of them."""
