"""`python -m bot simulate`: LINE and everybody's telephone on one loopback page; with --play, a chat file instead."""

import argparse
import os
import time
from pathlib import Path
from urllib.parse import urlsplit

from bot.config import load_settings
from bot.refused import Refused

DEFAULT_PORT = 9000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="loopback port (default: that of LINE_API_HOST, else 9000)")
    parser.add_argument("--callback", help="the bot's webhook address (default: PUBLIC_URL with /callback)")
    parser.add_argument("--people", type=Path, metavar="FILE", help="JSON list of who has a telephone")
    parser.add_argument("--quota", type=int, help="pushes that the month allows (default: no limit)")
    parser.add_argument(
        "--play",
        type=Path,
        metavar="FILE",
        nargs="+",
        help="play chat files and print the differences",
    )
    parser.add_argument("--quiet", action="store_true", help="with --play: only the differences")


def run(args: argparse.Namespace) -> int:
    if args.play:
        from bot.commands.running.play import play_files

        port = args.port if args.port is not None else _port(os.environ.get("LINE_API_HOST"))
        return play_files(args.play, quiet=args.quiet, callback=args.callback, port=port)
    from bot.commands.running.hosted_bot import base_of, day_of_bot
    from bot.simulator.page import day_by_command, page
    from bot.simulator.people.population import populate_from
    from bot.simulator.server import Simulator

    settings = load_settings()
    callback = args.callback or f"{settings.public_url}/callback"
    move = day_by_command if settings.today else None
    day_now = day_of_bot(base_of(callback)) if settings.today else None
    simulator = Simulator(
        secret=settings.channel_secrets[0],
        token=settings.channel_token,
        callback=callback,
        port=args.port if args.port is not None else _port(settings.api_host),
        page=lambda line: page(line, move_day=move, day_now=day_now, bot_url=settings.public_url),
    )
    simulator.sending.quota = args.quota
    if settings.today:
        simulator.world.set_day(settings.today.isoformat())
    if args.people:
        populate_from(simulator.world, args.people)
    try:
        simulator.start()
    except OSError as wrong:
        raise Refused(
            f"port {args.port or _port(settings.api_host)}: {wrong.strerror}; choose another with --port"
        ) from None
    print(f"Simulator: {simulator.url}  (bot: {callback})", flush=True)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        simulator.stop()
    return 0


def _port(api_host: str | None) -> int:
    told = urlsplit(api_host or "")
    return told.port or DEFAULT_PORT if told.hostname in ("127.0.0.1", "localhost") else DEFAULT_PORT
