"""What the office decides is kept: answers with their reason, and a workbook of values whole or not at all."""

from bot.exports.values_in import Read
from bot.refused import Refused
from bot.store import Store, locks
from scoring.agreement import Agreement
from scoring.answers import Unanswerable, check_answer


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


def keep_values(store: Store, read: Read) -> str:
    """Inside a transaction: everything that a workbook says, or Refused with every bad cell."""
    if read.faults:
        raise Refused("\n".join(read.faults) + "\nnothing was taken")
    for value in read.values:
        store.rounds.set_value(**value)
    for fact in read.facts:
        store.ledger.record(fact=fact, now=fact.happened)
    return f"{len(read.values)} values and {len(read.facts)} results taken, sha256 {read.hash}"
