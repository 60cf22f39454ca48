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


def add(pages: Blueprint) -> None:
    pages.get("/doc/<id>")(visitors(document))


def document(id: str) -> str:
    """?line=290: that line marked, with some before and after; without it the whole document."""
    agreement = agreement_of(id)
    lines = agreement.document.lines
    asked = request.args.get("line", "")
    line = int(asked) if asked.isascii() and asked.isdigit() and 1 <= int(asked[:7]) <= len(lines) else 0
    first, last = (max(1, line - AROUND), min(len(lines), line + AROUND)) if line else (1, len(lines))
    return render_template(
        "pages/document.html", agreement=agreement, line=line, blocks=blocks(lines, first, last, _marks(agreement)),
        heading=agreement.heading(line) if line else "", title=title(lines, scores.round_name(agreement)),
    )  # fmt: skip


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
