"""Word files (.docx): paragraphs, tables, text boxes and the numbers of lists, as they are printed."""
