"""Reminders, digests and lists of what is due."""
