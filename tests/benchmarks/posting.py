"""Posts signed webhooks to a bot on this machine at given moments, over a few connections that stay open.

python -m tests.benchmarks.posting BOT_PORT LINE_PORT FILE PACE MOST
    FILE    what to post: second, number, user and words, parted by tabs, a line each
    PACE    how many times faster than the seconds say
    MOST    never more than so many messages without an answer, asked of the stub of LINE (0: as the clock says)
Prints for each: number, when it was due, posted and accepted (ns of the machine's monotonic clock), parted by tabs.
"""

import asyncio
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.running import webhook

LINES = 32  # connections; a person's messages all take the same one, so that they keep their order
HEAD = "POST /callback HTTP/1.1\r\nHost: bot\r\nx-line-signature: %s\r\nContent-Length: %d\r\n\r\n"
LOOK = 0.05  # seconds between looks at how many were answered
Message = tuple[float, int, str, str]  # second, number, user, words


class Backlog:
    """How many messages wait for their answer."""

    def __init__(self, line_port: int, most: int) -> None:
        self.port, self.most = line_port, most
        self.posted = self.answered = 0
        self.room = asyncio.Event()

    async def watch(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        while True:
            writer.write(b"GET /replied HTTP/1.1\r\n\r\n")
            self.answered = int(await answer(reader))
            if self.posted - self.answered < self.most:
                self.room.set()
            await asyncio.sleep(LOOK)

    async def wait(self) -> None:
        while self.most and self.posted - self.answered >= self.most:
            self.room.clear()
            await self.room.wait()
        self.posted += 1


async def answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 "), head
    length = next(one for one in head.lower().split(b"\r\n") if one.startswith(b"content-length:"))
    return await reader.readexactly(int(length.split(b":")[1]))


async def post(port: int, mine: list[Message], begun: int, pace: float, backlog: Backlog) -> list[str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    told = []
    for second, number, user, words in mine:
        due = begun + int(second / pace * 1e9)
        await asyncio.sleep(max((due - time.monotonic_ns()) / 1e9, 0))
        await backlog.wait()
        signature, body = webhook(number, words, user)
        raw = body.encode()
        posted = time.monotonic_ns()
        writer.write((HEAD % (signature, len(raw))).encode() + raw)
        await answer(reader)
        told.append(f"{number}\t{due}\t{posted}\t{time.monotonic_ns()}")
    writer.close()
    return told


async def play(port: int, line_port: int, messages: Iterable[Message], pace: float, most: int) -> None:
    lines: list[list[Message]] = [[] for _ in range(LINES)]
    for message in messages:
        lines[int(message[2].removeprefix("U"), 16) % LINES].append(message)
    backlog = Backlog(line_port, most)
    watching = asyncio.create_task(backlog.watch())
    begun = time.monotonic_ns()
    for told in await asyncio.gather(*(post(port, mine, begun, pace, backlog) for mine in lines)):
        print(*told, sep="\n", end="\n" if told else "")
    watching.cancel()


def read(file: Path) -> Iterable[Message]:
    for row in file.read_text(encoding="utf-8").splitlines():
        second, number, user, words = row.split("\t")
        yield float(second), int(number), user, words


if __name__ == "__main__":
    bot_port, line_port, most = (int(sys.argv[n]) for n in (1, 2, 5))
    asyncio.run(play(bot_port, line_port, read(Path(sys.argv[3])), float(sys.argv[4]), most))
