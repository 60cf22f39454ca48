"""What is said about scores, targets and sources."""
