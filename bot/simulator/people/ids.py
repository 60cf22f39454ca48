"""Ids and tokens shaped as LINE shapes them."""

import itertools
import secrets
import threading
import time

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_messages = itertools.count(secrets.randbelow(10**9))
_guard = threading.Lock()


def user_id() -> str:
    return "U" + secrets.token_hex(16)


def group_id() -> str:
    return "C" + secrets.token_hex(16)


def rich_menu_id() -> str:
    return "richmenu-" + secrets.token_hex(16)


def message_id() -> str:
    """18 digits, rising: clients keep them as text, because they do not fit a float."""
    with _guard:
        return str(560_000_000_000_000_000 + next(_messages) * 97)


def ulid(milliseconds: int) -> str:
    value = (milliseconds << 80) | secrets.randbits(80)
    return "".join(CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))


def reply_token() -> str:
    return secrets.token_hex(16)


def long_token(size: int = 48) -> str:
    """Quote and mark-as-read tokens: opaque, url-safe."""
    return secrets.token_urlsafe(size)


def request_id() -> str:
    raw = secrets.token_hex(16)
    return f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"


def now_ms() -> int:
    return int(time.time() * 1000)
