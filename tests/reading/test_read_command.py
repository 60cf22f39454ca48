"""`python -m bot read`: the contract's lines in, the contract's lines out; one message explained word by word."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store import open_store
from tests.made_agreement import ID, keep


def _run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "read", *arguments],
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_contract_s_example_comes_out_as_printed_there() -> None:
    line = {"text": "บ้านกรวด: เบิกจ่าย 82.5%, OTOP 4.5 แสน", "today": "2025-03-15", "province": "บุรีรัมย์"}
    out = json.loads(_run("--jsonl", given=json.dumps(line, ensure_ascii=False)).stdout)
    wanted = {
        "intent": "report",
        "ask": False,
        "district": "บ้านกรวด",
        "date": None,
        "values": [
            {
                "topic": "budget_spent",
                "kind": "percent",
                "value": "82.5",
                "of": None,
                "unit": "%",
                "district": "บ้านกรวด",
            },
            {
                "topic": "otop_income",
                "kind": "baht",
                "value": "450000",
                "of": None,
                "unit": "บาท",
                "district": "บ้านกรวด",
            },
        ],
    }
    assert {name: out[name] for name in wanted} == wanted


def test_a_bad_line_gives_its_error_in_its_place_and_the_rest_goes_on() -> None:
    good = '{"text":"เบิกจ่าย 80%","today":"2025-03-15","province":null}'
    bad = [
        "{",
        "[1]",
        '{"text":7,"today":"2025-03-15"}',
        '{"text":"ก","today":"15/3"}',
        '{"text":"ก","today":"2025-03-15","province":"อะไร"}',
    ]
    done = _run("--jsonl", given="\n".join([good, *bad, good]))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [line.get("error") for line in lines] == [
        None,
        "not a JSON object: Expecting property name enclosed in double quotes: line 2 column 1 (char 2)",
        "a JSON object was expected, found list",
        '"text" is 7; a message was expected',
        '"today" is "15/3"; a day like "2025-03-15" was expected',
        '"province" is "อะไร"; a Thai province or null was expected',
        None,
    ]
    assert lines[0] == lines[-1]


def test_explain_names_the_rule_of_every_word_and_the_reason() -> None:
    said = _run("--explain", "OTOP สองแสนห้า", "--today", "2025-03-15", "--province", "บุรีรัมย์").stdout
    for expected in ("part OTOP", "quantity None 250000/200005", "topic otop_income from OTOP", "asks: elision"):
        assert expected in said
    said = _run("--explain", "เบิกจ่าย 80% ฟุบฟับ", "--today", "2025-03-15").stdout
    assert "asks: unknown_word" in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--today", "15/3/68"), "--today is '15/3/68'; a day like 2025-03-15 was expected\n"),
        (("--province", "โคราช"), "--province is 'โคราช'; the name of a Thai province was expected\n"),
    ],
)
def test_a_bad_argument_is_refused_in_one_sentence(arguments: tuple[str, str], sentence: str) -> None:
    done = _run("--explain", "เบิกจ่าย 80%", *arguments)
    assert (done.returncode, done.stderr) == (2, sentence)


def test_with_an_office_its_own_indicators_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'radap.db'}")
    store = open_store(f"sqlite:///{tmp_path / 'radap.db'}", tmp_path)
    store.migrate()
    keep(store)
    with store.db.transaction():
        store.rounds.activate(agreement=ID, province="สุรินทร์", at=1)
    store.close()
    lines = [
        {"text": text, "today": "2027-02-15", "province": province}
        for text, province in (
            ("พึงพอใจหมู่บ้านช้าง 4.25", "สุรินทร์"),
            ("รับรองกลุ่ม 9 วัน", "สุรินทร์"),
            ("ส่งแผนตำบลต้นแบบ 20 ม.ค.", "สุรินทร์"),
            ("รับรองกลุ่ม 9 วัน", "บุรีรัมย์"),
        )
    ]
    given = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    found = [json.loads(line) for line in _run("--jsonl", given=given).stdout.splitlines()]
    told = [(one["values"][0]["topic"], one["values"][0]["kind"], one["values"][0]["value"]) for one in found[:3]]
    assert told == [
        (f"{ID}:individual/4", "number", "4.25"),
        (f"{ID}:individual/1", "days", "9"),
        (f"{ID}:individual/3", "date", "2027-01-20"),
    ]
    assert found[3]["values"] == []
