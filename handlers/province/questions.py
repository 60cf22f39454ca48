"""What a supervisor asks of the province: scores, one indicator everywhere, who is silent, near, changed or odd."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Json, Message, Option, Person, Question, Turn
from handlers.desk.questions import asking
from handlers.province import charts
from handlers.province.links import door
from handlers.province.oddities import odd
from handlers.score.scope import Wanted, chosen, named, round_meant
from handlers.score.scope import earlier as earlier_day
from handlers.score.which_indicator import indicators_named, without_numbers
from scoring.agreement import Agreement
from scoring.results.changes import changed
from scoring.results.overview import Overview, near, overview, ranked, silent
from scoring.results.signed import frozen_overview
from templates.cards.levels import MOST, Line, level_list
from templates.messages import say, tap
from templates.words.charts import NO_PICTURE
from templates.words.people.people import NOT_ALLOWED
from templates.words.province import province as words
from templates.words.score.asking import of_another_group
from templates.words.score.scope import IN_PRIVATE, marks

_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_POLITE = re.compile(r"\s*(?:ครับผม|ครับ|ค่ะ|คะ|คับ|หน่อย|นะ|ที)+$")
_AS_OF = re.compile(r"(?:ณ|เมื่อ|ถึง)?\s*(?:วันที่|สิ้น)?\s*$")
_AS_PICTURE = re.compile(r"ภาพรวม|กราฟ|แผนภูมิ|รูป|ตารางสี")
_PAGE = re.compile(r"\s*หน้า(?:ที่)?\s*([0-9]{1,3})$")
EVERYWHERE = re.compile(r"(?:ทุก|ราย)\s*อำเภอ")
OF_FIGURES = "(?!.*(?:หลักฐาน|รูป|ภาพ|ไฟล์|เอกสาร))"  # who has not sent evidence is another question
ASKED = (
    ("odd", re.compile(r"(?:มี)?(?:สิ่ง|ข้อมูล|รายการ|อะไร|ตัวเลข)?(?:ที่)?ผิดปกติ(?:ไหม|บ้าง)?.*")),
    ("changes", re.compile(r"(?:การ|อะไร|มีอะไร)?เปลี่ยนแปลง(?:บ้าง)?(?:ใน)?\s*(?:สัปดาห์นี้|7\s*วัน|รอบสัปดาห์)?.*")),
    ("near", re.compile(r"(?:ใคร|อำเภอไหน|อำเภอใด)?\s*ใกล้(?:จะ)?(?:ถึง|ได้)?ระดับ(?:ถัดไป|ต่อไป)?.*")),
    (
        "silent",
        re.compile(
            r"(?:ใคร|อำเภอไหน|อำเภอใด|อำเภอที่)(?:บ้าง)?(?:ที่)?\s*ยัง(?:ไม่|ไม่ได้)\s*(?:รายงาน|ส่ง)"
            rf"{OF_FIGURES}(.*)"
        ),
    ),
    (
        "province",  # with its name, with a round: no indicator's name may follow
        re.compile(
            r"(?:(?:คะแนน|ผล|สรุป|สรุปคะแนน)(?:รวม|ของ|ทั้ง|\s)*(?:จังหวัด|จ\.)|(?:ขอ|อยาก|ช่วย|\s)*(?:ดู|เปิด|ส่ง)?\s*"
            r"(?:กราฟ|แผนภูมิ|รูป|ตารางสี|\s)*(?:ภาพรวม(?:รวม|ของ|ทั้ง|\s)*(?:จังหวัด|จ\.)?|"
            r"(?<=[ฟิปี])(?:รวม|ของ|ทั้ง|\s)*(?:จังหวัด|จ\.)))\s?[ก-๙]*"
            r"(?:\s*(?:รอบ|ปี).*)?"
        ),
    ),
)
WEEK, MONTH = 7, 30  # days
ON_A_DAY = ("province", "everywhere", "near", "silent")  # may be asked for an earlier day
FOR_OFFICERS_TOO = ("near", "silent")  # others answer these about an officer's own district


@dataclass(frozen=True)
class Asked:
    what: str
    words: str  # as typed, without the page
    page: int = 1
    topic: str = ""  # the words without the day that the figures are to be of


def said_by(message: Message, desk: Desk) -> Asked | None:
    """What is asked, also with the day that the figures are to be of: คะแนนจังหวัด ณ 28 ก.พ."""
    found = asked(message.text)
    if found is not None:
        return found
    spans = [e.span for e in desk.reading(message).explanation if e.rule.startswith("when ")]
    text = message.text
    for first, last in sorted(spans, reverse=True):
        text = text[:first] + text[last:]
    found = asked(_AS_OF.sub(" ", text)) if spans else None
    return replace(found, words=_PAGE.sub("", message.text.strip()), topic=found.words) if found else None


def asked(text: str) -> Asked | None:
    plain = _POLITE.sub("", " ".join(text.translate(_THAI).split()))
    found = _PAGE.search(plain)
    page = int(found.group(1)) if found else 1
    plain = plain[: found.start()] if found else plain
    if EVERYWHERE.search(plain) and not plain.startswith("ประกาศ") and not re.search(r"[0-9]", without_numbers(plain)):
        return Asked("everywhere", plain, page, plain)
    for what, pattern in ASKED:
        if pattern.fullmatch(plain):
            return Asked(what, plain, page, plain)
    return None


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None:
        return None
    said = said_by(message, desk)
    if said is None:
        return None
    person = desk.person
    if not (person.oversees or person.role == "owner"):
        return None if said.what in FOR_OFFICERS_TOO else Turn(replies=(say(words.NOT_FOR_YOU),))
    if message.group:
        return Turn(replies=(say(IN_PRIVATE),))
    return _meant(said, _of_day(said, named(message, desk), message, desk), message, desk)


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    asked_then = replace(message, kind="text", data="", text=str(question.payload["words"]))
    of_indicators = "choosing" not in question.payload  # its options say which one, in words of their own
    again = replace(asked_then, text=option.value) if of_indicators else asked_then
    said = said_by(again, desk)
    if said is None or desk.person is None or not (desk.person.oversees or desk.person.role == "owner"):
        return Turn(replies=(say(NOT_ALLOWED),))
    wanted = _of_day(said, named(asked_then, desk), asked_then, desk) if of_indicators else chosen(question, option)
    return _meant(said, wanted, again, desk)


def _of_day(said: Asked, wanted: Wanted, message: Message, desk: Desk) -> Wanted:
    """What has changed and what is odd is of today."""
    day = earlier_day(desk.reading(message).date, desk) if said.what in ON_A_DAY else ""
    return replace(wanted, day=day)


def _meant(said: Asked, wanted: Wanted, message: Message, desk: Desk) -> Turn:
    agreement = round_meant(message, desk, wanted, asks=ROUTE.name, closed=True)
    if isinstance(agreement, Turn):
        return agreement
    seen = seen_by(desk.me, agreement, desk, date.fromisoformat(wanted.day) if wanted.day else None)
    if not seen.indicators:
        return Turn(replies=(say(words.NO_GROUP),))
    return TELL[said.what](seen, said, message, desk)


def seen_by(person: Person, agreement: Agreement, desk: Desk, past: date | None = None) -> Overview:
    """A กลุ่มงาน sees the indicators that the document makes it responsible for."""
    group = person.group if person.role == "owner" else None
    answers = desk.book.answers(agreement.id)
    found = overview(desk.store, agreement, past or desk.today, answers, group, past=past is not None)
    kept = desk.store.rounds.frozen(agreement.id)
    return frozen_overview(kept, found) if kept and not (past and past < agreement.end) else found


def under(seen: Overview, desk: Desk) -> list[str]:
    """What stands below every title: the day, the group, and what must be said with every figure."""
    person = desk.person
    group = words.of_group(person.group) if person is not None and person.role == "owner" else ""
    training, closed = desk.book.training(seen.agreement.id), desk.book.closed(seen.agreement.id)
    remarks = marks(seen.agreement, training, seen.day, closed=closed)
    return [words.as_of(seen.day, len(seen.districts)), group, *remarks]


def earlier(program: datetime, real: datetime) -> datetime:
    """In training the day is moved by hand, and what is recorded bears the real time."""
    return min(program, real)


def days_ago(now: datetime, days: int) -> int:
    """The moment (ms) that many days before now."""
    return int((now - timedelta(days=days)).timestamp() * 1000)


# the pages


def pages(
    said: Asked, title: str, lines: Sequence[Line], message: Message, desk: Desk, seen: Overview, *,
    summary: Sequence[str] = (), foot: Sequence[str] = (), alt: str = "", path: str = "/", before: Sequence[Json] = (),
) -> Turn:  # fmt: skip
    """A list in pages of what fits on one card; the next page by a tap or by typing."""
    last = max(1, -(-len(lines) // MOST))
    if said.page < 1 or said.page > last:
        return Turn(replies=(say(words.no_such_page(said.page, last)),))
    shown = lines[(said.page - 1) * MOST : said.page * MOST]
    further = words.next_page(said.words, said.page + 1) if said.page < last else ""
    links, changes = door(message, desk, path, words.OPEN_PAGE)
    foot = [*foot, words.more_by_typing(further) if further else "", words.LINK_ONCE if links else ""]
    card = level_list(
        title, shown, alt or f"{title}: {'; '.join(line.name for line in shown)}",
        [*under(seen, desk), *(summary if said.page == 1 else ()), words.page(said.page, last)], foot, links,
    )  # fmt: skip
    taps = [tap(words.page(said.page + 1, last), further)] if further else []
    card["quickReply"] = {"items": [*taps, *others(said.what)]}
    return Turn(replies=(*(before if said.page == 1 else ()), card), changes=changes)


SUGGESTED = (
    ("province", "คะแนนจังหวัด"),
    ("silent", "ใครยังไม่รายงาน"),
    ("near", "ใกล้ระดับถัดไป"),
    ("changes", "เปลี่ยนแปลงสัปดาห์นี้"),
    ("odd", "ผิดปกติ"),
)


def others(what: str) -> list[Json]:
    return [tap(text) for name, text in SUGGESTED if name != what]


def _province(seen: Overview, said: Asked, message: Message, desk: Desk) -> Turn:
    """First the indicators with the province's figure, then the districts."""
    rolled = [(i, seen.rollup(i)) for i in seen.of_districts()]
    lines = [Line(i.short, row.level, words.rolled_up(row)) for i, row in rolled]
    for indicator in seen.of_province():
        own = seen.row(None, indicator.id)
        if own is not None:
            entry = seen.newest.get((None, indicator.id))
            note = words.standing(own.result, seen.gap(None, indicator.id), entry.as_of if entry else None)
            lines.append(Line(indicator.short, own.result.level, note))
    title = words.title(seen.agreement)
    top = level_list(title, lines[:MOST], words.province_alt(title, rolled), under(seen, desk))
    districts = [Line(d, None, words.district_note(seen.cards[d]), " ") for d in seen.districts]
    turn = pages(said, words.DISTRICTS, districts, message, desk, seen, before=(top,))
    if said.page > 1 or not _AS_PICTURE.search(said.words):
        return turn
    remarks = marks(seen.agreement, desk.book.training(seen.agreement.id), seen.day,
                    closed=desk.book.closed(seen.agreement.id))  # fmt: skip
    picture, kept = charts.province(seen, remarks, f"{message.id}|province", desk)
    without = () if picture else (say(NO_PICTURE),)
    return replace(turn, replies=(*picture, *without, *turn.replies), changes=(*turn.changes, *kept))


