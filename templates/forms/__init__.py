"""The office's own forms, as rows of words and numbers that page, print and file show alike."""
