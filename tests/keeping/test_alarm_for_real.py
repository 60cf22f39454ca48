"""The real processes, the real clock: LINE dies, or the quota is gone, and within five minutes somebody is told."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.simulator.server import Simulator
from tests.faults.web_process import ROOT, WebProcess, office, report
from tests.keeping.loopback import MailServer, PingServer, serving

pytestmark = [pytest.mark.fault, pytest.mark.timeout(600)]
FIVE_MINUTES = 300


@pytest.fixture
def line() -> Iterator[Simulator]:
    with Simulator(secret="secret-of-the-channel", token="token-of-the-channel") as simulator:
        yield simulator


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_line_dies_and_comes_back(
    engine: str, tmp_path: Path, line: Simulator, request: pytest.FixtureRequest
) -> None:
    """On PostgreSQL with two web processes and a clock, which share one letter."""
    url = request.getfixturevalue("postgres_url") if engine == "postgres" else f"sqlite:///{tmp_path}/radap.db"
    with ExitStack() as stack:
        mail = stack.enter_context(serving(MailServer()))
        pings = stack.enter_context(serving(PingServer()))
        (person,) = office(tmp_path, line, 1, url)
        web = WebProcess(
            tmp_path, line, DATABASE_URL=url, ALARM_MAIL="it@example.go.th", SMTP_URL=f"smtp://{mail.url}",
            ALARM_URL=f"{pings.url}/clock", WEB_CONCURRENCY="2",
        )  # fmt: skip
        command = [sys.executable, "-m", "bot", "clock"]
        clock = subprocess.Popen(command, cwd=ROOT, env=web.env, stderr=subprocess.DEVNULL)
        stack.callback(clock.wait)
        stack.callback(clock.terminate)
        web.start()
        stack.callback(web.stop)
        assert line.phone.text(person, report(0)).ok
        web.health.wait_idle(30)
        wait_for(lambda: ("/clock", "") in pings.heard, 120)
        line.stop()
        begun = time.monotonic()
        wait_for(lambda: bool(mail.letters), FIVE_MINUTES)
        wait_for(lambda: any(path == "/clock/fail" for path, _ in pings.heard), FIVE_MINUTES)
        print(f"\n{engine}: told after {time.monotonic() - begun:.0f} s")
        assert time.monotonic() - begun < FIVE_MINUTES
        time.sleep(130)
        assert [letter["Subject"] for letter in mail.letters] == ["ระดับ: ติดต่อ LINE ไม่ได้"]
        assert person.name not in mail.bodies()[0]


def wait_for(true: object, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "nobody was told"
        time.sleep(0.5)