def _everywhere(seen: Overview, said: Asked, message: Message, desk: Desk) -> Turn:
    topic = EVERYWHERE.sub(" ", said.topic).strip()
    found = indicators_named(seen.indicators, topic, message, desk)
    if not found:
        if topic in ("", "คะแนน", "ผล", "สรุป"):
            return _province(seen, said, message, desk)
        if (theirs := _of_others(seen, topic, message, desk)) is not None:
            return theirs
        return Turn(replies=(say(words.no_such_indicator(topic, seen.agreement)),))
    several = [i for i in found if i.levels and i.scored != "province"]
    if len(several) > 1:
        alike = len({i.short for i in several}) < len(several)
        options = [Option(words.numbered(i) if alike else i.short, words.everywhere(i)) for i in several[:MOST]]
        return asking(message, desk, ROUTE.name, words.WHICH_EVERYWHERE, options)
    indicator = several[0] if several else found[0]
    if indicator.scored == "province":
        return Turn(replies=(say(words.only_province(indicator)),))
    row = seen.rollup(indicator)
    lines = [
        Line(r.district, r.row.result.level, words.standing(r.row.result, r.gap, r.reported))
        for r in ranked(seen, indicator)
    ]
    title = f"{indicator.short} {words.title(seen.agreement)}"
    summary = [words.rolled_up(row), *words.added_up(row)]
    return pages(
        said, title, lines, message, desk, seen, summary=summary, alt=f"{title}: {words.rolled_up(row)}",
        path=f"/p/{seen.agreement.id}/i/{indicator.id}",
    )  # fmt: skip


