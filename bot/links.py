"""Links from chat into the pages: signed, for one person, for a quarter of an hour, to be used once."""

from __future__ import annotations

import base64
import hashlib
import hmac

from bot.config import Settings
from bot.now import milliseconds
from bot.store.people.visits import LINK_LIVES
from handlers.desk.nouns import Change, Message
from handlers.desk.writes import GiveLink


def signature(secret: str, about: str) -> str:
    """Short enough for an address, long enough that nobody guesses it."""
    made = hmac.new(secret.encode(), about.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:24]).decode()


class Links:
    """The token is made from the message, so that a message handled twice gives one link and not two."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def offer(self, message: Message, person: int, path: str) -> tuple[str, Change]:
        token = signature(self.settings.shared_secret, f"link|{message.id}|{person}|{path}")
        expires = milliseconds() + LINK_LIVES
        give = GiveLink(token=token, person=person, path=path, expires=expires)
        return f"{self.settings.public_url}/open/{token}?openExternalBrowser=1", give
