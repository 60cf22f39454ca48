"""A stored result is corrected or taken back."""