def _of_others(seen: Overview, topic: str, message: Message, desk: Desk) -> Turn | None:
    """An owner names what the document gives another กลุ่มงาน."""
    theirs = [i for i in seen.agreement.indicators.values() if i not in seen.indicators]
    named = indicators_named(theirs, topic, message, desk) if desk.me.role == "owner" else ()
    return Turn((say(of_another_group(named[0], desk.me.group)),)) if named else None


def _silent(seen: Overview, said: Asked, message: Message, desk: Desk) -> Turn:
    found = re.search(r"(?:รายงาน|ส่ง)(.*)$", said.words)
    topic = found.group(1) if found else ""
    about = indicators_named(seen.indicators, topic, message, desk)
    if not about and (theirs := _of_others(seen, topic, message, desk)) is not None:
        return theirs
    only = about[0] if about else None
    missing = silent(seen, only)
    if not missing:
        return Turn(replies=(say(words.ALL_REPORTED, others("silent")),))
    lines = [
        Line(
            s.district,
            None,
            words.silence(s.missing, s.of, s.last, seen.day, seen.agreement.start),
            str(len(s.missing)),
        )
        for s in missing
    ]
    count = words.silent_count(len(missing), len(seen.districts))
    alt = words.silent_alt([s.district for s in missing], len(seen.districts))
    title = words.silent_title(only.short if only else "")
    path = f"/p/{seen.agreement.id}/silent"
    return pages(said, title, lines, message, desk, seen, summary=[count], alt=alt, path=path)


