"""Couriers of alarms: a letter by SMTP, a ping to an address that healthchecks.io and its like offer."""

import json
import logging
import smtplib
import ssl
import threading
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.config import Settings
from bot.keeping.alarms.told import Courier, News, details
from templates.words.people import faults

log = logging.getLogger("radap.watching")
TOTAL = 20.0  # seconds of one delivery, however slowly the other side speaks
ONE = 10.0  # seconds of silence
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Mail:
    name = "letter"

    def __init__(self, url: str, to: tuple[str, ...], public_url: str) -> None:
        told = urlsplit(url)
        self.secure, self.host = told.scheme == "smtps", told.hostname or ""
        self.port = told.port or (465 if self.secure else 587)
        self.user, self._password = unquote(told.username or ""), unquote(told.password or "")
        self.to, self.public_url = to, public_url

    def tell(self, news: News) -> None:
        self._write(
            faults.letter_subject(news.new, news.healed),
            faults.letter(news.new, news.still, news.healed, self.public_url),
        )

    def try_out(self) -> None:
        self._write(faults.TRIAL_SUBJECT, faults.TRIAL)

    def _write(self, subject: str, text: str) -> None:
        letter = EmailMessage()
        sender = self.user if "@" in self.user else self.to[0]
        letter["From"], letter["To"], letter["Subject"] = sender, ", ".join(self.to), subject
        letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain=sender.rsplit("@", 1)[1])
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(text)
        within(TOTAL, lambda: self._send(letter))

    def still_well(self) -> None:
        """No news is good news."""

    def _send(self, letter: EmailMessage) -> None:
        trust = ssl.create_default_context()
        if self.secure:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=ONE, context=trust)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=ONE)
        with server:
            server.ehlo()
            if not self.secure and server.has_extn("starttls"):
                server.starttls(context=trust)
                server.ehlo()
            elif not self.secure and self.user and self.host not in LOOPBACK:
                raise smtplib.SMTPException("the server offers no encryption, and a password is not sent without it")
            if self.user:
                server.login(self.user, self._password)
            server.send_message(letter)


class Pings:
    """`URL` says that all is well, `URL/fail` that something is not, with what it is. Where nothing is heard any more
    (the machine, the clock or the network is dead) it is the other side that raises the alarm."""

    name = "ping"

    def __init__(self, url: str, *, beats: bool) -> None:
        self.url, self.beats = url, beats  # beats: of a process that ticks

    def tell(self, news: News) -> None:
        if news.new or news.still:
            fail(self.url, json.dumps(details(news), ensure_ascii=False))
        else:
            succeed(self.url)

    def try_out(self) -> None:
        succeed(self.url)

    def still_well(self) -> None:
        if self.beats:
            succeed(self.url)


def of(settings: Settings, *, ticks: bool) -> list[Courier]:
    """`ticks`: this process is the one that ticks."""
    couriers: list[Courier] = []
    if settings.alarm_mail and settings.smtp_url:
        couriers.append(Mail(settings.smtp_url, settings.alarm_mail, settings.public_url))
    if settings.alarm_urls:
        couriers.append(Pings(settings.alarm_urls[0], beats=ticks))
    return couriers


def once(settings: Settings, problem: str, note: Path) -> None:
    """For a process that does not even start, again and again: told as long as the note does not lie there."""
    if note.exists():
        return
    for courier in of(settings, ticks=False):
        try:
            courier.tell(News([problem], (), ()))
        except Exception as trouble:
            log.warning("alarm by %s not delivered: %s", courier.name, type(trouble).__name__)
        else:
            with suppress(OSError):
                note.touch(0o600)


def of_backup(settings: Settings, failure: str = "") -> None:
    """For whoever has made a backup, or has not: the second address hears of it, as well as it can."""
    if len(settings.alarm_urls) < 2:
        return
    try:
        fail(settings.alarm_urls[1], failure) if failure else succeed(settings.alarm_urls[1])
    except Exception as trouble:
        log.warning("backup's ping not delivered: %s", type(trouble).__name__)


def succeed(url: str) -> None:
    _call(urllib.request.Request(url, method="GET"))


def fail(url: str, words: str) -> None:
    _call(urllib.request.Request(f"{url}/fail", words.encode(), {"Content-Type": "text/plain; charset=utf-8"}))


def _call(request: urllib.request.Request) -> None:
    def call() -> None:
        with urllib.request.urlopen(request, timeout=ONE):
            pass

    within(TOTAL, call)


def within(seconds: float, work: Callable[[], None]) -> None:
    """A timeout bounds each byte only: what takes longer in all is left behind in its thread and counts as failed."""
    failed: list[BaseException] = [TimeoutError(f"no end after {seconds:g} seconds")]

    def run() -> None:
        try:
            work()
            failed.clear()
        except BaseException as failure:
            failed[:] = [failure]

    thread = threading.Thread(target=run, name="courier", daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
