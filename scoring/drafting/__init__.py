"""A new agreement, drafted from the text of a signed document: what was read, and what must be asked."""
