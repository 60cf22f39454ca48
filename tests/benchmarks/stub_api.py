"""A LINE API that only says yes, after a given latency: so that a benchmark measures the bot and not the simulator.

python stub_api.py PORT LATENCY_MS      GET /count tells how many calls were answered
"""

import asyncio
import sys

ANSWER = b'{"sentMessages":[{"id":"461230966842064897","quoteToken":"q"}]}'


async def serve(port: int, latency: float) -> None:
    calls = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = 0
                for line in head.split(b"\r\n"):
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                if length:
                    await reader.readexactly(length)
                if head.startswith(b"GET /count"):
                    body = str(calls).encode()
                else:
                    calls += 1
                    body = ANSWER
                    if latency:
                        await asyncio.sleep(latency)
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-line-request-id: r\r\n"
                    b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]) / 1000))
