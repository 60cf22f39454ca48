"""Words about a new document: why a file is not taken in, what must be looked at on the paper."""
