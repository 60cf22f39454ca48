"""Nonsense at every page: odd bytes in paths, queries, forms and cookies of every role; no 5xx, no slow answer."""

import logging
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, unquote, urlsplit

import pytest

from tests.dashboard.conftest import AGREEMENT, Office, buriram, hidden
from tests.dashboard.evidence import attach
from tests.postgres_cluster import Cluster

ROUND = 1000  # requests of one office: what they broke or removed is whole again afterwards
SLOW = 1.0  # seconds of our own work
ODD: tuple[bytes, ...] = (
    b"\x00", b"a\x00b", b"\xff\xfe", b"\xed\xa0\x80", b"\xc3", b"\xf4\x90\x80\x80", b"\xe0\xb8", "\u202e".encode(), b"",
    b" ", b"-1", b"0", b"9" * 30, b"9" * 5000, b"1e999", b"1E-900000", "²".encode(), "๑๒".encode(), "½".encode(),
    "Ⅷ".encode(), b"NaN", b"Infinity", b"0x10", b"1_000", b"None", b"null", b"true", b"[]", b"{}", b'"\\ud800"',
    b'{"a":"\\u0000"}', b"x" * 3000, "ก".encode() * 4000, b"..", b"../../etc/passwd", b"%", b"%00",
    b"%25%30%30", b"\r\n",
    b"a\r\nSet-Cookie: b=c", b"'; DROP TABLE people;--", b"<script>", b"{{7*7}}", b"2561-02-30", b"31/2/2561",
    "บ้านกรวด".encode(), AGREEMENT.encode(), b"approve", b"remove", b"all", b"-", "\ufeff".encode(), "ํา".encode(),
    "👨‍👩‍👧".encode(), b"\x7f", b"\x1b[31m", b"=1+1", b"function/3", b"00000000-0000-0000-0000-000000000000",
)  # fmt: skip
NAMES = ("q", "group", "level", "only", "sort", "line", "page", "district", "about", "indicator", "said", "deed", "x")
WORDS = b"application/x-www-form-urlencoded"
TYPES: tuple[bytes, ...] = (
    b"", b"application/json", b"text/plain", b"multipart/form-data", b"multipart/form-data; boundary=",
    b"multipart/form-data; boundary=nowhere", WORDS + b"; charset=utf-16", WORDS + b"; charset=nonsense", b"\xff/\x00",
    b"multipart/form-data; boundary=" + b"x" * 3000, b"application/octet-stream",
)  # fmt: skip
UNDONE = tuple(quote_plus(told).encode() for told in (
    '["/x", {"a": "\\ud800"}]', '["/\\ud800", {"a": 1}]', '["/x", {"\\u0000": [1]}]', '["//x.example", {}]',
    '[["/"], {}]',
    '{"0": "/x"}', '["/x", 5]', "[" * 900,
))  # fmt: skip
METHODS = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "get")
PEOPLE = ("นภา ผู้กำกับ", "สมชาย บ้านกรวด", "หัวหน้า บ้านกรวด", "กลุ่มยุทธศาสตร์", "ผู้ดูแล", "ผู้ดูแลทุกจังหวัด")
Fields = list[tuple[bytes, bytes]]


