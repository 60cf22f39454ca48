"""Whatever happens in whatever order, a form never calls certified what is not exactly what the signer was shown.

The model is what the signer's page and the printed form showed when they were signed: no rule of the bot is used.
"""

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from tests.dashboard.conftest import Office, Visitor, plain

A, D, DAY, WHEN = "nongkhai-2565-1", "ท่าบ่อ", date(2022, 3, 15), "2022-03-15"
SIGN, ROUND, SHEET, FILE = f"/sign/{A}/{D}", f"/p/{A}/sign", f"/sheet/{A}/{D}", f"/files/{A}/{D}/summary"
HEADS, SUPERVISOR = ("หัวหน้าเก่า", "หัวหน้าใหม่"), "นคร"
CHANGED = "เปลี่ยนหลังรับรอง"
SIGNED = ("อำเภอรับรองแล้ว รอจังหวัดตรวจ", "จังหวัดตรวจแล้ว")


class Signatures:
    """An office, what its signed pages show now, and what they showed when they were signed."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.random = random
        self.office = Office(folder, TODAY=WHEN)
        self.office.open(A)
        for head in HEADS:
            self.office.enroll(head, "head", D, province="หนองคาย")
        self.office.enroll(SUPERVISOR, "supervisor", province="หนองคาย")
        store = self.office.store
        with store.db.transaction():
            store.wishes.set(province="หนองคาย", name="sign_off", value="on", by=1, at=1)
        self.visitors = {name: self.office.visitor(name) for name in (*HEADS, SUPERVISOR)}
        self.stands: dict[tuple[str, str, str], list[str]] = {}  # place -> ids of its facts, newest last
        self.certified: tuple[str, ...] | None = None  # what was shown under the certificate in force
        self.verified = False
        self.closed: tuple[str, ...] | None = None  # what was shown when the round was closed
        self.values = self.pieces = 0
        self.done: list[str] = []

    # what happens

    def report(self) -> None:
        indicator, input, values = self.random.choice((
            ("individual/1", "poor_percent", ("20", "41", "41.5", "70")),
            ("individual/8", "otop_percent", ("7", "7.5", "9")),
            ("individual/2", "s1", (True,)),
            ("individual/2", "s2", (True,)),
        ))  # fmt: skip
        self._record(D, indicator, input, self.random.choice(values))

    def report_of_the_province(self) -> None:
        self._record(None, "team/1", "budget_percent", self.random.choice(("86", "87", "91")))

    def _record(self, district: str | None, indicator: str, input: str, value: object) -> None:
        kind = "flag" if isinstance(value, bool) else "value"
        id = self.office.report(district, indicator, input, value, agreement=A, as_of=DAY, kind=kind, by=SUPERVISOR)
        self.stands.setdefault((district or "", indicator, input), []).append(id)

    def take_back(self) -> None:
        place = self._some_place()
        if place is not None:
            district, indicator, input = place
            self.office.report(district or None, indicator, input, None, agreement=A, as_of=DAY, by=SUPERVISOR,
                               replaces=self.stands[place].pop())  # fmt: skip

    def bring_back(self) -> None:
        """The value once more, as เอากลับมา writes it."""
        place = self._some_place()
        if place is not None:
            district, indicator, input = place
            facts = self.office.store.ledger.history(A, district or None, indicator)
            told = [f for f in facts if f.input == input and f.value is not None]
            self._record(district or None, indicator, input, self.random.choice(told).value)

    def _some_place(self) -> tuple[str, str, str] | None:
        open_ones = sorted(place for place, ids in self.stands.items() if ids)
        return self.random.choice(open_ones) if open_ones else None

    def set_whole(self) -> None:
        self.values += 1
        amount = self.random.choice(("50", "60", "61"))
        with self.office.store.db.transaction():
            self.office.store.rounds.set_value(
                agreement=A, district=D, indicator="individual/3", input="gvh_percent.den", amount=amount,
                as_of=WHEN, strength=2, set_by="x", source="x", at=self.values,
            )  # fmt: skip
        self._record(D, "individual/3", "gvh_percent", {"num": "48"})
        self._record(D, "individual/3", "bpm_percent", "93")

    def answer(self) -> None:
        question, value = self.random.choice((
            ("NKI-SPLIT", "70/30"), ("NKI-SPLIT", "60/40"), ("NKI-TEAM", "ค่าเดียวทั้งจังหวัด"), ("NKI-TEAM", "รายอำเภอ"),
        ))  # fmt: skip
        with self.office.store.db.transaction():
            self.office.store.rounds.answer(agreement=A, question=question, value=value, why="x", by="x", at=1)
        self.office.book.refresh()

    def attach(self) -> None:
        self.pieces += 1
        with self.office.store.db.transaction():
            self.office.store.db.execute(
                """INSERT INTO evidence (id, agreement, district, indicator, level, kind, name, hash, size, media,
                                         state, event_id, person, at)
                   VALUES (?, ?, ?, 'individual/2', 1, 'image', 'a.png', '', 1, 'image/png', 'kept', 'e', 1, 1)""",
                [f"p{self.pieces}", A, D],
            )

    def detach(self) -> None:
        with self.office.store.db.transaction():
            self.office.store.db.execute("UPDATE evidence SET state = 'withdrawn' WHERE id = ?", [f"p{self.pieces}"])

    def certify(self) -> None:
        may = self.closed is None and (self.certified is None or self.shown() != self.certified)
        if self._sign(self.random.choice(HEADS), "certified") == 303:
            assert may, "certified twice, or after closing"
            self.certified, self.verified = self.shown(), False
        else:
            assert not may, "could not certify"

    def verify(self) -> None:
        if self._sign(SUPERVISOR, "verified") == 303:
            assert self.closed is None
            assert self.certified == self.shown(), "verified what the district did not certify"
            assert not self.verified
            self.verified = True

    def send_back(self) -> None:
        if self._sign(SUPERVISOR, "returned", note="ตรวจใหม่") == 303:
            assert self.certified is not None
            self.certified, self.verified = None, False

    def _sign(self, name: str, deed: str, **fields: str) -> int:
        return self.visitors[name].send(SIGN, SIGN, deed=deed, about="results", **fields).status_code

    def close_or_reopen(self) -> None:
        before = self.shown()
        if self.closed is None:
            assert self.visitors[SUPERVISOR].send(ROUND, f"/p/{A}/close", sure="ปิดรอบ").status_code == 303
            self.closed = before
        else:
            assert self.visitors[SUPERVISOR].send(ROUND, f"/p/{A}/reopen", why="แก้").status_code == 303
            self.closed = None
        self.office.book.refresh()

    # what is seen

    def shown(self) -> tuple[str, ...]:
        """Which photos stand, every line under "สิ่งที่จะลงนาม", and the printed form's table."""
        page = self._page(SIGN).split("ผลการประเมิน:")[1].split("<details")[1].split("</ul>")[0]
        table = self._page(SHEET).split('<table class="form score"')[1].split("</table>")[0]
        photos = self.office.store.db.query("SELECT id FROM evidence WHERE state = 'kept' ORDER BY id")
        lines = sorted(plain(li) for li in re.findall(r"<li>(.*?)</li>", page))
        return (*(p["id"] for p in photos), *lines, plain(table))

    def _page(self, path: str) -> str:
        return self.visitors[SUPERVISOR].get(path).text

    def states(self) -> list[str]:
        """What page, list, print and file say of the signature."""
        page = plain(self._page(SIGN)).split("ผลการประเมิน: ")[1]
        row = plain(self._page(ROUND).split(f">{D}</a></th>")[1].split("</tr>")[0]).removeprefix("ยังไม่ลงนาม ")
        sheet = plain(self._page(SHEET)).split("สถานะ: ")[1]
        book = load_workbook(io.BytesIO(self.visitors[SUPERVISOR].get(FILE).data)).active
        assert book is not None
        cells = [str(c.value) for r in book.iter_rows() for c in r if c.value is not None]
        return [page, row, sheet, next(c for c in cells if c.startswith("สถานะ: ")).removeprefix("สถานะ: ")]

    def check(self) -> None:
        now = self.shown()
        if self.closed is not None:
            assert now[-1] == self.closed[-1], "a closed form has changed"
        states = self.states()
        stale = self.certified is not None and now != self.certified
        for where, said in zip(("page", "list", "print", "file"), states, strict=True):
            begun = said[:60]
            assert (CHANGED in begun) == stale, (where, begun, now, self.certified)
            assert stale or begun.startswith(SIGNED) == (self.certified is not None), (where, begun)


