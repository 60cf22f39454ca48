"""The simulated LINE platform: its endpoints, limits and faults."""
