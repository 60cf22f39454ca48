"""What the office decides is kept: answers, confirmed parts, amendments; a workbook of values whole or not at all."""

import tomllib
from collections.abc import Sequence
from datetime import date

from bot.exports.values_in import Read
from bot.office.book import Book
from bot.office.papers import papers
from bot.refused import Refused
from bot.store import Store, locks
from scoring.agreement import Agreement
from scoring.document.answers import Unanswerable, check_answer
from scoring.document.carrying import Unconfirmable, check_confirmable
from scoring.document.loading import Unproven, load, shipped_text
from scoring.document.versions import amended_text


def answer(store: Store, agreement: Agreement, question: str, value: str, why: str, by: str, at: int) -> str:
    """Kept for ever; the newest answer of a question stands."""
    if not why.strip():
        raise Refused(f"answer {question}: found no --why, expected the reason")
    if not by.strip():
        raise Refused(f"answer {question}: found no --by, expected who answers")
    try:
        check_answer(agreement, question, value)
    except Unanswerable as refused:
        raise Refused(f"answer: {refused}") from None
    with store.db.transaction():
        locks.hold_all(store.db)
        store.rounds.answer(
            agreement=agreement.id, question=question, value=value, why=why.strip(), by=by.strip(), at=at
        )
    return f"{agreement.id}: {question} is answered: {value}"


def confirm(store: Store, agreement: Agreement, parts: Sequence[str], by: str, why: str, day: date, at: int) -> str:
    """What was carried over holds in the new round too: all of the parts, or none of them."""
    if not why.strip():
        raise Refused(f"agreement confirm {agreement.id}: found no --why, expected what it was compared with")
    if not by.strip():
        raise Refused(f"agreement confirm {agreement.id}: found no --by, expected who compared it")
    try:
        for part in parts:
            check_confirmable(agreement, part)
    except Unconfirmable as refused:
        raise Refused(f"agreement confirm: {refused}") from None
    with store.db.transaction():
        locks.hold_all(store.db)
        for part in parts:
            store.rounds.confirm(
                agreement=agreement.id, part=part, by=by.strip(), day=day.isoformat(), why=why.strip(), at=at
            )
    left = [part for part in agreement.unconfirmed if part not in parts]
    return f"{agreement.id}: {', '.join(parts)} confirmed; left: {', '.join(left) or 'nothing'}"


def amend(
    store: Store, book: Book, text: str, file: str, at: int, *, of: str | None = None, keep: bool = True
) -> Agreement:
    """The new version of the agreement that the amendment names; Refused with every fault, nothing kept.

    `of`: only an amendment of this agreement will do.
    """
    try:
        head = tomllib.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise Refused(f"{file}: whole file: not readable as TOML: {wrong}") from None
    with store.db.transaction():
        locks.hold_all(store.db)
        book.refresh()
        old = book.get(of or str(head.get("amends")))
        if old is None:
            known = ", ".join(sorted(a.id for a in book.all()))
            raise Refused(f'{file}: head: found amends = "{head.get("amends")}", expected one of {known}')
        try:
            new = load(amended_text(agreement_text(store, old.id), text, file), file, papers(store.rounds))
        except Unproven as faults:
            raise Refused(str(faults)) from None
        if keep:
            store.rounds.amend(agreement=old.id, version=new.version, toml=text, by=str(head["by"]), at=at)
    return new


def agreement_text(store: Store, id: str) -> str:
    """The TOML of an agreement, the office's own or a shipped one, with every amendment worked in."""
    office = {row["id"]: str(row["toml"]) for row in store.rounds.office_agreements()}
    text = office[id] if id in office else shipped_text(id)
    for row in store.rounds.amendments():
        if row["agreement"] == id:
            text = amended_text(text, row["toml"], id)
    return text


def keep_values(store: Store, read: Read) -> str:
    """Inside a transaction: everything that a workbook says, or Refused with every bad cell."""
    if read.faults:
        raise Refused("\n".join(read.faults) + "\nnothing was taken")
    for value in read.values:
        store.rounds.set_value(**value)
    for fact in read.facts:
        store.ledger.record(fact=fact, now=fact.happened)
    return f"{len(read.values)} values and {len(read.facts)} results taken, sha256 {read.hash}"
