"""A name is tried before it counts: whose it is too, and what it would change in all that officers ever said."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.office.trying_names import proven_example, try_sentence, with_names
from handlers.reading.trial import Known, clashes, corpus, try_name
from scoring.document.loading import shipped
from tests.made_agreement import ID, surin
from tests.reading.shipped_corpus import FILE, made

TODAY = date(2027, 2, 15)
KNOWN = Known((surin(),), {})


def test_the_shipped_corpus_is_that_of_the_tests() -> None:
    assert FILE.read_text(encoding="utf-8") == made(), "make it anew: python -m tests.reading.shipped_corpus"
    assert len(corpus()) > 1500


def test_a_fresh_name_changes_nothing() -> None:
    trial = try_name("งานน้ำบาดาล", f"{ID}:team/1", KNOWN)
    assert (trial.refused, trial.clashes, trial.changes) == (None, (), ())


def test_a_word_of_the_grammar_is_refused_before_anything_is_read() -> None:
    assert try_name("ประมาณ", f"{ID}:team/1", KNOWN).refused == "grammar"


def test_a_name_that_another_open_indicator_has_is_shown() -> None:
    assert clashes(KNOWN) == {"ครัวเรือนเปราะบาง": (f"{ID}:individual/6", f"{ID}:individual/7")}
    assert try_name("คืนป่าช้าง", f"{ID}:team/1", KNOWN).clashes == (f"{ID}:team/2",)


def test_a_name_that_is_part_of_what_officers_say_otherwise_shows_each_sentence_that_changes() -> None:
    trial = try_name("ผ้าไหม", f"{ID}:team/1", KNOWN)
    assert trial.changes
    for changed in trial.changes:
        assert "ไหม" in changed.text
        before, after = ({v.topic for v in reading.values} for reading in (changed.before, changed.after))
        assert before != after


@pytest.mark.parametrize(
    ("sentence", "said", "level"),
    [
        ("บ่อน้ำ 40 จาก 50 หมู่บ้าน", "ธนาคารน้ำใต้ดิน 40 จาก 50 หมู่บ้าน → ระดับ 3", 3),
        ("ส่งแผนตำบลต้นแบบ 10 ก.พ.", "แผนตำบลต้นแบบ 10 ก.พ. 2570 → ระดับ 4", 4),
        ("สวัสดี", "อ่านไม่พบตัวชี้วัด จะไม่บันทึกอะไร", None),
        ("เป้าบ่อน้ำเท่าไหร่", "อ่านแล้วไม่ใช่การรายงานผล", None),
    ],
)
def test_a_sentence_is_tried_with_names_that_are_not_kept_yet(sentence: str, said: str, level: int | None) -> None:
    tried = try_sentence(sentence, surin(), "ปราสาท", TODAY, names={"team/1": ("บ่อน้ำ",)})
    assert (tried.said, tried.level) == (said, level)


def test_what_the_bot_would_ask_is_said_too() -> None:
    which = try_sentence("ครัวเรือนเปราะบาง 40%", surin(), "ปราสาท", TODAY)
    assert "เยี่ยมครัวเรือนเปราะบาง หรือ อาชีพครัวเรือนเปราะบาง" in which.said
    assert "บอทจะถาม" in try_sentence("ตลาดผ้าโฮล ขั้น 2 เสร็จแล้ว", surin(), "ปราสาท", TODAY).said


def test_every_example_of_an_own_indicator_reads_back() -> None:
    found = {i.id: proven_example(i, (surin(),), "ปราสาท", TODAY) for i in surin().indicators.values()}
    assert all(found.values()), found
    assert found["individual/3"] == "แผนตำบลต้นแบบ วันนี้"
    assert found["individual/4"] == "พึงพอใจหมู่บ้านช้าง 4 คะแนน"


def test_an_example_is_said_with_the_first_name_that_reads_back() -> None:
    renamed = with_names(surin(), {"team/1": ("ครัวเรือนเปราะบาง", "บ่อน้ำ")})
    said = proven_example(renamed.indicators["team/1"], (renamed,), "ปราสาท", TODAY)
    assert said == "บ่อน้ำ 40 จาก 50 หมู่บ้าน"


def test_an_indicator_that_shares_every_name_has_no_example() -> None:
    one = surin().indicators["team/1"]
    twin = replace(one, id="team/9", topic=f"{ID}:team/9")
    both = replace(surin(), indicators={**surin().indicators, "team/9": twin})
    assert proven_example(one, (both,), "ปราสาท", TODAY) == ""


def test_shipped_topics_have_their_examples_as_ever() -> None:
    buriram = shipped()["buriram-2561"]
    assert all(proven_example(i, (buriram,), "บ้านกรวด") for i in buriram.of("บ้านกรวด") if i.levels and i.inputs)
