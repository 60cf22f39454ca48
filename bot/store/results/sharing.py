"""Sharing out: who answers for which indicator of a district, and how a target is split over officers or villages."""

from bot.store.engine import Engine, Row


class Sharing:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def of_agreement(self, agreement: str) -> list[Row]:
        """district, indicator, duty (supervisor, responsible, coordinator), person"""
        return self.db.query(
            """SELECT district, indicator, duty, person FROM duties_of_people WHERE agreement = ?
               ORDER BY district, indicator, duty, person""",
            [agreement],
        )

    def of_person(self, person: int) -> list[Row]:
        return self.db.query(
            """SELECT agreement, district, indicator, duty FROM duties_of_people WHERE person = ?
               ORDER BY agreement, district, indicator, duty""",
            [person],
        )

    def shares(self, agreement: str, district: str | None) -> list[Row]:
        return self.db.query(
            """SELECT indicator, input, holder, amount FROM target_shares WHERE agreement = ? AND district = ?
               ORDER BY indicator, input, holder""",
            [agreement, district or ""],
        )

    # writing

    def appoint(self, *, agreement: str, district: str | None, indicator: str, duty: str, person: int) -> None:
        """This person alone has the duty from now on."""
        self.dismiss(agreement=agreement, district=district, indicator=indicator, duty=duty)
        self.db.execute(
            "INSERT INTO duties_of_people (agreement, district, indicator, duty, person) VALUES (?, ?, ?, ?, ?)",
            [agreement, district or "", indicator, duty, person],
        )

    def dismiss(self, *, agreement: str, district: str | None, indicator: str, duty: str) -> None:
        self.db.execute(
            "DELETE FROM duties_of_people WHERE agreement = ? AND district = ? AND indicator = ? AND duty = ?",
            [agreement, district or "", indicator, duty],
        )

    def share(
        self, *, agreement: str, district: str | None, indicator: str, input: str, holder: str, amount: str, by: int,
        at: int,
    ) -> None:  # fmt: skip
        self.db.execute(
            """INSERT INTO target_shares (agreement, district, indicator, input, holder, amount, set_by, at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (agreement, district, indicator, input, holder)
               DO UPDATE SET amount = excluded.amount, set_by = excluded.set_by, at = excluded.at""",
            [agreement, district or "", indicator, input, holder, amount, by, at],
        )

    def unshare(self, *, agreement: str, district: str | None, indicator: str, input: str, holder: str) -> None:
        self.db.execute(
            """DELETE FROM target_shares
               WHERE agreement = ? AND district = ? AND indicator = ? AND input = ? AND holder = ?""",
            [agreement, district or "", indicator, input, holder],
        )
