"""Photos, files and places become evidence of a step."""
