"""Commands that try scoring and reading on lines of text."""
