"""Evidence: which photo, file or place was sent for which level, by whom, and whether its bytes are kept.

The bytes lie in bot/store/results/blobs.py under their hash. Whatever is withdrawn loses its hash at once; its bytes
are removed by a row of the outbox after the commit, so that no failed transaction has lost them.
"""

import time
import uuid
from collections.abc import Sequence
from datetime import date

from bot.store.engine import Engine, Row
from bot.store.post.outbox import Outbox
from scoring.results.pieces import GONE, KEPT, WAITING, WITHDRAWN, Piece, Place

COLUMNS = (
    "id, agreement, district, indicator, level, kind, name, detail, hash, size, media, state, message_id, event_id, "
    "person, at, verified_by, bundle, day"
)
STANDS = f"state IN ('{WAITING}', '{KEPT}')"


class Evidence:
    def __init__(self, db: Engine) -> None:
        self.db = db
        self._outbox = Outbox(db)

    # reading

    def piece(self, id: str) -> Piece | None:
        found = self._read("id = ?", [id])
        return found[0] if found else None

    def of(self, agreement: str, district: str | None, indicator: str | None = None) -> list[Piece]:
        """Everything that was sent for a district (None: the province's own row), oldest first, withdrawn ones too."""
        where, params = "agreement = ? AND district = ? AND indicator <> ''", [agreement, district or ""]
        if indicator is not None:
            where, params = "agreement = ? AND district = ? AND indicator = ?", [agreement, district or "", indicator]
        return self._read(where, params)

    def everywhere(self, agreement: str) -> list[Piece]:
        return self._read("agreement = ? AND indicator <> ''", [agreement])

    def of_message(self, message_id: str) -> list[Piece]:
        return self._read("message_id = ?", [message_id])

    def of_bundle(self, bundle: str) -> list[Piece]:
        return self._read("bundle = ?", [bundle])

    def newest(self, person: int) -> Piece | None:
        rows = self.db.query(
            f"SELECT {COLUMNS} FROM evidence WHERE person = ? ORDER BY at DESC, id DESC LIMIT 1", [person]
        )
        return _piece(rows[0]) if rows else None

    def unplaced(self, person: int, since: int) -> list[Piece]:
        """What this person sent and has not yet said what it is evidence of."""
        return self._read(f"person = ? AND at >= ? AND indicator = '' AND {STANDS}", [person, since])

    def _read(self, where: str, params: Sequence[str | int]) -> list[Piece]:
        rows = self.db.query(f"SELECT {COLUMNS} FROM evidence WHERE {where} ORDER BY at, id", params)
        return [_piece(row) for row in rows]

    # writing

    def add(self, *, piece: Piece) -> None:
        """A second time the same id has no second effect."""
        place = piece.place
        self.db.execute(
            f"INSERT INTO evidence ({COLUMNS}) VALUES ({', '.join('?' * 19)}) ON CONFLICT DO NOTHING",
            [
                piece.id,
                place.agreement if place else "",
                (place.district or "") if place else "",
                place.indicator if place else "",
                place.level if place else None,
                piece.kind,
                piece.name,
                piece.detail,
                piece.hash,
                piece.size,
                piece.media,
                piece.state,
                piece.message_id,
                piece.event_id,
                piece.person,
                piece.at,
                piece.verified_by,
                piece.bundle,
                piece.day.isoformat() if piece.day else "",
            ],
        )

    def place(self, *, bundle: str, place: Place) -> None:
        """Say what a bundle is evidence of; moved evidence is to be verified anew."""
        self.db.execute(
            f"""UPDATE evidence SET agreement = ?, district = ?, indicator = ?, level = ?, verified_by = NULL
                WHERE bundle = ? AND {STANDS}""",
            [place.agreement, place.district or "", place.indicator, place.level, bundle],
        )

    def keep(self, *, id: str, hash: str, size: int, media: str, kind: str) -> bool:
        """The bytes have come. False: nobody waits for them any more."""
        return bool(
            self.db.execute(
                f"UPDATE evidence SET state = '{KEPT}', hash = ?, size = ?, media = ?, kind = ? "
                f"WHERE id = ? AND state = '{WAITING}'",
                [hash, size, media, kind, id],
            )
        )

    def lose(self, *, id: str, why: str) -> bool:
        """The bytes will not come, or are not taken. False: nobody waits for them any more."""
        return bool(
            self.db.execute(
                f"UPDATE evidence SET state = '{GONE}', detail = ? WHERE id = ? AND state = '{WAITING}'", [why, id]
            )
        )

    def verify(self, *, evidence: str, by: int | None) -> None:
        """`by`: the person of the province who has looked at it; None takes it back."""
        self.db.execute(f"UPDATE evidence SET verified_by = ? WHERE id = ? AND {STANDS}", [by, evidence])

    def drop(self, *, bundle: str) -> None:
        """A bundle is no evidence after all."""
        self._withdraw("bundle = ?", bundle)

    def unsend(self, *, message_id: str) -> None:
        """After LINE's unsend the bytes and names are gone; that something was sent, by whom and when, stays."""
        self._withdraw("message_id = ?", message_id)

    def _withdraw(self, where: str, of: str) -> None:
        rows = self.db.query(f"SELECT id, hash FROM evidence WHERE {where} AND state <> '{WITHDRAWN}'", [of])
        self.db.execute(
            f"UPDATE evidence SET state = '{WITHDRAWN}', hash = NULL, name = '', detail = '', verified_by = NULL "
            f"WHERE {where}",
            [of],
        )
        for row in rows:
            if row["hash"] is not None:
                self._remove_later(row["id"], row["hash"])

    def _remove_later(self, id: str, hash: str) -> None:
        now = time.time_ns() // 1_000_000
        row_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{id}:remove"))
        self._outbox.put(id=row_id, kind="fetch", target=id, body={"remove": hash}, now=now, must_arrive=True, due=now)

    def named(self, hash: str) -> bool:
        """Whether any evidence still needs these bytes."""
        return bool(self.db.query("SELECT 1 AS yes FROM evidence WHERE hash = ? LIMIT 1", [hash]))


def _piece(row: Row) -> Piece:
    placed = Place(row["agreement"], row["district"] or None, row["indicator"], row["level"])
    return Piece(
        id=row["id"],
        kind=row["kind"],
        state=row["state"],
        message_id=row["message_id"],
        event_id=row["event_id"],
        person=row["person"],
        at=row["at"],
        bundle=row["bundle"] or row["id"],
        place=placed if row["indicator"] else None,
        name=row["name"],
        detail=row["detail"],
        hash=row["hash"],
        size=row["size"],
        media=row["media"],
        verified_by=row["verified_by"],
        day=date.fromisoformat(row["day"]) if row["day"] else None,
    )
