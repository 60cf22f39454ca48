"""What was reported, and what of it stands."""
