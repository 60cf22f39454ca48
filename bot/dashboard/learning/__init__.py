"""Words learnt from use: what was not read becomes a name, a line of the corpus, or nothing."""
