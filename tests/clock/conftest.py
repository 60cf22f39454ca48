"""Provinces that the tests of the clock share."""

from datetime import date
from pathlib import Path

import pytest

from tests.clock.office import Office


@pytest.fixture
def nongkhai(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Nong Khai 2565 with two officers of one district, one of another, a supervisor and an admin."""
    office = Office(tmp_path, "nongkhai-2565-1", patch=monkeypatch)
    office.today.set(date(2022, 2, 1))
    office.person("สมชาย", "หนองคาย", "officer", "ท่าบ่อ")
    office.person("สมหญิง", "หนองคาย", "head", "ท่าบ่อ")
    office.person("สมศรี", "หนองคาย", "officer", "สังคม")
    office.person("ผู้กำกับ", "หนองคาย", "supervisor")
    office.person("ผู้ดูแล", "หนองคาย", "admin")
    return office
