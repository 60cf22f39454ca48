"""What leaves the office on paper or as a file: the printed forms, and the files page."""
