"""Every sentence of the corpus means what it should: nothing wrong is stored, clear reports are seldom asked back."""

from collections import Counter

import pytest

from tests.reading.corpus import CORPUS, HELD_OUT, Case, judge, message_cases, toml_cases

KNOWN = list(toml_cases(CORPUS))
ASIDE = list(toml_cases(HELD_OUT))
SECOND = list(toml_cases(HELD_OUT / "second"))
THIRD = list(toml_cases(HELD_OUT / "third"))
MESSAGES = list(message_cases(CORPUS / "messages.jsonl"))


def _wrong(cases: list[Case]) -> list[str]:
    verdicts = [judge(case) for case in cases]
    return [f"{one.case.where}: {one.case.text!r}: {'; '.join(one.wrong)}" for one in verdicts if one.wrong]


@pytest.mark.parametrize("kind", ["means", "nothing", "ask"])
def test_known_sentences_are_read_right(kind: str) -> None:
    assert _wrong([case for case in KNOWN if case.kind == kind]) == []


@pytest.mark.parametrize("kind", ["means", "nothing", "ask"])
def test_sentences_set_aside_are_read_right(kind: str) -> None:
    assert _wrong([case for case in [*ASIDE, *SECOND, *THIRD] if case.kind == kind]) == []


def test_the_labelled_messages_are_read_right() -> None:
    assert _wrong(MESSAGES) == []


@pytest.mark.parametrize(
    "cases", [KNOWN, ASIDE, SECOND, THIRD, MESSAGES], ids=["known", "set aside", "second", "third", "messages"]
)
def test_at_most_one_clear_report_in_ten_is_asked_back(cases: list[Case]) -> None:
    clear = [case for case in cases if case.kind == "means" or (case.kind == "message" and not case.label["ambiguous"])]
    asked = Counter(verdict.reading.reason for verdict in map(judge, clear) if verdict.asked)
    assert asked.total() <= len(clear) / 10, asked


def test_each_known_hazard_stands_in_the_corpus_three_times() -> None:
    """The hazards of Thai reporting are numbered 1 to 60."""
    seen = Counter(hazard for case in [*KNOWN, *ASIDE] for hazard in case.hazards)
    assert {number: seen[number] for number in range(1, 61) if seen[number] < 3} == {}
