"""The five signed documents drafted from their text: levels as in the proven agreements, and what is open is asked."""

from decimal import Decimal

import pytest

from scoring.agreement import Agreement
from scoring.agreement import Indicator as Proven
from scoring.document.loading import SOURCES, shipped
from scoring.drafting.draft import Draft, Indicator
from scoring.drafting.drafting import draft
from scoring.drafting.text import from_plain
from tests.drafting.places import places

# indicator -> what must be asked of it (about), where decisions.md has a Q
ASKED = {
    "chaiyaphum-2562-1": {
        "individual/5": "base", "individual/6": "contradiction", "individual/7": "contradiction",
    },
    "nongkhai-2565-1": {"individual/4": "base", "individual/6": "base", "individual/8": "base"},
    "buriram-2561": {
        "function/1": "criteria_elsewhere", "function/3": "weight",
        "function/4": "weight", "agenda/5": "two_readings", "area/6": "criteria_elsewhere",
        "area/7": "criteria_elsewhere", "potential/8": "criteria_elsewhere",
    },
    "chonburi-2568-1": {
        "individual/1": "two_readings", "individual/2B": "contradiction", "individual/3A": "district",
        "individual/3B": "two_readings", "individual/4": "base", "individual/5": "base", "individual/6": "two_readings",
        "individual/7": "contradiction",
    },
    "sakaeo-2567-1": {
        "team/3": "two_readings", "individual/2": "criteria_elsewhere", "individual/3": "scored",
        "individual/5": "criteria_elsewhere",
        "individual/6": "scored", "individual/7": "criteria_elsewhere",
    },
}  # fmt: skip
# levels that a question leaves open: they hold no condition until it is answered
OPEN = {
    ("buriram-2561", "agenda/5"): {5}, ("chonburi-2568-1", "individual/3B"): {2},
    ("sakaeo-2567-1", "team/3"): {1}, ("sakaeo-2567-1", "individual/2"): {1, 2, 3, 4, 5},
    ("sakaeo-2567-1", "individual/7"): {5},
}  # fmt: skip
# levels where the proven file names each of two products, or reads a word as a number, and the draft asks
ASKED_APART = {("chonburi-2568-1", "individual/1"), ("chonburi-2568-1", "individual/2B")}
STEMS = sorted(ASKED)


def drafted(stem: str) -> Draft:
    return draft(from_plain((SOURCES / f"{stem}.txt").read_text("utf-8")), places())


def printed(agreement: Agreement, indicator: Proven) -> dict[int, list[tuple[str, Decimal | None, object, bool]]]:
    """The thresholds of each level in the proven file; what is counted month by month is read otherwise in a draft."""
    found = {}
    for level in indicator.levels:
        conditions = [
            c for c in level.conditions if c.op in (">=", ">", "<", "<=") and c.proof is None and not c.reference
        ]
        conditions = [c for c in conditions if not indicator.inputs[c.input].every]
        found[level.number] = sorted(
            ((c.op, c.amount, c.upper, c.floor) for c in conditions), key=lambda row: (row[0], row[1] or 0)
        )
    return found


def read(indicator: Indicator) -> dict[int, list[tuple[str, Decimal | None, object, bool]]]:
    found = {}
    for level in indicator.levels:
        kinds = {n: m for n, m in indicator.inputs.items() if m.kind != "date" and not m.every}
        found[level.number] = sorted(
            (
                (">=" if c.op == "band" else c.op, Decimal(c.value), Decimal(c.to) if c.to else None, c.floor)
                for c in level.conditions if c.input in kinds
            ),
            key=lambda row: (row[0], row[1] or 0),
        )  # fmt: skip
    return found


@pytest.mark.parametrize("stem", STEMS)
def test_every_threshold_and_operator_is_the_printed_one(stem: str) -> None:
    proven, found = shipped()[stem], {i.id: i for i in drafted(stem).indicators}
    assert set(proven.indicators) == set(found)
    for name, indicator in proven.indicators.items():
        if (stem, name) in ASKED_APART:
            continue
        open_levels = OPEN.get((stem, name), set())
        expected = {n: rows for n, rows in printed(proven, indicator).items() if n not in open_levels}
        assert {n: rows for n, rows in read(found[name]).items() if n not in open_levels} == expected, name
        assert all(not lv.conditions for lv in found[name].levels if lv.number in open_levels), name


