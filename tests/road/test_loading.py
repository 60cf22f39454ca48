"""Who waits is kept company: LINE's loading animation is shown when an answer is late, and only then."""

import json
import time

from bot.now import milliseconds
from bot.store.post.inbox import Arrival
from tests.road.office import Road


def shown(road: Road) -> int:
    return int(road.line.api.calls_by_endpoint.get("loading", 0))


def test_a_late_answer_is_announced_and_a_quick_one_is_not(road: Road) -> None:
    person = road.officer()
    road.says(person, "ฉันคือใคร")
    assert shown(road) == 0
    late = milliseconds() - 3_000
    event = {
        "type": "message",
        "source": {"type": "user", "userId": person.user_id},
        "message": {"type": "text", "id": "1", "text": "ฉันคือใคร"},
    }
    road.service.store.inbox.accept([Arrival("late", person.user_id, late, late, json.dumps(event))])
    road.service.mailbox.ring()
    until = time.monotonic() + 5
    while shown(road) == 0 and time.monotonic() < until:
        time.sleep(0.02)
    assert shown(road) == 1
