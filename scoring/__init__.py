"""The numbers: what a province signed and what a result is worth."""
