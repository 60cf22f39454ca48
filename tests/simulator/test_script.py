"""Chat files: read, played against a stand-in bot, and written out again."""

from pathlib import Path

import pytest

from bot.simulator.chats.play import Played, Player, matches
from bot.simulator.chats.script import DEEDS, Exchange, PersonLine, ScriptError, parse
from bot.simulator.phone.taps import buttons_of, words_of
from bot.simulator.server import Simulator
from bot.simulator.transcript import transcript
from tests.simulator.echo_bot import EchoBot
from tests.simulator.showcase import RECEIPT, answers

PEOPLE = "คน: สมชาย = officer บุรีรัมย์ / บ้านกรวด, ปะคำ\nคน: นภา = supervisor บุรีรัมย์\nกลุ่ม: ทีม = สมชาย, นภา\n"


class StandIn:
    """The echo bot in the place of the real one; it answers before it says 200, so it is always idle."""

    def __init__(self, line: Simulator) -> None:
        self.line = line
        self.commands: list[tuple[str, ...]] = []

    def command(self, *words: str) -> str:
        self.commands.append(words)
        return ""

    def wait_idle(self) -> None:
        return


@pytest.fixture
def stand_in(line: Simulator, bot: EchoBot) -> StandIn:
    bot.answers = answers
    return StandIn(line)


def run(text: str, bot: StandIn) -> Played:
    return Player(parse(PEOPLE + text, "chat.txt"), "chat.txt", bot).play()


def test_people_are_enrolled_and_the_day_is_moved_by_the_bots_own_commands(stand_in: StandIn) -> None:
    assert run("@ 2569-03-15\n$ activate buriram-2561\n", stand_in).ok
    user = next(p.user_id for p in stand_in.line.world.people.values() if p.name == "สมชาย")
    assert stand_in.commands[0] == (
        "enroll", "--name", "สมชาย", "--role", "officer", "--line-user", user, "--province", "บุรีรัมย์",
        "--district", "บ้านกรวด", "--district", "ปะคำ",
    )  # fmt: skip
    assert stand_in.commands[2:] == [("day", "2026-03-15"), ("activate", "buriram-2561")]
    assert stand_in.line.world.day == "2026-03-15"


def test_a_chat_as_expected_has_no_differences(stand_in: StandIn) -> None:
    played = run(
        """
สมชาย> เบิกจ่าย 82.5%
บอท< เบิกจ่าย 82.5% … ระดับ 3 (เดิม 2)…
~ ขาดอีก 2.5%
~ 2 → 3
! ระดับ 5

สมชาย> [แก้ไข #2]
บอท< รับแล้ว fix=1

สมชาย> [ดูคะแนนทั้งหมด]
บอท< คะแนนของ...
บอท< คะแนน 4 อำเภอ
~ ประโคนชัย

สมชาย> <photo 2>
บอท< ได้รับ image
บอท< ได้รับ image
สมชาย> <quote bot 2> ดี
บอท< ได้รับ text ดี
สมชาย> <unsend>
บอท< -
สมชาย> สองบรรทัด
  ที่ต่อกัน
บอท< ได้รับ text สองบรรทัด
  ที่ต่อกัน
สมชาย@ทีม> @บอท สวัสดี
บอท< ได้รับ text @บอท สวัสดี
สมชาย@ทีม> <edit> @บอท คะแนน
สมชาย> หนึ่ง
+ นภา> สอง
บอท(สมชาย)< ได้รับ text หนึ่ง
บอท(นภา)< ได้รับ text สอง
""",
        stand_in,
    )
    assert played.ok, str(played)


def test_differences_name_file_and_line(stand_in: StandIn) -> None:
    played = run(
        "สมชาย> สวัสดี\nบอท< ลาก่อน\nบอท< อีกข้อความ\n~ ไม่มีคำนี้\n! สวัสดี\nสมชาย> ดี\nบอท< -\nสมชาย> [ปุ่มที่ไม่มี]\nสมชาย> ผิด\n",
        stand_in,
    )
    assert [str(d) for d in played.differences] == [
        "chat.txt, line 5: expected 'ลาก่อน', found 'ได้รับ text สวัสดี'",
        "chat.txt, line 6: expected 'อีกข้อความ', found no further message",
        "chat.txt, line 7: not found: 'ไม่มีคำนี้' in 'ได้รับ text สวัสดี'",
        "chat.txt, line 8: found: 'สวัสดี' in 'ได้รับ text สวัสดี'",
        "chat.txt, line 10: expected no further message, found 'ได้รับ text ดี'",
        "chat.txt, line 11: found no button [ปุ่มที่ไม่มี], there are: none",
        "chat.txt, line 12: LINE refused the bot's message: {'message': 'The request body has 1 error(s)', "
        "'details': [{'message': 'May not be empty', 'property': 'messages[0].text'}]}",
    ]


