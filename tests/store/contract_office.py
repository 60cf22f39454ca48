"""The office's part of the contract: rounds, its own agreements, answers, values, and kept single values."""

from typing import Any

import pytest

from bot.store import Store


def value(store: Store, amount: Any, **more: Any) -> None:
    given = {
        "agreement": "buriram-2561", "district": "บ้านกรวด", "indicator": "function/2", "input": "base",
        "as_of": "2018-03-15", "strength": 2, "set_by": "สมหญิง", "source": "chat", "at": 5, **more,
    }  # fmt: skip
    with store.db.transaction():
        store.rounds.set_value(amount=amount, **given)


class OfficeContract:
    def test_a_round_opens_once_closes_and_opens_again(self, store: Store) -> None:
        def opened() -> list[tuple[str, int, int | None]]:
            return [(r["agreement"], r["opened"], r["closed"]) for r in store.rounds.opened()]

        for at, fresh in ((10, True), (20, False)):
            with store.db.transaction():
                assert store.rounds.activate(agreement="buriram-2561", province="บุรีรัมย์", at=at) is fresh
        assert opened() == [("buriram-2561", 10, None)]
        with store.db.transaction():
            store.rounds.close(agreement="buriram-2561", by=3, snapshot="{}", at=30)
        assert opened() == [("buriram-2561", 10, 30)]
        with store.db.transaction():
            store.rounds.reopen(agreement="buriram-2561")
        assert opened() == [("buriram-2561", 10, None)]

    def test_every_change_of_agreements_is_seen_by_its_version(self, store: Store) -> None:
        versions = [store.rounds.version()]
        changes = (
            lambda: store.rounds.activate(agreement="a", province="p", at=1),
            lambda: store.rounds.close(agreement="a", by=None, snapshot="{}", at=2),
            lambda: store.rounds.reopen(agreement="a"),
            lambda: store.rounds.keep_agreement(id="b", toml="x", by="admin", training=True, at=3),
            lambda: store.rounds.answer(agreement="a", question="q", value="v", why="w", by="admin", at=4),
            lambda: store.rounds.confirm(agreement="a", part="head", by="admin", day="2026-03-15", why="w", at=5),
            lambda: store.rounds.amend(agreement="a", version=2, toml="x", by="admin", at=6),
        )
        for change in changes:
            with store.db.transaction():
                change()
            versions.append(store.rounds.version())
        assert versions == ["0", "1", "2", "3", "4", "5", "6", "7"]

    def test_an_agreement_made_by_the_office_is_kept_word_by_word(self, store: Store) -> None:
        text = 'id = "buriram-2569"\n# ร้อยละ 100% ?\n'
        for n, made in enumerate((text + "old", text)):
            with store.db.transaction():
                store.rounds.keep_agreement(id="buriram-2569", toml=made, by=f"admin {n}", training=True, at=n)
        assert store.rounds.office_agreements() == [
            {"id": "buriram-2569", "toml": text, "made_by": "admin 1", "made": 1, "training": 1}
        ]

    def test_the_first_confirmation_of_a_part_stands_and_an_amendment_is_never_overwritten(self, store: Store) -> None:
        for n, by in enumerate(("สมหญิง", "สมชาย")):
            with store.db.transaction():
                store.rounds.confirm(agreement="a", part="team/1", by=by, day="2026-03-15", why="ตรวจแล้ว", at=n)
        assert store.rounds.confirmations() == [
            {
                "agreement": "a",
                "part": "team/1",
                "confirmed_by": "สมหญิง",
                "day": "2026-03-15",
                "why": "ตรวจแล้ว",
                "at": 0,
            }
        ]
        with store.db.transaction():
            store.rounds.amend(agreement="a", version=2, toml="version = 2", by="สมหญิง", at=5)
        with pytest.raises(Exception, match="(?i)unique"), store.db.transaction():
            store.rounds.amend(agreement="a", version=2, toml="version = 3", by="สมหญิง", at=6)
        assert store.rounds.amendments() == [
            {"agreement": "a", "version": 2, "toml": "version = 2", "made_by": "สมหญิง", "at": 5}
        ]

    def test_answers_are_kept_all_and_in_order(self, store: Store) -> None:
        for n, given in enumerate(("28", "22")):
            with store.db.transaction():
                store.rounds.answer(agreement="a", question="BRM-22", value=given, why="letter", by="admin", at=n)
        assert [(r["question"], r["value"], r["at"]) for r in store.rounds.answers("a")] == [
            ("BRM-22", "28", 0),
            ("BRM-22", "22", 1),
        ]
        assert store.rounds.answers("b") == []

    def test_the_newest_answer_of_a_question_stands(self, store: Store) -> None:
        for n, (agreement, question, given) in enumerate((("a", "q", "1"), ("b", "q", "2"), ("a", "q", "3"))):
            with store.db.transaction():
                store.rounds.answer(agreement=agreement, question=question, value=given, why="w", by="x", at=n)
        assert store.rounds.standing_answers() == {"a": {"q": "3"}, "b": {"q": "2"}}

    def test_office_values_are_exact_and_never_overwritten(self, store: Store) -> None:
        value(store, "18664342.10")
        value(store, "12345678901234567.89")
        value(store, "7", district=None)
        amounts = [r["amount"] for r in store.rounds.values("buriram-2561", "บ้านกรวด")]
        assert amounts == ["18664342.10", "12345678901234567.89"]
        assert [r["amount"] for r in store.rounds.values("buriram-2561")] == ["7"]
        assert len(store.rounds.values("buriram-2561", everywhere=True)) == 3
        with pytest.raises(TypeError, match="^store: found the float 1.5, expected text"):
            value(store, 1.5)

    def test_a_kept_value_is_replaced(self, store: Store) -> None:
        assert store.kept.get("day") is None
        for day in ("2026-03-15", "2026-03-16"):
            with store.db.transaction():
                store.kept.put(name="day", value=day)
        assert store.kept.get("day") == "2026-03-16"

    def test_what_a_withdrawn_message_said_is_forgotten_and_nothing_else(self, store: Store) -> None:
        value(store, "100", source="message w1", strength=1)
        value(store, "200", source="message w2", strength=1)
        with store.db.transaction():
            store.rounds.forget(source="message w1")
        assert [row["amount"] for row in store.rounds.values("buriram-2561", "บ้านกรวด")] == ["200"]
