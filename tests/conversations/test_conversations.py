"""Every chat file of this folder, played against the real bot on a database of its own."""

from pathlib import Path

import pytest

from bot.commands.running.hosted_bot import HostedBot
from bot.simulator.chats.play import play

FILES = sorted(Path(__file__).parent.glob("**/*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_conversation(file: Path) -> None:
    with HostedBot() as bot:
        played = play(file, bot)
    assert played.ok, "\n".join(played.shown)
