"""Commands about agreements: list, open, check, confirm, amend, answer, values."""
