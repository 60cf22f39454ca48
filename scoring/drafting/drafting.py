"""From the canonical text of a signed document to a draft: what was read, and everything that has to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from scoring.drafting import columns_of_tables
from scoring.drafting.draft import REMARK, Ask, Draft, Indicator
from scoring.drafting.head import head
from scoring.drafting.indicators import blocks, gathered, indicators
from scoring.drafting.paper.anchors import scan
from scoring.drafting.paper.rows import rows
from scoring.drafting.tables import deadlines, tables
from scoring.drafting.text import Text
from scoring.drafting.words import plain

_POSITION = re.compile(r"ระหว่าง\s*พัฒนาการจังหวัด\s*(?:กับ|และ)")
_PROVINCIAL = re.compile(r"ตำแหน่ง\s*พัฒนาการจังหวัด\s*$")
_BOTH = re.compile(r"พัฒนาการจังหวัด\s*\S{0,6}\s*(?:กับ|กบ|กีบ|และ)?\s*พัฒนาการอำเภอ")
_SUPERVISES = re.compile(r"^กำกับ|ให้อำเภอ(?:ปฏิบัติ|ดำเนินการ)")
_LABEL = re.compile(r"^\s*ระดับ(?:ที่)?\s*\d\s*")
_AFTER_NOTICE = re.compile(r"ภายใน\s*\d+\s*(?:วัน|สัปดาห์|เดือน)\s*(?:หลัง|นับ|ถัด)[^\t<]{0,60}")
_AS_TOLD = re.compile(r"ตามที่[ก-๙]{3,40}\s*กำหนด")
_BLANK = re.compile(r"จำนวน\s*(?:\.{3,}|…+)\s*[ก-๙]*")
_ITEM = re.compile(r"^\s*(\d)\.(\d{1,2})\s")


def draft(
    text: Text,
    places: Mapping[str, Sequence[str]],
    province: str | None = None,
    year: int | None = None,
    round: int | None = None,
) -> Draft:
    """`places`: every province with its districts; never raises, whatever the text is."""
    top = head(text, places, province, year, round)
    cut = rows(text)
    anchors = scan(cut)
    placed = blocks(text, cut, anchors, top.districts, top.province)
    made = indicators(text, placed, top.year, top.round is not None)
    if any(a.why == "two_rounds" for a in top.asks) and {i.round for i in made} <= {None, 1}:
        made = [replace(i, round=None) for i in made]
    if len({i.round for i in made} - {None}) < 2:
        made = [replace(i, round=None) for i in made]
    owners = sorted(
        (block.anchor.cell.line, indicator.id)
        for group, indicator in zip(gathered(placed), made, strict=True) for block in group
    )  # fmt: skip
    printed, table_asks = tables(text, cut, top.districts, top.province, owners)
    made, weight_asks = _weights(made, top.districts)
    made, whose = _scored(text, made)
    asks = [*weight_asks, *_groups(made), *whose, *table_asks, *_open_days(text, made)]
    if not made:
        asks.append(Ask("missing", "no_indicators"))
    found = Draft(top, tuple(made), tuple(printed), tuple(deadlines(text, top.year)), tuple(asks), tuple(_shares(made)))
    return replace(found, indicators=tuple(replace(i, asks=(*i.asks, *columns_of_tables.asks(found, i))) for i in made))


def _weights(made: list[Indicator], districts: Sequence[str]) -> tuple[list[Indicator], list[Ask]]:
    """Weights in percent; parts of 1.00 times 100, with an ask; sums of a section that are not 100 are asked about."""
    asks: list[Ask] = []
    printed = [Decimal(i.weight) for i in made if i.weight is not None]
    parts = bool(printed) and all(w <= 1 for w in printed) and any(w != w.to_integral_value() for w in printed)
    if parts:
        made = [replace(i, weight=_shown(Decimal(i.weight) * 100)) if i.weight else i for i in made]
        asks.append(Ask("weight", "weights_of_one", (), tuple(str(w) for w in printed)))
    for key in dict.fromkeys((i.section, i.round) for i in made):
        own = [i for i in made if (i.section, i.round) == key and i.levels]
        unknown = [i for i in own if i.weight is None and not any(a.about == "weight" for a in i.asks)]
        if not own:
            continue
        if len(unknown) == len(own):
            asks.append(Ask("weight", "no_weights", (), (key[0],)))
            continue
        missing = Ask("weight", "weight_missing")
        made = [replace(i, asks=(*i.asks, missing)) if i in unknown else i for i in made]
        expected = Decimal(own[0].section_weight or 100)
        wrong = [(who, total) for who, total in _totals(own, districts) if total != expected]
        if wrong:
            names = ", ".join(who for who, _ in wrong)
            asks.append(Ask("weight", "weights_sum", (), (key[0], _shown(wrong[0][1]), names, _shown(expected))))
    whole = sum((Decimal(i.weight) for i in made if i.weight), Decimal(0))
    if whole == 100 and not any(i.section_weight for i in made):
        asks = [a for a in asks if a.why != "weights_sum" or a.words[2]]  # of all districts alike
    return made, asks


def _totals(own: list[Indicator], districts: Sequence[str]) -> list[tuple[str, Decimal]]:
    """The sum for all, or for each district where districts have different indicators."""
    named = sorted({d for i in own for d in i.districts or ()})
    named += [d for d in districts if named and d not in named]
    if not named:
        return [("", sum((Decimal(i.weight or 0) for i in own), Decimal(0)))]
    return [
        (d, sum((Decimal(i.weight or 0) for i in own if i.districts is None or d in i.districts), Decimal(0)))
        for d in named
    ]


def _shown(amount: Decimal) -> str:
    return format(amount.normalize() + 0, "f")


def _scored(text: Text, made: list[Indicator]) -> tuple[list[Indicator], list[Ask]]:
    """Whose results are scored: a paper of the provincial officer alone is asked about once."""
    flat = [plain(line.text) for line in text.lines]
    if any(_POSITION.search(line) or _BOTH.search(line) for line in flat):
        return made, []
    provincial = next((line for line in flat if _PROVINCIAL.match(line.strip())), None)
    if provincial:
        return [replace(i, scored="both") for i in made], [
            Ask("scored", "provincial_officer", (), (provincial.strip(),))
        ]
    asked = []
    for indicator in made:
        numbers = tuple(
            lv.number for lv in indicator.levels if _SUPERVISES.search(_LABEL.sub("", plain(lv.quote)).strip())
        )
        if numbers:
            asked.append(
                (
                    indicator,
                    Ask(
                        "scored",
                        "words_of_a_supervisor",
                        numbers,
                        (indicator.name[:60],),
                        ("district", "province"),
                        False,
                    ),
                )
            )
    done = {i.id: a for i, a in asked}
    return [replace(i, asks=(*i.asks, done[i.id])) if i.id in done else i for i in made], []


def _open_days(text: Text, made: list[Indicator]) -> list[Ask]:
    """Deadlines that hang on a day which the paper does not print."""
    asks: list[Ask] = []
    scales = {level.line for indicator in made for level in indicator.levels}
    for n, line in enumerate(text.lines, 1):
        if n in scales:
            continue
        flat = plain(line.text)
        notice = _AFTER_NOTICE.search(flat)
        if notice:
            asks.append(
                Ask("deadline", "after_a_notice", (), (" ".join(notice.group().split())[:80], str(n)), blocks=False)
            )
        for told in (c.strip() for c in flat.split("\t") if _AS_TOLD.fullmatch(c.strip())):
            asks.append(Ask("deadline", "as_told", (), (" ".join(told.split()), str(n)), blocks=False))
        for blank in _BLANK.finditer(flat):
            asks.append(Ask("missing", "left_blank", (), (blank.group().strip(), str(n)), blocks=False))
    items = [
        (int(m[1]), int(m[2]), n) for n, line in enumerate(text.lines, 1) for m in [_ITEM.match(plain(line.text))] if m
    ]
    for (a, b, _), (c, d, n) in pairwise(items):
        if a == c and d == b + 2 and "ภายใน" in text.quote(n):
            asks.append(Ask("deadline", "item_missing", (), (f"{a}.{b + 1}", str(n)), blocks=False))
    return asks


def _groups(made: list[Indicator]) -> list[Ask]:
    """A section without anybody responsible, where the other sections print who is."""
    if not any(i.group for i in made):
        return []
    bare = [
        s
        for s in dict.fromkeys(i.section for i in made if i.levels)
        if not any(i.group for i in made if i.section == s)
    ]
    return [Ask("group", "no_group", (), (s,), blocks=False) for s in bare]


def _shares(made: list[Indicator]) -> list[Ask]:
    """Two sections of 100 each: how they make one score is printed nowhere."""
    sums = {
        s: sum((Decimal(i.weight or 0) for i in made if i.section == s), Decimal(0))
        for s in dict.fromkeys(i.section for i in made)
    }
    whole = [s for s, total in sums.items() if total >= 100]
    return [Ask(REMARK, "shares_of_sections", (), tuple(whole), blocks=False)] if len(whole) > 1 else []
