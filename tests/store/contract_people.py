"""The people's part of the contract: bindings, roles, districts, one-time codes, and questions that wait."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.store import Store
from bot.store.people.people import CODE_LETTERS, CODE_LIVES, hash_code, new_code
from handlers.desk.nouns import Option, Person, Question
from scoring.deadlines.leaves import Leave

BURIRAM = "บุรีรัมย์"
AT = datetime.fromisoformat("2026-03-15T09:00:00+07:00")


def enroll(store: Store, **more: Any) -> int:
    person = {
        "name": "สมชาย", "province": BURIRAM, "role": "officer", "districts": ("บ้านกรวด",), "group": "",
        "line_user": None, "at": 5, **more,
    }  # fmt: skip
    with store.db.transaction():
        return store.people.enroll(**person)


def person(store: Store, id: int) -> Person:
    found = store.people.by_id(id)
    assert found is not None
    return found


def question(id: str, text: str = "เดือนไหน", person: int | None = None) -> Question:
    options = (Option("มี.ค.", "2026-03"), Option("สะสม", "total"))
    return Question(id, "report", text, options, {"words": "450,000"}, AT + timedelta(hours=6), person=person)


def ask(store: Store, chat: str, asked: Question, at: int) -> None:
    with store.db.transaction():
        store.questions.ask(chat, asked, at)


class PeopleContract:
    def test_a_newcomer_is_kept_once(self, store: Store) -> None:
        for at in (1, 2):
            with store.db.transaction():
                store.people.arrive(line_user="Ua", at=at)
        found = store.people.by_line("Ua")
        assert found is not None
        assert (found.state, found.agreed, found.districts) == ("registering", False, ())
        assert store.people.by_line("Ub") is None

    def test_an_enrolled_person_has_role_and_districts(self, store: Store) -> None:
        id = enroll(store, districts=("สตึก", "บ้านกรวด", "สตึก"), line_user="Ua")
        assert store.people.by_line("Ua") == Person(
            id, "Ua", "สมชาย", BURIRAM, "officer", ("บ้านกรวด", "สตึก"), "", "active", False
        )

    def test_an_unknown_column_is_refused(self, store: Store) -> None:
        id = enroll(store)
        with pytest.raises(ValueError, match="people") as refused, store.db.transaction():
            store.people.update(person=id, rank=3)
        assert str(refused.value) == (
            "people: found column ['rank'], expected one of "
            "['agreed', 'line_user', 'name', 'province', 'requests', 'role', 'state', 'wants', 'work_group']"
        )

    def test_people_of_a_province_by_state(self, store: Store) -> None:
        a = enroll(store, line_user="Ua", districts=("สตึก", "กระสัง"))
        b = enroll(store, line_user="Ub")
        enroll(store)  # has a code, is not active yet
        enroll(store, line_user="Uc", province="ชลบุรี")
        with store.db.transaction():
            store.people.block(line_user="Ub", blocked=True)
        assert [(p.id, p.districts) for p in store.people.of_province(BURIRAM)] == [
            (a, ("กระสัง", "สตึก")),
            (b, ("บ้านกรวด",)),
        ]
        assert [p.id for p in store.people.of_province(BURIRAM, "blocked")] == [b]

    def test_who_may_approve(self, store: Store) -> None:
        supervisor = enroll(store, role="supervisor", districts=(), line_user="Us")
        everywhere = enroll(store, role="admin", province="", districts=(), line_user="Ux")
        enroll(store, line_user="Uo")
        enroll(store, role="supervisor", province="ชลบุรี", districts=(), line_user="Uc")
        assert [p.id for p in store.people.approvers(BURIRAM)] == [supervisor, everywhere]

    def test_a_code_is_kept_as_a_hash_and_works_once_within_fourteen_days(self, store: Store) -> None:
        id, code = enroll(store), new_code()
        assert len(code) == 8
        assert set(code) <= set(CODE_LETTERS)
        with store.db.transaction():
            store.people.give_code(person=id, code=code, at=1000)
        assert [r["code_hash"] for r in store.db.query("SELECT code_hash FROM codes")] == [hash_code(code)]
        owner = store.people.code_owner(f" {code.lower()} ", 1000 + CODE_LIVES - 1)
        assert owner is not None
        assert owner.id == id
        assert store.people.code_owner(code, 1000 + CODE_LIVES) is None
        assert store.people.code_owner("ZZZZZZZZ", 1000) is None
        with store.db.transaction():
            store.people.bind(person=id, line_user="Ua", code=code, at=2000)
        assert store.people.code_owner(code, 2001) is None
        assert person(store, id).state == "active"

    def test_tries_are_counted_per_person_kind_and_time(self, store: Store) -> None:
        with store.db.transaction():
            for at in (100, 200, 300):
                store.people.tried(who="Ua", what="code", at=at)
            store.people.tried(who="Ua", what="registration", at=300)
            store.people.tried(who="Ub", what="code", at=300)
        assert store.people.tries("Ua", "code", 200) == 2
        assert store.people.tries("Ua", "code", 301) == 0

    def test_binding_ends_a_half_finished_registration_and_frees_the_account_of_another(self, store: Store) -> None:
        with store.db.transaction():
            store.people.arrive(line_user="Ua", at=1)
        first, second = enroll(store), enroll(store, name="สมหญิง")
        with store.db.transaction():
            store.people.bind(person=first, line_user="Ua")
        assert store.db.query("SELECT COUNT(*) AS n FROM people") == [{"n": 2}]
        with store.db.transaction():
            store.people.bind(person=second, line_user="Ua")
        assert (person(store, first).state, person(store, first).line_user) == ("removed", None)
        found = store.people.by_line("Ua")
        assert found is not None
        assert found.id == second

    def test_a_removed_person_leaves_a_number_without_a_name(self, store: Store) -> None:
        id = enroll(store, line_user="Ua")
        with store.db.transaction():
            store.people.give_code(person=id, code="ABCDEFGH", at=1)
            store.people.remove(person=id)
        assert person(store, id) == Person(id, None, "", BURIRAM, "officer", (), "", "removed", False)
        assert store.people.code_owner("ABCDEFGH", 2) is None
        with store.db.transaction():
            store.people.arrive(line_user="Ua", at=3)
        back = store.people.by_line("Ua")
        assert back is not None
        assert back.id != id

    def test_block_and_return(self, store: Store) -> None:
        id = enroll(store, line_user="Ua")
        for blocked, state in ((True, "blocked"), (True, "blocked"), (False, "active")):
            with store.db.transaction():
                store.people.block(line_user="Ua", blocked=blocked)
            assert person(store, id).state == state

    def test_a_question_comes_back_whole(self, store: Store) -> None:
        asked = question("q1", person=7)
        ask(store, "Ua/Ua", asked, 10)
        assert store.questions.open("Ua/Ua") == asked
        assert store.questions.by_id("q1") == asked
        assert store.questions.open("Ub/Ub") is None
        ask(store, "Ua/Ua", question("q1", "changed"), 11)
        assert store.questions.by_id("q1").text == "เดือนไหน"  # type: ignore[union-attr]

    def test_one_question_is_open_in_a_chat_and_the_old_one_is_told_as_unanswered(self, store: Store) -> None:
        for n, id in enumerate(("q1", "q2", "q3")):
            ask(store, "Ua/Ua", question(id, person=7), n)
        assert store.questions.open("Ua/Ua").id == "q3"  # type: ignore[union-attr]
        with store.db.transaction():
            store.questions.close(id="q3")
        assert store.questions.open("Ua/Ua") is None
        assert [(q.id, q.state) for q in store.questions.unanswered(7, 0)] == [("q1", "replaced"), ("q2", "replaced")]
        assert [q.id for q in store.questions.unanswered(7, 1)] == ["q2"]
        assert store.questions.unanswered(8, 0) == []

    def test_an_expired_question_is_told_as_unanswered(self, store: Store) -> None:
        ask(store, "Ua/Ua", question("q1", person=7), 1)
        with store.db.transaction():
            store.questions.close(id="q1", state="expired")
        assert store.questions.open("Ua/Ua") is None
        assert [q.state for q in store.questions.unanswered(7, 0)] == ["expired"]

    def test_leave_is_asked_for_settled_and_listed_while_it_matters(self, store: Store) -> None:
        away, here = enroll(store), enroll(store, name="มาลี")
        leave = Leave("m1-leave", BURIRAM, away, here, date(2026, 3, 16), date(2026, 3, 20))
        with store.db.transaction():
            for _ in range(2):  # a redelivery has no second effect
                store.leaves.ask(leave=leave, by=None, at=5)
        assert store.leaves.one("m1-leave") == leave
        with store.db.transaction():
            store.leaves.settle(id="m1-leave", state="stands", last=date(2026, 3, 18), by=here, at=6)
        (found,) = store.leaves.of_province(BURIRAM, date(2026, 3, 18))
        assert (found.state, found.last) == ("stands", date(2026, 3, 18))
        assert store.leaves.of_province(BURIRAM, date(2026, 3, 19)) == []
        assert store.leaves.of_province("ชัยภูมิ", date(2026, 3, 16)) == []
        with store.db.transaction():
            store.people.remove(person=away)
        assert store.leaves.one("m1-leave") is None
