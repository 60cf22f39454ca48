"""What the office sets: who answers for what, values, days, announcements."""