def _near(seen: Overview, said: Asked, message: Message, desk: Desk) -> Turn:
    found = near(seen)
    if not found:
        return Turn(replies=(say(words.NOTHING_NEAR, others("near")),))
    lines = [Line(n.district, n.level, words.near_line(n.indicator, n.level, n.gap)) for n in found]
    return pages(said, words.NEAR_TITLE, lines, message, desk, seen, path=f"/p/{seen.agreement.id}")


def _changes(seen: Overview, said: Asked, message: Message, desk: Desk) -> Turn:
    since = days_ago(earlier(desk.now, message.at), WEEK)
    found = changed(desk.store, seen, since)
    if not found:
        return Turn(replies=(say(words.NOTHING_CHANGED, others("changes")),))
    lines = [
        Line(c.district or words.OWN_ROW, c.after, f"{c.indicator.short} {words.change(c.before, c.after)}")
        for c in found
    ]
    up, down = sum(c.up for c in found), sum(c.down for c in found)
    summary = [words.changed_summary(up, down, len(found) - up - down, seen.day - timedelta(days=WEEK))]
    return pages(
        said, words.CHANGES_TITLE, lines, message, desk, seen, summary=summary, path=f"/p/{seen.agreement.id}/changes"
    )


def _odd(seen: Overview, said: Asked, message: Message, desk: Desk) -> Turn:
    found = odd(desk.store, seen, days_ago(earlier(desk.now, message.at), MONTH))
    if not found:
        return Turn(replies=(say(words.NOTHING_ODD, others("odd")),))
    lines = [Line(o.district or words.OWN_ROW, None, o.says, words.ODD_KINDS[o.kind]) for o in found]
    return pages(said, words.ODD_TITLE, lines, message, desk, seen, path=f"/p/{seen.agreement.id}/odd")


TELL: dict[str, Callable[[Overview, Asked, Message, Desk], Turn]] = {
    "province": _province,
    "everywhere": _everywhere,
    "silent": _silent,
    "near": _near,
    "changes": _changes,
    "odd": _odd,
}

ROUTE = Route(
    "overseeing",
    answer,
    examples=(
        Example("คะแนนจังหวัด", "ดูทุกตัวชี้วัดและทุกอำเภอ", role="supervisor"),
        Example("ภาพรวมจังหวัด", "ดูทุกอำเภอและทุกตัวชี้วัดเป็นรูปเดียว", role="supervisor"),
        Example("OTOP ทุกอำเภอ", "เรียงทุกอำเภอของตัวชี้วัดเดียว", role="supervisor"),
        Example("ใครยังไม่รายงาน", "ดูอำเภอที่ยังรายงานไม่ครบ", role="supervisor"),
        Example("ใกล้ระดับถัดไป", "ดูว่าใครขาดอีกนิดเดียว", role="supervisor"),
        Example("เปลี่ยนแปลงสัปดาห์นี้", "ดูระดับที่ขึ้นหรือลงใน 7 วัน", role="supervisor"),
        Example("ผิดปกติ", "ดูตัวเลขที่ลดลง ต่างจากปกติ หรือขัดกัน", role="supervisor"),
        Example("คะแนนจังหวัด", "ดูตัวชี้วัดของกลุ่มงาน", role="owner"),
        Example("ใครยังไม่รายงาน", "ดูอำเภอที่ยังรายงานไม่ครบ", role="owner"),
    ),
    answered=answered,
)
