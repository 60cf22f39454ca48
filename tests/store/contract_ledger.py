"""The ledger's part of the contract: facts for ever and exact, and beside them the value that stands."""

from datetime import date
from typing import Any

import pytest

from bot.store import Store
from scoring.results.facts import Fact

AGREEMENT = "buriram-2561"


def fact(id: str, value: Any = "82.5", day: str = "2018-03-15", **more: Any) -> Fact:
    given = {
        "kind": "value", "agreement": AGREEMENT, "district": "บ้านกรวด", "indicator": "function/2", "input": "income",
        "happened": 100, "person": 1, **more,
    }  # fmt: skip
    return Fact(id=id, value=value, as_of=date.fromisoformat(day), **given)


def record(store: Store, *facts: Fact, now: int = 900) -> None:
    for one in facts:
        with store.db.transaction():
            store.ledger.record(fact=one, now=now)


def stands(store: Store, **place: Any) -> list[tuple[str, Any]]:
    wanted = {"district": "บ้านกรวด", **place}
    found = store.ledger.standing(AGREEMENT, wanted["district"])
    return sorted(((s.slot and f"{s.slot}:{s.fact}") or s.fact, s.value) for s in found)


class LedgerContract:
    @pytest.mark.parametrize(
        "value",
        ["18664342.10", "12345678901234567.89", "0.10", "-3", True, False, "2018-03-15", ["2018-01-05", "2018-02-06"],
         {"num": "19", "den": "20.00"}],
    )  # fmt: skip
    def test_a_value_comes_back_unchanged(self, store: Store, value: Any) -> None:
        record(store, fact("f", value))
        kept = store.ledger.fact("f")
        assert kept is not None
        assert kept.value == value
        assert type(kept.value) is type(value)
        (standing,) = store.ledger.standing(AGREEMENT, "บ้านกรวด")
        assert standing.value == value

    @pytest.mark.parametrize("value", [82.5, 82, ["1", 2.5], {"num": 1.5, "den": "2"}, {"num": "1", "den": 2}])
    def test_a_number_that_is_not_a_decimal_string_is_refused(self, store: Store, value: Any) -> None:
        number = next(n for n in (82.5, 82, 2.5, 1.5, 2) if str(n) in str(value))
        with pytest.raises(TypeError) as refused:
            record(store, fact("f", value))
        assert str(refused.value) == (
            f"ledger: found the {type(number).__name__} {number}, expected a decimal string, true, false, a list or "
            "parts"
        )
        assert store.ledger.fact("f") is None

    def test_what_stood_on_an_earlier_day(self, store: Store) -> None:
        record(
            store, fact("f1", "70", "2018-01-10"), fact("f2", "71", "2018-02-10"), fact("f3", "90", "2018-03-10"),
            fact("f4", "72", "2018-02-10", replaces="f2"), fact("f5", "5", "2018-02-01", slot="2018-02", kind="month"),
            fact("f6", "1", "2018-02-20", district="คูเมือง"), fact("f7", None, "2018-01-10", replaces="f1"),
        )  # fmt: skip

        def on(day: str, **where: Any) -> list[tuple[str, Any]]:
            found = store.ledger.standing_on(AGREEMENT, date.fromisoformat(day), **where)
            return sorted((s.fact, s.value) for s in found)

        assert on("2018-02-28", district="บ้านกรวด") == [("f4", "72"), ("f5", "5")]
        assert on("2018-02-28", everywhere=True) == [("f4", "72"), ("f5", "5"), ("f6", "1")]
        assert on("2018-02-09", district="บ้านกรวด") == [("f5", "5")]
        assert on("2018-03-31", district="บ้านกรวด") == [("f3", "90"), ("f5", "5")]
        assert on("2018-01-31", district="บ้านกรวด") == []  # taken back since

    def test_days_and_all_else_come_back_whole(self, store: Store) -> None:
        one = fact("f", "1", "2018-02-28", kind="month", slot="2018-02", event_id="e1", note="สะสม", happened=2**41)
        record(store, one, now=2**41 + 5)
        assert store.ledger.fact("f") == Fact(**{**vars(one), "recorded": 2**41 + 5})
        assert store.ledger.of_event("e1") == [store.ledger.fact("f")]
        assert store.ledger.fact("g") is None

    def test_the_province_has_its_own_row(self, store: Store) -> None:
        record(store, fact("p", "1", district=None), fact("d", "2"))
        assert stands(store, district=None) == [("p", "1")]
        assert stands(store) == [("d", "2")]
        assert store.ledger.fact("p").district is None  # type: ignore[union-attr]
        assert len(store.ledger.standing(AGREEMENT, everywhere=True)) == 2

    def test_a_fact_recorded_twice_has_one_effect(self, store: Store) -> None:
        record(store, fact("f", "1"))
        record(store, fact("f", "2", "2018-03-20"))
        assert [f.value for f in store.ledger.history(AGREEMENT, "บ้านกรวด")] == ["1"]
        assert stands(store) == [("f", "1")]

    def test_the_newest_day_stands_then_the_later_message(self, store: Store) -> None:
        record(store, fact("a", "1", "2018-03-10", happened=100))
        record(store, fact("b", "2", "2018-03-12", happened=90))
        assert stands(store) == [("b", "2")]
        record(store, fact("c", "3", "2018-03-12", happened=95))
        assert stands(store) == [("c", "3")]
        record(store, fact("d", "4", "2018-03-12", happened=95))  # the same moment: the one kept later
        assert stands(store) == [("d", "4")]

    def test_an_older_message_that_comes_late_does_not_replace(self, store: Store) -> None:
        record(store, fact("new", "2", happened=200), fact("old", "1", happened=100))
        record(store, fact("older day", "9", "2018-03-01", happened=300))
        assert stands(store) == [("new", "2")]
        assert [f.id for f in store.ledger.history(AGREEMENT, "บ้านกรวด")] == ["new", "old", "older day"]

    def test_a_correction_takes_the_place_of_what_it_names_even_for_an_earlier_day(self, store: Store) -> None:
        record(store, fact("a", "1", "2018-03-10"), fact("b", "820", "2018-03-15"))
        record(store, fact("c", "82", "2018-03-12", replaces="b", happened=110))
        assert stands(store) == [("c", "82")]
        assert store.ledger.replaced_by("b").id == "c"  # type: ignore[union-attr]
        assert store.ledger.replaced_by("c") is None
        assert store.ledger.fact("b").value == "820"  # type: ignore[union-attr]

    def test_a_withdrawal_lets_the_earlier_stand_again(self, store: Store) -> None:
        record(store, fact("a", "1", happened=100), fact("b", "2", happened=110))
        record(store, fact("undo b", None, happened=120, replaces="b"))
        assert stands(store) == [("a", "1")]
        record(store, fact("undo a", None, happened=130, replaces="a"))
        assert stands(store) == []
        assert len(store.ledger.history(AGREEMENT, "บ้านกรวด")) == 4

    def test_a_withdrawn_correction_does_not_bring_back_what_it_replaced(self, store: Store) -> None:
        """What was said to be wrong stays wrong; the officer says anew what is right."""
        record(store, fact("a", "1"), fact("b", "2", replaces="a", happened=110))
        record(store, fact("undo", None, replaces="b", happened=120))
        assert stands(store) == []

    def test_a_correction_into_another_month_moves_it(self, store: Store) -> None:
        record(store, fact("feb", "500", "2018-02-28", kind="month", slot="2018-02"))
        record(store, fact("jan", "400", "2018-01-31", kind="month", slot="2018-01"))
        record(store, fact("mar", "500", "2018-03-31", kind="month", slot="2018-03", replaces="feb", happened=200))
        assert stands(store) == [("2018-01:jan", "400"), ("2018-03:mar", "500")]

    def test_a_correction_into_another_district_moves_it(self, store: Store) -> None:
        record(store, fact("a", "1"), fact("b", "1", district="สตึก", replaces="a", happened=110))
        assert stands(store) == []
        assert stands(store, district="สตึก") == [("b", "1")]

    def test_slots_inputs_and_districts_stand_side_by_side(self, store: Store) -> None:
        record(store, fact("a"), fact("b", slot="2018-02"), fact("c", input="base"), fact("d", district="สตึก"))
        assert len(store.ledger.standing(AGREEMENT, everywhere=True)) == 4
        assert store.ledger.standing("other-2561", everywhere=True) == []

    def test_the_ledger_only_grows(self, store: Store) -> None:
        """Whatever comes later, a line that was written stays as it was written."""
        steps = (
            fact("a", "1"), fact("b", "2", replaces="a", happened=110), fact("a", "9"), fact("c", None, replaces="b"),
            fact("d", "3", district="สตึก", replaces="b"), fact("e", "4", "2018-01-01"),
        )  # fmt: skip
        before: list[Any] = []
        for one in steps:
            record(store, one)
            after = store.db.query("SELECT * FROM facts ORDER BY seq")
            assert after[: len(before)] == before
            before = after
        assert [row["id"] for row in before] == ["a", "b", "c", "d", "e"]

    def test_a_persons_newest_facts_and_those_since_a_moment(self, store: Store) -> None:
        record(store, fact("a", happened=1), now=10)
        record(store, fact("b", happened=2, person=2), now=20)
        record(store, fact("c", happened=3), now=30)
        assert [f.id for f in store.ledger.of_person(1, 9)] == ["c", "a"]
        assert [f.id for f in store.ledger.of_person(1, 1)] == ["c"]
        assert store.ledger.places(AGREEMENT, 20) == [("บ้านกรวด", "function/2")]
        assert store.ledger.places(AGREEMENT, 31) == []

    def test_the_reports_of_a_place_are_those_that_nothing_replaced(self, store: Store) -> None:
        record(store, fact("a", day="2018-03-15"), fact("b", day="2018-03-10"), fact("c", day="2018-03-12"))
        record(store, fact("d", day="2018-03-12", replaces="c"), fact("e", None, replaces="b"))
        record(store, fact("f", day="2018-03-12", happened=101), fact("g", district="คูเมือง"))
        record(store, fact("h", day="2018-03-01"), now=950)
        assert [f.id for f in store.ledger.reported(AGREEMENT, 900, 9)] == ["g", "h", "d", "f", "a"]
        assert [f.id for f in store.ledger.reported(AGREEMENT, 900, 2)] == ["g", "f", "a"]
        assert [f.id for f in store.ledger.reported(AGREEMENT, 950, 9)] == ["h", "d", "f", "a"]
        assert [f.id for f in store.ledger.history(AGREEMENT, "บ้านกรวด", "function/3")] == []

    def test_a_fact_that_rolls_back_leaves_no_standing_value(self, store: Store) -> None:
        with pytest.raises(RuntimeError, match="^fell$"), store.db.transaction():
            store.ledger.record(fact=fact("a"), now=1)
            raise RuntimeError("fell")
        assert stands(store) == []
        assert store.ledger.fact("a") is None
