"""Days, months and periods, as people name them."""
