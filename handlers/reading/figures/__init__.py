"""Figures in words and digits, with their units."""
