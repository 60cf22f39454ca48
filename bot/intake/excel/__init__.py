"""Excel files (.xlsx): rows and cells, numbers as they are printed."""
