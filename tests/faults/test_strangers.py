"""Strangers press every button that the office was ever shown, and say everything that it may say: nothing happens."""

import hashlib
import json
from collections.abc import Iterator

import pytest

from bot.simulator.people.world import Person
from bot.simulator.phone.taps import buttons_of, words_of
from bot.store.copying import carried, line_of
from handlers.routes import table as routes
from tests.road.office import DISTRICT, PROVINCE, Road

OWN = {"inbox", "outbox", "sent_messages", "people", "attempts", "questions", "kept"}  # their own hellos and tries
SECRET = ("นภา", "สมชาย", "สมศรี", "มานะ", "สมใจ", "96", "176")  # names and figures of the office


@pytest.fixture(scope="module")
def road() -> Iterator[Road]:
    with Road() as road:
        road.service.mailbox._throttle.allows = lambda sender: True  # type: ignore[method-assign]  # they are many
        yield road


@pytest.fixture(scope="module")
def office(road: Road) -> list[Person]:
    """Everybody says what the examples say, and a little work of their own."""
    road.command("activate", "nongkhai-2565-1")
    people = [
        road.supervisor("นภา สุขใจ"), road.officer("สมชาย ใจดี"), road.officer("สมศรี มีสุข", role="head"),
        road.supervisor("มานะ ขยัน", role="admin"),
    ]  # fmt: skip
    newcomer = road.stranger("สมใจ")
    for said in ("สวัสดี", "เริ่มลงทะเบียน", "ลงทะเบียน", PROVINCE, "1", DISTRICT, "สมใจ รอก่อน"):
        road.says(newcomer, said)
    own = ("ครัวเรือนยากจนคงเหลือ 96 จาก 176 ครัวเรือน", "เบิกจ่าย 45", "รออนุมัติ", "ประกาศ ทุกคน ประชุม", "กำหนดส่ง", "หลักฐาน",
           "ลบข้อมูลของฉัน", "มอบ ครัวเรือนยากจน ให้สมชาย", "ประวัติ", "ยกเลิก")  # fmt: skip
    for person in people:
        for said in (*own, *examples()):
            road.line.phone.text(person, said)
        road.line.phone.photo(person)
    road.wait_idle()
    return people


def examples() -> list[str]:
    return [example.says for route in routes.ROUTES for example in route.examples]


def deeds(road: Road, office: list[Person]) -> tuple[list[str], list[str]]:
    """Postbacks of every button that was shown, and what message buttons and people say."""
    postbacks, says = set(), set(examples())
    for person in office:
        for message in road.line.said_to(person.user_id):
            for button in buttons_of(message):
                if "data" in button.action:
                    postbacks.add(str(button.action["data"]))
                if button.action.get("type") == "message":
                    says.add(str(button.action["text"]))
    numbers = range(1, 12)
    forged = {f"{word}:{n}" for word in ("approve", "refuse", "undo", "verify", "done", "mute") for n in numbers}
    questions = [row["id"] for row in road.rows("SELECT id FROM questions")]
    asked = {f"q:{id}:{n}" for id in questions for n in (1, 2)}
    return sorted(postbacks | forged | asked), sorted(says)


def state(road: Road) -> dict[str, str]:
    """What every table of the office holds; of the people, who they are."""
    found = {}
    for table in carried():
        if table.name not in OWN:
            lines = sorted(line_of(row) for row in road.rows(f"SELECT * FROM {table.name}"))
            found[table.name] = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    active = road.rows("SELECT * FROM people WHERE state IN ('active', 'waiting', 'blocked') ORDER BY id")
    found["people"] = json.dumps(active, ensure_ascii=False)
    asked = "SELECT id, state FROM questions WHERE person IN (SELECT id FROM people WHERE state = 'active') ORDER BY id"
    found["questions"] = json.dumps(road.rows(asked))
    return found


LONG = pytest.mark.fault


@pytest.mark.parametrize(
    "who", ["nobody", pytest.param("registering", marks=LONG), pytest.param("refused", marks=LONG)]
)
def test_a_stranger_presses_every_button_and_says_everything(road: Road, office: list[Person], who: str) -> None:
    stranger = road.stranger(who)
    if who != "nobody":
        road.says(stranger, "สวัสดี")
        with road.service.store.db.transaction():
            road.service.store.db.execute("UPDATE people SET state = ? WHERE line_user = ?", [who, stranger.user_id])
    before = state(road)
    do_everything(road, office, stranger)
    assert state(road) == before
    heard = " ".join(word for message in road.line.said_to(stranger.user_id) for word in words_of(message))
    heard = heard.replace(stranger.user_id, "")  # letters and digits by chance
    assert not [word for word in SECRET if word in heard]


def do_everything(road: Road, office: list[Person], who: Person) -> None:
    postbacks, says = deeds(road, office)
    assert len(postbacks) > 80
    assert len(says) > 60
    for data in postbacks:
        assert road.line.phone.postback(who.user_id, data, None).ok
    for said in says:
        if not said.startswith("ลบ"):
            assert road.line.phone.text(who, said).ok
    road.wait_idle()
    assert not road.rows("SELECT seq FROM inbox WHERE state <> 'done'")


def of_district(road: Road) -> dict[str, list[str]]:
    """What is kept about the district, and what only the province decides."""
    found = {}
    for name in (
        "facts",
        "current_values",
        "evidence",
        "office_values",
        "duties_of_people",
        "signatures",
        "target_shares",
    ):
        found[name] = sorted(line_of(r) for r in road.rows(f"SELECT * FROM {name} WHERE district = ?", DISTRICT))
    for name in ("broadcasts", "deadlines", "days_off", "reminder_settings", "province_settings", "aliases"):
        found[name] = sorted(line_of(r) for r in road.rows(f"SELECT * FROM {name} WHERE province = ?", PROVINCE))
    for name in ("rounds", "answers", "office_agreements"):
        found[name] = sorted(line_of(r) for r in road.rows(f"SELECT * FROM {name}"))
    found["people"] = [line_of(r) for r in road.rows("SELECT * FROM people WHERE state <> 'removed' ORDER BY id")]
    return found


@pytest.mark.parametrize(
    ("province", "role", "district"),
    [
        (PROVINCE, "officer", "สตึก"),
        pytest.param(PROVINCE, "head", "สตึก", marks=LONG),
        pytest.param("หนองคาย", "supervisor", "", marks=LONG),
        pytest.param("หนองคาย", "admin", "", marks=LONG),
    ],
)
def test_nobody_changes_another_district_or_province_with_its_buttons(
    road: Road, office: list[Person], province: str, role: str, district: str
) -> None:
    other = road.stranger(f"{role} {province}")
    more = ("--district", district) if district else ()
    road.command(
        "enroll", "--name", other.name, "--province", province, "--role", role, *more, "--line-user", other.user_id
    )
    before = of_district(road)
    do_everything(road, office, other)
    after = of_district(road)
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
