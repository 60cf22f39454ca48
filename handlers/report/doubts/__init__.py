"""What is asked or refused before storing although it was read clearly."""
