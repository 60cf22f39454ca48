"""What is said about deadlines."""
