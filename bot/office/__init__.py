"""The agreements of the office, decisions about them, and what its people taught the reading."""
