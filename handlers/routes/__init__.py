"""The map: which conversation takes a message, and the help text made from it."""
