"""The machine's own troubles: disk full, nothing writable, database locked by somebody else, a clock that jumps."""

import os
import resource
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands.running.hosted_bot import HostedBot
from bot.simulator.server import Simulator
from tests.benchmarks.running import free_port
from tests.faults.web_process import ROOT, TODAY, WebProcess, judge, office, report
from tests.left_out import need
from tests.road.office import event


@pytest.mark.fault
def test_a_full_disk_refuses_loses_nothing_and_recovers(tmp_path: Path, line: Simulator) -> None:
    """No file may grow further, as on a full disk; when there is room again the same process goes on."""
    people = office(tmp_path, line, 2)
    web = WebProcess(tmp_path, line).start()
    worker, unlimited = web.worker(), resource.RLIM_INFINITY
    acknowledged: dict[str, str] = {}
    statuses: Counter[int] = Counter()
    first = line.phone.text(people[0], report(0))
    web.health.wait_idle(20)
    resource.prlimit(worker, resource.RLIMIT_FSIZE, (tmp_path.joinpath("radap.db-wal").stat().st_size, unlimited))
    refused = []
    for n in range(1, 12):
        delivery = line.phone.text(people[0], report(n))
        statuses[delivery.status or 0] += 1
        (acknowledged.update({e["webhookEventId"]: e["replyToken"] for e in delivery.events}) if delivery.ok
         else refused.append(delivery))  # fmt: skip
    resource.prlimit(worker, resource.RLIMIT_FSIZE, (unlimited, unlimited))
    for delivery in refused:  # as LINE does
        again = line.webhook.redeliver(delivery.events)
        assert again.ok
        acknowledged.update({e["webhookEventId"]: e["replyToken"] for e in delivery.events})
    acknowledged[first.events[0]["webhookEventId"]] = first.events[0]["replyToken"]
    web.health.wait_idle(30)
    store = web.store()
    figures = judge(store, line, acknowledged, Counter())
    web.stop()
    assert store.db.query("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    store.close()
    print(f"\nfull disk: refused with 503 {statuses[503]}, {figures.shown()}")
    assert statuses[503] > 0  # the only honest answer: LINE brings them again
    assert set(statuses) <= {200, 503}
    assert figures.clean


@pytest.mark.fault
def test_locked_by_another_process_for_three_seconds_it_waits(tmp_path: Path, line: Simulator) -> None:
    people = office(tmp_path, line, 2)
    web = WebProcess(tmp_path, line).start()
    line.webhook.patience = 10
    other = sqlite3.connect(tmp_path / "radap.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    freed = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3)"])
    threading.Thread(target=lambda: (freed.wait(), other.execute("ROLLBACK"))).start()
    acknowledged: dict[str, str] = {}
    statuses: Counter[int] = Counter()
    begun = time.monotonic()
    for n in range(5):
        for person in people:
            delivery = line.phone.text(person, report(n))
            statuses[delivery.status or 0] += 1
            acknowledged.update({e["webhookEventId"]: e["replyToken"] for e in delivery.events})
    web.health.wait_idle(30)
    took = time.monotonic() - begun
    store = web.store()
    figures = judge(store, line, acknowledged, statuses)
    web.stop()
    store.close()
    other.close()
    print(f"\nlocked for 3 s: everything done after {took:.1f} s, {figures.shown()}")
    assert set(statuses) == {200}
    assert figures.clean


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder with a database in which nothing can be written, not even by root."""
    folder = tmp_path / "data"
    folder.mkdir()
    with Simulator(secret="s", token="t") as line:
        office(folder, line, 1)
    if os.geteuid() != 0:
        for file in (*folder.iterdir(), folder):
            file.chmod(0o555)
        yield folder
        for file in (folder, *folder.iterdir()):
            file.chmod(0o755)
        return
    for words in (["--bind", folder, folder], ["-o", "remount,ro,bind", folder]):
        if subprocess.run(["mount", *words], capture_output=True, check=False).returncode:
            need("a folder in which root cannot write", "needs mount")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_where_nothing_can_be_written_it_does_not_start_and_says_why(read_only: Path, line: Simulator) -> None:
    web = WebProcess(read_only, line)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=web.env, capture_output=True,
        text=True, timeout=30, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    says = f"web: the database {web.env['DATABASE_URL']} cannot be reached: "
    words = ("unable to open database file", "attempt to write a readonly database")  # a folder, a file
    assert done.stderr.strip().splitlines()[-1] in [says + why for why in words]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"LINE_CHANNEL_SECRET": ""},
         "LINE_CHANNEL_SECRET is not set: the channel secret from the LINE console is needed"),
        ({"LINE_CHANNEL_SECRET": "a,b,c"},
         "LINE_CHANNEL_SECRET: found 3 secrets, expected one, or two in rotation"),
        ({"LINE_CHANNEL_ACCESS_TOKEN": " "},
         "LINE_CHANNEL_ACCESS_TOKEN is not set: the channel access token is needed"),
        ({"DATABASE_URL": "mysql://x/y"},
         "DATABASE_URL: found 'mysql', expected sqlite:///FILE or postgresql://…"),
        ({"LINE_API_HOST": "api.line.me"},
         "LINE_API_HOST: found 'api.line.me', expected an address that begins with http:// or https://"),
        ({"PUBLIC_URL": "radap"}, "PUBLIC_URL: found 'radap', expected an address that begins with http:// or https://"),
        ({"PORT": "http"}, "PORT: found 'http', expected a whole number from 1 to 65535"),
        ({"PORT": "65536"}, "PORT: found '65536', expected a whole number from 1 to 65535"),
        ({"WEB_THREADS": "many"}, "WEB_THREADS: found 'many', expected a whole number from 1 to 1000"),
        ({"RETAIN_YEARS": "0"}, "RETAIN_YEARS: found '0', expected a whole number from 1 to 100"),
        ({"TODAY": "15 มีนาคม"}, "TODAY: found '15 มีนาคม', expected a day like 2026-03-15"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_in_one_sentence_and_nothing_starts(
    tmp_path: Path, settings: dict[str, str], says: str
) -> None:
    env = {
        "PATH": os.environ["PATH"],
        "LINE_CHANNEL_SECRET": "secret",
        "LINE_CHANNEL_ACCESS_TOKEN": "token",
        "DATABASE_URL": f"sqlite:///{tmp_path}/radap.db",
        "PORT": str(free_port()),
        "PYTHONPATH": str(ROOT),
        **settings,
    }
    done = subprocess.run(  # in a folder where no .env of a developer's lies
        [sys.executable, "-m", "bot", "serve"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=30,
        check=False,
    )  # fmt: skip
    assert done.stderr.strip() == f"{says} (see README, section Settings)"
    assert done.returncode == 2
    assert not tmp_path.joinpath("radap.db").exists()


def test_a_file_fills_what_the_environment_leaves_out(tmp_path: Path) -> None:
    """Also what only the server needs; the environment has the last word."""
    tmp_path.joinpath(".env").write_text(
        "LINE_CHANNEL_SECRET=s\nLINE_CHANNEL_ACCESS_TOKEN=t\nHOST=127.0.0.9\nPORT=80\nWEB_THREADS=3\n"
        f"WEB_CONCURRENCY=4\nDATABASE_URL=postgresql://x/y\nDATA_DIR={tmp_path}\n"
    )
    asked = (
        "from bot.config import environment, load_settings\nfrom bot.server.processes import plan\n"
        "print(plan(environment(), load_settings()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PORT": "8123"}, capture_output=True, text=True,
        timeout=30, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "Plan(host='127.0.0.9', port=8123, threads=3, processes=4)", done.stderr


def test_a_file_of_settings_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath(".env").write_bytes("DATA_DIR=\u0e01".encode("cp874"))
    assert main(["agreements"]) == 2
    assert capsys.readouterr().err == (
        ".env in this folder cannot be read (it is not UTF-8): run it as the bot's own user (see README, section "
        "Settings)\n"
    )


@pytest.mark.parametrize("hours", [-2, 2])
def test_when_the_clock_jumps_every_message_is_still_answered_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    offset, real = [0], time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + offset[0])
    acknowledged: dict[str, str] = {}
    statuses: Counter[int] = Counter()
    with HostedBot(today=TODAY, folder=tmp_path) as bot:
        people = office(tmp_path, bot.line, 4)
        bot.line.fail("reply", "500", times=3)  # so that some wait for their second try when it jumps
        bot.line.fail("push", "500", times=2)

        def say(n: int) -> None:
            for person in people:
                token = None if person is people[-1] else bot.line.sending.new_token(person.user_id, real() // 10**6)
                one = event(f"{n}-{person.user_id}", person.user_id, report(n), replyToken=token)
                one["timestamp"] = real() // 10**6  # LINE's clock is right
                delivery = bot.line.webhook.post([one])
                statuses[delivery.status or 0] += 1
                acknowledged[one["webhookEventId"]] = token or "none"

        say(1)
        time.sleep(0.2)
        offset[0] = hours * 3600 * 10**9
        say(2)
        bot.wait_idle()
        figures = judge(bot.service.store, bot.line, acknowledged, statuses)
    print(f"\nclock jumps by {hours} h: {figures.shown()}")
    assert figures.clean
