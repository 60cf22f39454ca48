"""Change any one number, operator, line or quote of an agreement: the loader refuses or an expected result fails."""

import tomllib
from decimal import Decimal
from typing import Any

import pytest

from scoring.agreement import Agreement
from scoring.document.loading import AGREEMENTS, assemble
from scoring.levels.score import Unknown, score
from tests.scoring.cases import cases
from tests.scoring.mutations import slips

FILES = sorted(AGREEMENTS.glob("*.toml"))
EVERY = 29  # a sample in everyday tests; all of them under the marker `fault`


def survivors(stem: str, every: int) -> tuple[int, list[str]]:
    """How many slips were tried, and those that neither the loader nor an expected result noticed."""
    raw = tomllib.loads((AGREEMENTS / f"{stem}.toml").read_text(), parse_float=Decimal)
    expected = [case for _, case in cases() if case["in"].get("agreement") == stem and "error" not in case["out"]]
    tried, left = 0, []
    for number, (what, do, undo) in enumerate(slips(raw)):
        if number % every:
            continue
        tried += 1
        do()
        agreement, faults = assemble(raw, stem)
        undo()
        if not faults and agreement is not None and all(_same(agreement, case) for case in expected):
            left.append(what)
    return tried, left


def _same(agreement: Agreement, case: dict[str, Any]) -> bool:
    asked = case["in"]
    office = {key: Decimal(value) for key, value in asked.get("office", {}).items()}
    try:
        result = score(
            agreement, asked["indicator"], asked.get("district"), asked["inputs"],
            office=office, answers=asked.get("answers", {}), round=asked.get("round"),
        )  # fmt: skip
    except Unknown:
        return False
    return (result.level, result.status) == (case["out"]["level"], case["out"]["status"])


@pytest.mark.parametrize("stem", [f.stem for f in FILES])
def test_a_sample_of_single_slips_is_noticed(stem: str) -> None:
    tried, left = survivors(stem, EVERY)
    assert tried > 10
    assert left == []


@pytest.mark.fault
@pytest.mark.timeout(600)
@pytest.mark.parametrize("stem", [f.stem for f in FILES])
def test_every_single_slip_is_noticed(stem: str) -> None:
    tried, left = survivors(stem, 1)
    assert tried > 300
    assert left == []
