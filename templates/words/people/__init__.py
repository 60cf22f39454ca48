"""What is said about persons and roles."""
