"""`python -m bot simulate --play`: prints the chats with their differences."""

from pathlib import Path

from bot.commands.running.hosted_bot import HostedBot, RunningBot, base_of
from bot.config import load_settings
from bot.refused import Refused
from bot.simulator.chats.play import Played, play
from bot.simulator.server import Simulator


def play_files(files: list[Path], *, quiet: bool = False, callback: str | None = None, port: int = 0) -> int:
    """Each file against a bot of its own; with `callback` all against the one that runs there. 1: differences."""
    for file in files:
        if not file.is_file():
            raise Refused(f"{file}: there is no such file")
    wrong = 0
    for file in files:
        played = _against_running(file, callback, port) if callback else _against_own(file)
        lines = [str(d) for d in played.differences] if quiet else [f"── {file}", *played.shown]
        if lines:
            print("\n".join(lines), flush=True)
        wrong += 0 if played.ok else 1
    differ = f"{wrong} of {len(files)} differ" if wrong else "no differences"
    print(f"{len(files)} chat file{'s' if len(files) > 1 else ''} played, {differ}")
    return 1 if wrong else 0


def _against_own(file: Path) -> Played:
    with HostedBot() as bot:
        return play(file, bot)


def _against_running(file: Path, callback: str, port: int) -> Played:
    settings = load_settings()
    line = Simulator(secret=settings.channel_secrets[0], token=settings.channel_token, callback=callback, port=port)
    with line:
        return play(file, RunningBot(line, base_of(callback)))
