"""Locks of a message: what its sender may write is theirs alone until the transaction ends (PostgreSQL; on SQLite a
transaction is alone already).

A tree: the office, its provinces, their districts. Everybody shares the way to what is theirs and holds that alone:
    officer, head                   their districts
    owner, supervisor               the province, and with it every district of it
    admin without a province        the office, and with it everything
Who is not bound yet, and who may approve them, take turns under STRANGERS. All take the names in one order (STRANGERS,
office, province, districts), so nobody ever waits in a circle; nobody needs another district in the middle of a
message, because nobody may write one that is not held from the start. Whoever writes facts or office values outside the
mailbox (a page, a command, an import) holds by the same rule: hold(db, read) for a person, hold_all(db) for a command.
"""

from collections.abc import Callable

from bot.store.engine import Engine
from handlers.desk.nouns import Person

STRANGERS = "strangers"
OFFICE = "office"
OF_DISTRICTS = ("officer", "head")
MOST = 20_000  # senders whose locks a process keeps in mind

Names = tuple[list[str], list[str], list[str]]


def hold(db: Engine, read: Callable[[], Person | None]) -> Person | None:
    """Lock for the person whom `read` finds; the person as they are once the locks are held (an approval may have
    moved them meanwhile: then once more)."""
    return read() if db.one_process else _hold(db, read, _names(read()))[0]


class Last:
    """The locks that each sender took last are tried first, so that a message reads its person once. It is a guess:
    what counts is the person as read behind the locks, and where others belong to them those are taken too. Senders are
    kept as hashes: two that share one only make a wrong guess, and nothing here has to be forgotten."""

    def __init__(self) -> None:
        self._taken: dict[int, Names] = {}

    def hold(self, db: Engine, sender: str, read: Callable[[], Person | None]) -> Person | None:
        who = hash(sender)
        guess = self._taken.pop(who, None)  # one that led into a deadlock is not tried again
        if db.one_process or guess is None:
            person = hold(db, read)
            names = _names(person)
        else:
            person, names = _hold(db, read, guess)
        if len(self._taken) >= MOST:
            self._taken.clear()
        self._taken[who] = names
        return person


def _hold(db: Engine, read: Callable[[], Person | None], names: Names) -> tuple[Person | None, Names]:
    while True:
        _take(db, names)
        person = read()
        before, names = names, _names(person)
        if before == names:
            return person, names


def hold_all(db: Engine) -> None:
    """For a command that may write anywhere: everybody else waits."""
    db.lock([OFFICE])


def _names(person: Person | None) -> Names:
    """Held before all else, shared, held."""
    if person is None or not person.active:
        return [STRANGERS], [], []
    province = f"province:{person.province}"
    if person.role in OF_DISTRICTS:
        return [], [OFFICE, province], [f"district:{person.province}/{name}" for name in person.districts]
    if person.province:
        return [STRANGERS] if person.oversees else [], [OFFICE], [province]
    return [STRANGERS], [], [OFFICE]


def _take(db: Engine, names: Names) -> None:
    first, shared, held = names
    db.lock(first)
    db.lock(held, sharing=shared)
