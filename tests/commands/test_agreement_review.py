"""`agreement draft --keep` and `agreement review`: a draft kept with its files, and what of it is still open."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.office import drafts
from bot.store import Store, open_store

PAPERS = Path(__file__).parents[1] / "drafting/documents"
NAN = PAPERS / "017-nan-damaged/paper.docx"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/radap.db")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    found = open_store(f"sqlite:///{tmp_path}/radap.db", tmp_path)
    found.migrate()
    yield found
    found.close()


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["agreement", *arguments]) == 0
    return capsys.readouterr().out


def test_a_draft_is_kept_with_its_bytes_and_its_text_remembers_the_paper(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(said(capsys, "draft", str(NAN), "--keep", "--json", "--by", "สมศรี"))
    draft = store.drafts.get(found["id"])
    assert draft is not None
    assert (draft["province"], draft["made_by"], draft["version"]) == ("น่าน", "สมศรี", 0)
    [source] = store.drafts.sources(found["id"])
    assert source.hash == found["source"]["sha256"] == hashlib.sha256(NAN.read_bytes()).hexdigest()
    assert store.blobs.get(source.hash) == NAN.read_bytes()
    text = drafts.text_of(draft)
    assert len(text.lines) == found["source"]["lines"]
    for indicator in found["indicators"]:
        for level in indicator["levels"]:
            assert level["quote"] in text.quote(level["line"])
    assert {line.file for line in text.lines} == {"paper.docx"}
    assert any(line.table for line in text.lines)


def test_without_keep_nothing_is_kept(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "draft", str(NAN))
    assert said(capsys, "review") == "ไม่มีร่างข้อตกลงที่รอตรวจ\n"
    assert store.blobs.hashes() == set()


def test_review_tells_what_is_open_and_forgets_what_was_answered(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "draft", str(NAN), "--keep").endswith(
        "เก็บเป็นร่างที่ 1 แล้ว ดูคำถามที่ค้าง: python -m bot agreement review 1\n"
    )
    assert said(capsys, "review") == "ร่างที่ 1 น่าน (ผู้ดูแลระบบ)\n"
    before = said(capsys, "review", "1")
    assert "ตอบแล้ว 0 จาก 1 คำถาม" in before
    assert "[repairs] ซ่อมตัวอักษรที่เสียหาย 19 แห่ง ถูกต้องไหม: บรรทัด 1 สานัก → สำนัก" in before
    with store.db.transaction():
        assert store.drafts.step(
            draft=1, seen=0, kind="answer", about="repairs", value="yes", why="เทียบกระดาษ", by="สมศรี", at=5
        )
    after = said(capsys, "review", "1")
    assert "แก้แล้ว 1 ครั้ง" in after
    assert "ตอบแล้ว 1 จาก 1 คำถาม" in after
    assert "[repairs]" not in after


@pytest.mark.parametrize("paper", sorted(PAPERS.glob("0*/paper.txt")), ids=lambda path: path.parent.name)
def test_every_question_has_a_key_of_its_own(store: Store, capsys: pytest.CaptureFixture[str], paper: Path) -> None:
    found = json.loads(said(capsys, "draft", str(paper), "--keep", "--json"))
    draft = store.drafts.get(found["id"])
    assert draft is not None
    asked = drafts.questions(draft)
    assert len({question.key for question in asked}) == len(asked)
    count = sum(len(row["asks"]) for row in found["indicators"]) + len(found["head"]["asks"]) + len(found["asks"])
    assert len(asked) == count + bool(found["repairs"])
    shown = said(capsys, "review", str(found["id"]))
    assert all(f"[{question.key}]" in shown for question in asked)


def test_a_draft_that_is_not_there_is_named(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement", "review", "4"]) == 2
    assert capsys.readouterr().err == (
        "agreement review: found no draft 4, expected one of none yet (agreement draft --keep)\n"
    )


def test_who_keeps_a_draft_has_a_name(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement", "draft", str(NAN), "--keep", "--by", " "]) == 2
    assert capsys.readouterr().err == "agreement draft: found no --by, expected the name of who keeps it\n"
