"""The dialogue machine: random officers report, correct, take back and answer; a plain model written apart agrees."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from handlers.desk.unsaved import unsaved
from tests.handlers.office import Json, Office, read_aloud
from tests.handlers.plain_talk import Talk

AGREEMENT = "nongkhai-2565-1"
PEOPLE = {"ก้อย": "ท่าบ่อ", "ขวัญ": "ท่าบ่อ", "ไกล": "โพนพิสัย"}
TOPICS = {"เบิกจ่าย": "budget_percent", "แผน": "plan_percent"}
YES = ("1", "๑", "ข้อ 1", "ข้อหนึ่งค่ะ", "อันแรกครับ", "ใช่", "ใช่ค่ะ", "ใช่ครับผม ขอบคุณครับ", "ถูกต้องค่ะ")
NO = ("2", "ข้อ ๒", "ข้อสองค่ะ", "ไม่ใช่", "ไม่ใช่ค่ะ", "ไม่ครับ")
ANSWERS = [*((words, True) for words in YES), *((words, False) for words in NO)]
NAMING = [
    *((words, "เบิกจ่าย") for words in ("1", "ข้อหนึ่งค่ะ", "อันแรก", "การเบิกจ่ายค่ะ", "เบิกจ่าย")),
    *((words, "แผน") for words in ("๒", "ข้อ 2", "ข้อสองครับ", "ความสำเร็จตามแผน", "ความสำเร็จ")),
]
UNCLEAR = ("อืมมม", "ข้อ 12", "เดี๋ยวนะคะ")
who, topic, figure = st.sampled_from(sorted(PEOPLE)), st.sampled_from(sorted(TOPICS)), st.integers(20, 99)


class Dialogue(RuleBasedStateMachine):
    @initialize()
    def open_office(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.office = Office(Path(self.folder.name), "2022-03-15", AGREEMENT)
        for name, district in PEOPLE.items():
            self.office.enroll(name, "หนองคาย", district)
        self.talk = Talk()
        self.last: dict[str, str] = {}

    def _say(self, name: str, text: str) -> int:
        self._heard(name, text)
        return self.at

    def _listed(self) -> None:
        """What could have been a report is stored, or stands as a question with its words."""
        if self.resent:
            return  # it has answered the question about the same words
        event = f"w{self.office.sent}"
        store = self.office.store
        assert store.ledger.of_event(event) or store.questions.by_id(f"{event}-q"), event

    @rule(name=who, about=topic, value=figure)
    def report(self, name: str, about: str, value: int) -> None:
        words = f"{about} {value}%"
        waits = self.talk.asked.get(name)
        self.talk.report(name, (PEOPLE[name], about), value, self._say(name, words), words)
        self.resent = waits is not None and waits.words == words
        self._listed()

    @rule(name=who, about=topic, value=figure)
    def correct(self, name: str, about: str, value: int) -> None:
        words = f"แก้{about}เป็น {value}%"
        waits = self.talk.asked.get(name)
        self.talk.correct(name, (PEOPLE[name], about), value, self._say(name, words), words)
        self.resent = waits is not None and waits.words == words
        self._listed()

    @rule(name=who, value=figure)
    def figure_alone(self, name: str, value: int) -> None:
        words = f"{value}%"
        waits = self.talk.asked.get(name)
        if waits is not None and waits.why in ("other", "fall"):
            return  # a figure beside the question is what that asks about, said better
        self.talk.figure(name, PEOPLE[name], value, self._say(name, words), words)
        self.resent = False
        self._listed()

    @precondition(lambda self: self._asked("topic"))
    @rule(nth=st.integers(0, 2), said=st.sampled_from(NAMING))
    def name_the_topic(self, nth: int, said: tuple[str, str]) -> None:
        """What the figure is of: by number, by ordinal, by the option's own words."""
        waiting = self._asked("topic")
        name, (words, about) = waiting[nth % len(waiting)], said
        asked = self.talk.asked[name]
        at = self._answered(name, words)
        self.talk.name(name, about, at)
        self._stored_what_it_showed(name, asked.value)

    @precondition(lambda self: self._asked("other", "fall"))
    @rule(nth=st.integers(0, 2), said=st.sampled_from(ANSWERS))
    def answer(self, nth: int, said: tuple[str, bool]) -> None:
        waiting = self._asked("other", "fall")
        name, (words, yes) = waiting[nth % len(waiting)], said
        asked = self.talk.asked[name]
        at = self._answered(name, words)
        self.talk.answer(name, yes, at)
        if yes:
            self._stored_what_it_showed(name, asked.value)

    def _asked(self, *why: str) -> list[str]:
        return sorted(name for name, one in self.talk.asked.items() if one.why in why)

    def _answered(self, name: str, words: str) -> int:
        id = self._waiting(name)
        at = self._say(name, words)
        if self._waiting(name) == id:  # something else was shown in between: the question came once more
            at = self._say(name, words)
        assert self._waiting(name) != id, (words, id)
        return at

    def _stored_what_it_showed(self, name: str, value: int) -> None:
        """Nothing further was asked: what the option showed is what this very answer stored."""
        if name not in self.talk.asked:
            facts = self.office.store.ledger.of_person(self.office.numbers[name], 1)
            assert facts[0].value == str(value)
            assert facts[0].note == f"answered:w{self.office.sent}"

    @precondition(lambda self: self.talk.asked)
    @rule(nth=st.integers(0, 2), words=st.sampled_from(UNCLEAR))
    def mumble(self, nth: int, words: str) -> None:
        """What cannot be told apart answers nothing: the question stays, and is never thanked for."""
        name = sorted(self.talk.asked)[nth % len(self.talk.asked)]
        id = self._waiting(name)
        said = read_aloud(self._heard(name, words))
        assert self._waiting(name) == id
        assert "ยินดีค่ะ" not in said, said

    def _heard(self, name: str, words: str) -> list[Json]:
        self.at = self.office.times()[0] + 60_000
        self.last[name] = words
        return self.office.answer(name, words)

    def _waiting(self, name: str) -> str:
        """The question that is open for somebody; "" where none is."""
        user = self.office.people[name]
        asked = self.office.store.questions.open(f"{user}/{user}")
        return asked.id if asked is not None else ""

    @rule(name=who)
    def undo(self, name: str) -> None:
        self.talk.undo(name, self._say(name, "ยกเลิก"))

    @rule(name=who, about=topic)
    def undo_named(self, name: str, about: str) -> None:
        self.talk.undo(name, self._say(name, f"ยกเลิก{about}"), (PEOPLE[name], about))

    @rule(name=who)
    def redo(self, name: str) -> None:
        self.talk.redo(name, self._say(name, "เอากลับมา"))

    @precondition(lambda self: self.talk.asked)
    @rule(nth=st.integers(0, 2))
    def expire(self, nth: int) -> None:
        """Its question is too old: a number answers nothing, and its words wait as not saved."""
        name = sorted(self.talk.asked)[nth % len(self.talk.asked)]
        self.talk.expire(name)
        store, person = self.office.store, self.office.numbers[name]
        with store.db.transaction():
            old = ["2022-03-14T00:00:00+07:00", person]
            store.db.execute("UPDATE questions SET expires = ? WHERE person = ? AND state = 'open'", old)
        assert store.questions.unanswered(person, 0)
        self._say(name, "1")

    @rule()
    def redeliver(self) -> None:
        """LINE brings the last event once more: it is the same event, and nothing happens."""
        if not self.office.sent:
            return
        store = self.office.store
        before = store.db.query("SELECT COUNT(*) AS n FROM facts")[0]["n"]
        row = store.inbox.by_event(f"w{self.office.sent}")
        assert row is not None
        raw = {**json.loads(row["body"]), "deliveryContext": {"isRedelivery": True}}
        self.office.deliver(raw)
        assert store.db.query("SELECT COUNT(*) AS n FROM facts")[0]["n"] == before

    @invariant()
    def what_stands_is_what_the_model_says(self) -> None:
        if not hasattr(self, "talk"):
            return
        found = {(s.district, s.input): s.value for s in self.office.store.ledger.standing(AGREEMENT, everywhere=True)}
        for district in set(PEOPLE.values()):
            for about, name in TOPICS.items():
                expected = self.talk.stands((district, about))
                assert found.get((district, name)) == (str(expected.value) if expected else None), (district, about)

    @invariant()
    def what_was_never_stored_is_listed_as_unsaved(self) -> None:
        if not hasattr(self, "talk"):
            return
        for name in PEOPLE:
            desk = self.office.desk(name)
            listed = unsaved(self.office.numbers[name], desk.store, desk.book, desk.now)
            assert sorted(str(q.payload["words"]) for q in listed) == self.talk.unsaved(name), name

    def teardown(self) -> None:
        if hasattr(self, "office"):
            self.office.store.close()
            self.folder.cleanup()


CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def test_a_short_dialogue_stands_as_the_plain_model_says() -> None:
    short = settings(
        max_examples=10, stateful_step_count=40, deadline=None, suppress_health_check=CHECKS, database=None,
        derandomize=True,
    )  # fmt: skip
    run_state_machine_as_test(Dialogue, settings=short)


@pytest.mark.fault
def test_twenty_thousand_steps_of_dialogue_stand_as_the_plain_model_says() -> None:
    long = settings(
        max_examples=400, stateful_step_count=50, deadline=None, suppress_health_check=CHECKS, database=None
    )  # fmt: skip
    run_state_machine_as_test(Dialogue, settings=long)
