"""Fault test: LINE answers 500, both 429, 409, too late, or closes; no answer is lost silently, none sent twice."""

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from bot.commands.running.hosted_bot import HostedBot
from bot.now import milliseconds
from bot.post import line as line_module
from bot.post import sender
from tests.faults.web_process import TODAY, Figures, judge, office, report
from tests.road.office import event


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same waits and timeouts, so many times shorter."""
    monkeypatch.setattr(sender, "BACKOFF", (30, 60, 120))
    monkeypatch.setattr(sender, "POLL", 0.05)
    monkeypatch.setattr(line_module, "TIMEOUT", (0.3, 0.3))


def run(folder: Path, *, messages: int, chance: float, seed: int, tokenless: float) -> tuple[Figures, Counter[str]]:
    """`tokenless`: the share of messages that come without a reply token, so that their answers are pushed."""
    dice = random.Random(seed)
    acknowledged: dict[str, str] = {}
    statuses: Counter[int] = Counter()
    people_count = 8
    with HostedBot(today=TODAY, folder=folder) as bot:
        people = office(folder, bot.line, people_count)
        bot.line.faults.clear(seed)
        for endpoint in ("reply", "push"):
            for kind in ("500", "503", "429-rate", "close", "timeout"):
                for effect in (False, True):
                    if kind != "429-rate" or not effect:
                        bot.line.fail(endpoint, kind, times=None, probability=chance, effect=effect)
        bot.line.fail("push", "409", times=None, probability=chance)
        for n in range(messages // people_count):
            for person in people:
                if dice.random() < tokenless:
                    delivery = bot.line.webhook.post([event(f"{seed}-{n}-{person.user_id}", person.user_id, report(n),
                                                            replyToken=None)])  # fmt: skip
                else:
                    delivery = bot.line.phone.text(person, report(n))
                statuses[delivery.status or 0] += 1
                assert delivery.ok
                for one in delivery.events:
                    acknowledged[one["webhookEventId"]] = one.get("replyToken", "none")
        bot._health.wait_idle(90)
        bot.line.faults.clear()
        figures = judge(bot.service.store, bot.line, acknowledged, statuses)
        states = Counter(r["state"] for r in bot.service.store.db.query("SELECT state FROM outbox"))
        print(f"\nfault test: faults {dict(bot.line.faults.played)}; outbox {dict(states)}; {figures.shown()}")
    return figures, states


def test_whatever_line_answers_every_report_is_answered_once(tmp_path: Path) -> None:
    figures, states = run(tmp_path, messages=64, chance=0.04, seed=3, tokenless=0.3)
    assert figures.clean
    assert set(states) == {"sent"}


@pytest.mark.fault
@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [21, 22])
def test_whatever_line_answers_for_long_every_report_is_answered_once(tmp_path: Path, seed: int) -> None:
    figures, states = run(tmp_path, messages=600, chance=0.05, seed=seed, tokenless=0.3)
    assert figures.clean
    assert set(states) == {"sent"}


def test_over_quota_nothing_is_lost_silently(tmp_path: Path) -> None:
    """What must be pushed waits in the table and can be seen there; it goes out when there is quota again."""
    with HostedBot(today=TODAY, folder=tmp_path) as bot:
        people = office(tmp_path, bot.line, 2)
        bot.line.sending.quota = 0
        for person in people:
            delivery = bot.line.phone.text(person, report(1))
            bot.line.sending.tokens[delivery.events[0]["replyToken"]].received_at -= 3600
        store = bot.service.store
        end = time.monotonic() + 10
        while len(rows := store.db.query("SELECT * FROM outbox WHERE attempts >= 2 AND state = 'waiting'")) < 2:
            assert time.monotonic() < end
            time.sleep(0.02)
        assert all(row["answer"].startswith("429 quota ") for row in rows)
        assert bot._health.ask()["outbox_waiting"] == 2
        bot.line.sending.quota = None
        with store.db.transaction():
            for row in rows:  # an hour later
                store.outbox.later(row["id"], milliseconds(), unsure=False)
        bot.wait_idle()
        assert [len(bot.line.said_to(person.user_id)) for person in people] == [1, 1]


def test_while_line_is_away_answers_wait_and_then_arrive(tmp_path: Path) -> None:
    with HostedBot(today=TODAY, folder=tmp_path) as bot:
        (person,) = office(tmp_path, bot.line, 1)
        bot.line.fail("*", "close", times=None)
        delivery = bot.line.phone.text(person, report(1))
        assert delivery.ok
        time.sleep(0.5)
        assert bot._health.ask()["outbox_waiting"] == 1
        bot.line.faults.clear()
        bot.wait_idle()
        assert len(bot.line.said_to(person.user_id)) == 1
