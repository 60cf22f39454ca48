"""Drawings become pictures that LINE can fetch: an address for each, and the PNG behind it, everywhere the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import resvg_py

import templates
from bot.config import Settings
from bot.links import signature
from bot.now import milliseconds
from bot.store.post.pictures import LIVES
from handlers.desk.nouns import Change, Json
from handlers.desk.writers import Writers

FONTS = sorted(str(file) for file in (Path(templates.__file__).parent / "pictures" / "fonts").glob("*.ttf"))
WIDE, SMALL = 1040, 360  # pixels of the picture and of its preview: far below LINE's 10 MB and 1 MB
THIS_MACHINE = ("127.0.0.1", "localhost")


@dataclass(frozen=True)
class KeepPicture:
    """A drawing behind an address that nobody guesses, for as long as a chat is likely to show it."""

    token: str
    svg: str
    expires: int

    def apply(self, store: Writers) -> None:
        store.pictures.keep(token=self.token, svg=self.svg, expires=self.expires)


class Pictures:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def offer(self, seed: str, svg: str) -> tuple[Json, Change] | None:
        """The image message and what must be written with it; None where LINE could not fetch the picture. The same
        seed gives the same address, so that a message handled twice gives one picture."""
        if not self._reachable():
            return None
        token = signature(self.settings.shared_secret, f"picture|{seed}")
        address = f"{self.settings.public_url}/picture/{token}"
        message = {
            "type": "image", "originalContentUrl": f"{address}.png", "previewImageUrl": f"{address}-small.png",
        }  # fmt: skip
        return message, KeepPicture(token=token, svg=svg, expires=milliseconds() + LIVES)

    def _reachable(self) -> bool:
        """LINE fetches over https alone; the simulator beside us takes what stands on this machine, too."""
        here = urlsplit(self.settings.public_url)
        line = urlsplit(self.settings.api_host or "").hostname
        return here.scheme == "https" or (here.hostname in THIS_MACHINE and line in THIS_MACHINE)


@lru_cache(maxsize=16)
def png(svg: str, width: int) -> bytes:
    """With our own fonts and no other, so that no machine draws it otherwise."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True, font_files=FONTS))
