"""The check-up: everything that must be well for the bot to serve, each with what to do when it is not."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.clock.tick import TICKED
from bot.config import Settings
from bot.keeping import backups, health, sealing
from bot.keeping.alarms import couriers
from bot.keeping.modes import open_to_others
from bot.keeping.opening import absent_file, not_proven, shown
from bot.keeping.witness import Witness
from bot.office.book import Book
from bot.post.line import Line
from bot.store import Store
from scoring.document.loading import Unproven, shipped

MINUTE = 60_000  # ms
QUOTA_LOW = 0.9  # of the month's pushes


@dataclass(frozen=True)
class Finding:
    what: str
    words: str
    todo: str = ""  # empty: it is well

    def __str__(self) -> str:
        return f"{'WRONG' if self.todo else 'ok':<6}{self.what}: {self.words}{'; ' + self.todo if self.todo else ''}"


@dataclass
class Patient:
    settings: Settings
    store: Store
    line: Line | None  # None: without settings nobody can ask LINE
    now: datetime

    @property
    def milliseconds(self) -> int:
        return int(self.now.timestamp() * 1000)

    @property
    def folder(self) -> Path:
        return self.settings.backup_dir or self.settings.data_dir / "backups"


Check = Callable[[Patient], Iterator[Finding]]


def check_up(patient: Patient) -> Iterator[Finding]:
    """Every finding in its order; without a usable database the checks that read it are left out."""
    url = shown(patient.settings.database_url)
    absent = absent_file(patient.settings.database_url)
    trouble = "" if absent else patient.store.db.trouble() or _cannot_write(patient)
    if absent:
        yield Finding("database", f"there is no file {absent}", "check DATABASE_URL, or run python -m bot migrate")
    elif trouble:
        yield Finding("database", f"{url} cannot be reached: {trouble}", "check DATABASE_URL, and that it runs")
    else:
        yield Finding("database", f"{url} answers")
        missing = patient.store.missing()
        if missing:
            yield Finding("migrations", f"the database lacks {', '.join(missing)}", "run python -m bot migrate")
        else:
            yield Finding("migrations", "the database is up to date")
            if lost := Witness(patient.settings, patient.store).lost():
                yield Finding("database", lost, "bring the office back: python -m bot restore FILE")
            for check in OF_DATABASE:
                yield from check(patient)
    for check in OF_MACHINE:
        yield from check(patient)


def agreements(patient: Patient) -> Iterator[Finding]:
    try:
        shipped()
    except Unproven as faults:
        yield Finding("agreements", *not_proven(faults).rsplit("; ", 1))
        return
    book = Book(patient.store.rounds)
    book.refresh()
    known = {a.id for a in book.all()}
    for id, fault in book.unproven.items():
        yield Finding("agreements", f"{id} is closed, as it is not proven: {fault}", "mend it and add it again")
    opened = [row["agreement"] for row in patient.store.rounds.opened() if not row["closed"]]
    for id in opened:
        if id not in known and id not in book.unproven:
            yield Finding(
                "agreements", f"{id} is open but nobody knows it", "add it again: python -m bot agreement new"
            )
    if opened:
        yield Finding("agreements", f"{len(known)} known, open: {', '.join(i for i in opened if i in known) or '-'}")
    else:
        yield Finding("agreements", f"{len(known)} known, none is open", "run python -m bot activate AGREEMENT")


def people(patient: Patient) -> Iterator[Finding]:
    rows = patient.store.db.query("SELECT role, COUNT(*) AS n FROM people WHERE state = 'active' GROUP BY role")
    count = {row["role"]: row["n"] for row in rows}
    words = f"{sum(count.values())} active"
    if count.get("admin") or count.get("supervisor"):
        yield Finding("people", words)
    else:
        yield Finding(
            "people", f"{words}, nobody may approve a newcomer", "run python -m bot enroll --role admin --name NAME"
        )


def clock(patient: Patient) -> Iterator[Finding]:
    ticked = patient.store.kept.get(TICKED)
    who = "the web process" if patient.store.db.one_process else "python -m bot clock"
    if ticked is None:
        yield Finding("clock", "it has never ticked", f"start {who}")
        return
    age = patient.milliseconds - int(ticked)
    words = f"it ticked {_ago(age)}"
    yield Finding("clock", words, f"see that {who} runs" if health.clock_late(ticked, patient.milliseconds) else "")


def post(patient: Patient) -> Iterator[Finding]:
    for name, (n, oldest) in (("inbox", patient.store.inbox.backlog()), ("outbox", patient.store.outbox.backlog())):
        age = 0 if oldest is None else patient.milliseconds - oldest
        late = health.waits_long(name, oldest, patient.milliseconds)
        words = f"{n} wait" + (f", the oldest came {_ago(age)}" if n else "")
        yield Finding(name, words, "see that the web process runs, and its log" if late else "")
    failed = patient.store.db.query(
        "SELECT reference FROM inbox WHERE state = 'failed' AND done > ? ORDER BY done DESC LIMIT 5",
        [patient.milliseconds - 24 * 60 * MINUTE],
    )
    if failed:
        names = ", ".join(row["reference"] for row in failed)
        yield Finding("inbox", f"messages failed since yesterday: {names}", "look for these references in the log")


def evidence(patient: Patient) -> Iterator[Finding]:
    named = patient.store.blobs.named()
    kept = dict(patient.store.blobs.sizes())
    lost = sorted(hash for hash in named if not kept.get(hash))
    words = f"{len(named)} files are named, {len(named) - len(lost)} are there ({sum(kept.values()):,} bytes)"
    for hash in lost[:5]:
        words += f", missing {hash[:12]}…"
    yield Finding("evidence", words, "bring DATA_DIR/evidence back from a backup" if lost else "")


def backup(patient: Patient) -> Iterator[Finding]:
    made = patient.store.kept.get(backups.KEPT)
    where = "python -m bot backup makes one, BACKUP_DIR makes one every night"
    if made is None:
        facts = patient.store.db.query("SELECT COUNT(*) AS n FROM facts")[0]["n"]
        yield Finding("backup", "none was ever made" + ("" if facts else ", and nothing is reported yet"),
                      where if facts else "")  # fmt: skip
        return
    age = patient.milliseconds - int(made)
    old = health.backup_old(made, None, patient.milliseconds)
    lock = sealing.lock_of(patient.store)
    words = f"the last one was made {_ago(age)}, " + (f"for the key {lock.shown}" if lock else "not encrypted")
    yield Finding("backup", words, where if old else "")
    if lock is not None and not lock.tried:
        todo = "run python -m bot restore FILE --try and type the key from where it is kept"
        yield Finding("backup", "nobody has opened one with its key yet, so none counts", todo)
    if patient.store.kept.get(backups.FAILED):
        yield Finding("backup", "the last nightly one failed", "see the log, and run python -m bot backup")


def trail(patient: Patient) -> Iterator[Finding]:
    broken = patient.store.trail.broken()
    if broken is None:
        seq, hash = patient.store.trail.newest()
        yield Finding("trail", f"whole, its newest row is {seq} {hash[:12]}" if seq else "nothing stands in it yet")
    else:
        yield Finding(
            "trail", f"row {broken} is not as it was written, or the row before it is gone",
            "somebody wrote to the database itself: compare the page of who did what with a backup",
        )  # fmt: skip


def disk(patient: Patient) -> Iterator[Finding]:
    for name, folder in (("DATA_DIR", patient.settings.data_dir), ("backups", patient.folder)):
        place = folder.absolute()
        try:
            while not place.exists():
                place = place.parent
            tempfile.TemporaryFile(dir=place).close()
        except OSError as failure:
            todo = "make it writable, or run this as the bot's own user"
            yield Finding("disk", f"{name} {folder}: nothing can be written there ({failure.strerror})", todo)
            continue
        free = shutil.disk_usage(place).free
        words = f"{name} {folder}: {free / 1024**3:.1f} GiB free"
        yield Finding("disk", words, "make room, or move it to a larger disk" if health.little_room(free) else "")


def files(patient: Patient) -> Iterator[Finding]:
    """Of whom the files are, on a machine with other users."""
    found = list(open_to_others(patient.settings))
    if found:
        words = f"{len(found)} can be looked into by other users of this machine, like {found[0]}"
        yield Finding("files", words, "chmod -R go= them, as their owner")
    else:
        yield Finding("files", "they are their owner's alone")


def line(patient: Patient) -> Iterator[Finding]:
    if patient.line is None:
        return
    info = patient.line.ask("/v2/bot/info")
    if info.outcome != "sent":
        if info.status in (401, 403):
            todo = "issue a channel access token in the LINE console and set LINE_CHANNEL_ACCESS_TOKEN"
            yield Finding("LINE", f"it refuses the channel access token (status {info.status})", todo)
        else:
            yield Finding(
                "LINE", f"it does not answer ({info.text[:80] or info.status})", "check the network, try later"
            )
        return
    try:
        name = json.loads(info.text)["displayName"]
    except (ValueError, KeyError, TypeError):
        name = "?"
    yield Finding("LINE", f"it knows the channel as {name}")
    yield from _webhook(patient)
    quota = patient.line.quota()
    if quota is None:
        yield Finding("quota", "LINE does not say it now", "try later")
        return
    limit, used = quota
    if limit is None:
        yield Finding("quota", f"{used:,} pushes this month, no limit")
    else:
        todo = "enlarge the plan in the LINE console, or expect reminders to be thinned out"
        yield Finding("quota", f"{used:,} of {limit:,} pushes this month", todo if used > QUOTA_LOW * limit else "")


def _webhook(patient: Patient) -> Iterator[Finding]:
    assert patient.line is not None
    said = patient.line.get("/v2/bot/channel/webhook/endpoint")
    if said is None:
        yield Finding("webhook", "none is set", f"set {patient.settings.public_url}/callback in the LINE console")
    elif not said.get("active"):
        yield Finding(
            "webhook", f"{said.get('endpoint')} is switched off", "switch on 'Use webhook' in the LINE console"
        )
    else:
        yield Finding("webhook", f"{said.get('endpoint')} is switched on")


def public_url(patient: Patient) -> Iterator[Finding]:
    url = patient.settings.public_url
    local = url.startswith(("http://127.0.0.1", "http://localhost"))
    if url.startswith("https://") or (local and patient.settings.api_host):
        yield Finding("PUBLIC_URL", url)
    else:
        yield Finding(
            "PUBLIC_URL", f"{url} cannot be opened from a telephone", "set it to the https address of the bot"
        )


def alarms(patient: Patient) -> Iterator[Finding]:
    named = [courier.name for courier in couriers.of(patient.settings, ticks=False)]
    if named:
        yield Finding("alarms", f"by {' and '.join(named)}; doctor --alarm tries them")
    else:
        yield Finding("alarms", "nobody is told when LINE is dead: ALARM_MAIL or ALARM_URL would")


def trial(settings: Settings) -> Iterator[Finding]:
    """Each courier of alarms, now."""
    found = couriers.of(settings, ticks=True)
    for courier in found:
        try:
            courier.try_out()
            yield Finding("alarms", f"a {courier.name} went out: see that it arrived")
        except Exception as failure:  # a server that is away, a wrong password
            words = f"no {courier.name} went out ({type(failure).__name__}: {str(failure).splitlines()[0][:100]})"
            yield Finding("alarms", words, "check SMTP_URL and ALARM_MAIL, or ALARM_URL")
    if not found:
        yield Finding("alarms", "none is set", "set ALARM_MAIL with SMTP_URL, or ALARM_URL")


OF_DATABASE: tuple[Check, ...] = (agreements, people, clock, post, evidence, backup, trail)
OF_MACHINE: tuple[Check, ...] = (disk, files, public_url, alarms, line)


def _cannot_write(patient: Patient) -> str:
    """What is in the way of writing into a database that can be read."""
    if patient.store.missing():
        return ""
    try:
        with patient.store.db.transaction(counted=False):
            patient.store.kept.put(name="doctor", value=str(patient.milliseconds))
    except Exception as failure:  # each driver has its own
        return str(failure).splitlines()[0]
    return ""


def _ago(age: int) -> str:
    minutes = age // MINUTE
    if minutes < 2:
        return f"{max(age // 1000, 0)} seconds ago"
    return f"{minutes} minutes ago" if minutes < 120 else f"{minutes // 60} hours ago"
