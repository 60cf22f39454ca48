"""One document as text, Word, Excel and PDF says the same; numbers and levels are whole in each."""

import tomllib
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from scoring.drafting.draft import Draft
from scoring.drafting.drafting import draft
from tests.drafting import paperwork
from tests.drafting.places import places
from tests.intake.papers import PAPERS, ROOT, SEEDS, SHIPPED, content, letters, numbers, taken

PRINTED = sorted(PAPERS.glob("0*/paper.pdf"))


def in_parts(names: str) -> list[ParameterSet]:
    """Every form of the shipped documents; of the PDFs one maker's in make test, the others in make fault."""
    found = sorted(SEEDS.glob(names))
    other = [p for p in found if p.suffix == ".pdf" and not p.stem.endswith(".garuda")]
    return [pytest.param(p, marks=[pytest.mark.fault] if p in other else []) for p in found]


@pytest.mark.parametrize("source", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_word_and_excel_say_what_the_text_says(source: Path, kind: str, tmp_path: Path) -> None:
    text = source.read_text("utf-8")
    out = tmp_path / f"paper.{kind}"
    (paperwork.word if kind == "docx" else paperwork.excel)(text, out)
    found = taken(out.name, out.read_bytes())
    assert content(line.text for line in found.text.lines) == content(text.split("\n"))
    assert (found.repairs, found.asks) == ((), ())


@pytest.mark.parametrize("source", SHIPPED, ids=lambda path: path.stem)
def test_a_text_file_keeps_its_own_lines_and_raises_no_false_alarm(source: Path) -> None:
    found = taken(source.name, source.read_bytes())
    assert [line.text for line in found.text.lines] == source.read_text("utf-8").removesuffix("\n").split("\n")
    assert (found.repairs, found.asks) == ((), ())


@pytest.mark.parametrize("pdf", PRINTED, ids=lambda path: path.parent.name)
def test_a_pdf_loses_no_number_and_no_letter(pdf: Path) -> None:
    written = taken("paper.txt", pdf.with_suffix(".txt").read_bytes())
    printed = taken("paper.pdf", pdf.read_bytes())
    assert numbers(printed.text.lines) == numbers(written.text.lines)
    whole = ["\n".join(line.text for line in found.text.lines) for found in (printed, written)]
    assert letters(whole[0]) == letters(whole[1])
    assert printed.asks == ()


@pytest.mark.parametrize("pdf", in_parts("*.pdf"), ids=lambda path: path.stem)
def test_of_the_shipped_documents_as_pdf_every_level_is_whole(pdf: Path) -> None:
    name = next(source.stem for source in SHIPPED if pdf.stem.startswith(source.stem))
    agreement = tomllib.loads((ROOT / f"scoring/agreements/{name}.toml").read_text("utf-8"))
    found = taken(pdf.name, pdf.read_bytes())
    lines = [letters(line.text) for line in found.text.lines]
    rows = agreement["indicator"]
    quotes = [
        level[2] for row in (rows.values() if isinstance(rows, dict) else rows) for level in row.get("levels", ())
    ]
    lost = [quote for quote in quotes if not any(letters(quote) in line for line in lines)]
    assert lost == []
    written = taken(f"{name}.txt", (ROOT / f"scoring/sources/{name}.txt").read_bytes())
    assert numbers(written.text.lines) - numbers(found.text.lines) == {}


def said(found: Draft) -> tuple[list[object], list[object]]:
    """A draft's levels, weights and questions; lines and cells stand elsewhere in each form."""
    levels: list[object] = [
        (
            *(one.id, one.round, one.weight, level.number),
            *((c.op, c.value, c.to, c.floor) for c in level.conditions),
            *(letters(step) for step in level.steps),
        )
        for one in found.indicators
        for level in one.levels
    ]
    asks = [("head", ask.why) for ask in found.head.asks] + [("paper", ask.why) for ask in found.asks]
    asks += [(one.id, ask.why, *ask.levels) for one in found.indicators for ask in one.asks]
    return levels, sorted(set(asks), key=str)  # a row over two pages may make one question of the calendar twice


@pytest.mark.parametrize("form", in_parts("*-*.*"), ids=lambda path: path.name)
def test_every_form_of_a_shipped_document_makes_the_same_draft(form: Path) -> None:
    name = next(source.stem for source in SHIPPED if form.stem.startswith(source.stem))
    text = taken(f"{name}.txt", (ROOT / f"scoring/sources/{name}.txt").read_bytes()).text
    assert said(draft(taken(form.name, form.read_bytes()).text, places())) == said(draft(text, places()))
