"""Alarms arrive when LINE does not: within five minutes, once for each cause, once more when it is well again."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock.tick import TICKED
from bot.config import Settings, load_settings
from bot.keeping import backups, health
from bot.keeping.alarms.watching import Watch, watching
from bot.keeping.checks import trial
from bot.keeping.health import BROKEN, DAMAGED
from bot.now import milliseconds
from bot.office.book import Book
from bot.post.line import Line
from bot.simulator.server import Simulator
from bot.store import open_store
from bot.store.post.inbox import Arrival
from bot.today import Today
from tests.keeping.loopback import MailServer, PingServer, serving

MINUTE = 60_000
FIVE = 5  # minutes
POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with serving(MailServer("radap@example.go.th", "geheim@1")) as server:
        yield server


@pytest.fixture
def pings() -> Iterator[PingServer]:
    with serving(PingServer()) as server:
        yield server


@pytest.fixture
def line() -> Iterator[Simulator]:
    with Simulator(secret="s", token="t") as simulator:
        yield simulator


class Office:
    """An office with an officer and an administrator, and its watch, whose minutes we turn by hand."""

    def __init__(self, folder: Path, url: str, mail: MailServer, pings: PingServer, line: Simulator) -> None:
        self.settings: Settings = load_settings({
            "DATABASE_URL": url, "DATA_DIR": str(folder), "LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t",
            "LINE_API_HOST": line.url, "ALARM_MAIL": "it@example.go.th, head@example.go.th",
            "SMTP_URL": f"smtp://radap%40example.go.th:geheim%401@{mail.url}", "ALARM_URL": f"{pings.url}/clock",
            "PUBLIC_URL": "https://radap.example",
        })  # fmt: skip
        self.folder, self.store = folder, open_store(url, folder)
        self.store.migrate()
        with self.store.db.transaction():
            for name, user in (("สมหญิง ใจดี", "Uadmin"), ("สมชาย ใจดี", "Uofficer")):
                self.store.people.enroll(
                    name=name, province="บุรีรัมย์", role="admin", districts=(), group="", line_user=user, at=1
                )
        self.now = milliseconds()
        self.tick = True
        self.watches = [self.watch()]

    def watch(self) -> Watch:
        book = Book(self.store.rounds)
        line = Line(self.settings.channel_token, self.settings.api_host)
        return watching(self.settings, self.store, Today(self.settings, self.store), book, line, ticks=True)

    def minutes(self, many: int) -> None:
        for _ in range(many):
            self.now += MINUTE
            if self.tick:
                self.keep(TICKED, str(self.now))
            for watch in self.watches:
                watch.look(self.now)
            if self.tick:
                self._send()

    def _send(self) -> None:
        """What the administrators are told by LINE goes out, as from a bot that runs."""
        with self.store.db.transaction():
            self.store.db.execute("UPDATE outbox SET state = 'sent' WHERE body LIKE '%แจ้งผู้ดูแลระบบ%'")

    def keep(self, name: str, value: str) -> None:
        with self.store.db.transaction():
            self.store.kept.put(name=name, value=value)


@pytest.fixture
def office(tmp_path: Path, mail: MailServer, pings: PingServer, line: Simulator) -> Iterator[Office]:
    one = Office(tmp_path, f"sqlite:///{tmp_path}/radap.db", mail, pings, line)
    yield one
    one.store.close()


def test_line_is_dead(office: Office, mail: MailServer, pings: PingServer, line: Simulator) -> None:
    office.minutes(3)
    assert (mail.letters, [path for path, _ in pings.take()]) == ([], ["/clock"] * 3)
    line.stop()
    office.minutes(FIVE)
    (letter,) = mail.letters
    assert letter["Subject"] == "ระดับ: ติดต่อ LINE ไม่ได้"
    assert mail.to == [["it@example.go.th", "head@example.go.th"]]
    assert letter["From"] == "radap@example.go.th"
    assert letter.get_content() == (
        "พบปัญหา: ติดต่อ LINE ไม่ได้\n"
        "  ทำอย่างไร: ดูอินเทอร์เน็ตของเซิร์ฟเวอร์ และสถานะของ LINE บอทจะส่งต่อเองเมื่อกลับมา\n\n"
        "ดูสถานะได้ที่ https://radap.example/healthz หรือสั่ง doctor ที่เซิร์ฟเวอร์\n"
    )
    failed = [one for one in pings.take() if one[0] != "/clock"]
    assert [(path, json.loads(body)["new"]) for path, body in failed] == [
        ("/clock/fail", ["LINE: it cannot be reached"])
    ]
    office.minutes(60)
    assert len(mail.letters) == 1
    assert pings.take() == [], "who has said that something is wrong does not say meanwhile that all is well"
    line.start()


def test_the_quota_is_gone(office: Office, mail: MailServer, pings: PingServer, line: Simulator) -> None:
    line.sending.quota, line.sending.usage = 300, 300
    office.minutes(FIVE)
    assert [letter["Subject"] for letter in mail.letters] == ["ระดับ: ข้อความที่ส่งได้ในเดือนนี้หมดแล้ว"]
    line.sending.quota = 5_000
    office.minutes(20)
    assert [letter["Subject"] for letter in mail.letters[1:]] == ["ระดับ: กลับมาปกติ ข้อความที่ส่งได้ในเดือนนี้หมดแล้ว"]
    assert "กลับมาปกติแล้ว: ข้อความที่ส่งได้ในเดือนนี้หมดแล้ว\n" in mail.bodies()[1]


def test_line_refuses_a_push_for_want_of_quota_whatever_it_counts(office: Office, mail: MailServer) -> None:
    with office.store.db.transaction():
        office.store.outbox.put(id="o1", kind="push", target="U", body=[], now=office.now, due=office.now)
        office.store.outbox.later("o1", office.now + 3_600_000, unsure=False, answer="429 quota ")
    office.minutes(2)
    assert [letter["Subject"] for letter in mail.letters] == ["ระดับ: ข้อความที่ส่งได้ในเดือนนี้หมดแล้ว"]


CAUSES = {
    "inbox: messages wait for more than a minute": "ข้อความเข้าค้างเกิน 1 นาที",
    "outbox: answers wait for more than three minutes": "คำตอบค้างส่งเกิน 3 นาที",
    "clock: has not ticked for more than two minutes": "นาฬิกาเตือนหยุดเดินเกิน 2 นาที",
    "backup: the last one failed": "สำรองข้อมูลไม่สำเร็จ",
    "backup: none has succeeded for two days": "สำรองข้อมูลไม่สำเร็จมาสองวันแล้ว",
    "disk: less than 500 MiB are free": "พื้นที่ดิสก์เหลือไม่ถึง 500 MB",
    "store: the nightly look into the database found damage": "ฐานข้อมูลเสียหาย",
    "trail: a row of who did what is not as it was written": "บันทึกว่าใครทำอะไรถูกแก้หรือขาดตอน",
    "database: its file was removed or replaced": "เข้าถึงฐานข้อมูลไม่ได้ หรือฐานข้อมูลไม่ใช่ของเดิม",
    "LINE: it refuses the channel access token": "LINE ไม่รับโทเคนของบอท (channel access token)",
}


@pytest.mark.parametrize("cause", CAUSES)
def test_whatever_is_not_well_is_told_within_five_minutes(
    cause: str, office: Office, mail: MailServer, pings: PingServer, line: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.minutes(2)
    pings.take()
    line.stop() if cause.startswith("clock") else None  # LINE dead besides: another cause, another line
    if cause.startswith("inbox"):
        office.store.inbox.accept([Arrival("E1", "U1", office.now, office.now, '{"message":{"text":"สมชาย"}}')])
    elif cause.startswith("outbox"):
        with office.store.db.transaction():
            office.store.outbox.put(id="o1", kind="push", target="U", body=["สมชาย"], now=office.now)
    elif cause.startswith("clock"):
        office.tick = False
    elif cause == "backup: the last one failed":
        office.keep(backups.KEPT, str(office.now))
        office.keep(backups.FAILED, str(office.now))
    elif cause.startswith("backup"):
        office.keep(backups.TRIED, str(office.now - 49 * 60 * MINUTE))
    elif cause.startswith("disk"):
        monkeypatch.setattr(health, "LEAST_FREE", 2**60)
    elif cause.startswith("store"):
        office.keep(DAMAGED, "row 3 missing from index")
    elif cause.startswith("trail"):
        office.keep(BROKEN, "7")
    elif cause.startswith("database"):
        (office.folder / "radap.db").rename(office.folder / "elsewhere.db")
        office.tick = False
    else:
        line.api.token = "another"
    office.minutes(FIVE)
    assert any(f"พบปัญหา: {CAUSES[cause]}\n" in body for body in mail.bodies()), mail.bodies()
    assert any(cause in json.loads(body)["new"] for path, body in pings.heard if path == "/clock/fail")
    told = "".join([*mail.bodies(), *(body for _, body in pings.heard)])
    assert not any(secret in told for secret in ("สมชาย", "สมหญิง", "Uadmin", "Uofficer", "U1", "geheim", "row 3"))
    count = len(mail.letters)
    office.minutes(30)
    assert len(mail.letters) == count
    line.start() if cause.startswith("clock") else None


def test_what_flickers_rings_once(office: Office, mail: MailServer, pings: PingServer) -> None:
    for _ in range(10):
        office.keep(DAMAGED, "x")
        office.minutes(3)
        office.keep(DAMAGED, "")
        office.minutes(3)
    assert len(mail.letters) == 1
    office.minutes(15)
    assert [letter["Subject"] for letter in mail.letters[1:]] == ["ระดับ: กลับมาปกติ ฐานข้อมูลเสียหาย"]
    assert [path for path, _ in pings.take()].count("/clock/fail") == 1


def test_a_blip_rings_nowhere(office: Office, mail: MailServer) -> None:
    office.keep(DAMAGED, "x")
    office.minutes(1)
    office.keep(DAMAGED, "")
    office.minutes(20)
    assert mail.letters == []


def test_neither_a_restart_nor_a_second_process_tells_it_again(office: Office, mail: MailServer) -> None:
    office.watches.append(office.watch())
    office.keep(DAMAGED, "x")
    office.minutes(5)
    office.watches = [office.watch(), office.watch(), office.watch()]
    office.minutes(20)
    assert len(mail.letters) == 1
    office.keep(DAMAGED, "")
    office.minutes(20)
    assert len(mail.letters) == 2


def test_a_mail_server_that_is_away_gets_the_letter_when_it_is_back_and_the_ping_does_not_wait(
    office: Office, mail: MailServer, pings: PingServer
) -> None:
    mail.refuses = True
    office.keep(DAMAGED, "x")
    office.minutes(6)
    assert mail.tries == 5
    assert mail.letters == []
    assert [path for path, _ in pings.take() if path.endswith("fail")] == ["/clock/fail"]
    mail.refuses = False
    office.minutes(1)
    assert len(mail.letters) == 1


def test_a_server_that_drips_does_not_hold_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket
    import threading
    import time

    from bot.keeping.alarms import couriers

    monkeypatch.setattr(couriers, "TOTAL", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            one, _ = listener.accept()
            with one:
                for _ in range(40):
                    one.sendall(b"2")
                    time.sleep(0.1)

        threading.Thread(target=drip, daemon=True).start()
        begun = time.monotonic()
        with pytest.raises(TimeoutError):
            couriers.succeed(f"http://127.0.0.1:{listener.getsockname()[1]}/x")
        assert time.monotonic() - begun < 2


def test_without_its_database_each_process_says_so_once(office: Office, mail: MailServer) -> None:
    office.minutes(1)
    office.tick = False
    (office.folder / "radap.db").rename(office.folder / "elsewhere.db")
    office.minutes(20)
    assert len(mail.letters) == 1


@pytest.mark.postgres
def test_a_server_that_is_away_is_told_once_and_once_when_it_is_back(
    postgres_url: str, tmp_path: Path, mail: MailServer, pings: PingServer, line: Simulator
) -> None:
    office = Office(tmp_path, postgres_url, mail, pings, line)
    office.minutes(1)
    office.tick = False
    away, office.store.db._pool = office.store.db._pool, None  # type: ignore[attr-defined]
    office.store.db.url, url = "postgresql://127.0.0.1:1/none?connect_timeout=1", office.store.db.url  # type: ignore[attr-defined]
    office.minutes(4)
    assert [letter["Subject"] for letter in mail.letters] == ["ระดับ: เข้าถึงฐานข้อมูลไม่ได้ หรือฐานข้อมูลไม่ใช่ของเดิม"]
    office.store.db.close()
    office.store.db.url, office.store.db._pool = url, away  # type: ignore[attr-defined]
    office.tick = True
    office.minutes(15)
    assert [letter["Subject"] for letter in mail.letters[1:]] == [
        "ระดับ: กลับมาปกติ เข้าถึงฐานข้อมูลไม่ได้ หรือฐานข้อมูลไม่ใช่ของเดิม"
    ]
    office.store.close()


def test_an_administrator_may_try_them(
    office: Office, mail: MailServer, pings: PingServer
) -> None:
    told = [str(finding) for finding in trial(office.settings)]
    assert told == [
        "ok    alarms: a letter went out: see that it arrived",
        "ok    alarms: a ping went out: see that it arrived",
    ]
    assert [letter["Subject"] for letter in mail.letters] == ["ระดับ: ทดลองส่งจดหมายแจ้งเตือน"]
    assert pings.take() == [("/clock", "")]
    mail.wanted, pings.status = "another password", 404
    assert [str(finding) for finding in trial(office.settings)] == [
        "WRONG alarms: no letter went out (SMTPAuthenticationError: (535, b'who?')); check SMTP_URL and ALARM_MAIL, or "
        "ALARM_URL",
        "WRONG alarms: no ping went out (HTTPError: HTTP Error 404: Not Found); check SMTP_URL and ALARM_MAIL, or "
        "ALARM_URL",
    ]
    nobody = load_settings({}, line_needed=False)
    assert [str(finding) for finding in trial(nobody)] == [
        "WRONG alarms: none is set; set ALARM_MAIL with SMTP_URL, or ALARM_URL"
    ]
