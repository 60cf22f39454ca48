"""An office with Buriram's agreement open, people of every role, reports, and visitors who came in by a link."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.config import load_settings
from bot.now import milliseconds
from bot.server.web import create_app
from bot.service import Service
from scoring.periods import BANGKOK
from scoring.results.facts import Fact

AGREEMENT = "buriram-2561"
TODAY = date(2018, 3, 20)


class Office:
    """The web app over a real database, without threads."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.settings = load_settings(
            {
                "LINE_CHANNEL_SECRET": "a-secret",
                "LINE_CHANNEL_ACCESS_TOKEN": "a-token",
                "DATABASE_URL": f"sqlite:///{folder / 'radap.db'}",
                "DATA_DIR": str(folder / "data"),
                "TODAY": TODAY.isoformat(),
                **more,
            }
        )
        self.service = Service(self.settings)
        self.store, self.book = self.service.store, self.service.book
        self.store.migrate()
        self.app = create_app(self.settings, self.service)
        self.people: dict[str, int] = {}
        self.recorded = 0
        self.given = 0

    def open(self, *agreements: str) -> None:
        self.book.refresh()
        with self.store.db.transaction():
            for n, id in enumerate(agreements):
                found = self.book.get(id)
                assert found is not None
                self.store.rounds.activate(agreement=id, province=found.province, at=n)
        self.book.refresh()

    def enroll(self, name: str, role: str, *districts: str, province: str = "บุรีรัมย์", group: str = "") -> int:
        with self.store.db.transaction():
            id = self.store.people.enroll(
                name=name, province=province, role=role, districts=districts, group=group,
                line_user=f"U{len(self.people) + 1:032x}", at=0,
            )  # fmt: skip
            self.store.people.update(person=id, agreed=1)
        self.people[name] = id
        return id

    def report(
        self, district: str | None, indicator: str, input: str, value: Any, *, slot: str = "", kind: str = "value",
        as_of: date = TODAY, days_ago: int = 0, by: str = "", agreement: str = AGREEMENT, event: str | None = None,
        replaces: str | None = None,
    ) -> str:  # fmt: skip
        self.recorded += 1
        when = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=BANGKOK) - timedelta(days=days_ago)
        ms = int(when.timestamp() * 1000) + self.recorded
        fact = Fact(
            id=f"f{self.recorded}", kind=kind, agreement=agreement, district=district, indicator=indicator, input=input,
            value=value, as_of=as_of, happened=ms, slot=slot, person=self.people.get(by), event_id=event,
            replaces=replaces,
        )  # fmt: skip
        with self.store.db.transaction():
            self.store.ledger.record(fact=fact, now=ms)
        return fact.id

    def link(self, name: str, path: str = "/", lives: int = 60_000) -> str:
        self.given += 1
        token = f"token-{self.given}"
        with self.store.db.transaction():
            self.store.visits.give_link(
                token=token, person=self.people[name], path=path, expires=milliseconds() + lives
            )
        return f"/open/{token}"

    def visitor(self, name: str, path: str = "/") -> "Visitor":
        """Somebody who came in by a link."""
        client = self.app.test_client()
        address = self.link(name, path)
        shown = client.get(address)
        entered = client.post(address, data={"seal": hidden(shown, "seal")})
        assert entered.status_code == 303, entered.text
        return Visitor(client)


class Visitor:
    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def see(self, path: str) -> str:
        """The words of a page, without its tags."""
        shown = self.client.get(path, follow_redirects=True)
        assert shown.status_code == 200, f"{path}: {shown.status_code}\n{shown.text[:2000]}"
        return plain(shown.text)

    def send(self, form_at: str, path: str, **fields: str) -> TestResponse:
        """A form of a page as a browser sends it: with every hidden field that the page gave."""
        page = self.client.get(form_at, follow_redirects=True)
        return self.client.post(path, data={"csrf": hidden(page, "csrf"), **_form(page.text, path, fields), **fields})


def _form(html: str, path: str, fields: dict[str, str]) -> dict[str, str]:
    """The hidden fields of the form that goes to this address and says the same; none where the page has no such."""
    for action, inside in re.findall(r'<form[^>]* action="([^"]*)"[^>]*>(.*?)</form>', html, re.DOTALL):
        found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside))
        if action == path and all(found.get(name, told) == told for name, told in fields.items()):
            return {name: unescape(told) for name, told in found.items()}
    return {}


def hidden(shown: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', shown.text)
    assert found, f"no hidden field {name} in\n{shown.text[:2000]}"
    return found.group(1)


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def buriram(office: Office) -> None:
    """People of every role and reports whose sums are worked out by hand in the tests."""
    office.open(AGREEMENT)
    office.enroll("นภา ผู้กำกับ", "supervisor")
    office.enroll("สมชาย บ้านกรวด", "officer", "บ้านกรวด")
    office.enroll("หัวหน้า บ้านกรวด", "head", "บ้านกรวด")
    office.enroll("สมหญิง คูเมือง", "officer", "คูเมือง")
    office.enroll("กลุ่มยุทธศาสตร์", "owner", group="กลุ่มงานยุทธศาสตร์การพัฒนาชุมชน")
    office.enroll("ผู้ดูแล", "admin")
    office.enroll("ผู้กำกับชัยภูมิ", "supervisor", province="ชัยภูมิ")
    office.enroll("ผู้ดูแลทุกจังหวัด", "admin", province="")
    by = "สมชาย บ้านกรวด"
    # OTOP, running totals: 17 % more than the base is 18,825,241.50 baht (line 290)
    office.report("บ้านกรวด", "function/2", "otop_growth_percent", "15000000", slot="total", kind="total",
                  as_of=date(2018, 1, 31), days_ago=40, by=by)  # fmt: skip
    office.report("บ้านกรวด", "function/2", "otop_growth_percent", "18825241.50", slot="total", kind="total",
                  as_of=date(2018, 3, 15), days_ago=3, by=by)  # fmt: skip
    office.report("เมืองบุรีรัมย์", "function/2", "otop_growth_percent", "216996295.20", slot="total", kind="total")
    # households: 12 of 14 and 14 of 14
    office.report("คูเมือง", "function/4", "access_percent", {"num": "12", "den": "14"}, by="สมหญิง คูเมือง")
    office.report("กระสัง", "function/4", "access_percent", {"num": "14", "den": "14"})
    # poor households: 88 of 176 remain = 50 %, with all five pieces of evidence: level 5
    office.report("บ้านกรวด", "function/3", "remaining_percent", {"num": "88", "den": "176"}, by=by)
    for n in range(1, 6):
        office.report("บ้านกรวด", "function/3", f"e{n}", True, kind="flag", by=by)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    buriram(made)
    yield made
    made.service.stop()
