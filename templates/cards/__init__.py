"""Flex cards: small functions that return plain dicts."""
