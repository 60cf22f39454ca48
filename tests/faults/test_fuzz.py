"""Nonsense: fuzzed webhook bodies and fuzzed messages through the whole handling; nothing raises, nothing sticks."""

import copy
import json
import logging
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.config import load_settings
from bot.office.book import Book
from bot.post.events import arrivals
from bot.post.mailbox import Mailbox
from bot.server.web import create_app
from bot.service import Service
from bot.simulator.limits.limits import check_messages
from bot.simulator.phone.webhook import sign
from bot.simulator.server import Simulator
from bot.store import Store, open_store
from bot.today import Today
from tests.faults.web_process import PROVINCE, TODAY, office
from tests.road.office import body, event

SECRET = "fuzz-secret"
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**63, -(2**70), 10**400, 1.5, -0.0, float("inf"), float("nan")),
    *("", " ", "x" * 3000, "\x00", "\ud83d", "\u200b", "๑๒๓", "U" + "1" * 32, "active", "standby", "user"),
    *([], [[]], [None] * 30, {}, {"": {}}, {"type": "text"}),
)
SAID = """
    เบิกจ่าย OTOP รายได้ งบ ครัวเรือน ขั้น ข้อ ระดับ ท่าบ่อ สังคม อ. อำเภอ เมือง % บาท ล้าน แสน จาก เดือน มี.ค. ไตรมาส
    15/2/2565 2565 82.5 82,5 1,234,567.89 ๘๒.๕ -5 0 1e9 99999999999999999999 ½ ² 1101700203450 1 ๒ ABCDEFGH
    แก้เป็น ยกเลิก คะแนน เหลืออะไรบ้าง เป้า ช่วยเหลือ ลงทะเบียน ลบข้อมูลของฉัน รออนุมัติ อนุมัติ ประกาศ กำหนดส่ง ทำแล้ว
    หยุดเตือน เพิ่มวันหยุด ตั้งค่า มอบ ให้ ถ้า ใครยังไม่รายงาน ประวัติ งานของฉัน หลักฐาน ใช่ ไม่ ๆ ฯ ํา {0} %s <b> "
"""
STRANGE = (
    *(
        "เตือนพรุ่งนี้ 8 โมง",
        "'; DROP TABLE people;--",
        "😀",
        "👨\u200d👩\u200d👧",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\n",
        "\t",
        "\\",
    ),
    *("ก" * 300, "1" * 400),
)
PIECES = (*SAID.split(), *STRANGE)


class Handling:
    """The whole handling without a network: webhook in, mailbox, outbox rows out."""

    def __init__(self, folder: Path) -> None:
        url = f"sqlite:///{folder}/radap.db"
        env = {
            "LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": "t", "DATABASE_URL": url,
            "DATA_DIR": str(folder), "TODAY": TODAY,
        }  # fmt: skip
        with Simulator(secret=SECRET, token="t") as line:
            self.people = [p.user_id for p in office(folder, line, 4)]
        self.store: Store = open_store(url, folder)
        with self.store.db.transaction():
            for n, role in enumerate(("supervisor", "admin", "owner", "head")):
                user = f"U{n:032x}"
                self.store.people.enroll(
                    name=role, province=PROVINCE, role=role, districts=["ท่าบ่อ"] if role == "head" else [],
                    group="กลุ่มงานสารสนเทศ" if role == "owner" else "", line_user=user, at=0,
                )  # fmt: skip
                self.people.append(user)
        settings = load_settings(env)
        self.service = Service(settings)
        self.client = create_app(settings, self.service).test_client()
        self.mailbox = Mailbox(
            self.store, Book(self.store.rounds), Today(settings, self.store), "https://x.go.th", self.check
        )
        self.bad: list[Any] = []

    def check(self, rows: list[dict[str, Any]]) -> None:
        """What LINE would refuse is as bad as an exception."""
        for row in rows:
            if row["kind"] in ("reply", "push"):
                messages = json.loads(row["body"])
                if problems := check_messages({"messages": messages}):
                    self.bad.append((problems, messages))

    def post(self, raw: bytes) -> int:
        return self.client.post("/callback", data=raw, headers={"x-line-signature": sign(raw, SECRET)}).status_code

    def work_off(self) -> Counter[str]:
        while rows := self.store.inbox.waiting(200):
            for row in rows:
                self.mailbox.handle(row)
        return Counter(self.store.inbox.counts())

    def failures(self) -> list[str]:
        rows = self.store.db.query("SELECT trace, body FROM inbox WHERE state = 'failed'")
        return [f"{row['trace'][-700:]}\n    {row['body'][:400]}" for row in rows]

    def close(self) -> None:
        self.service.store.close()
        self.store.close()


