"""Backups, health, and whether a bot is running."""