@dataclass
class Asked:
    """A request as bytes, whole at first."""

    method: str
    path: bytes
    query: Fields = field(default_factory=list)
    form: Fields = field(default_factory=list)
    many: bool = False  # multipart
    cookies: Fields = field(default_factory=list)
    type: bytes | None = None
    body: bytes | None = None
    length: str | None = None

    def environ(self) -> dict[str, Any]:
        body, kind = self.body, WORDS
        if body is None and self.many:
            kind = b"multipart/form-data; boundary=edge"
            body = b"".join(_part(name, value) for name, value in self.form) + b"--edge--\r\n"
        elif body is None:
            body = _encoded(self.form)
        return {
            "REQUEST_METHOD": self.method, "PATH_INFO": self.path.decode("latin-1"), "SCRIPT_NAME": "",
            "QUERY_STRING": _encoded(self.query).decode("latin-1"), "SERVER_NAME": "localhost", "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body), "wsgi.errors": BytesIO(), "wsgi.multithread": True,
            "wsgi.multiprocess": False, "wsgi.run_once": False, "wsgi.input_terminated": True,
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost",
            "CONTENT_TYPE": (kind if self.type is None else self.type).decode("latin-1"),
            "CONTENT_LENGTH": str(len(body)) if self.length is None else self.length,
            "HTTP_COOKIE": b"; ".join(n + b"=" + v for n, v in self.cookies).decode("latin-1"),
        }  # fmt: skip


def _part(name: bytes, value: bytes) -> bytes:
    file = b'; filename="' + value[:40] + b'"\r\nContent-Type: image/png' if name == b"file" else b""
    return b'--edge\r\nContent-Disposition: form-data; name="' + name + b'"' + file + b"\r\n\r\n" + value + b"\r\n"


def _encoded(fields: Fields) -> bytes:
    """Raw bytes stay what they are, whatever they would mean in UTF-8."""
    return b"&".join(quote_plus(name).encode() + b"=" + quote_plus(value).encode() for name, value in fields)


class Walked:
    """What a visitor of one role finds: addresses and forms of every page that links lead to."""

    def __init__(self, office: Office, name: str) -> None:
        self.name = name
        self.enter(office)
        self.addresses = ["/", "/mine", "/admin/trail", "/admin/trail/list"]
        found: dict[tuple[bytes, ...], Asked] = {}
        of_rule: Counter[str] = Counter()
        adapter = office.app.url_map.bind("localhost")
        seen, left = set(self.addresses), list(self.addresses)
        while left:
            path = left.pop(0)
            shown = self.client.get(path)
            if shown.mimetype != "text/html":
                continue
            for form in forms(shown.text):
                found[form.path, *(n + (v if n == b"deed" else b"") for n, v in form.form)] = form
            for told in re.findall(r'href="(/[^"#]*)', shown.text + f'href="{shown.headers.get("Location", "#")}'):
                address = unescape(told)
                if address in seen or address.startswith("/static/"):
                    continue
                seen.add(address)
                rule = str(adapter.match(unquote(urlsplit(address).path), return_rule=True)[0])
                of_rule[rule] += 1
                if of_rule[rule] <= 3:
                    self.addresses.append(address)
                    left.append(address)
        self.forms = list(found.values())

    def enter(self, office: Office) -> None:
        """Anew, where a form ended the visit; somebody who was removed stays outside."""
        one = office.store.people.by_id(office.people[self.name])
        if one is None or not one.active:
            return
        self.client = office.visitor(self.name).client
        self.csrf = hidden(self.client.get("/mine"), "csrf").encode()

    @property
    def cookies(self) -> Fields:
        found = self.client.get_cookie("radap")
        return [(b"radap", found.value.encode())] if found else []


