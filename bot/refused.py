"""Refused: bad input to a command, told to the administrator in one clear sentence; exit code 2, nothing written."""


class Refused(Exception):
    pass
