"""Alarms: what is not well is found once a minute and told to people, by LINE and without it."""
