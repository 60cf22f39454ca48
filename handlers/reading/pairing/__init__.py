"""Which figure belongs to which topic, district and day."""