def forms(html: str) -> Iterator[Asked]:
    for attributes, inside in re.findall(r"<form([^>]*)>(.*?)</form>", html, re.DOTALL):
        told = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
        if told.get("method") != "post":
            continue
        found = re.findall(r'<(?:input|button)[^>]* name="([^"]+)"(?:[^>]* value="([^"]*)")?', inside)
        found += [(n, re.findall(r'value="([^"]*)"', o)[-1:] or [""])
                  for n, o in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', inside, re.DOTALL)]  # fmt: skip
        found += [(n, "คำ") for n in re.findall(r'<textarea[^>]* name="([^"]+)"', inside)]
        fields = [(n.encode(), unescape(v if isinstance(v, str) else v[0]).encode()) for n, v in found]
        yield Asked("POST", unescape(told["action"]).encode(), form=fields, many="enctype" in told)


def fuzzed(walk: Walked, dice: random.Random) -> Asked:
    if dice.random() < 0.5 and walk.forms:
        whole = dice.choice(walk.forms)
        sealed = [(n, walk.csrf if n == b"csrf" else v) for n, v in whole.form]
        asked = Asked(whole.method, whole.path, form=sealed, many=whole.many)
    else:
        path, _, query = dice.choice(walk.addresses).partition("?")
        if path.startswith("/files/") and dice.random() < 0.7:  # each makes a whole workbook
            path, _, query = dice.choice(walk.addresses).partition("?")
        pairs = [one.partition("=") for one in query.split("&") if one]
        asked = Asked("GET", unquote(path).encode(), [(n.encode(), unquote(v).encode()) for n, _, v in pairs])
    asked.cookies = walk.cookies
    for _ in range(dice.choice((0, 1, 1, 1, 2, 4))):
        dice.choice(DAMAGES)(asked, dice)
    return asked


def _in_path(asked: Asked, dice: random.Random) -> None:
    parts = asked.path.split(b"/")
    parts[dice.randrange(1, len(parts))] = dice.choice(ODD)
    asked.path = b"/".join(parts) + dice.choice((b"", b"", b"", b"/", b"/x"))


def _in_query(asked: Asked, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 2, 30))):
        asked.query.append((dice.choice(NAMES).encode() if dice.random() < 0.9 else dice.choice(ODD), dice.choice(ODD)))


def _in_form(asked: Asked, dice: random.Random) -> None:
    """A field is odd, gone, there twice, huge, or of another name; the seal of the form mostly stays."""
    free = [n for n, (name, _) in enumerate(asked.form) if name != b"csrf" or dice.random() < 0.05]
    if not free:
        asked.form.append((dice.choice(NAMES).encode(), dice.choice(ODD)))
        return
    at = dice.choice(free)
    name, value = asked.form[at]
    asked.form[at : at + 1] = dice.choice((
        [(name, dice.choice(ODD))], [(name, dice.choice(ODD))], [(name, dice.choice(ODD))], [],
        [(name, value), (name, dice.choice(ODD))], [(name, dice.choice(ODD)), (name, value)],
        [(name, b"9" * 100_000)], [(dice.choice(ODD), value)], [(name + b"\x00", value)],
    ))  # fmt: skip


def _in_cookies(asked: Asked, dice: random.Random) -> None:
    name = dice.choice((b"radap", b"said", b"undo", b"radap_open", b"x", b"\x00"))
    told = dice.choice((*ODD, *UNDONE)) if name == b"undo" else dice.choice(ODD)
    asked.cookies = [c for c in asked.cookies if c[0] != name or dice.random() < 0.3] + [(name, told)]


def _in_type(asked: Asked, dice: random.Random) -> None:
    asked.type = dice.choice(TYPES)


def _in_body(asked: Asked, dice: random.Random) -> None:
    asked.body = dice.choice((dice.randbytes(300), b"&" * 5000, b"a=" + b"\xff" * 99, b"{}", b"--edge\r\n\r\n", b"="))


def _in_length(asked: Asked, dice: random.Random) -> None:
    asked.length = dice.choice(("", "0", "-1", "99999999999", "1e3", "²", "5", "nonsense"))


def _in_method(asked: Asked, dice: random.Random) -> None:
    asked.method = dice.choice((*METHODS, "POST", "GET"))


DAMAGES: tuple[Callable[[Asked, random.Random], None], ...] = (
    _in_path, _in_path, _in_path, _in_query, _in_query, _in_form, _in_form, _in_form, _in_form, _in_form, _in_cookies,
    _in_cookies, _in_type, _in_body, _in_length, _in_method,
)  # fmt: skip


def answered(office: Office, asked: Asked) -> int:
    told: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        told.append(status)

    found: Iterable[bytes] = office.app.wsgi_app(asked.environ(), start)
    try:
        for _ in found:
            pass
    finally:
        getattr(found, "close", lambda: None)()
    return int(told[-1].split()[0])


