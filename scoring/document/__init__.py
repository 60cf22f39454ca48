"""The signed text as an agreement, every number proven by its line."""
