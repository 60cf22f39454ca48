"""Every result that was computed by hand from the documents is the result that the engine gives."""

import json

import pytest

from bot.commands.trying.score import answer
from tests.scoring.cases import FOLDERS, cases

ALL = list(cases())
FILES = sorted({place.rsplit(":", 1)[0] for place, _ in ALL})


@pytest.mark.parametrize("file", FILES)
def test_the_engine_gives_what_the_document_gives(file: str) -> None:
    wrong = []
    for place, case in ALL:
        if place.rsplit(":", 1)[0] != file:
            continue
        given = answer(json.dumps(case["in"], ensure_ascii=False))
        if "error" in case["out"]:
            if "error" not in given:
                wrong.append(f"{place} ({case.get('note', '')}): expected an error, given {given}")
            continue
        expected = {key: value for key, value in case["out"].items() if key in ("level", "status", "open")}
        if "open" in expected:
            expected["open"], given["open"] = sorted(expected["open"]), sorted(given.get("open", ()))
        if any(given.get(key) != value for key, value in expected.items()):
            wrong.append(f"{place} ({case.get('note', '')}): expected {expected}, given {given}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_results_were_computed_for_every_agreement() -> None:
    assert FOLDERS[0].exists()
    assert {case["in"]["agreement"] for _, case in ALL if "agreement" in case["in"]} >= {
        "chaiyaphum-2562-1", "nongkhai-2565-1", "buriram-2561", "chonburi-2568-1", "sakaeo-2567-1",
    }  # fmt: skip