DEEDS: tuple[Callable[[Signatures], None], ...] = (
    Signatures.report, Signatures.report, Signatures.report_of_the_province, Signatures.take_back,
    Signatures.bring_back, Signatures.set_whole, Signatures.answer, Signatures.attach, Signatures.detach,
    Signatures.certify, Signatures.certify, Signatures.certify, Signatures.verify, Signatures.verify,
    Signatures.send_back, Signatures.close_or_reopen,
)  # fmt: skip


def play(folder: Path, seed: int, steps: int) -> None:
    signatures = Signatures(folder, random := Random(seed))
    signatures.report()
    for _ in range(steps):
        deed = random.choice(DEEDS)
        signatures.done.append(deed.__name__)
        try:
            deed(signatures)
            signatures.check()
        except AssertionError as wrong:
            raise AssertionError(f"seed {seed}: {' '.join(signatures.done)}: {wrong}") from wrong
    signatures.office.service.stop()


@pytest.mark.parametrize("seed", [1, 3])
def test_a_signature_is_of_what_was_shown_in_any_order(seed: int, tmp_path: Path) -> None:
    play(tmp_path, seed, 20)


@pytest.mark.fault
@pytest.mark.parametrize("seed", range(100, 130))
def test_a_signature_is_of_what_was_shown_in_many_orders(seed: int, tmp_path: Path) -> None:
    play(tmp_path, seed, 40)


def test_the_model_sees_a_visitor(tmp_path: Path) -> None:
    """A property that looks at nothing holds always: a certificate is seen, and its change is."""
    signatures = Signatures(tmp_path, Random(0))
    signatures.report()
    assert isinstance(signatures.visitors[SUPERVISOR], Visitor)
    signatures.certify()
    assert signatures.states()[0].startswith(SIGNED[0])
    before = signatures.shown()
    signatures._record(D, "individual/1", "poor_percent", "84")
    assert signatures.shown() != before
    assert all(CHANGED in said[:60] for said in signatures.states())
