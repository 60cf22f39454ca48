"""enroll: one person or a whole file, all rows or none, each bad row named; without a LINE id a one-time code."""

import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.chdir(tmp_path)  # where no .env of a developer's lies
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/radap.db")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return open_store(f"sqlite:///{tmp_path}/radap.db")


def enroll(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["enroll", *words])
    told = capsys.readouterr()
    return code, told.out.strip(), told.err.strip()


def people(store: Store) -> list[tuple[str, str, str]]:
    return [(r["name"], r["role"], r["state"]) for r in store.db.query("SELECT * FROM people ORDER BY id")]


def test_with_a_line_id_the_person_is_bound_at_once(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    user = "U" + "a1" * 16
    told = enroll(capsys, "--name", "สมชาย", "--province", "หนองคาย", "--district", "ท่าบ่อ", "--line-user", user)
    assert told == (0, f"สมชาย (officer, หนองคาย ท่าบ่อ): bound to {user}", "")
    person = store.people.by_line(user)
    assert person is not None
    assert (person.districts, person.state, person.agreed) == (("ท่าบ่อ",), "active", True)


def test_without_one_a_code_is_printed_and_only_its_hash_is_kept(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, _ = enroll(capsys, "--name", "สมชาย", "--role", "admin")
    found = re.fullmatch(r"สมชาย \(admin\): code ([A-HJ-NP-Z2-9]{8}), to be sent to the bot within 14 days", said)
    assert code == 0
    assert found
    assert found[1] not in str(store.db.query("SELECT * FROM codes"))
    assert people(store) == [("สมชาย", "admin", "coded")]


def test_a_whole_file_is_enrolled(store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "คน.csv"
    file.write_text(
        "\ufeffname,province,district,role,group\n"
        "สมชาย,หนองคาย,ท่าบ่อ; โพนพิสัย,officer,\n"
        "\n"
        "สุดา,หนองคาย,,owner,กลุ่มงานสารสนเทศการพัฒนาชุมชน\n"
        '"มานะ",หนองคาย,,supervisor,\n',
        encoding="utf-8",
    )
    code, said, _ = enroll(capsys, "--csv", str(file))
    assert code == 0
    assert [line.split(": code ")[0] for line in said.splitlines()] == [
        "สมชาย (officer, หนองคาย ท่าบ่อ โพนพิสัย)",
        "สุดา (owner, หนองคาย กลุ่มงานสารสนเทศการพัฒนาชุมชน)",
        "มานะ (supervisor, หนองคาย)",
    ]
    assert len(people(store)) == 3


def test_one_bad_row_and_nobody_is_enrolled(store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "name,province,district,role,group\n"
        "สมชาย,หนองคาย,ท่าบ่อ,officer,\n"
        "\n"
        ",หนองคาย,ท่าบ่อ,boss,\n"
        "สุดา,หนองคาย,,owner,\n"
        "มานะ,หนองคาย,,head,\n",
        encoding="utf-8",
    )
    code, said, wrong = enroll(capsys, "--csv", str(file))
    assert (code, said) == (2, "")
    assert wrong.splitlines() == [
        f"{file}, line 4: found no name, expected a person's name",
        f"{file}, line 4: role: found 'boss', expected one of officer, head, owner, supervisor, admin",
        f"{file}, line 5: group: found none, expected a กลุ่มงาน for the role owner",
        f"{file}, line 6: district: found none, expected one for the role head",
        "nobody was enrolled",
    ]
    assert people(store) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"name,role\n", "{file}, line 1: found the columns name, role, expected also province, district"),
        (b"", "{file}, line 1: found the columns , expected also name, province, district, role"),
        (b"name,province,district,role\n", "{file}: found no rows, expected one for each person\nnobody was enrolled"),
        ("name,province,district,role\nสมชาย,หนองคาย,,head".encode("cp874"),
         "{file}: cannot be read as a UTF-8 file (UnicodeDecodeError)"),
        (b'name,province,district,role\n"' + b"x" * 200_000 + b'",,,admin\n',
         "{file}: cannot be read as a UTF-8 file (Error)"),
    ],
)  # fmt: skip
def test_a_file_of_another_shape_is_refused(
    store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(content)
    assert enroll(capsys, "--csv", str(file)) == (2, "", says.format(file=file))
    assert enroll(capsys, "--csv", str(tmp_path / "none.csv"))[2] == (
        f"{tmp_path}/none.csv: cannot be read as a UTF-8 file (FileNotFoundError)"
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "enroll: --name is missing, expected a person's name (or --csv FILE)"),
        (("--name", "ก", "--role", "king"),
         "enroll: role: found 'king', expected one of officer, head, owner, supervisor, admin"),
        (("--name", "ก", "--role", "supervisor", "--province", "เชียงใหม่"),
         "enroll: province: found 'เชียงใหม่', expected one of ชลบุรี, ชัยภูมิ, บุรีรัมย์, สระแก้ว, หนองคาย"),
        (("--name", "ก", "--role", "supervisor"),
         "enroll: province: found none, expected one of ชลบุรี, ชัยภูมิ, บุรีรัมย์, สระแก้ว, หนองคาย"),
        (("--name", "ก", "--role", "admin", "--line-user", "Uxyz"),
         "enroll: line-user: found 'Uxyz', expected U and 32 hexadecimal digits"),
    ],
)  # fmt: skip
def test_a_wrong_word_is_named(
    store: Store, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    code, said, wrong = enroll(capsys, *words)
    assert (code, said) == (2, "")
    assert wrong.splitlines()[0] == says
    assert store.missing() or people(store) == []


def test_a_wrong_district_is_named_with_those_there_are(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, wrong = enroll(capsys, "--name", "ก", "--province", "หนองคาย", "--district", "บ้านกรวด")
    assert wrong.startswith("enroll: district: found 'บ้านกรวด', expected one of ")
    assert "ท่าบ่อ" in wrong
