"""Every paper and every shipped document becomes an agreement by what the page offers, and nothing else."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.dashboard.drafts.cards import Told, cards, of_paper
from bot.intake.taking import Given, take_in
from bot.office.drafts import ANSWER
from bot.office.reviewing import HEAD, Review
from scoring.document.loading import SOURCES

TODAY = date(2027, 1, 20)
PAPERS = [
    *sorted((Path(__file__).parents[1] / "drafting/documents").glob("0*/paper.txt")),
    *sorted(SOURCES.glob("*.txt")),
]
DECISIONS, TAPS = 25, 40  # of a clerk, for ten indicators


class Clerk:
    """Taps the first answer of each question, types what has no button, and says the head where the paper does not."""

    def __init__(self, paper: Path) -> None:
        taken = take_in([Given(paper.name, paper.read_bytes())])
        repairs = [[r.line, r.found, r.becomes] for r in taken.repairs]
        self.row: dict[str, Any] = {
            "text": json.dumps([[line.text] for line in taken.text.lines]), "repairs": json.dumps(repairs),
            "asks": json.dumps(taken.asks),
        }  # fmt: skip
        self.steps: list[dict[str, Any]] = []
        self.typed = 0

    def step(self, kind: str, about: str, value: str) -> None:
        self.steps.append(
            {"version": len(self.steps) + 1, "kind": kind, "about": about, "value": value, "why": "ตามกระดาษ",
             "made_by": "นภา", "at": 1_800_000_000_000}
        )  # fmt: skip

    def now(self) -> Review:
        return Review(self.row, list(self.steps))

    def work(self) -> Review:
        for _ in range(60):
            review = self.now()
            told = [t for card in cards(review, TODAY) for t in card.told] + of_paper(review, TODAY)
            waiting = next((t for t in told if t.asked.open), None)
            if waiting is None:
                return review
            self.answer(review, waiting)
        raise AssertionError("it goes on asking")

    def answer(self, review: Review, told: Told) -> None:
        if told.choices:
            self.step(ANSWER, told.asked.key, json.dumps(told.choices[0].value))
            return
        self.typed += 1
        if told.field == "head":
            head = review.draft.head
            about = {"province": "province", "year": "year"}.get(told.asked.asks[0].about, "round")
            self.step(HEAD, about, {"province": head.province or "น่าน", "year": str(head.year or 2570)}.get(about, "1"))
        elif told.field == "number":
            self.step(ANSWER, told.asked.key, json.dumps("10"))
        elif told.field == "words":
            self.step(ANSWER, told.asked.key, json.dumps("แห่ง"))
        elif told.field == "districts":
            self.step(ANSWER, f"{told.asked.of}|districts", json.dumps(review.draft.head.districts[:1]))
        else:
            assert told.field == "levels", told
            levels = told.asked.levels or (1, 2, 3, 4, 5)
            entered = {str(n): f"n1 >= {n * 10}" for n in levels}
            self.step(ANSWER, f"{told.asked.of}|levels", json.dumps({**entered, "n1.kind": "number", "n1.unit": "แห่ง"}))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.parent.name if path.stem == "paper" else path.stem)
def test_it_becomes_an_agreement_that_its_text_proves(paper: Path) -> None:
    clerk = Clerk(paper)
    review = clerk.work()
    if not review.indicators:
        assert "no_indicators" in [asked.why for asked in review.questions]
        return
    assert [one.id for one in review.indicators if review.state(one.id) == "open"] == []
    agreement, faults = review.agreed()
    assert faults == []
    assert agreement is not None
    assert len(agreement.indicators) == len(review.indicators)
    many = max(len(review.indicators), 10)
    assert len(clerk.steps) + 2 <= DECISIONS * many / 10
    assert 5 + len(clerk.steps) + clerk.typed + len(review.indicators) <= TAPS * many / 10