def test_a_webhook_that_is_not_taken_is_a_difference(stand_in: StandIn, bot: EchoBot) -> None:
    bot.status = 500
    (difference,) = run("สมชาย> สวัสดี\n", stand_in).differences
    assert difference.told == "the bot did not take the webhook: HTTP 500"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("บอท< สวัสดี", "chat.txt, line 1: nobody has said anything before this line"),
        ("ใคร> สวัสดี", "chat.txt, line 1: found 'ใคร', expected one of nobody yet"),
        ("@ วันนี้", "chat.txt, line 1: day: found ' วันนี้', expected a day like 2569-03-15"),
        (
            "สวัสดี",
            "chat.txt, line 1: found 'สวัสดี', expected a line such as 'สมชาย> เบิกจ่าย 80%', 'บอท< …', '~ 80', '! ผิด', "
            "'@ 2569-03-15', '$ activate …', 'คน: …' or 'กลุ่ม: …'",
        ),
        ("คน: ก = -\nก> ", "chat.txt, line 2: found nothing after '>', expected words, [a button] or <a deed>"),
        ("คน: ก = เจ้าหน้าที่", "chat.txt, line 1: found 'เจ้าหน้าที่', expected 'officer บุรีรัมย์ / บ้านกรวด' or '-'"),
    ],
)
def test_what_cannot_be_played_is_said_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(ScriptError) as refused:
        parse(text, "chat.txt")
    assert str(refused.value) == sentence


def test_an_unknown_deed_is_said_with_those_that_there_are() -> None:
    with pytest.raises(ScriptError, match=r"chat.txt, line 2: found <dance>, expected one of photo, file, location"):
        parse("คน: ก = -\nก> <dance>", "chat.txt")


@pytest.mark.parametrize(
    ("pattern", "words", "same"),
    [
        ("สวัสดี", "สวัสดี", True),
        ("สวัสดี", "สวัสดีค่ะ", False),
        ("สวัสดี…", "สวัสดีค่ะ", True),
        ("…82.5%…ระดับ 3", "รับ 82.5%\nได้ ระดับ  3", True),
        ("…", "", True),
        ("ได้ … บาท", "ได้ 5 บาท", True),
        ("(1.5)", "(125)", False),
    ],
)
def test_dots_stand_for_anything(pattern: str, words: str, same: bool) -> None:
    assert matches(pattern, words) is same


def test_the_format_is_told_in_full() -> None:
    told = (Path(__file__).parents[1] / "conversations" / "README.md").read_text(encoding="utf-8")
    assert [deed for deed in DEEDS if f"<{deed}" not in told] == []


def test_people_and_taps_are_read() -> None:
    steps = parse("คน: ก ข = owner บุรีรัมย์ / - / กลุ่มงานสารสนเทศ\nก ข> [เลือกวัน = 2026-03-31]\nก ข> [เก่า: ใช่ #2]", "f")
    assert steps[0] == PersonLine(1, "ก ข", "owner", "บุรีรัมย์", (), "กลุ่มงานสารสนเทศ")
    assert isinstance(steps[1], Exchange)
    assert isinstance(steps[2], Exchange)
    first, second = steps[1].deeds[0], steps[2].deeds[0]
    assert (first.kind, first.words, first.what) == ("tap", "เลือกวัน", "2026-03-31")
    assert (second.words, second.nth, second.old) == ("ใช่", 2, True)


def test_all_words_and_buttons_of_a_card_are_found() -> None:
    words = words_of(RECEIPT)
    assert "2 → 3" in words
    assert "ขาดอีก 2.5% (60,000 บาท)" in words
    assert [b.label for b in buttons_of(RECEIPT)] == ["ดูคะแนนทั้งหมด", "แก้ไข", "ที่มา"]


def test_a_chat_that_was_written_out_can_be_played_again(stand_in: StandIn, tmp_path: Path) -> None:
    world = stand_in.line.world
    world.set_day("2026-03-15")
    text = (
        "สมชาย> เบิกจ่าย 82.5%\nบอท< …\nสมชาย> [เลือกวัน = 2026-03-31]\nสมชาย> [คะแนน]\nสมชาย> <photo>\n"
        "สมชาย> <quote bot> ขอบคุณ\nสมชาย> หลาย\n  บรรทัด\nสมชาย> <unsend>\nสมชาย> <location 14.9,103.1 อำเภอ>\n"
    ).replace("[คะแนน]", "[ดูคะแนนทั้งหมด]")
    assert run(text, stand_in).ok
    user = next(p.user_id for p in world.people.values() if p.name == "สมชาย")
    written = transcript(world, [user])
    assert "@ 2569-03-15" in written
    assert "คน: สมชาย = officer บุรีรัมย์ / บ้านกรวด, ปะคำ" in written
    assert "สมชาย> [เลือกวัน = 2026-03-31]" in written
    assert "สมชาย> <quote bot> ขอบคุณ" in written
    again = Player(parse(written, "again.txt"), "again.txt", stand_in).play()
    assert again.ok, f"{again}\n{written}"
