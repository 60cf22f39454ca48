"""An owner of one กลุ่มงาน sees its indicators only: on every page, sheet and file of the province."""

import io
import re
import zipfile
from datetime import date
from html import unescape
from urllib.parse import quote, unquote, urlsplit

from handlers.people.signatures import SWITCH
from templates.words import scores
from tests.dashboard.conftest import AGREEMENT, Office, Visitor
from tests.dashboard.evidence import attach

OWNER, SUPERVISOR = "กลุ่มยุทธศาสตร์", "นภา ผู้กำกับ"
D = "บ้านกรวด"


def words_of(content: bytes, media: str) -> str:
    """All that a page, a workbook or a folder says, with the names of its files."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return unescape(content.decode("utf-8", "replace")) if media.startswith("text/") else ""
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        return "\n".join(
            one.filename + "\n" + words_of(folder.read(one), "text/plain") for one in folder.infolist()
        )  # fmt: skip


def reached(visitor: Visitor, office: Office) -> list[str]:
    """Every address that links lead to, three of each kind."""
    adapter = office.app.url_map.bind("localhost")
    found, of_rule = ["/"], dict[str, int]()
    for path in found:
        shown = visitor.get(path)
        told = re.findall(r'href="(/[^"#]*)', shown.text) if shown.mimetype == "text/html" else []
        for address in (unescape(one) for one in (*told, *filter(None, [shown.headers.get("Location")]))):
            rule = str(adapter.match(unquote(urlsplit(address).path), return_rule=True)[0])
            if address not in found and "static" not in rule and of_rule.get(rule, 0) < 40:
                of_rule[rule] = of_rule.get(rule, 0) + 1
                found.append(address)
    return found


def test_no_page_sheet_or_file_shows_an_owner_the_rows_of_another_group(office: Office) -> None:
    agreement = office.book.get(AGREEMENT)
    assert agreement is not None
    group = "กลุ่มงานยุทธศาสตร์การพัฒนาชุมชน"
    others = [i for i in agreement.indicators.values() if i.group != group]
    mine = [i for i in agreement.indicators.values() if i.group == group]
    assert others
    assert mine
    with office.store.db.transaction():
        office.store.wishes.set(province="บุรีรัมย์", name=SWITCH, value="on", by=1, at=0)
    head = office.visitor("หัวหน้า บ้านกรวด")
    signed = head.send(f"/sign/{AGREEMENT}/{D}", f"/sign/{AGREEMENT}/{D}", about="results", deed="certified")
    assert signed.status_code == 303
    office.report(
        D, "function/2", "otop_growth_percent", "17654321", slot="total", kind="total", as_of=date(2018, 3, 18)
    )  # fmt: skip
    attach(office, "photo-mine", D, mine[0].id, level=1)
    attach(office, "photo-others", D, "function/2", level=1, name="ภาพ-ของกลุ่มอื่น.jpg")
    for n, one in enumerate(others):
        name = next((k for k, u in one.inputs.items() if u.derive not in ("flag", "date", "dates")), None)
        if name is not None:
            office.report("คูเมือง", one.id, name, f"{7_654_300 + n}", as_of=date(2018, 3, 15), days_ago=2)
            office.report("คูเมือง", one.id, name, f"{6_543_200 + n}", as_of=date(2018, 3, 16), days_ago=1)  # a fall
    foreign = {i.short for i in others} | {i.name for i in others} | {"ภาพ-ของกลุ่มอื่น", "photo-others"}
    foreign |= {"7,654,3", "76543", "17,654,321", "6,543,2", "65432", "18,825,241", "188252415", "216,996,295"}
    foreign |= {f"/{quote(D)}/{i.id}" for i in others} | {f"/{D}/{i.id}" for i in others}
    foreign -= {i.short for i in mine} | {i.name for i in mine}
    sources = "\n".join(scores.source(agreement, i.proof) for i in mine)  # one quotes the line of ตัวชี้วัดที่ ๖ beside it
    foreign = {one for one in foreign if one not in sources}
    boss, owner = office.visitor(SUPERVISOR), office.visitor(OWNER)
    addresses = dict.fromkeys([*reached(boss, office), *reached(owner, office), "/e/photo-others", "/o/photo-others"])
    leaks, seen = [], 0
    for path in addresses:
        answer = owner.get(path)
        if answer.status_code != 200 or path.startswith("/doc/"):  # the signed paper itself is the whole province's
            continue
        seen += 1
        said = words_of(answer.data, answer.mimetype) + unquote(path)
        leaks += [f"{path}: {one}" for one in sorted(foreign) if one in said]
    assert not leaks, sorted({one.split(": ")[0] for one in leaks})
    assert seen > 40
    assert any(one in words_of(boss.get(path).data, "text/html") for path in addresses for one in foreign)
