"""The ledger: every reported fact for ever, and beside it the value that stands now, written in one transaction.

A fact is never changed. A correction or a withdrawal is a new fact that names the one it replaces. `slot` tells apart
what one input holds side by side: '' for a value as of a day, '2026-03' for a month's amount, a day for an event.
"""

import json
from datetime import date
from typing import Any

from bot.store.engine import Engine, Row
from scoring.results.facts import Fact, Standing

FACT = (
    "id, kind, agreement, district, indicator, input, slot, value, as_of, happened, recorded, person, event_id, "
    "replaces, note, stood_for"
)
PLACE = "agreement = ? AND district = ? AND indicator = ? AND input = ? AND slot = ?"


class Ledger:
    def __init__(self, db: Engine) -> None:
        self.db = db

    # reading

    def standing(self, agreement: str, district: str | None = None, *, everywhere: bool = False) -> list[Standing]:
        """What stands now for one district (None: the province's own row), or for all of them."""
        where, params = ("agreement = ?", [agreement])
        if not everywhere:
            where, params = ("agreement = ? AND district = ?", [agreement, district or ""])
        return [_standing(row) for row in self.db.query(f"SELECT * FROM current_values WHERE {where}", params)]

    def standing_on(
        self, agreement: str, day: date, district: str | None = None, *, everywhere: bool = False
    ) -> list[Standing]:
        """What is known today to have stood on an earlier day: in each place the newest that is not of a later day."""
        where, params = ("agreement = ? AND as_of <= ?", [agreement, day.isoformat()])
        if not everywhere:
            where, params = where + " AND district = ?", [*params, district or ""]
        rows = self.db.query(
            f"""SELECT {FACT}, id AS fact FROM facts f WHERE {where} AND value IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM facts r WHERE r.replaces = f.id) ORDER BY as_of, happened, seq""",
            params,
        )
        places = {(r["district"], r["indicator"], r["input"], r["slot"]): r for r in rows}
        return [_standing(row) for row in places.values()]

    def fact(self, id: str) -> Fact | None:
        rows = self.db.query(f"SELECT {FACT} FROM facts WHERE id = ?", [id])
        return _fact(rows[0]) if rows else None

    def of_event(self, event_id: str) -> list[Fact]:
        return [
            _fact(r) for r in self.db.query(f"SELECT {FACT} FROM facts WHERE event_id = ? ORDER BY seq", [event_id])
        ]

    def of_person(self, person: int, limit: int) -> list[Fact]:
        """The newest first."""
        return [
            _fact(r)
            for r in self.db.query(
                f"SELECT {FACT} FROM facts WHERE person = ? ORDER BY seq DESC LIMIT ?", [person, limit]
            )
        ]

    def history(self, agreement: str, district: str | None, indicator: str | None = None) -> list[Fact]:
        """Every fact of a district, oldest first; of one indicator where it is named."""
        where, params = "agreement = ? AND district = ?", [agreement, district or ""]
        if indicator is not None:
            where, params = where + " AND indicator = ?", [*params, indicator]
        return [_fact(r) for r in self.db.query(f"SELECT {FACT} FROM facts WHERE {where} ORDER BY seq", params)]

    def reported(self, agreement: str, recorded: int, most: int) -> list[Fact]:
        """Of every place that was reported at or after a moment (ms) the newest facts by their day, oldest first, that
        nothing replaced or took back; place by place."""
        rows = self.db.query(
            f"""SELECT * FROM (
                    SELECT {FACT}, ROW_NUMBER() OVER (
                        PARTITION BY district, indicator ORDER BY as_of DESC, happened DESC, seq DESC) AS n
                    FROM facts f WHERE agreement = ? AND value IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM facts r WHERE r.replaces = f.id)
                    AND (district, indicator) IN (
                        SELECT district, indicator FROM facts WHERE agreement = ? AND recorded >= ?)
                ) AS numbered WHERE n <= ? ORDER BY district, indicator, n DESC""",
            [agreement, agreement, recorded, most],
        )
        return [_fact(r) for r in rows]

    def places(self, agreement: str, recorded: int) -> list[tuple[str | None, str]]:
        """Districts and indicators that were reported at or after a moment (ms), in the order of the first report."""
        rows = self.db.query(
            """SELECT district, indicator FROM facts WHERE agreement = ? AND recorded >= ?
               GROUP BY district, indicator ORDER BY MIN(seq)""",
            [agreement, recorded],
        )
        return [(r["district"] or None, r["indicator"]) for r in rows]

    def replaced_by(self, id: str) -> Fact | None:
        rows = self.db.query(f"SELECT {FACT} FROM facts WHERE replaces = ? ORDER BY seq LIMIT 1", [id])
        return _fact(rows[0]) if rows else None

    # writing

    def record(self, *, fact: Fact, now: int) -> None:
        """Keep a fact, and let it stand if nothing newer does. A second time the same id has no second effect."""
        done = self.db.execute(
            f"INSERT INTO facts ({FACT}) VALUES ({', '.join('?' * 16)}) ON CONFLICT DO NOTHING",
            [
                fact.id,
                fact.kind,
                fact.agreement,
                fact.district or "",
                fact.indicator,
                fact.input,
                fact.slot,
                None if fact.value is None else _text(fact.value),
                fact.as_of.isoformat(),
                fact.happened,
                now,
                fact.person,
                fact.event_id,
                fact.replaces,
                fact.note,
                fact.stood_for,
            ],
        )
        if done:
            if fact.replaces is not None:
                old = self.fact(fact.replaces)
                if old is not None and old.place != fact.place:  # corrected into another month or district
                    self._settle(old.place)
            self._settle(fact.place)

    def _settle(self, place: tuple[str, str, str, str, str]) -> None:
        """Let the newest fact of a place stand: by the day that it is of, then by the time it was sent."""
        rows = self.db.query(
            f"""SELECT id, kind, value, as_of, happened, person FROM facts f WHERE {PLACE} AND value IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM facts r WHERE r.replaces = f.id)
                ORDER BY as_of DESC, happened DESC, seq DESC LIMIT 1""",
            place,
        )
        self.db.execute(f"DELETE FROM current_values WHERE {PLACE}", place)
        if rows:
            row = rows[0]
            self.db.execute(
                """INSERT INTO current_values
                   (agreement, district, indicator, input, slot, kind, value, as_of, happened, fact, person)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                [*place, row["kind"], row["value"], row["as_of"], row["happened"], row["id"], row["person"]],
            )


def _text(value: Any) -> str:
    """Exact and canonical: numbers are decimal strings already, never JSON numbers."""
    _exact(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _exact(value: Any) -> None:
    if isinstance(value, list | tuple):
        for part in value:
            _exact(part)
    elif isinstance(value, dict):
        for part in value.values():
            _exact(part)
    elif not isinstance(value, str | bool):
        raise TypeError(
            f"ledger: found the {type(value).__name__} {value}, expected a decimal string, true, false, a list or parts"
        )


def _fact(row: Row) -> Fact:
    return Fact(
        id=row["id"],
        kind=row["kind"],
        agreement=row["agreement"],
        district=row["district"] or None,
        indicator=row["indicator"],
        input=row["input"],
        slot=row["slot"],
        value=None if row["value"] is None else json.loads(row["value"]),
        as_of=date.fromisoformat(row["as_of"]),
        happened=row["happened"],
        person=row["person"],
        event_id=row["event_id"],
        replaces=row["replaces"],
        note=row["note"],
        recorded=row["recorded"],
        stood_for=row["stood_for"],
    )


def _standing(row: Row) -> Standing:
    return Standing(
        indicator=row["indicator"],
        district=row["district"] or None,
        input=row["input"],
        slot=row["slot"],
        kind=row["kind"],
        value=json.loads(row["value"]),
        as_of=date.fromisoformat(row["as_of"]),
        happened=row["happened"],
        fact=row["fact"],
        person=row["person"],
    )
