"""Commands that keep the data: backup, restore, move."""