@pytest.mark.parametrize("stem", STEMS)
def test_weights_groups_districts_and_names_are_the_printed_ones(stem: str) -> None:
    proven, found = shipped()[stem], {i.id: i for i in drafted(stem).indicators}
    for name, indicator in proven.indicators.items():
        one = found[name]
        assert (Decimal(one.weight) if one.weight else None) == indicator.weight, name
        if stem != "buriram-2561":
            assert (one.group or "") == indicator.group, name
            assert one.line == indicator.proof.line
            assert (frozenset(one.districts) if one.districts else None) == indicator.only, name


@pytest.mark.parametrize("stem", STEMS)
def test_every_question_of_the_decisions_is_raised(stem: str) -> None:
    found = {i.id: i for i in drafted(stem).indicators}
    for name, about in ASKED[stem].items():
        assert about in [ask.about for ask in found[name].asks], name


def test_what_follows_from_the_policies_is_said_as_a_remark() -> None:
    """CPM-5, CPM-6, CPM-10, SKW-5: gaps and overlaps of bands, a half year's share of a year's budget."""
    found = {i.id: i for i in drafted("chaiyaphum-2562-1").indicators}
    assert [r.why for r in found["individual/7"].remarks] == ["gap", "overlap"]
    assert [r.why for r in found["team/1"].remarks] == [r.why for r in found["team/2"].remarks] == ["half_or_year"]
    found = {i.id: i for i in drafted("sakaeo-2567-1").indicators}
    assert [r.why for r in found["individual/5"].remarks] == ["gap"]


@pytest.mark.parametrize("stem", STEMS)
def test_nothing_blocks_where_nothing_is_open(stem: str) -> None:
    found = {i.id: i for i in drafted(stem).indicators}
    blocked = [n for n, i in found.items() if n not in ASKED[stem] and any(a.blocks for a in i.asks)]
    assert blocked == (["individual/3"] if stem == "chaiyaphum-2562-1" else [])  # "เพิ่มขึ้น ร้อยละ ๓": of what?


def test_the_head_is_read_and_what_it_leaves_open_is_asked() -> None:
    heads = {stem: drafted(stem).head for stem in STEMS}
    assert {s: (h.province, h.year, h.round) for s, h in heads.items()} == {
        "buriram-2561": ("บุรีรัมย์", 2561, None),
        "chaiyaphum-2562-1": ("ชัยภูมิ", 2562, 1),
        "chonburi-2568-1": ("ชลบุรี", 2568, 1),
        "nongkhai-2565-1": ("หนองคาย", 2565, 1),
        "sakaeo-2567-1": ("สระแก้ว", 2567, 1),
    }
    assert [a.why for a in heads["buriram-2561"].asks] == ["two_rounds"]
    assert [a.why for a in heads["chonburi-2568-1"].asks] == ["province_from_district"]


def test_tables_per_district_are_found_and_their_strange_names_asked() -> None:
    found = drafted("buriram-2561")
    assert [(t.indicator, t.columns, len(t.rows)) for t in found.tables] == [
        ("function/2", ("base", "t16", "t17", "t18", "t19", "t20"), 21),  # the province and 20 of 23 districts
        ("function/3", ("base", "c3", "c4", "c5", "c6"), 24),
        ("function/4", ("base", "c3", "c4", "c5", "c6"), 24),
        ("agenda/5", ("target", "c3", "c4"), 23),
    ]
    strange = [a.words for a in found.asks if a.why == "table_district_unknown"]
    assert strange == [("พิจิตร", "301"), ("พิจิตร", "302"), ("ตะพานทราย", "303")]
    assert ("t20", "21,913,883.80", "21913882.8", "285") in [a.words for a in found.asks if a.why == "target_differs"]
