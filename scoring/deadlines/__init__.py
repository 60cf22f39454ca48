"""What is due when, by whom, and whether it was done."""
