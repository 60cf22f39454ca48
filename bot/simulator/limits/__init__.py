"""LINE's limits, held against every message that we send."""
