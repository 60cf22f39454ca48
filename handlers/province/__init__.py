"""What a supervisor asks about the whole province."""
