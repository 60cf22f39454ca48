"""The guard of the pages: who is visiting, what this visitor may see, and that a form was sent from our own page."""

from __future__ import annotations

import hmac
import json
import re
import secrets
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as of_dataclass
from datetime import date, datetime
from functools import wraps
from itertools import chain
from typing import Any, Generic, TypeVar
from urllib.parse import quote, unquote, urlencode

from flask import Response, abort, current_app, g, redirect, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.wrappers import Response as AnyResponse

from bot.links import signature
from bot.now import milliseconds
from bot.office.book import Book
from bot.post.turns import PAGE, write
from bot.service import Service
from bot.store import Store, locks
from bot.store.engine import Row
from bot.store.post.inbox import NOBODY
from handlers.deadlines.stand_ins import lent
from handlers.desk.deeds import Deed
from handlers.desk.nouns import Change, Message, Person, Turn
from handlers.score.scope import has_own_row, visible
from scoring.agreement import Agreement
from scoring.periods import BANGKOK
from scoring.results.overview import Overview, overview
from scoring.results.signed import frozen_overview

COOKIE, SAID, UNDO = "radap", "said", "undo"
MOST_SAID = 400  # letters
ON_A_PAGE = 50  # lines of a long list
LARGEST_FORM = 128 * 1024  # bytes of a form without a file: a broadcast's 4,000 letters are 36 KB
PAPERS = "/drafts"  # where signed documents are brought in
LARGEST_PAPERS = 20 * 1024 * 1024  # bytes of all files of one document: with scanned pages among them 2 to 8 MB
LARGEST_PASTED = 600 * 1024  # a whole document that is pasted: 200,000 letters
OWN = "-"  # the province's own row in an address
NO_LETTER = re.compile("[\x00\ud800-\udfff]")
NO_SEAL = "csrf"  # a form that was not given by our own page of this visit
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
View = Callable[..., Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Visit:
    person: Person
    session: str
    csrf: str


@dataclass(frozen=True)
class Undo:
    """The form that takes back what was just done: where it goes and what it says. It is checked like any other."""

    path: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Fault:
    """What was refused, in which form of a page, and what was typed there: nobody types it twice."""

    at: str = ""
    says: str = ""
    typed: Mapping[str, str] = of_dataclass(default_factory=dict)
    sure: str = ""  # what a second button sends, where it is only asked whether this is meant
    do: str = ""  # what that button says

    def __bool__(self) -> bool:
        return bool(self.says)


NO_FAULT = Fault()


def fault_at(at: str, says: str, sure: str = "", do: str = "") -> Fault:
    return Fault(at, says, {k: told for k, told in request.form.items() if k not in ("csrf", "sure")}, sure, do)


def service() -> Service:
    found: Service = current_app.extensions["radap"]
    return found


def store() -> Store:
    return service().store


def book() -> Book:
    return service().book


def today() -> date:
    return service().today.day()


def provinces() -> tuple[str, ...]:
    """The visitor's own, or every province for who is of none in particular."""
    return (person().province,) if person().province else book().provinces()


def own_province(province: str) -> str:
    if province not in provinces():
        abort(403)
    return province


def secure() -> bool:
    return service().settings.public_url.startswith("https://")


def visit() -> Visit:
    found: Visit = g.visit
    return found


def person() -> Person:
    return visit().person


def csrf_of(session: str) -> str:
    return signature(service().settings.shared_secret, f"form|{session}")


def greet() -> Visit | None:
    """The visitor behind the cookie: as they are now, not as they were when they came."""
    session = request.cookies.get(COOKIE, "")
    if not session:
        return None
    id = store().visits.person(session, milliseconds())
    found = store().people.by_id(id) if id is not None else None
    if found is None or not found.active:
        return None
    return Visit(lent(found, store(), today()), session, csrf_of(session))


def visitors(view: View) -> View:
    """A page for people with a session; every form on it is checked."""

    @wraps(view)
    def guarded(*args: Any, **named: Any) -> Any:
        found = greet()
        if found is None:
            abort(401)
        g.visit = found
        book().refresh()
        if request.method == "POST" and not hmac.compare_digest(
            request.form.get("csrf", "").encode(), found.csrf.encode()
        ):
            abort(400, NO_SEAL)
        if request.method == "POST":
            _readable(chain(request.form.items(multi=True), _names(request.files)))
        return view(*args, **named)

    return guarded


def overseers(view: View) -> View:
    @wraps(view)
    def guarded(*args: Any, **named: Any) -> Any:
        if not person().oversees:
            abort(403)
        return view(*args, **named)

    return visitors(guarded)


def admins(view: View) -> View:
    @wraps(view)
    def guarded(*args: Any, **named: Any) -> Any:
        if person().role != "admin":
            abort(403)
        return view(*args, **named)

    return visitors(guarded)


def writing() -> Person:
    """Inside a transaction: the visitor with what they may write held, so that no message writes it meanwhile."""
    found = locks.hold(store().db, _visitor)
    if found is None or not found.active:
        abort(403)
    return found


def _visitor() -> Person | None:
    found = store().people.by_id(person().id)
    return lent(found, store(), today()) if found is not None else None


def written(turn: Turn) -> list[Row]:
    """Inside a transaction: what a page does is written as what a message does; the rows to send after the commit."""
    now = milliseconds()
    page = Message(f"page-{uuid.uuid4()}", "page", datetime.fromtimestamp(now / 1000, BANGKOK), None, NOBODY)
    return write(store(), turn, page, {}, now, None, person().id)


def kept(*changes: Change) -> list[Row]:
    """Inside a transaction: writes that answer nobody."""
    return written(Turn(changes=changes))


def noted(deed: Deed) -> None:
    """Inside a transaction, last in it: an act of power that no typed write tells of."""
    store().trail.add(deed, way=PAGE, by=person().id, at=milliseconds())


def done(
    rows: list[Row], path: str, turn: Turn | None = None, *, told: str = "", undo: Undo | None = None
) -> AnyResponse:
    """After the commit: what is to be sent is sent; the next page says what was done, and how to take it back."""
    if rows and service().started:  # else whoever sends finds them
        service().sender.take(rows)
    answer = redirect(path, 303)
    told = told or ("\n".join(str(r["text"]) for r in turn.replies if "text" in r) if turn else "")
    if told:
        set_cookie(answer, SAID, quote(told[:MOST_SAID]), seconds=60, strict=True)
    if undo is not None:
        kept = quote(json.dumps([undo.path, dict(undo.fields)], ensure_ascii=False))
        set_cookie(answer, UNDO, kept, seconds=60, strict=True)
    return answer


def said() -> str:
    """What the form before this page did; said once."""
    return unquote(request.cookies.get(SAID, ""))[:MOST_SAID]


def undoing() -> Undo | None:
    """What takes that back; offered once."""
    try:
        path, fields = json.loads(unquote(request.cookies.get(UNDO, "")))
        told = {str(name): str(value) for name, value in fields.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    ours = isinstance(path, str) and path.startswith("/") and not path.startswith("//")
    return Undo(path, told) if ours and not NO_LETTER.search("".join((path, *told, *told.values()))) else None


# what may be seen


def agreement_of(id: str) -> Agreement:
    """An agreement of the visitor's province that was ever opened; others are none of the visitor's business."""
    found = book().get(id)
    if found is None or found not in book().rounds(found.province):
        abort(404)
    if not visible(person(), found):
        abort(403)
    return found


def district_of(agreement: Agreement, name: str) -> str | None:
    district = None if name == OWN else name
    if district is not None and district not in agreement.districts:
        abort(404)
    if district is None and not has_own_row(agreement):
        abort(404)
    if district not in visible(person(), agreement):
        abort(403)
    return district


def sees_province(agreement: Agreement) -> bool:
    """Officers and heads see their own districts only."""
    return person().role not in ("officer", "head") and bool(visible(person(), agreement))


def sees_originals() -> bool:
    """Evidence as it came, with the place and the device in it."""
    return person().role == "head" or person().oversees


def of_province(agreement: Agreement) -> None:
    if not sees_province(agreement):
        abort(403)


def group() -> str | None:
    return person().group if person().role == "owner" else None


def seen(agreement: Agreement) -> Overview:
    """Of a closed round as it was closed."""
    found = overview(store(), agreement, today(), book().answers(agreement.id), group())
    kept = store().rounds.frozen(agreement.id)
    return frozen_overview(kept, found) if kept else found


def rounds() -> tuple[Agreement, ...]:
    """Every round that the visitor may look at, the newest first."""
    return tuple(a for p in provinces() for a in book().rounds(p) if visible(person(), a))


# long lists


@dataclass(frozen=True)
class Paged(Generic[T]):
    """One page of a long list, and where the others are."""

    rows: Sequence[T]
    page: int
    last: int

    def address(self, page: int) -> str:
        return f"{quote(request.path)}?{urlencode({**request.args.to_dict(), 'page': page})}"


def paged(rows: Sequence[T]) -> Paged[T]:
    """The page that the address asks for; one that is not there is the first."""
    last = max(1, -(-len(rows) // ON_A_PAGE))
    told = request.args.get("page", "")
    page = int(told) if re.fullmatch("[0-9]{1,6}", told) and 1 <= int(told) <= last else 1
    return Paged(rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], page, last)


# cookies and headers


def set_cookie(response: AnyResponse, name: str, value: str, *, seconds: int, strict: bool = False) -> None:
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, secure=secure(), samesite="Strict" if strict else "Lax", path="/"
    )


def fresh_secret() -> str:
    return secrets.token_urlsafe(32)


def harden(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
        if request.method == "GET" and response.status_code == 200:
            for name in {SAID, UNDO} & set(request.cookies):
                response.delete_cookie(name, path="/")
    if secure():
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def _readable(told: Iterable[tuple[str, str]]) -> None:
    """No letter that has no place in a text, nor half of one: neither engine keeps them, and no person types them."""
    for name, value in told:
        if NO_LETTER.search(name) or NO_LETTER.search(value):
            abort(400)


def _names(files: MultiDict[str, FileStorage]) -> Iterator[tuple[str, str]]:
    return ((name, file.filename or "") for name, file in files.items(multi=True))


def bound() -> None:
    """Before a form is read: only one that brings a file may be as large as a file."""
    if NO_LETTER.search(request.path):
        abort(404)
    _readable(chain(request.args.items(multi=True), request.cookies.items(multi=True)))
    papers = request.path == PAPERS
    if request.mimetype != "multipart/form-data":
        request.max_content_length = LARGEST_FORM
    elif papers:
        request.max_content_length = LARGEST_PAPERS
    request.max_form_memory_size = LARGEST_PASTED if papers else LARGEST_FORM


def field(name: str, most: int = 200) -> str:
    """What a field of a form says; none is longer than its page lets a person type."""
    told = request.form.get(name, "").strip()
    if len(told) > most:
        abort(413)
    return told


def back(path: str) -> AnyResponse:
    return redirect(path, 303)
