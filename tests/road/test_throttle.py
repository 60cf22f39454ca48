"""A flood waits its turn; a burst that a person could type does not."""

import time

from bot.post.throttle import A_SECOND, BURST, Throttle
from tests.road.office import Road


def test_a_hundred_at_once_pass_and_the_next_waits_half_a_second() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    assert all(throttle.allows("U1") for _ in range(BURST))
    assert not throttle.allows("U1")
    assert throttle.allows("U2"), "nobody else waits"
    now[0] = 1 / A_SECOND
    assert throttle.allows("U1")
    assert not throttle.allows("U1")


def test_an_hour_later_the_whole_allowance_is_back() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    for _ in range(BURST):
        throttle.allows("U1")
    now[0] = 3600
    assert all(throttle.allows("U1") for _ in range(BURST))
    assert not throttle.allows("U1")


def test_nobody_waits_behind_a_flood_and_nothing_of_it_is_lost(road: Road) -> None:
    flooder, colleague = road.officer("ท่วม ข้อความ"), road.officer()
    for n in range(BURST + 3):
        road.line.phone.text(flooder, f"ฉันคือใคร {n}")
    begun = time.monotonic()
    road.line.phone.text(colleague, "ฉันคือใคร")
    while not road.heard(colleague):
        assert time.monotonic() - begun < 5
        time.sleep(0.01)
    road.wait_idle()
    assert road.rows("SELECT COUNT(*) AS n FROM inbox WHERE state = 'done'")[0]["n"] == BURST + 4
