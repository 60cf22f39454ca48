"""What deadlines ask of the tables: what was reported, called done or attached; and what the office added or moved."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from bot.store.engine import Engine
from scoring.deadlines.obligations import Changed, Place, Results
from scoring.deadlines.steps import Settings, from_json
from scoring.periods import BANGKOK, month_end

RESPONSIBLE = "responsible"
VERSION = "duties"  # kept: counts up when the office changes deadlines, days off or settings
DAY_MS = 24 * 3600 * 1000


class Duties:
    def __init__(self, db: Engine) -> None:
        self.db = db

    # results so far

    def results(self, agreements: Sequence[str], district: str | None = None, *, everywhere: bool = False) -> Results:
        """For one district (None: the province's own rows) or everywhere."""
        marks = ", ".join("?" * len(agreements))
        where = f"agreement IN ({marks})" + ("" if everywhere else " AND district = ?")
        params = [*agreements, *([] if everywhere else [district or ""])]
        days: dict[Place, list[tuple[str, date]]] = {}
        for row in self.db.query(
            f"SELECT agreement, district, indicator, input, slot, as_of FROM current_values WHERE {where}", params
        ):
            here = days.setdefault((row["agreement"], row["district"], row["indicator"]), [])
            here.append((row["input"], date.fromisoformat(row["as_of"])))
            if len(row["slot"]) == 7:  # a month's amount: its month is reported, whenever it was said
                here.append((row["input"], month_end(int(row["slot"][:4]), int(row["slot"][5:]))))
        evidence: dict[Place, list[date]] = {}
        for row in self.db.query(
            f"""SELECT agreement, district, indicator, at, day FROM evidence
                WHERE {where} AND state NOT IN ('gone', 'withdrawn')""",
            params,
        ):
            place = (row["agreement"], row["district"], row["indicator"])
            sent = datetime.fromtimestamp(row["at"] / 1000, BANGKOK).date()
            evidence.setdefault(place, []).append(date.fromisoformat(row["day"]) if row["day"] else sent)
        signed = self._signed(where, params)
        return Results(days, evidence, self.done(agreements), signed, earlier=self.was_reported)

    def _signed(self, where: str, params: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Whose results of the round stand certified or verified; a returned one has to be signed again."""
        newest: dict[tuple[str, str], str] = {}
        for row in self.db.query(
            f"""SELECT agreement, district, deed FROM signatures
                WHERE {where} AND about = 'results' AND deed <> 'answered' ORDER BY seq""",
            params,
        ):
            newest[row["agreement"], row["district"]] = row["deed"]
        return frozenset(place for place, deed in newest.items() if deed in ("certified", "verified"))

    def done(self, agreements: Sequence[str]) -> frozenset[str]:
        likes = " OR ".join("obligation LIKE ?" for _ in agreements)
        rows = self.db.query(
            f"SELECT obligation FROM duties_done WHERE {likes or '1 = 0'}", [f"{id}:%" for id in agreements]
        )
        return frozenset(row["obligation"] for row in rows)

    def was_reported(self, place: Place, input: str | None, start: date, end: date) -> bool:
        """Whether a fact that was not withdrawn lies in a period, though a newer value stands now."""
        agreement, district, indicator = place
        where, params = "", [agreement, district, indicator]
        if input is not None:
            where, params = "AND input = ? ", [*params, input]
        rows = self.db.query(
            f"""SELECT 1 FROM facts f WHERE agreement = ? AND district = ? AND indicator = ? {where}
                AND as_of >= ? AND as_of <= ? AND value IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM facts r WHERE r.replaces = f.id) LIMIT 1""",
            [*params, start.isoformat(), end.isoformat()],
        )
        return bool(rows)

    def assigned(self, agreements: Sequence[str]) -> dict[tuple[str, str, str], tuple[int, ...]]:
        """The responsible persons of indicators."""
        marks = ", ".join("?" * len(agreements))
        rows = self.db.query(
            f"""SELECT agreement, district, indicator, person FROM duties_of_people
                WHERE agreement IN ({marks}) AND duty = ? ORDER BY person""",
            [*agreements, RESPONSIBLE],
        )
        found: dict[tuple[str, str, str], tuple[int, ...]] = {}
        for row in rows:
            place = (row["agreement"], row["district"], row["indicator"])
            found[place] = (*found.get(place, ()), row["person"])
        return found

    # what the office set

    def version(self) -> str:
        rows = self.db.query("SELECT value FROM kept WHERE name = ?", [VERSION])
        return rows[0]["value"] if rows else "0"

    def _changed(self) -> None:
        self.db.execute(
            """INSERT INTO kept (name, value) VALUES (?, '1')
               ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(kept.value AS INTEGER) + 1 AS TEXT)""",
            [VERSION],
        )

    def settings(self, province: str) -> Settings:
        rows = self.db.query("SELECT settings FROM reminder_settings WHERE province = ?", [province])
        return from_json(rows[0]["settings"]) if rows else Settings()

    def changes(self, province: str) -> list[Changed]:
        rows = self.db.query("SELECT * FROM deadlines WHERE province = ? ORDER BY id", [province])
        return [
            Changed(
                id=row["id"],
                province=row["province"],
                agreement=row["agreement"],
                day=date.fromisoformat(row["day"]),
                why=row["why"],
                by=row["set_by"],
                what=row["what"],
                duty=row["duty"],
                printed=date.fromisoformat(row["printed"]) if row["printed"] else None,
                role=row["role"],
                districts=tuple(json.loads(row["districts"])),
            )
            for row in rows
        ]

    def days_off(self, province: str) -> dict[date, str]:
        """Days off that the office added; those without a province hold for all."""
        rows = self.db.query("SELECT day, name FROM days_off WHERE province IN (?, '')", [province])
        return {date.fromisoformat(row["day"]): row["name"] for row in rows}

    def muted(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for row in self.db.query("SELECT person, about FROM muted"):
            found.setdefault(row["person"], set()).add(row["about"])
        return found

    def muted_of(self, person: int) -> set[str]:
        return {row["about"] for row in self.db.query("SELECT about FROM muted WHERE person = ?", [person])}

    def done_at(self, obligation: str) -> int | None:
        """When it was called done, as long as it is."""
        rows = self.db.query("SELECT at FROM duties_done WHERE obligation = ?", [obligation])
        return int(rows[0]["at"]) if rows else None

    def shown(self, person: int) -> list[str]:
        """The obligations in the list that a person saw last, so that its numbers keep their meaning."""
        rows = self.db.query("SELECT obligations FROM shown_deadlines WHERE person = ?", [person])
        return list(json.loads(rows[0]["obligations"])) if rows else []

    def groups(self, province: str) -> list[str]:
        rows = self.db.query("SELECT chat FROM reminder_groups WHERE province = ? ORDER BY chat", [province])
        return [row["chat"] for row in rows]

    def busy(self, now: int, program_now: datetime, quiet_ms: int) -> set[int]:
        """Who is in the middle of a conversation: wrote a moment ago, or has an open question."""
        rows = self.db.query(
            """SELECT DISTINCT p.id FROM inbox i JOIN people p ON p.line_user = i.sender
               WHERE i.done >= ? AND i.happened >= ?""",
            [now - quiet_ms, now - quiet_ms - DAY_MS],
        ) + self.db.query(
            "SELECT DISTINCT person AS id FROM questions WHERE state = 'open' AND person IS NOT NULL AND expires > ?",
            [program_now.isoformat()],
        )
        return {row["id"] for row in rows}

    # writing, from a Turn's changes

    def call_done(self, *, obligation: str, person: int, at: int) -> None:
        self.db.execute(
            "INSERT INTO duties_done (obligation, person, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [obligation, person, at],
        )

    def call_undone(self, *, obligation: str) -> None:
        self.db.execute("DELETE FROM duties_done WHERE obligation = ?", [obligation])

    def set_settings(self, *, province: str, settings: str, by: int, at: int) -> None:
        self.db.execute(
            """INSERT INTO reminder_settings (province, settings, set_by, at) VALUES (?, ?, ?, ?)
               ON CONFLICT (province) DO UPDATE SET settings = excluded.settings, set_by = excluded.set_by,
               at = excluded.at""",
            [province, settings, by, at],
        )
        self._changed()

    def change(
        self, *, province: str, agreement: str, day: str, why: str, by: int | None, at: int, what: str = "",
        duty: str = "", printed: str = "", role: str = "officer", districts: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self.db.execute(
            """INSERT INTO deadlines (province, agreement, duty, printed, day, what, role, districts, why, set_by, at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [province, agreement, duty, printed, day, what, role, json.dumps(list(districts), ensure_ascii=False), why,
             by, at],
        )  # fmt: skip
        self._changed()

    def add_day_off(self, *, province: str, day: str, name: str, by: int | None, at: int) -> None:
        self.db.execute(
            """INSERT INTO days_off (province, day, name, set_by, at) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT (province, day) DO UPDATE SET name = excluded.name""",
            [province, day, name, by, at],
        )
        self._changed()

    def mute(self, *, person: int, about: str, at: int) -> None:
        self.db.execute(
            "INSERT INTO muted (person, about, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", [person, about, at]
        )

    def unmute(self, *, person: int, about: str | None) -> None:
        if about is None:
            self.db.execute("DELETE FROM muted WHERE person = ?", [person])
        else:
            self.db.execute("DELETE FROM muted WHERE person = ? AND about = ?", [person, about])

    def show(self, *, person: int, obligations: Sequence[str], at: int) -> None:
        self.db.execute(
            """INSERT INTO shown_deadlines (person, obligations, at) VALUES (?, ?, ?)
               ON CONFLICT (person) DO UPDATE SET obligations = excluded.obligations, at = excluded.at""",
            [person, json.dumps(list(obligations), ensure_ascii=False), at],
        )

    def set_group(self, *, chat: str, province: str | None, by: int, at: int) -> None:
        self.db.execute("DELETE FROM reminder_groups WHERE chat = ?", [chat])
        if province is not None:
            self.db.execute(
                "INSERT INTO reminder_groups (chat, province, set_by, at) VALUES (?, ?, ?, ?)", [chat, province, by, at]
            )
