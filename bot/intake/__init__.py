"""Taking in: files of a signed document become one text whose lines remember where on the paper they stood."""
