"""Who may certify, verify, return or answer next, from the deeds so far; nothing is ever taken back, only added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.desk.nouns import Person

ABOUT = ("targets", "results")
DEEDS = ("certified", "verified", "returned", "answered")
SWITCH = "sign_off"  # the province's setting; off unless "on"
VERIFIED_ONLY = "verified_only"  # the final form counts only steps whose evidence is verified
NEEDS_NOTE = ("returned", "answered")

Deeds = Sequence[Mapping[str, Any]]


def state(deeds: Deeds) -> str:
    """certified, verified, returned or "" (nobody has signed yet); an answer leaves it returned."""
    return next((str(d["deed"]) for d in reversed(deeds) if d["deed"] != "answered"), "")


def may(person: Person, district: str | None, deeds: Deeds, closed: bool) -> tuple[str, ...]:
    """The deeds that this person can do now."""
    now = state(deeds)
    found = []
    if closed:
        return ()
    if now in ("", "returned") and _certifies(person, district):
        found.append("certified")
    if now == "certified" and person.oversees:
        found += ["verified", "returned"]
    if now == "verified" and person.oversees:
        found.append("returned")
    if now == "returned" and _of_district(person, district):
        found.append("answered")
    return tuple(found)


def _certifies(person: Person, district: str | None) -> bool:
    """The head for the own district; for the province's own row whoever oversees it."""
    if district is None:
        return person.oversees
    return person.role == "head" and district in person.districts


def _of_district(person: Person, district: str | None) -> bool:
    if district is None:
        return person.role in ("owner", "supervisor", "admin")
    return district in person.districts
