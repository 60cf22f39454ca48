"""What a result is worth: figures, levels, gaps, totals, roll-up."""
