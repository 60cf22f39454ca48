"""The few words that all cards share."""

NO_LEVEL = "–"
