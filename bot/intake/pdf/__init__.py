"""PDF files: ruled tables and the text around them, as the page shows them."""
