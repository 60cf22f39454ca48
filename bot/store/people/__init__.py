"""Tables of people, their visits and a province's settings."""
