"""`read --unread`: what was asked back or corrected is counted, listed, and becomes a line of the corpus."""

import json
import tomllib
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.store.post.inbox import Arrival
from tests.commands.places import Make, Place, make  # noqa: F401

AT = 1742011200000  # 15 March 2025, 11:00 in Bangkok
WORDS = {
    "e1": "เบิกจ่าย 82.5% แบบว่า",
    "e2": "นายดี 1-3101-00234-56-7 เบิกจ่าย 80%",
    "e3": "OTOP สองแสนห้า\u200b",
    "e4": "ฝนตกหนัก 5 วันแล้ว ตลาดเงียบ",
}
REASONS = {"e1": "unknown_word", "e2": "personal_data", "e3": "elision", "e4": "unknown_word"}


@pytest.fixture
def office(make: Make) -> Place:  # noqa: F811
    place = make("sqlite").use()
    place.store.migrate()
    arrivals = [
        Arrival(event, "Ua", AT + n, AT + n, json.dumps({"message": {"type": "text", "text": text}}), message_id=event)
        for n, (event, text) in enumerate(WORDS.items())
    ]
    place.store.inbox.accept(arrivals)
    with place.store.db.transaction():
        for n, (event, reason) in enumerate(REASONS.items()):
            place.store.unread.note(event_id=event, reason=reason, province="บุรีรัมย์", at=AT + n)
        place.store.unread.note(event_id="gone", reason="corrected", province="บุรีรัมย์", at=AT + 9)
    return place


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["read", "--unread", *arguments])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_every_reason_is_counted_and_every_message_listed_newest_first(
    office: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = said(capsys)
    assert out.splitlines() == [
        "unknown_word           2",
        "corrected              1",
        "elision                1",
        "personal_data          1",
        "#5 2025-03-15 บุรีรัมย์ corrected: (the words are gone)",
        '#4 2025-03-15 บุรีรัมย์ unknown_word: "ฝนตกหนัก 5 วันแล้ว ตลาดเงียบ"; now reads chitchat (ฝนตกหนัก, เงียบ)',
        '#3 2025-03-15 บุรีรัมย์ elision: "OTOP สองแสนห้า\u200b"; now asks elision',
        '#2 2025-03-15 บุรีรัมย์ personal_data: "นายดี x-xxxx-xxxxx-xx-x เบิกจ่าย 80%"; now asks personal_data',
        '#1 2025-03-15 บุรีรัมย์ unknown_word: "เบิกจ่าย 82.5% แบบว่า"; now asks unknown_word (แบบ)',
    ]
    assert len(said(capsys, "--limit", "1")[1].splitlines()) == 5


def test_nothing_asked_back_is_said_so(make: Make, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    make("sqlite").use().store.migrate()
    assert said(capsys) == (0, "nothing was asked back yet\n", "")


def test_a_database_that_was_never_prepared_is_told(make: Make, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    lacks = ", ".join(make("sqlite").use().store.missing())
    assert said(capsys) == (2, "", f"read: the database lacks {lacks}; run: python -m bot migrate\n")


def test_messages_with_their_answers_become_lines_of_the_corpus(
    office: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    file = office.data_dir / "corpus_from_use.toml"
    value = '{"topic":"budget_spent","kind":"percent","value":82.5}'
    answer = f'{{"intent":"report","district":"นางรอง","date":"2025-03-14","values":[{value}]}}'
    assert said(capsys, "--settle", "1", "--answer", answer) == (0, f"1: settled, written to {file}\n", "")
    said(capsys, "--settle", "3", "--answer", '{"ask":true,"why":"elision"}')
    said(capsys, "--settle", "4", "--answer", '{"intent":"chitchat"}')
    book = tomllib.loads(file.read_text(encoding="utf-8"))
    about = {"today": "2025-03-15", "province": "บุรีรัมย์"}
    expect = {
        "intent": "report",
        "district": "นางรอง",
        "date": "2025-03-14",
        "values": [{"topic": "budget_spent", "kind": "percent", "value": "82.5"}],
    }
    assert book == {
        "means": [{**about, "expect": expect, "say": [WORDS["e1"]]}],
        "ask": [{**about, "why": "elision", "say": [WORDS["e3"]]}],
        "nothing": [{**about, "intent": "chitchat", "say": [WORDS["e4"]]}],
    }
    assert "\\U0000200b" in file.read_text(encoding="utf-8")
    assert [row["seq"] for row in office.store.unread.open()] == [5, 2]


def test_a_line_from_use_is_judged_like_the_corpus(office: Place, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.reading.corpus import judge, toml_cases

    said(capsys, "--settle", "3", "--answer", '{"ask":true}', "--to", str(office.data_dir / "more" / "use.toml"))
    [case] = toml_cases(office.data_dir / "more")
    assert (case.kind, case.text, case.province, judge(case).wrong) == ("ask", WORDS["e3"], "บุรีรัมย์", [])


def test_an_identity_number_never_reaches_the_corpus(office: Place, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "--settle", "2", "--answer", '{"ask":true}')
    text = (office.data_dir / "corpus_from_use.toml").read_text(encoding="utf-8")
    assert ("x-xxxx-xxxxx-xx-x" in text, "3101" in text) == (True, False)


def test_a_message_whose_words_are_gone_is_only_settled(office: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "--settle", "5") == (0, "5: settled; its words are gone, nothing was written\n", "")
    assert not (office.data_dir / "corpus_from_use.toml").exists()


EXPECTED = (
    'expected {"intent":…, "district":…, "date":…, "values":[{"topic":…, "kind":…, "value":…}]}, '
    '{"intent":"chitchat"}, or {"ask":true, "why":…}'
)


@pytest.mark.parametrize(
    ("seq", "answer", "sentence"),
    [
        ("77", "{}", "--settle: found no open message 77, expected a number that --unread lists"),
        ("1", None, f"--settle: found no --answer, {EXPECTED}"),
        ("1", "{", f"--answer: found '{{', {EXPECTED}"),
        ("1", "[]", f"--answer: found '[]', {EXPECTED}"),
        ("1", "{}", f"--answer: found '{{}}', {EXPECTED}"),
        (
            "1",
            '{"intent":"x"}',
            "--answer: intent is 'x', expected one of report, correct, undo, query_score, query_missing, query_target, "
            "what_if, register, help, chitchat, set_value",
        ),
        (
            "1",
            '{"intent":"report","district":"โคราช"}',
            "--answer: district is 'โคราช', expected the name of a district of Thailand",
        ),
        (
            "1",
            '{"intent":"report","date":"14/3/68"}',
            "--answer: date is '14/3/68', expected a day like 2025-03-15",
        ),
        (
            "1",
            '{"intent":"report","values":[7]}',
            "--answer: a value is '7', expected an object with topic, kind and value",
        ),
        (
            "1",
            '{"intent":"report","values":[{"amount":"7"}]}',
            "--answer: a value has 'amount', expected only topic, kind, value, of, unit, district",
        ),
        (
            "1",
            '{"intent":"report","values":[{"topic":"budget_spent"}]}',
            "--answer: the value of budget_spent is missing, expected a decimal number",
        ),
        (
            "1",
            '{"intent":"report","values":[{"topic":"budget_spent","kind":"percent","value":"แปด"}]}',
            "--answer: a number is 'แปด', expected a decimal number like 82.5",
        ),
        (
            "1",
            '{"intent":"report","values":[{"topic":"budget_spent","kind":"euro","value":"8"}]}',
            "--answer: kind is 'euro', expected one of percent, count, baht, ratio, step, number, days, date",
        ),
    ],
)
def test_a_wrong_answer_is_refused_in_one_sentence_and_nothing_changes(
    office: Place, capsys: pytest.CaptureFixture[str], seq: str, answer: str | None, sentence: str
) -> None:
    arguments = ["--settle", seq, *(["--answer", answer] if answer is not None else [])]
    assert said(capsys, *arguments) == (2, "", f"{sentence}\n")
    assert len(office.store.unread.open()) == 5
    assert not (office.data_dir / "corpus_from_use.toml").exists()


def test_a_file_that_is_no_corpus_is_left_alone(
    office: Place, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "notes.toml"
    file.write_text("not = = toml", encoding="utf-8")
    code, _, err = said(capsys, "--settle", "1", "--answer", '{"ask":true}', "--to", str(file))
    assert code == 2
    assert err.startswith(f"--to: {file} is no corpus file (")
    assert err.endswith("), expected TOML as tests/corpus/README.md has it\n")
    assert file.read_text(encoding="utf-8") == "not = = toml"


def test_settling_belongs_to_unread(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--explain", "เบิกจ่าย 80%", "--settle", "1"]) == 2
    assert capsys.readouterr().err == "--settle, --answer and --to belong to --unread\n"
