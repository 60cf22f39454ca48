"""Tables of deadlines, reminders, alarms and announcements."""
