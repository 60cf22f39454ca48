"""What a supervisor does from a list of the province: writing to those whom a line is about."""
