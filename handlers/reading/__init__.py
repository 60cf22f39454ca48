"""Everyday Thai in, exact quantities out, or one question: `read` is the only door."""

from handlers.reading.nouns import Explained, Intent, Reading, Reason
from handlers.reading.read import read
from handlers.reading.words.respelling import warm
from scoring.results.said import Counting, Kind, Role, Sense, Span, Value

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
