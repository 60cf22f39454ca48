"""Who may certify, verify, return or answer next, and whether what is signed still stands; nothing is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from handlers.desk.nouns import Person
from handlers.desk.store import Store
from scoring.agreement import Agreement
from scoring.periods import BANGKOK
from scoring.results.results import Results, results
from scoring.results.signed import Difference, differences, district_snapshot, targets_snapshot

ABOUT = ("targets", "results")
DEEDS = ("certified", "verified", "returned", "answered")
SWITCH = "sign_off"  # the province's setting; off unless "on"
VERIFIED_ONLY = "verified_only"  # the final form counts only steps whose evidence is verified
THAI_NUMERALS = "thai_numerals"  # the forms print ๑ ๒ ๓ in the place of 1 2 3
NEEDS_NOTE = ("returned", "answered")
CHANGED = "changed"  # no deed of a person: the signer was told that what is signed has changed
BESIDE = ("answered", CHANGED)  # leave the state as it was

Deeds = Sequence[Mapping[str, Any]]


def state(deeds: Deeds) -> str:
    """certified, verified, returned or "" (nobody has signed yet); an answer leaves it returned."""
    return next((str(d["deed"]) for d in reversed(deeds) if d["deed"] not in BESIDE), "")


def certificate(deeds: Deeds) -> Mapping[str, Any] | None:
    """The signature of the district that is in force, verified by the province or not yet."""
    if state(deeds) not in ("certified", "verified"):
        return None
    return next(d for d in reversed(deeds) if d["deed"] == "certified")


def told_of_change(deeds: Deeds) -> bool:
    """Whether the signer of the certificate in force has heard that it no longer fits."""
    return next((d["deed"] == CHANGED for d in reversed(deeds) if d["deed"] in ("certified", CHANGED)), False)


def content(
    store: Store, agreement: Agreement, district: str | None, about: str, day: date, answers: Mapping[str, str]
) -> str:
    """Exactly what a signature would be of now."""
    return content_of(store, results(store, agreement, district, day, answers), about)


def content_of(store: Store, held: Results, about: str) -> str:
    """Of these results: the targets, or the figures with their evidence."""
    if about == "targets":
        return targets_snapshot(held)
    agreement, district = held.agreement, held.district
    pieces = [p for p in store.evidence.of(agreement.id, district) if p.stands]
    evidence = [(p.place.indicator, p.place.level, p.id) for p in pieces if p.place is not None]
    return district_snapshot(held, held.card(), evidence)


def since(deeds: Deeds, now: str) -> tuple[Difference, ...]:
    """What has changed since the certificate in force was given; nothing: it stands, or there is none."""
    signed = certificate(deeds)
    return differences(str(signed["snapshot"]), now) if signed is not None else ()


def in_force(held: Results, store: Store) -> tuple[date, bool] | None:
    """The day of the certificate that stands under these results, and whether the province verified it."""
    deeds = store.signing.of(held.agreement.id, held.district, "results")
    signed = certificate(deeds)
    if signed is None or since(deeds, content(store, held.agreement, held.district, "results", held.day, held.answers)):
        return None
    return datetime.fromtimestamp(signed["at"] / 1000, BANGKOK).date(), state(deeds) == "verified"


def voided(before: Results, after: Results, store: Store) -> tuple[date, bool] | None:
    """The certificate in force that this change would make void: it is announced before anything is written."""
    if (before.inputs, before.office) == (after.inputs, after.office):
        return None
    return in_force(before, store)


def may(person: Person, district: str | None, deeds: Deeds, closed: bool, changed: bool = False) -> tuple[str, ...]:
    """The deeds that this person can do now. `changed`: what is certified is no longer so, and bars the verifier."""
    now = state(deeds)
    found = []
    if closed:
        return ()
    if (now in ("", "returned") or changed) and _certifies(person, district):
        found.append("certified")
    if now == "certified" and person.oversees:
        found += ["returned"] if changed else ["verified", "returned"]
    if now == "verified" and person.oversees:
        found.append("returned")
    if now == "returned" and _of_district(person, district):
        found.append("answered")
    return tuple(found)


def _certifies(person: Person, district: str | None) -> bool:
    """The head for the own district; for the province's own row whoever oversees it."""
    if district is None:
        return person.oversees
    return person.role == "head" and district in person.home


def _of_district(person: Person, district: str | None) -> bool:
    if district is None:
        return person.role in ("owner", "supervisor", "admin")
    return district in person.home
