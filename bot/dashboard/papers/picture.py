"""The pictures that chats show: each address holds one drawing and opens nothing else; it needs no visitor."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort

from bot.dashboard.guard import store
from bot.now import milliseconds
from bot.pictures import SMALL, WIDE, png


def add(pages: Blueprint) -> None:
    pages.get("/picture/<token>.png")(drawn)


def drawn(token: str) -> Any:
    small = token.endswith("-small")
    found = store().pictures.find(token.removesuffix("-small"))
    if found is None:
        abort(404)
    if found["expires"] <= milliseconds():
        abort(410, "picture")
    made = Response(png(found["svg"], SMALL if small else WIDE), mimetype="image/png")
    made.headers["Cache-Control"] = "public, max-age=86400, immutable"
    return made
