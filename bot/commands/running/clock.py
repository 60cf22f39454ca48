"""clock: sends what is due (its own process with PostgreSQL), or shows what will be sent to whom and what it costs."""

import argparse
import re
import signal
import threading
from collections import Counter
from datetime import timedelta

from bot.clock.provinces import Planner
from bot.clock.quota import kept_quota
from bot.clock.tick import Clock
from bot.config import Settings, load_settings
from bot.keeping.alarms.watching import watching
from bot.keeping.nightly import Nightly
from bot.keeping.opening import ready
from bot.logs import write_json
from bot.office.book import Book
from bot.pictures import Pictures
from bot.post.line import Line
from bot.refused import Refused
from bot.store import Store
from bot.today import Today
from handlers.deadlines.reminders import Sending
from templates.calendar import calendar_file

SHOWN = 3  # things of one digest in a line of the plan
DAYS = re.compile(r"([1-9][0-9]{0,2})d?")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plan", metavar="30d", help="send nothing: list what will be sent in so many days")
    parser.add_argument("--province", help="of the plan: only this one")
    parser.add_argument("--ics", metavar="AGREEMENT", help="print this agreement's deadlines as a calendar file (.ics)")


def run(args: argparse.Namespace) -> int:
    looks = args.plan is not None or args.ics is not None
    settings = load_settings(line_needed=not looks)
    if not looks and settings.database_url.startswith("sqlite:"):  # which may lie on a disk that is not ours
        stop = _told_to_stop()
        print("clock: the database is SQLite, so the web process ticks; nothing to do here, waiting", flush=True)
        stop.wait()
        return 0
    store = ready("clock", settings)
    try:
        if args.ics is not None:
            print(_ics(store, args.ics, Today(settings, store)), end="")
        elif args.plan is not None:
            print("\n".join(_plan(store, settings, args.plan, args.province)))
        else:
            _serve(store, settings)
    finally:
        store.close()
    return 0


def _told_to_stop() -> threading.Event:
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    return stop


def _serve(store: Store, settings: Settings) -> None:
    write_json()
    stop = _told_to_stop()
    today = Today(settings, store)
    line, book = Line(settings.channel_token, settings.api_host), Book(store.rounds, today.day)
    clock = Clock(store, book, today, line, draw=Pictures(settings).offer)
    nightly = Nightly(settings, store)
    watch = watching(settings, store, today, book, line, ticks=True)
    for one in (clock, nightly, watch):
        one.start()
    print("clock: ticking", flush=True)
    stop.wait()
    for one in (watch, clock, nightly):
        one.stop()


def _ics(store: Store, agreement: str, today: Today) -> str:
    planner = Planner(store, Book(store.rounds, today.day))
    planner.book.refresh()
    found = planner.book.get(agreement)
    if found is None:
        known = ", ".join(sorted(a.id for a in planner.book.all()))
        raise Refused(f"clock: found no agreement {agreement!r}, expected one of {known}")
    return calendar_file(found, planner.deadlines_of(found))


def _plan(store: Store, settings: Settings, span: str, only: str | None) -> list[str]:
    match = DAYS.fullmatch(span)
    if match is None:
        raise Refused(f"clock: found --plan {span!r}, expected a number of days like 30d")
    days = int(match.group(1))
    today = Today(settings, store)
    first = today.day()
    planner = Planner(store, Book(store.rounds, today.day))
    planner.book.refresh()
    provinces = planner.book.provinces()
    if only is not None and only not in provinces:
        raise Refused(f"clock: found --province {only!r}, expected one of {', '.join(provinces) or '(no open round)'}")
    lines = [f"{first} to {first + timedelta(days=days - 1)}, if nobody reports before"]
    total = important = 0
    for name in [only] if only else provinces:
        people = {p.id: p.name for p in store.people.of_province(name, "active")}
        plan = planner.plan(name, first, days)
        lines += [f"{name}: {len(plan)} pushes", *(_line(one, people) for one in plan)]
        total += len(plan)
        important += sum(one.important for one in plan)
    lines.append(f"total: {total} pushes, {important} of them important")
    quota = kept_quota(store)
    if quota is not None and quota.limit is not None:
        lines.append(f"quota of this month when LINE was asked last: {quota.used} of {quota.limit} used")
    return lines


def _line(one: Sending, people: dict[int, str]) -> str:
    things = Counter(f"{i.deadline.what}{' ^' if i.upward else ''} {i.deadline.day}" for i in one.items)
    told = [what if n == 1 else f"{what} ({n})" for what, n in things.items()]
    more = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return f"  {one.day} {people.get(one.person, '?')} ({one.person}): {', '.join(told[:SHOWN])}{more}"
