"""A LINE API that only says yes, after a given latency: so that a benchmark measures the bot and not the simulator.

python stub_api.py PORT LATENCY_MS
    GET /count      how many calls were answered
    GET /replied    how many of them were replies
    GET /replies    every reply: its token and when it came (ns of the machine's monotonic clock), a line each
"""

import asyncio
import re
import sys
import time

ANSWER = b'{"sentMessages":[{"id":"46123%013d","quoteToken":"q"}]}'
PHOTO = b"\xff\xd8\xff\xe0%020d" + bytes(200_000)  # begins as a JPEG does; each call's is another one
TOKEN = re.compile(rb'"replyToken": ?"([^"]*)"')


async def serve(port: int, latency: float) -> None:
    calls = 0
    replies: list[tuple[bytes, int]] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = 0
                for line in head.split(b"\r\n"):
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                sent = await reader.readexactly(length) if length else b""
                kind = b"application/json"
                if head.startswith(b"GET /count"):
                    body = str(calls).encode()
                elif head.startswith(b"GET /replied"):
                    body = str(len(replies)).encode()
                elif head.startswith(b"GET /replies"):
                    body = b"".join(b"%s\t%d\n" % reply for reply in replies)
                else:
                    arrived = time.monotonic_ns()
                    calls += 1
                    if head.startswith(b"POST /v2/bot/message/reply") and (token := TOKEN.search(sent)):
                        replies.append((token[1], arrived))
                    photo = head.startswith(b"GET /v2/bot/message/") and b"/content " in head[:80]
                    body, kind = (PHOTO % calls, b"image/jpeg") if photo else (ANSWER % calls, kind)
                    if latency:
                        await asyncio.sleep(latency)
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nx-line-request-id: r\r\n"
                    b"Content-Length: %d\r\n\r\n%s" % (kind, len(body), body)
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]) / 1000))
