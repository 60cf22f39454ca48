"""People: who is bound to which LINE account, with which role, for which districts; and the one-time codes."""

import hashlib
import secrets
import time
import uuid
from collections.abc import Iterable

from bot.store.engine import Engine, Row
from bot.store.post.outbox import Outbox
from handlers.desk.nouns import Person

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike on a small screen
CODE_LENGTH = 8
CODE_LIVES = 14 * 24 * 3600 * 1000  # ms
FORGET = "forget"  # kind of an outbox row: take out of all messages what still names somebody who has left
OF_PERSON = (
    *("person_districts", "codes", "habits", "questions", "alarms", "muted", "shown_deadlines"),
    *("duties_of_people", "links", "sessions", "leaves"),
)


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def hash_code(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def _counted_as(who: str) -> str:
    """Attempts are limited also for somebody who has left, without keeping who it was."""
    return hashlib.sha256(who.encode()).hexdigest()


class People:
    def __init__(self, db: Engine) -> None:
        self.db = db

    # reading

    def by_line(self, line_user: str) -> Person | None:
        return self._one("line_user = ?", line_user)

    def by_id(self, id: int) -> Person | None:
        return self._one("id = ?", id)

    def _one(self, where: str, value: str | int) -> Person | None:
        rows = self.db.query(
            f"""SELECT p.*, d.district FROM people p LEFT JOIN person_districts d ON d.person = p.id
                WHERE p.{where} ORDER BY d.district""",
            [value],
        )
        return _person(rows[0], [row["district"] for row in rows if row["district"]]) if rows else None

    def of_province(self, province: str, *states: str) -> list[Person]:
        """Everybody of a province in one of these states (active ones when none is named)."""
        states = states or ("active", "blocked")
        marks = ", ".join("?" * len(states))
        rows = self.db.query(
            f"""SELECT p.*, d.district FROM people p LEFT JOIN person_districts d ON d.person = p.id
                WHERE p.province = ? AND p.state IN ({marks}) ORDER BY p.id, d.district""",
            [province, *states],
        )
        found: dict[int, tuple[Row, list[str]]] = {}
        for row in rows:
            found.setdefault(row["id"], (row, []))[1].extend([row["district"]] if row["district"] else [])
        return [_person(row, districts) for row, districts in found.values()]

    def approvers(self, province: str) -> list[Person]:
        """Who may let a newcomer in: supervisors and admins of the province, and admins without a province."""
        own = [p for p in self.of_province(province) if p.oversees]
        return own + [p for p in self.of_province("") if p.role == "admin"] if province else own

    def admins(self) -> list[Person]:
        rows = self.db.query("SELECT * FROM people WHERE role = 'admin' AND state = 'active' AND line_user IS NOT NULL")
        return [_person(row, ()) for row in rows]

    def tries(self, who: str, what: str, since: int) -> int:
        row = self.db.query(
            "SELECT COUNT(*) AS n FROM attempts WHERE who = ? AND what = ? AND at >= ?", [_counted_as(who), what, since]
        )
        return int(row[0]["n"])

    def habits(self, person: int) -> dict[str, str]:
        rows = self.db.query("SELECT about, value FROM habits WHERE person = ?", [person])
        return {row["about"]: row["value"] for row in rows}

    def code_owner(self, code: str, now: int) -> Person | None:
        rows = self.db.query(
            "SELECT person FROM codes WHERE code_hash = ? AND expires > ? AND used IS NULL", [hash_code(code), now]
        )
        return self.by_id(rows[0]["person"]) if rows else None

    # writing: called by the mailbox from a Turn's changes, and by the enroll command

    def tried(self, *, who: str, what: str, at: int) -> None:
        self.db.execute("INSERT INTO attempts (who, what, at) VALUES (?, ?, ?)", [_counted_as(who), what, at])

    def arrive(self, *, line_user: str, at: int) -> None:
        """Somebody new, or somebody who was removed and comes back as new."""
        self.db.execute("INSERT INTO people (line_user, since) VALUES (?, ?) ON CONFLICT DO NOTHING", [line_user, at])

    def update(self, *, person: int, districts: Iterable[str] | None = None, **fields: str | int | None) -> None:
        allowed = {"name", "province", "role", "work_group", "state", "agreed", "line_user", "requests", "wants"}
        if unknown := set(fields) - allowed:
            raise ValueError(f"people: found column {sorted(unknown)}, expected one of {sorted(allowed)}")
        if fields:
            names = ", ".join(f"{name} = ?" for name in fields)
            self.db.execute(f"UPDATE people SET {names} WHERE id = ?", [*fields.values(), person])
        if districts is not None:
            self.db.execute("DELETE FROM person_districts WHERE person = ?", [person])
            self.db.many("INSERT INTO person_districts VALUES (?, ?)", [(person, d) for d in dict.fromkeys(districts)])

    def enroll(
        self,
        *,
        name: str,
        province: str,
        role: str,
        districts: Iterable[str],
        group: str,
        line_user: str | None,
        at: int,
    ) -> int:
        rows = self.db.query(
            """INSERT INTO people (line_user, name, province, role, work_group, state, since)
               VALUES (NULL, ?, ?, ?, ?, 'coded', ?) RETURNING id""",
            [name, province, role, group, at],
        )
        person = int(rows[0]["id"])
        self.update(person=person, districts=districts)
        if line_user:
            self.bind(person=person, line_user=line_user)
        return person

    def give_code(self, *, person: int, code: str, at: int) -> None:
        self.db.execute(
            "INSERT INTO codes (code_hash, person, expires) VALUES (?, ?, ?)",
            [hash_code(code), person, at + CODE_LIVES],
        )

    def bind(self, *, person: int, line_user: str, code: str | None = None, at: int = 0) -> None:
        """This LINE account is that person from now on; a half-finished registration of the same account gives way."""
        self.db.execute(
            "DELETE FROM people WHERE line_user = ? AND state IN ('registering', 'waiting', 'refused')", [line_user]
        )
        self.db.execute(
            "UPDATE people SET line_user = NULL, state = 'removed' WHERE line_user = ? AND id <> ?", [line_user, person]
        )
        self.update(person=person, line_user=line_user, state="active")
        if code:
            self.db.execute("UPDATE codes SET used = ? WHERE code_hash = ?", [at, hash_code(code)])

    def keep_habit(self, *, person: int, about: str, value: str) -> None:
        self.db.execute(
            """INSERT INTO habits (person, about, value) VALUES (?, ?, ?)
               ON CONFLICT (person, about) DO UPDATE SET value = excluded.value""",
            [person, about, value],
        )

    def remove(self, *, person: int, here: bool = False) -> Row | None:
        """Binding, name, districts, codes, questions, duties and sessions go at once; their messages lose who sent them
        when the row of the outbox that is put here is worked off (bot/store/forgetting.py): `here`, by whoever calls,
        else by the sender. What the office reported stays, under a number without a name."""
        rows = self.db.query("SELECT line_user, name FROM people WHERE id = ?", [person])
        user, name = (rows[0]["line_user"] or "", rows[0]["name"]) if rows else ("", "")
        self.update(person=person, line_user=None, name="", state="removed", work_group="", wants="")
        for table in OF_PERSON:
            self.db.execute(f"DELETE FROM {table} WHERE person = ?", [person])
        if name:  # as whom they were bound before they got another duty
            self.db.execute("UPDATE people SET name = '' WHERE name = ? AND state = 'removed'", [name])
        if user:
            self.db.execute(
                "UPDATE outbox SET state = 'withdrawn' WHERE target = ? AND kind = 'push' AND state = 'waiting' "
                "AND held = 0",
                [user],
            )
        if not user and not name:
            return None
        now = time.time_ns() // 1_000_000
        return Outbox(self.db).put(
            id=str(uuid.uuid4()), kind=FORGET, target=user, body={"name": name}, now=now, due=None if here else now
        )

    def block(self, *, line_user: str, blocked: bool) -> None:
        before, after = ("active", "blocked") if blocked else ("blocked", "active")
        self.db.execute("UPDATE people SET state = ? WHERE line_user = ? AND state = ?", [after, line_user, before])


def _person(row: Row, districts: Iterable[str]) -> Person:
    return Person(
        id=row["id"],
        line_user=row["line_user"],
        name=row["name"],
        province=row["province"],
        role=row["role"],
        districts=tuple(districts),
        group=row["work_group"],
        state=row["state"],
        agreed=bool(row["agreed"]),
        requests=row["requests"],
        wants=row["wants"],
    )
