"""A request on its way: the bytes that have come in so far, and whether they are a whole one."""

import re

LARGEST_HEAD = 32 * 1024  # bytes; LINE's have 500
LARGEST = 1024 * 1024  # bytes of a body
LONGEST_LINE = 256  # bytes of the line before a chunk
MOST_CHUNKS = 4096
END = b"\r\n\r\n"
CHUNKED = re.compile(rb"\r\ntransfer-encoding:[^\r\n]*chunked", re.IGNORECASE)
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,18})[ \t]*\r\n", re.IGNORECASE)


class TooLarge(Exception):
    """More than anybody who means well sends."""


class Arriving:
    """What is odd counts as whole as soon as its head is there: whoever parses it says what is wrong with it."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._body = 0  # where the body begins; 0: the head is not whole yet
        self._end: int | None = 0  # where the body ends; None: in chunks, which do not say it beforehand
        self._chunk = 0  # where the next chunk begins
        self._chunks = 0
        self.whole = False

    def __len__(self) -> int:
        return len(self._bytes)

    def add(self, piece: bytes) -> None:
        """Raises TooLarge; what has come in then is of no use."""
        looked = max(len(self._bytes) - len(END) + 1, 0)
        self._bytes += piece
        if not self._body:
            while self._bytes.startswith(b"\r\n"):  # empty lines before a request are nothing
                del self._bytes[:2]
                looked = 0
            self._read_head(looked)
        if self._body:
            self.whole = self._chunks_are_whole() if self._end is None else len(self._bytes) >= self._end
            if not self.whole and len(self._bytes) > self._body + 2 * LARGEST:
                raise TooLarge

    def _read_head(self, looked: int) -> None:
        at = self._bytes.find(END, looked)
        if at > LARGEST_HEAD or (at < 0 and len(self._bytes) > LARGEST_HEAD):
            raise TooLarge
        if at < 0:
            return
        head = bytes(self._bytes[: at + len(END)])
        self._body = self._end = self._chunk = at + len(END)
        if CHUNKED.search(head):
            self._end = None
        elif told := LENGTH.search(head):
            if int(told[1]) > LARGEST:
                raise TooLarge
            self._end = self._body + int(told[1])

    def _chunks_are_whole(self) -> bool:
        """Each says its length in its first line; the one without any is the last, with a line or more after it."""
        while (line := self._bytes.find(b"\r\n", self._chunk)) >= 0:
            size = bytes(self._bytes[self._chunk : line]).split(b";")[0].strip()
            try:
                length = int(size, 16)
            except ValueError:
                return True
            if length == 0:
                return self._bytes.find(END, line) >= 0
            if not 0 < length <= LARGEST or self._chunks == MOST_CHUNKS:
                raise TooLarge
            if line + 2 + length + 2 > len(self._bytes):
                return False
            self._chunk = line + 2 + length + 2
            self._chunks += 1
        if len(self._bytes) - self._chunk > LONGEST_LINE:
            raise TooLarge
        return False

    def take(self) -> bytes:
        """All that has come in; what comes now is of the next request."""
        taken = bytes(self._bytes)
        self.__init__()  # type: ignore[misc]
        return taken
