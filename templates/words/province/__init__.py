"""What supervisors and administrators read."""
