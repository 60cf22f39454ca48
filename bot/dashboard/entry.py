"""The door: a link from chat shows one button, only pressing it uses the link up and begins a session."""

from __future__ import annotations

import hmac
from typing import Any

from flask import Blueprint, abort, make_response, redirect, render_template, request

from bot.dashboard.guard import COOKIE, fresh_secret, service, set_cookie, store, visitors
from bot.links import signature
from bot.now import milliseconds
from bot.store.people.visits import LINK_LIVES, SESSION_LIVES

KNOCK = "radap_open"  # ties the button to the browser that showed it


def add(pages: Blueprint) -> None:
    pages.get("/open/<token>")(offered)
    pages.post("/open/<token>")(enter)
    pages.post("/leave")(visitors(leave))


def _sealed(knock: str, token: str) -> str:
    return signature(service().settings.shared_secret, f"open|{knock}|{token}")


def offered(token: str) -> Any:
    """LINE's preview opens links too: looking at one changes nothing."""
    if store().visits.link(token, milliseconds()) is None:
        abort(410)
    knock = fresh_secret()
    response = make_response(render_template("pages/open.html", token=token, seal=_sealed(knock, token)))
    set_cookie(response, KNOCK, knock, seconds=LINK_LIVES // 1000)
    return response


def enter(token: str) -> Any:
    knock, seal = request.cookies.get(KNOCK, ""), request.form.get("seal", "")
    if not knock or not hmac.compare_digest(seal.encode(), _sealed(knock, token).encode()):
        abort(400, "csrf")
    session, now = fresh_secret(), milliseconds()
    with store().db.transaction():
        used = store().visits.use(token, now)
        if used is not None:
            store().visits.begin(session=session, person=used["person"], now=now)
    if used is None:
        abort(410)
    response = redirect(used["path"], 303)
    set_cookie(response, COOKIE, session, seconds=SESSION_LIVES // 1000)
    response.delete_cookie(KNOCK, path="/", httponly=True)
    return response


def leave() -> Any:
    with store().db.transaction():
        store().visits.end(session=request.cookies.get(COOKIE, ""))
    response = make_response(render_template("pages/left.html"))
    response.delete_cookie(COOKIE, path="/", httponly=True)
    return response
