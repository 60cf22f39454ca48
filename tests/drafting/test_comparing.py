"""The comparison finds nothing where nothing differs, and every single slip where one does."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.drafting.comparing import compare

PAPERS = sorted(Path(__file__).parent.glob("documents/*/answers.json"))
NAMES = [path.parent.name for path in PAPERS]


@pytest.mark.parametrize("path", PAPERS, ids=NAMES)
def test_the_answers_agree_with_themselves(path: Path) -> None:
    answers = json.loads(path.read_text("utf-8"))
    verdict = compare(deepcopy(answers), answers)
    assert (verdict.wrong, verdict.unasked, verdict.needless) == ([], [], [])
    assert verdict.untouched == len(answers.get("indicators", []))


def slips(answers: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Drafts with one slip each that no question covers."""
    found = []
    for n, indicator in enumerate(answers["indicators"]):
        asked = {level for ask in indicator["asks"] for level in ask["levels"]}
        for m, level in enumerate(indicator["levels"]):
            if level["level"] in asked:
                continue
            place = f"{indicator['id']} level {level['level']}"
            for k in range(len(level["conditions"])):
                for key, value in (("value", "7777"), ("op", "?"), ("floor", "yes")):
                    draft = deepcopy(answers)
                    condition = draft["indicators"][n]["levels"][m]["conditions"][k]
                    condition[key] = (not condition["floor"]) if key == "floor" else value
                    if key == "floor" and level.get("also"):
                        continue
                    found.append((f"{place}: {key}", draft))
            draft = deepcopy(answers)
            del draft["indicators"][n]["levels"][m]
            found.append((f"{place}: left out", draft))
        sure = [level for level in indicator["levels"] if level["level"] not in asked]
        for name in {condition["input"] for level in sure for condition in level["conditions"]}:
            one = indicator["inputs"][name]
            other_way = {"better": "less" if one["better"] == "more" else "more"}
            for slip in (other_way, {"derive": "value" if one["derive"] in ("growth", "reduction") else "growth"}):
                draft = deepcopy(answers)
                draft["indicators"][n]["inputs"][name] |= slip
                found.append((f"{indicator['id']}: {name} {slip}", draft))
        draft = deepcopy(answers)
        draft["indicators"][n]["districts"] = ["บ้านอื่น"]
        if not any(ask["about"] == "district" for ask in indicator["asks"]):
            found.append((f"{indicator['id']}: districts", draft))
        weight_asked = answers["asks"] or any(ask["about"] == "weight" for ask in indicator["asks"])
        if indicator["weight"] and not weight_asked:
            draft = deepcopy(answers)
            draft["indicators"][n]["weight"] = "99"
            found.append((f"{indicator['id']}: weight", draft))
    return found


@pytest.mark.parametrize("path", [p for p in PAPERS if "refused" not in p.parent.name], ids=lambda p: p.parent.name)
def test_every_single_slip_is_seen(path: Path) -> None:
    answers = json.loads(path.read_text("utf-8"))
    assert [what for what, draft in slips(answers) if not compare(draft, answers).wrong] == []


@pytest.mark.parametrize("path", [p for p in PAPERS if "refused" not in p.parent.name], ids=lambda p: p.parent.name)
def test_every_question_left_out_is_seen(path: Path) -> None:
    answers = json.loads(path.read_text("utf-8"))
    for n, indicator in enumerate(answers["indicators"]):
        if indicator["asks"]:
            draft = deepcopy(answers)
            draft["indicators"][n]["asks"] = []
            assert compare(draft, answers).unasked, indicator["id"]
            draft["indicators"][n]["asks"] = [{"about": "weather", "levels": [], "question": "?"}]
            assert compare(draft, answers).needless, indicator["id"]
