"""Everyday Thai in, exact quantities out, or one question: `read` is the only door."""

from handlers.reading.lexicon import warm
from handlers.reading.nouns import Counting, Explained, Intent, Kind, Reading, Reason, Role, Sense, Span, Value
from handlers.reading.read import read

__all__ = [
    "Counting",
    "Explained",
    "Intent",
    "Kind",
    "Reading",
    "Reason",
    "Role",
    "Sense",
    "Span",
    "Value",
    "read",
    "warm",
]
