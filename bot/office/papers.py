"""Where the document of an agreement is found: kept by the office, or shipped with the program."""

import hashlib
from collections.abc import Callable

from bot.store.results.rounds import Rounds
from scoring.agreement import Document
from scoring.document.loading import document


def papers(rounds: Rounds) -> Callable[[str], Document]:
    """By its file's name; a shipped one is never hidden by one of the office."""

    def found(file: str) -> Document:
        try:
            return document(file)
        except OSError:
            text = rounds.paper(file)
            if text is None:
                raise
        return Document(file, hashlib.sha256(text.encode()).hexdigest(), tuple(text.split("\n")))

    return found