def fuzz_bodies(handling: Handling, many: int, seed: int) -> tuple[Counter[int], set[str]]:
    """The answers, and the ids of the events that were acknowledged."""
    dice = random.Random(seed)
    statuses: Counter[int] = Counter()
    acknowledged: set[str] = set()
    for n in range(many):
        events = [_mutated(_whole(f"{seed}-{n}-{k}", handling.people, dice), dice) for k in range(dice.randint(1, 3))]
        raw = body(*events)
        if dice.random() < 0.25:
            raw = _damaged(raw, dice)
        status = handling.post(raw)
        statuses[status] += 1
        if status == 200:
            acknowledged |= {row.event_id for row in arrivals(raw, 0, "r")}
    return statuses, acknowledged


def _whole(event_id: str, people: list[str], dice: random.Random) -> dict[str, Any]:
    user = dice.choice(people)
    group = {"type": "group", "groupId": "C" + "3" * 32, "userId": user}
    kind = dice.choice(
        ("message", "message", "postback", "follow", "unfollow", "unsend", "messageEdited", "join", "memberJoined")
    )
    message = dice.choice(
        (
            {"type": "text", "id": "5", "text": words(dice), "emojis": [{"index": 0, "length": 1}]},
            {"type": "text", "id": "6", "text": "@x " + words(dice), "quotedMessageId": "5",
             "mention": {"mentionees": [{"index": 0, "length": 2, "isSelf": True}]}},
            {"type": "image", "id": "7", "contentProvider": {"type": "line"}, "imageSet": {"id": "1", "index": 1}},
            {"type": "file", "id": "8", "fileName": "ก.pdf", "fileSize": 5},
            {"type": "location", "id": "9", "latitude": 1.5, "longitude": 2, "title": "ท", "address": "อ"},
            {"type": "sticker", "id": "10", "keywords": ["a"]},
        )
    )  # fmt: skip
    data = dice.choice(
        ("q:x:1", f"q:{event_id}:1", "approve:1", "refuse:999999999", "approve:๑", "undo:x", words(dice))
    )
    return event(
        event_id, user, type=kind, message=message, postback={"data": data, "params": {"date": "2565-02-31"}},
        follow={"isUnblocked": True}, unsend={"messageId": "5"}, source=group if dice.random() < 0.2 else
        {"type": "user", "userId": user},
    )  # fmt: skip


def _mutated(whole: dict[str, Any], dice: random.Random) -> Any:
    """A few odd values at random places, however deep."""
    whole = copy.deepcopy(whole)
    for _ in range(dice.choice((0, 1, 1, 2, 4))):
        place: Any = whole
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = dice.choice(keys)
            if isinstance(place[key], dict | list) and dice.random() < 0.7:
                place = place[key]
                continue
            if isinstance(place, dict) and dice.random() < 0.2:
                del place[key]
            else:
                place[key] = copy.deepcopy(dice.choice(ODD))
            break
    return whole if dice.random() > 0.01 else dice.choice(ODD)


def _damaged(raw: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(raw))
    return dice.choice((
        raw[:at], raw[:at] + dice.randbytes(4) + raw[at:], raw[:at] + raw[at + 3 :], dice.randbytes(40),
        raw.replace(b'"', b"'", 1), b"\xef\xbb\xbf" + raw, raw.decode().encode("utf-16"), b"[" * 5000,
    ))  # fmt: skip