class Traces(logging.Handler):
    """What an answer of 500 came from."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.found.append(logging.Formatter().formatException(record.exc_info)[-900:])


def open_office(folder: Path, url: str) -> Office:
    office = Office(folder, **({"DATABASE_URL": url} if url else {}))
    buriram(office)
    attach(office, "photo-own", "บ้านกรวด", "function/3", level=1)
    with office.store.db.transaction():
        waits = office.store.people.enroll(
            name="ผู้มาใหม่", province="บุรีรัมย์", role="officer", districts=["คูเมือง"], group="", line_user="U" + "f" * 32,
            at=0,
        )  # fmt: skip
        office.store.people.update(person=waits, state="waiting", agreed=1)
    return office


def run_pages(folder: Path, many: int, seed: int, url: Callable[[], str]) -> None:
    dice, statuses, slow = random.Random(seed), Counter[int](), list[tuple[float, Asked]]()
    wrong: list[Asked] = []
    traces = Traces()
    logging.getLogger().addHandler(traces)
    walks: list[Walked] = []
    began = time.monotonic()
    try:
        for n in range(0, many, ROUND):
            office = open_office(folder / str(n), url())
            office.app.logger.addHandler(traces)
            walks = walks or [Walked(office, name) for name in PEOPLE]
            for walk in walks:
                walk.enter(office)
            for _ in range(min(ROUND, many - n)):
                walk = dice.choice(walks)
                asked = fuzzed(walk, dice)
                at = time.process_time()
                status = answered(office, asked)
                if (spent := time.process_time() - at) > SLOW:
                    slow.append((spent, asked))
                statuses[status] += 1
                if status == 401:
                    walk.enter(office)
                if status >= 500:
                    wrong.append(asked)
            office.service.stop()
            office.store.close()
    finally:
        logging.getLogger().removeHandler(traces)
    print(
        f"\nfuzzed pages: {many} in {time.monotonic() - began:.0f} s, answers {dict(sorted(statuses.items()))}, "
        f"5xx {len(wrong)}, slower than {SLOW} s {len(slow)}"
    )
    kinds = Counter(trace.splitlines()[-1][:200] for trace in traces.found)
    assert not wrong, "\n".join([f"{kinds}", *dict.fromkeys(traces.found), *(str(one)[:600] for one in wrong[:5])][:12])
    assert not slow, slow[:3]
    assert statuses[200] + statuses[303] > many / 5  # most damage is small enough to get past the door
    routes = {address.partition("?")[0].split("/")[1] for walk in walks for address in walk.addresses}
    assert {"p", "d", "r", "e", "doc", "sign", "sheet", "files", "admin", "mine"} <= routes


def test_odd_bytes_anywhere_are_answered_and_never_with_a_500(tmp_path: Path) -> None:
    run_pages(tmp_path, 500, 51, lambda: "")


@pytest.mark.postgres
def test_odd_bytes_anywhere_are_answered_on_postgresql_too(tmp_path: Path, postgres_url: str) -> None:
    run_pages(tmp_path, 500, 52, lambda: postgres_url)


@pytest.mark.fault
@pytest.mark.timeout(2400)
def test_twenty_thousand_odd_requests_on_sqlite(tmp_path: Path) -> None:
    run_pages(tmp_path, 20_000, 53, lambda: "")


@pytest.mark.fault
@pytest.mark.postgres
@pytest.mark.timeout(2400)
def test_twenty_thousand_odd_requests_on_postgresql(tmp_path: Path, postgres: Cluster) -> None:
    made: list[str] = []

    def url() -> str:
        made.append(postgres.create_database())
        return postgres.url(made[-1])

    run_pages(tmp_path, 20_000, 54, url)
    for name in made:
        postgres.drop_database(name)
