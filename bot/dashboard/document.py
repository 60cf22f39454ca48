"""The signed document: any line of it with the lines around, so that every number can be looked up."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from bot.dashboard.guard import agreement_of, visitors

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
    shown = [(n, lines[n - 1]) for n in range(first, last + 1)]
    return render_template(
        "pages/document.html", agreement=agreement, line=line, shown=shown,
        heading=agreement.heading(line) if line else agreement.document.file,
    )  # fmt: skip
