"""Which deadlines and recurring duties fall due in a window of days.

    due(agreement, first, last, notices={}) -> (Due(duty, day, period_start, period_end), ...) in order of day
"""
