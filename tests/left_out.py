"""What a test run had to leave out because this machine lacks it: said once, plainly, at the end of the run."""

import os
from collections.abc import Iterable
from typing import Any, NoReturn

import pytest

MARK = "left out: "


def need(what: str, how: str) -> NoReturn:
    """For a fixture that found something missing: leave its tests out and say what and how to get it.
    Where nothing may be left out (RADAP_LEAVE_OUT_NOTHING=1) it is a failure."""
    line = f"{MARK}{what} ({how})"
    if os.environ.get("RADAP_LEAVE_OUT_NOTHING") == "1":
        pytest.fail(line, pytrace=False)
    pytest.skip(line)


def lines(reports: Iterable[Any]) -> list[str]:
    """Each line once, from the reports of what was skipped; reports of other processes hold the same reason."""
    reasons = [str(report.longrepr[2]) for report in reports if isinstance(report.longrepr, tuple)]
    said = [reason.removeprefix("Skipped: ") for reason in reasons]
    return list(dict.fromkeys(line for line in said if line.startswith(MARK)))
