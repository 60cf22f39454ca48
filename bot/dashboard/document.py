"""The signed document as on paper: any line of it with the lines around, so that every number can be looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from flask import Blueprint, render_template, request

from bot.dashboard.guard import agreement_of, visitors
from scoring.agreement import Agreement, Proof
from templates.paper import blocks, title
from templates.words import scores

AROUND = 6
PART = 200  # lines of a page: a long document is leafed through


def add(pages: Blueprint) -> None:
    pages.get("/doc/<id>")(visitors(document))


def document(id: str) -> str:
    """?line=290: that line marked, with some before and after; ?from=201: the document from there on."""
    agreement = agreement_of(id)
    lines = agreement.document.lines
    line, since = _asked("line", len(lines)), max(_asked("from", len(lines)), 1)
    since = (since - 1) // PART * PART + 1
    first, last = (line - AROUND, line + AROUND) if line else (since, since + PART - 1)
    first, last = max(1, first), min(len(lines), last)
    return render_template(
        "pages/document.html", agreement=agreement, line=line, blocks=blocks(lines, first, last, _marks(agreement)),
        heading=agreement.heading(line) if line else "", title=title(lines, scores.round_name(agreement)),
        first=first, last=last, of=len(lines), leaf=PART,
    )  # fmt: skip


def _asked(name: str, most: int) -> int:
    told = request.args.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and 1 <= int(told[:7]) <= most else 0


def _marks(agreement: Agreement) -> Mapping[int, list[str]]:
    """Every quote that proves something, by its line."""
    found: dict[int, list[str]] = {}
    for proof in _proofs(agreement):
        if proof.line and proof.quote and proof.quote not in found.setdefault(proof.line, []):
            found[proof.line].append(proof.quote)
    return found


def _proofs(value: Any) -> Iterator[Proof]:
    if isinstance(value, Proof):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _proofs(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _proofs(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _proofs(inner)
