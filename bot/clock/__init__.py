"""What goes out at a time: reminders, digests, alarms, announcements."""
