"""What a district asks: scores, targets, history, sources, what if."""
