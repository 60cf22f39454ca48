"""The door: a rush of webhooks goes before what is handled; a nation's busiest minutes are no rush."""

import pytest

from bot.post.holding_back import LATE, Door


class Hall:
    """A door with a clock of its own, where webhooks come in at a steady rate."""

    def __init__(self, a_second: int) -> None:
        self.a_second, self.now, self.came = a_second, 0.0, 0
        self.door = Door(lambda: self.now, self.pass_time)

    def pass_time(self, seconds: float) -> None:
        end = self.now + seconds
        while (next_one := (self.came + 1) / self.a_second) <= end:
            self.now = next_one
            self.came += 1
            self.door.enter()
        self.now = end

    def held_back(self, waited: int = 0) -> float:
        before = self.now
        self.door.let_pass(waited)
        return self.now - before


@pytest.mark.parametrize("a_second", [20, 58, 250])
def test_on_a_busy_day_nothing_is_held_back(a_second: int) -> None:
    hall = Hall(a_second)
    hall.pass_time(2)
    assert hall.held_back() == 0


def test_in_a_rush_a_message_waits_a_moment_and_no_longer() -> None:
    hall = Hall(1_000)
    hall.pass_time(2)
    assert 0.05 <= hall.held_back() < 0.06


def test_who_has_waited_long_is_not_held_back_in_any_rush() -> None:
    hall = Hall(1_000)
    hall.pass_time(2)
    assert hall.held_back(waited=LATE) == 0


def test_a_rush_is_over_a_third_of_a_second_after_it() -> None:
    hall = Hall(1_000)
    hall.pass_time(2)
    hall.a_second = 1
    hall.now += 0.34
    assert hall.held_back() == 0
