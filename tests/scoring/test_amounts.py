"""A number from outside comes in exactly or not at all, and at once: what people type, what files hand over."""

import random
import time
import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from bot.commands.trying.score import answer as scored
from bot.exports.typed import shown, typed_amount
from bot.office.corpus import answered
from bot.refused import Refused
from handlers.reading import read
from scoring.amounts import or_text, typable, typed, written
from scoring.document.answers import Unanswerable, check_answer
from scoring.document.conditions import Unreadable, parse
from scoring.document.loading import Unproven, document, load, shipped, shipped_text
from scoring.document.proving import Proving
from scoring.document.versions import amended_text
from scoring.levels.figures import Impossible, pair

ODD = (
    "1E-900000", "1e900000", "0E-900000", "1e-99", "-1", "+5", "NaN", "sNaN", "Infinity", "-inf", "1_000", "0x10", "٣٤",
    "໑໒", "½", "1/3", "1,2,3", ",5", "5.", ".5", "1..2", "", " ", "๑e๕", "9" * 16, "9" * 5000, "0." + "1" * 7,
    "0." + "0" * 900_000 + "1", "1" * 900_000, "1,000" * 1000, "１２", "1\u200b2", "1\n2", "1 2", "\x00", "\ud800",
    "{}",
)  # fmt: skip
PLAIN = {
    "0": "0", "82.5": "82.5", "2,400,000.50": "2400000.50", "๒,๔๐๐,๐๐๐.๕๐": "2400000.50", " 7 ": "7", "๑2": "12",
    "999999999999999.999999": "999999999999999.999999", "0.000001": "0.000001", "007": "7",
}  # fmt: skip


LETTERS = "0123456789๐๑๙.,eE+-_ ล้านNaif%/\u200b"


def made_up(n: int, seed: int = 1) -> list[str]:
    """Odd ones, plain ones, and what comes of both when letters are swapped, doubled, lost and glued."""
    chance, found = random.Random(seed), [*ODD, *PLAIN]
    while len(found) < n:
        one = list(chance.choice([*ODD[:30], *PLAIN]) or "0")[:60]
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(one) + 1)
            one[at : at + chance.randrange(2)] = chance.choices(LETTERS, k=chance.randrange(3))
        found.append("".join(one) * chance.choice((1, 1, 1, 2, 40)))
    return found[:n]


@pytest.mark.parametrize(("told", "amount"), PLAIN.items())
def test_a_person_types_digits_of_either_kind_and_a_point(told: str, amount: str) -> None:
    assert typed(told) == Decimal(amount)


@pytest.mark.parametrize("told", [o for o in ODD if o != "๑2"])
def test_whatever_is_no_plain_amount_of_15_digits_and_6_decimals_is_refused(told: str) -> None:
    assert typed(told) is None


def test_files_and_programs_hand_over_more_decimals_and_a_bounded_exponent() -> None:
    assert typed_amount(0.1 + 0.2) == Decimal("0.30000000000000004")
    assert typed_amount("0." + "1" * 20) == Decimal("0." + "1" * 20)
    assert typed_amount("0." + "1" * 21) is None
    assert typed_amount(5e-324) is None
    assert typed_amount(1e300) is None
    assert written("7E-05") == Decimal("0.00007")
    assert pair("0." + "3" * 60, "x") == (int("3" * 60), 10**60)
    for told in ("0." + "1" * 61, "1E-61", "1E-900000", "0E-900000", "1E+900000", "1E99", "9" * 61, "NaN", "๑"):
        assert written(told) is None, told
    for worth in ("0." + "3" * 61, "1e-61", Decimal("1E-900000"), Decimal("0E-900000"), Decimal("1." + "1" * 99)):
        with pytest.raises(Impossible):
            pair(worth, "x")


def test_a_share_in_a_cell_that_cannot_be_is_no_zero() -> None:
    cell = Workbook().active.cell(1, 1, 1e300)
    cell.number_format = "0%"
    assert shown(cell) == 1e300
    cell.value = 0.85
    assert shown(cell) == "85.00%"


def _amended(told: str) -> None:
    """The number where an amendment writes a weight, a criterion and a table's cell."""
    change = f"""amends = "buriram-2561"\nversion = 2\nin_force = 2018-02-01\nby = "ก"\non = 2018-01-25\nwhy = "ข"
[[indicator]]\nid = "function/4"\nweight = [{told or '""'}, "amendment", "๑"]\n"""
    try:
        load(amended_text(shipped_text("buriram-2561"), change, "a.toml"), "a.toml")
    except Unproven:
        return
    except (ValueError, RecursionError) as wrong:
        raise AssertionError(told[:80]) from wrong


def _condition(told: str) -> None:
    inputs = shipped()["buriram-2561"].indicators["function/4"].inputs
    try:
        parse(f"{next(iter(inputs))} >= {told}", inputs)
    except Unreadable:
        return


def _answered(told: str) -> None:
    try:
        check_answer(shipped()["nongkhai-2565-1"], "q1", f"{told}/30")
    except Unanswerable:
        return


def _scored(told: str) -> None:
    head = '"agreement": "buriram-2561", "indicator": "function/4", "district": "คูเมือง"'
    for worth in (f'"{told}"', told):
        scored(f'{{{head}, "inputs": {{"access_percent": {worth}}}}}')


def _corpus(told: str) -> None:
    try:
        answered(f'{{"intent":"report","values":[{{"topic":"otop","kind":"baht","value":"{told}"}}]}}')
    except Refused:
        return


def _chat(told: str) -> None:
    reading = read(f"ยอดขาย OTOP {told[:300]} บาท", today=date(2018, 3, 20), province="บุรีรัมย์")
    assert reading.ask or all(v.value is None or typable(abs(v.value)) for v in reading.values), told


def _toml_amount(told: str) -> None:
    try:
        raw = tomllib.loads(f"weight = {told or 0}", parse_float=or_text)
    except ValueError:
        return
    Proving("a.toml", document("buriram-2561.txt")).amount([raw["weight"], 1, ""])


PARSERS: dict[str, Callable[[str], Any]] = {
    "a field of a page": typed, "a stored value": written, "a cell of a workbook": typed_amount, "score": _scored,
    "an answer": _answered, "a criterion of an amendment": _condition, "an amount of an amendment": _toml_amount,
    "a line of the corpus": _corpus,
}  # fmt: skip


@pytest.mark.parametrize("where", PARSERS)
def test_ten_thousand_odd_numbers_are_read_or_refused_at_once(where: str) -> None:
    _each(PARSERS[where], made_up(10_000))


def test_a_whole_amendment_is_read_or_refused_at_once() -> None:
    _each(_amended, made_up(100))


@pytest.mark.parametrize("many", [pytest.param(10_000, marks=pytest.mark.fault), 500])
def test_so_are_those_of_messages(many: int) -> None:
    _each(_chat, made_up(many, seed=many))


def _each(parser: Callable[[str], Any], tries: list[str]) -> None:
    for told in tries:
        began = time.perf_counter()
        found = parser(told)
        assert time.perf_counter() - began < 1, told[:80]
        if isinstance(found, Decimal):
            assert len(f"{found:f}") < 130, told[:80]
