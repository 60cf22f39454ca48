"""What a button or a form is bound to: a short mark of exactly what was shown beside it."""

from __future__ import annotations

import hashlib
import json

from handlers.desk.nouns import Person


def mark(*shown: object) -> str:
    """The same for the same things shown; a button whose mark no longer fits acts on nothing."""
    written = json.dumps(shown, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def of_person(person: Person) -> str:
    """Who it is, which of their requests, and as what they work where."""
    return mark(person.id, person.requests, person.name, person.province, person.role, sorted(person.districts),
                person.group, person.state, person.wants)  # fmt: skip