def words(dice: random.Random) -> str:
    joint = dice.choice(("", " ", " "))
    return joint.join(dice.choice(PIECES) for _ in range(dice.choice((1, 2, 3, 5, 9))))[:5000]


def run_bodies(folder: Path, many: int, seed: int) -> None:
    handling = Handling(folder)
    statuses, acknowledged = fuzz_bodies(handling, many, seed)
    states = handling.work_off()
    failures = handling.failures()
    lost = acknowledged - {row["event_id"] for row in handling.store.db.query("SELECT event_id FROM inbox")}
    handling.close()
    print(
        f"\nfuzzed webhooks: {many}, answers {dict(statuses)}, 5xx {sum(n for s, n in statuses.items() if s >= 500)}, "
        f"events acknowledged {len(acknowledged)}, lost {len(lost)}, in the inbox {dict(states)}, "
        f"handlers that raised {len(failures)}"
    )
    assert not lost
    assert set(statuses) <= {200, 400}
    assert statuses[200] > many / 2
    assert states["waiting"] == 0
    assert not failures, "\n\n".join(failures[:3])
    assert not handling.bad, handling.bad[:3]


def run_messages(folder: Path, many: int, seed: int) -> None:
    dice = random.Random(seed)
    handling = Handling(folder)
    strangers = [f"U{n:032x}" for n in range(100, 103)]
    ids = [f"{seed}-{n}" for n in range(many)]
    for start in range(0, many, 50):
        events = []
        for id in ids[start : start + 50]:
            user = dice.choice([*handling.people, *strangers])
            said: dict[str, Any] = {"type": "text", "id": id, "text": words(dice)}
            events.append(event(id, user, message=said))
        assert handling.post(body(*events)) == 200
        states = handling.work_off()
    failures = handling.failures()
    kept = {row["event_id"] for row in handling.store.db.query("SELECT event_id FROM inbox")}
    doubled = handling.store.db.query("SELECT id FROM facts GROUP BY id HAVING COUNT(*) > 1")
    handling.close()
    lost = [id for id in ids if id not in kept]
    print(
        f"\nfuzzed messages: {many}, in the inbox {dict(states)}, lost {len(lost)}, doubled {len(doubled)}, "
        f"handlers that raised {len(failures)}, answers that LINE would refuse {len(handling.bad)}"
    )
    assert (lost, doubled, states["waiting"]) == ([], [], 0)
    assert not failures, "\n\n".join(failures[:3])
    assert not handling.bad, handling.bad[:3]


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Failures are read from the inbox rows."""
    caplog.set_level(logging.CRITICAL)


def test_fuzzed_webhooks_get_200_or_400_and_every_accepted_event_is_handled(tmp_path: Path) -> None:
    run_bodies(tmp_path, 2_000, seed=31)


def test_a_number_of_a_hundred_digits_is_answered_like_any_other(tmp_path: Path) -> None:
    handling = Handling(tmp_path)
    for n, said in enumerate(
        ("จปฐ {}", "โหลดแอป {}", "ตั้งค่า ครัวเรือน ท่าบ่อ {}", "ตั้งเป้า OTOP สังคม {}", "รายได้ OTOP {}", "ข้อ {}")
    ):
        for k, user in enumerate(handling.people):
            one = event(f"e{n}-{k}", user, said.format("1" * 120))
            assert handling.post(body(one)) == 200
    handling.work_off()
    failures = handling.failures()
    handling.close()
    assert failures == []
    assert handling.bad == []


def test_fuzzed_messages_are_all_handled_and_answered_within_lines_limits(tmp_path: Path) -> None:
    run_messages(tmp_path, 500, seed=41)


@pytest.mark.fault
@pytest.mark.timeout(900)
def test_fifty_thousand_fuzzed_webhooks(tmp_path: Path) -> None:
    run_bodies(tmp_path, 50_000, seed=32)


@pytest.mark.fault
@pytest.mark.timeout(1800)
def test_fifty_thousand_fuzzed_messages(tmp_path: Path) -> None:
    run_messages(tmp_path, 50_000, seed=42)
