"""From a file to a scored report without a command: upload, questions, tries, a second person, the first officer."""

import io
import os
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from bot.dashboard.drafts import uploading
from bot.intake.taking import Given
from bot.now import milliseconds
from bot.office.reviewing import review_of
from bot.store.retention import DAY, sweep
from scoring.agreement import Agreement
from scoring.drafting.agreeing import Unanswered
from scoring.drafting.printed import duty_key
from tests.dashboard.conftest import Office, Visitor, hidden, plain

PAPERS = Path(__file__).parents[1] / "drafting/documents"
PHAYAO = PAPERS / "001-phayao-2570-1/paper.docx"
KALASIN = PAPERS / "004-kalasin-livestock/paper.txt"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office of Phayao, of which the program has no agreement; however slow the machine, a file is waited for."""
    monkeypatch.setattr(uploading, "SOON", 60)
    office = Office(tmp_path, TODAY="2027-01-20")
    office.enroll("ผู้ดูแล", "admin", province="")
    office.enroll("สมศรี", "supervisor", province="พะเยา")
    office.enroll("มานี", "officer", "จุน", province="พะเยา")
    yield office
    office.service.stop()


def upload(visitor: Visitor, *papers: Path, **more: str) -> TestResponse:
    files = [(io.BytesIO(paper.read_bytes()), paper.name) for paper in papers]
    csrf = hidden(visitor.get("/drafts"), "csrf")
    return visitor.client.post("/drafts", data={"csrf": csrf, "file": files, **more})


def do(visitor: Visitor, page: str, deed: str, about: str = "", **fields: str) -> TestResponse:
    shown = visitor.get(page)
    seen = fields.pop("seen", hidden(shown, "seen"))
    return visitor.client.post(
        page, data={"csrf": hidden(shown, "csrf"), "deed": deed, "about": about, "seen": seen, **fields}
    )


def walk(visitor: Visitor, page: str) -> int:
    """Every button as a clerk taps it: the first answer of each question, one value of each strip, one confirmation."""
    taps = 0
    for wanted in ("answer", "try"):
        done = set()
        while True:
            html = visitor.get(page).text
            forms = re.findall(r'<form method="post" action="[^"]*"[^>]*>(.*?)</form>', html, re.DOTALL)
            told = [dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', f)) for f in forms]
            left = [f for f in told if f.get("deed") == wanted and "value" in f and f["about"] not in done]
            if not left:
                break
            done.add(left[0]["about"])
            answer = visitor.client.post(page, data={k: unescape(v) for k, v in left[0].items()})
            assert answer.status_code == 303, plain(answer.text)
            taps += 1
    assert do(visitor, page, "confirm").status_code == 303
    return taps + 1


def test_a_file_becomes_an_open_agreement_and_the_first_report_is_scored(empty: Office) -> None:
    admin = empty.visitor("ผู้ดูแล")
    assert empty.visitor("สมศรี").get("/drafts").status_code == 403
    sent = upload(admin, PHAYAO)
    assert sent.headers["Location"] == "/drafts/1"
    page = "/drafts/1"
    seen = admin.see(page)
    assert "พะเยา ปี 2570 รอบ 1" in seen
    assert "0 จาก 8 ตัวชี้วัด" in seen
    assert admin.client.post(f"{page}/activate", data={"csrf": hidden(admin.get(page), "csrf")}).status_code == 400
    assert "ยังไม่ได้ลองค่า" in do(admin, page, "confirm").text
    assert walk(admin, page) <= 40
    assert "8 จาก 8 ตัวชี้วัด" in admin.see(page)
    # a second person: named by the administrator
    somsri = empty.people["สมศรี"]
    assert admin.send("/drafts", "/drafts/who", person=str(somsri), value="on").status_code == 303
    assert "ต้องให้อีกคนหนึ่งกดเปิดใช้: สมศรี" in admin.see(f"{page}/preview")
    second = empty.visitor("สมศรี")
    preview = second.see(f"{page}/preview?district=จุน")
    assert "เจ้าหน้าที่จะเห็น" in preview
    assert "มานี" in preview
    opened = second.send(f"{page}/preview", f"{page}/activate")
    assert opened.headers["Location"] == "/p/phayao-2570-1", plain(opened.text)
    assert "พะเยา" in second.see("/p/phayao-2570-1")
    assert "แก้ไม่ได้" in second.see(page)
    assert empty.book.get("phayao-2570-1") is not None


def test_what_somebody_else_did_meanwhile_is_not_overwritten(empty: Office) -> None:
    admin = empty.visitor("ผู้ดูแล")
    upload(admin, KALASIN)
    page = "/drafts/1"
    about = "individual/3|direction"
    assert do(admin, page, "answer", about, value="less").status_code == 303
    late = do(admin, page, "answer", about, value="more", seen="0")
    assert (late.status_code, "มีคนแก้ร่างนี้หลังจากหน้าที่ท่านเปิดไว้" in late.text) == (400, True)
    assert "ตอบแล้ว: น้อยกว่าดีกว่า" in admin.see(page)
    assert do(admin, page, "undo").status_code == 303
    assert "ตอบแล้ว: น้อยกว่าดีกว่า" not in admin.see(page)


def test_a_level_is_mended_by_a_named_person_with_a_reason(empty: Office) -> None:
    admin = empty.visitor("ผู้ดูแล")
    upload(admin, PHAYAO)
    page = "/drafts/1"
    html = admin.get(page).text
    form = next(f for f in re.findall(r"<form.*?</form>", html, re.DOTALL) if 'value="levels"' in f and "team/1" in f)
    fields = dict(re.findall(r'<input name="(l\d_\d_(?:value|to))" value="([^"]*)"', form))
    for name, inside in re.findall(r'<select name="(l\d_\d_\w+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside) or re.search(r'value="([^"]*)"', inside)
        assert chosen
        fields[name] = unescape(chosen[1])
    areas = re.findall(r'<textarea name="(l\d_steps)"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    fields |= {name: unescape(text) for name, text in areas}
    assert "ยังไม่มีอะไรเปลี่ยนไป" in do(admin, page, "levels", "team/1", **fields, why="ลอง").text
    fields["l5_0_value"] = "95"
    assert "โปรดเขียนเหตุผล" in do(admin, page, "levels", "team/1", **fields).text
    assert do(admin, page, "levels", "team/1", **fields, why="หนังสือแก้ไขที่ 12").status_code == 303
    seen = admin.see(page)
    assert "ไม่น้อยกว่า 95% แก้โดย ผู้ดูแล: หนังสือแก้ไขที่ 12" in seen
    fields["l5_0_value"] = "เก้าสิบ"
    assert "ต้องเป็นตัวเลข" in do(admin, page, "levels", "team/1", **fields, why="x").text


def test_a_refused_file_says_its_sentence_and_nothing_is_kept(empty: Office) -> None:
    admin = empty.visitor("ผู้ดูแล")
    [scan] = (PAPERS / "101-refused-scan").glob("*.pdf")
    refused = upload(admin, scan)
    assert refused.status_code == 400
    assert '<p class="fault">' in refused.text
    assert "ยังไม่ได้เลือกไฟล์" in upload(admin).text
    assert empty.store.drafts.of(state=None) == []


def test_pasted_text_is_read_with_the_head_that_was_given(empty: Office) -> None:
    admin = empty.visitor("ผู้ดูแล")
    text = (PAPERS / "002-trang-2570-2/paper.txt").read_text("utf-8")
    assert upload(admin, text=text, province="ตรัง", year="2570", round="2").status_code == 303
    assert "ตรัง ปี 2570 รอบ 2" in admin.see("/drafts/1")


def test_a_long_reading_tells_how_far_it_is_and_can_be_left(empty: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "SOON", 0)
    admin = empty.visitor("ผู้ดูแล")
    csrf = hidden(admin.get("/drafts"), "csrf")
    paper = (PAPERS / "004-kalasin-livestock/paper.pdf").read_bytes()
    data = {"csrf": csrf, "file": [(io.BytesIO(paper), "ข้อตกลง.pdf")]}
    assert admin.client.post("/drafts", data=data).headers["Location"] == "/drafts/1"
    waiting = admin.get("/drafts/1")
    assert "ข้อตกลง.pdf" in waiting.text
    assert "ออกไปก่อนได้" in waiting.text
    assert waiting.headers["Refresh"] == "2"  # it looks again by itself, without a script
    assert "กำลังอ่านไฟล์" in admin.see("/drafts")
    empty.service.papers.take(1, 30)
    assert "Refresh" not in admin.get("/drafts/1").headers
    assert "กาฬสินธุ์" in admin.see("/drafts/1")
    assert empty.store.drafts.reading(1)["pages"] > 0  # type: ignore[index]


def test_a_reading_whose_process_ended_is_taken_up_by_who_looks(empty: Office) -> None:
    admin = empty.visitor("ผู้ดูแล")
    with empty.store.db.transaction():
        id = empty.service.papers.begin([Given("paper.txt", KALASIN.read_bytes())], {}, "ผู้ดูแล")
        empty.store.drafts.claim_reading(id, silent_since=0, at=5)  # and then nothing more was heard of it
    assert "Refresh" in admin.get(f"/drafts/{id}").headers
    empty.service.papers.take(id, 30)
    assert "กาฬสินธุ์" in admin.see(f"/drafts/{id}")


def test_a_draft_that_was_given_up_can_be_taken_up_again_and_goes_after_ninety_days(empty: Office) -> None:
    admin = empty.visitor("ผู้ดูแล")
    upload(admin, PHAYAO)
    assert "โปรดเขียนเหตุผล" in admin.send("/drafts/1", "/drafts/1/give-up").text
    assert admin.send("/drafts/1", "/drafts/1/give-up", why="ส่งผิดฉบับ").status_code == 303
    assert "เลิกใช้ร่างนี้แล้ว" in admin.see("/drafts/1")
    assert admin.send("/drafts", "/drafts/1/again").status_code == 303
    assert "0 จาก 8 ตัวชี้วัด" in admin.see("/drafts/1")
    admin.send("/drafts/1", "/drafts/1/give-up", why="ส่งผิดฉบับ")
    now, day = milliseconds(), date(2027, 1, 20)
    sweep(empty.store, now + 89 * DAY, day, 5)
    assert len(empty.store.drafts.of(state=None)) == 1
    swept = sweep(empty.store, now + 91 * DAY, day, 5)
    assert (swept["dropped drafts"], swept["files of dropped drafts"]) == (1, 1)
    assert empty.store.drafts.of(state=None) == []
    assert empty.store.blobs.named() == set()


def test_eight_megabytes_are_taken_and_twenty_one_are_refused_in_thai(empty: Office) -> None:
    admin = empty.visitor("ผู้ดูแล")
    large = PHAYAO.read_bytes()
    csrf = hidden(admin.get("/drafts"), "csrf")
    with zipfile.ZipFile(io.BytesIO(large)) as paper:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            for item in paper.infolist():
                made.writestr(item, paper.read(item))
            made.writestr("word/media/logo.png", os.urandom(8 * 2**20))
    whole = out.getvalue()
    data = {"csrf": csrf, "file": [(io.BytesIO(whole), "ใหญ่.docx")]}
    assert admin.client.post("/drafts", data=data).status_code == 303
    data = {"csrf": csrf, "file": [(io.BytesIO(bytes(21 * 2**20)), "ใหญ่.docx")]}
    refused = admin.client.post("/drafts", data=data)
    assert (refused.status_code, "ไม่เกิน 20 เมกะไบต์" in refused.text) == (413, True)


def test_names_are_given_refused_and_taken_away_and_a_sentence_is_tried(empty: Office) -> None:
    admin = empty.visitor("ผู้ดูแล")
    upload(admin, PHAYAO)
    page = "/drafts/1"
    assert "เป็นหน่วยนับ" in do(admin, page, "names", "team/1", name="ครัวเรือน").text
    assert do(admin, page, "names", "team/1", name="ปิ๊งปั๊ง").status_code == 303
    assert "ปิ๊งปั๊ง" in admin.see(page)
    assert "→ ระดับ" in admin.see(f"{page}?try=ปิ๊งปั๊ง 99%")
    assert do(admin, page, "names", "team/1", gone="ปิ๊งปั๊ง").status_code == 303
    assert "→ ระดับ" not in admin.see(f"{page}?try=ปิ๊งปั๊ง 99%")
    same = do(admin, page, "names", "team/1", name="ผ้าทอ"), do(admin, page, "names", "individual/1", name="ผ้าทอ")
    assert [answer.status_code for answer in same] == [303, 303]
    assert "“ผ้าทอ” เรียกได้หลายตัวชี้วัด" in admin.see(page)


def test_an_indicator_that_was_not_found_is_added_with_its_line_and_a_deadline_is_put_away(empty: Office) -> None:
    admin = empty.visitor("ผู้ดูแล")
    lines = (PAPERS / "001-phayao-2570-1/paper.txt").read_text("utf-8").splitlines()
    upload(admin, text="\n".join([*lines, "งานพิเศษ: จำนวนเวทีประชาคมของอำเภอ"]))
    page, last = "/drafts/1", str(len(lines) + 1)
    told = {"line": last, "name": "จำนวนเวทีประชาคมของอำเภอ", "number": "9", "section": "individual"}
    assert "โปรดเขียนเหตุผล" in do(admin, page, "add", **told).text
    assert "ต้องตรงกับข้อความในบรรทัดนั้น" in do(admin, page, "add", why="หน้าสุดท้าย", **{**told, "line": "3"}).text
    assert do(admin, page, "add", why="หน้าสุดท้าย", **told).status_code == 303
    assert "มีตัวชี้วัดเลขนี้ในหมวดนี้แล้ว" in do(admin, page, "add", why="x", **told).text
    assert "0 จาก 9 ตัวชี้วัด" in admin.see(page)
    levels = {f"l{n}_0_{part}": value for n in range(1, 6) for part, value in
              (("input", "new"), ("op", ">="), ("value", str(n)))}  # fmt: skip
    assert do(admin, page, "levels", "individual/9", why="ตามหนังสือ", unit="เวที", **levels).status_code == 303
    walk(admin, page)
    assert "9 จาก 9 ตัวชี้วัด" in admin.see(page)
    review = review_of(empty.store, 1)
    assert review is not None
    agreement, faults = review.agreed()
    assert faults == []
    assert agreement is not None
    added = agreement.indicators["individual/9"]
    assert (added.name, added.proof.line) == ("จำนวนเวทีประชาคมของอำเภอ", int(last))
    assert [str(lv.conditions[0].amount) for lv in added.levels] == ["1", "2", "3", "4", "5"]


def test_a_day_that_is_no_deadline_is_put_away_and_taken_back(empty: Office) -> None:
    admin = empty.visitor("ผู้ดูแล")
    upload(admin, PAPERS / "031-amnatcharoen/paper.txt")
    page = "/drafts/1"
    review = review_of(empty.store, 1)
    assert review is not None
    day = duty_key(review.draft.deadlines[0].day, review.draft.deadlines[0].line)
    walk(admin, page)
    due = len(_agreed(empty).duties)
    assert do(admin, page, "duty", key=day, value="off").status_code == 303
    assert len(_agreed(empty).duties) == due - 1
    assert do(admin, page, "duty", key=day, value="on").status_code == 303
    assert len(_agreed(empty).duties) == due


def _agreed(office: Office) -> Agreement:
    review = review_of(office.store, 1)
    assert review is not None
    agreement, faults = review.agreed()
    assert faults == []
    assert agreement is not None
    return agreement


def test_repairs_need_their_yes_before_anything_is_activated(empty: Office) -> None:
    admin = empty.visitor("ผู้ดูแล")
    upload(admin, PAPERS / "034-maehongson-damaged/paper.txt")
    page = "/drafts/1"
    assert "ซ่อมตัวอักษรที่เสียหาย 11 แห่ง" in admin.see(page)
    review = review_of(empty.store, 1)
    assert review is not None
    assert "repairs" in [asked.why for asked in review.open]
    with pytest.raises(Unanswered):
        review.text()
    walk(admin, page)
    assert "repairs" not in [asked.why for asked in (review_of(empty.store, 1) or review).open]
