"""Sealing: a backup is encrypted to the office's key (age format), and shows that the office made it.

The program keeps the key's public half and a proof that only the whole key leads to; the key itself is printed once.
With the public half anybody could write a file that the key opens; the seal, a hash keyed with the proof, is the
office's alone. A file counts for good only after somebody has opened one with the key from where it is kept.
"""

import hashlib
import hmac
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import pyrage
from pyrage import x25519

from bot.refused import Refused
from bot.store import Store

KEPT = "backup_key"  # kept: the public half, the proof, when it was tried
SUFFIX = ".age"
BEGINS = b"age-encryption.org/"
CUT = ("decryption error", "age file is truncated")  # what the library calls an altered body


@dataclass(frozen=True)
class Lock:
    """What the program keeps of a key."""

    public: str
    proof: str
    made: int  # ms
    tried: int = 0  # ms; 0: nobody has opened a backup with it yet

    @property
    def shown(self) -> str:
        return f"{self.public[:12]}…"


@dataclass(frozen=True)
class Key:
    """What opens a backup; `proof`: which seal is expected in it."""

    identity: x25519.Identity
    proof: str


def lock_of(store: Store) -> Lock | None:
    text = store.kept.get(KEPT)
    return Lock(**json.loads(text)) if text else None


def new_key(store: Store, at: int) -> str:
    """Inside a transaction. The key in its written form; it is kept nowhere."""
    identity = x25519.Identity.generate()
    _keep(store, Lock(str(identity.to_public()), _proof(identity), at))
    return str(identity)


def was_tried(store: Store, key: Key, at: int) -> bool:
    """Inside a transaction: a backup was opened with this key. False: it is not the one that is in use."""
    lock = lock_of(store)
    if lock is None or lock.public != str(key.identity.to_public()):
        return False
    _keep(store, replace(lock, tried=at))
    return True


def _keep(store: Store, lock: Lock) -> None:
    store.kept.put(name=KEPT, value=json.dumps(vars(lock)))


def read_key(written: str) -> Key:
    """As somebody typed it, or as it stands in a file with other lines around it."""
    for word in written.split():
        if word.upper().startswith("AGE-SECRET-KEY-"):
            try:
                identity = x25519.Identity.from_str(word.upper())
            except pyrage.IdentityError:
                break
            return Key(identity, _proof(identity))
    raise Refused(
        "restore: found no whole key, expected the line that begins with AGE-SECRET-KEY-1, every letter of it; nothing "
        "was changed"
    )


def _proof(identity: x25519.Identity) -> str:
    return hmac.new(str(identity).encode(), b"radap backup seal", hashlib.sha256).hexdigest()


def seal(contents: bytes, proof: str) -> bytes:
    return hmac.new(bytes.fromhex(proof), contents, hashlib.sha256).hexdigest().encode()


def is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(BEGINS)) == BEGINS


def encrypt(plain: IO[bytes], file: IO[bytes], lock: Lock) -> Key:
    """For the office's key, and for one of this moment: it proves what was written, then it is gone."""
    passing = x25519.Identity.generate()
    pyrage.encrypt_io(plain, file, [x25519.Recipient.from_str(lock.public), passing.to_public()])
    return Key(passing, lock.proof)


@contextmanager
def decrypted(path: Path, key: Key) -> Iterator[IO[bytes]]:
    """All of it is authenticated before any of it is read; it lies in a file without a name meanwhile."""
    with tempfile.TemporaryFile() as plain, path.open("rb") as file:
        try:
            pyrage.decrypt_io(file, plain, [key.identity])
        except (pyrage.DecryptError, OSError) as fault:
            if isinstance(fault, OSError) and str(fault) not in CUT:
                raise  # our own disk
            if "matching" in str(fault):
                raise Refused(
                    f"restore: {path} does not open with this key: it was made for another one, or its head was "
                    "altered; nothing was changed"
                ) from None
            why = str(fault).splitlines()[0]
            raise Refused(f"restore: {path} was altered or is cut off ({why}); nothing was changed") from None
        plain.seek(0)
        yield plain
