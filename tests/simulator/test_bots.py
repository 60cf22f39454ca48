"""Chat files played against the real bot: its web app, its threads, its database, its commands."""

from pathlib import Path

import pytest

from bot.commands.running.hosted_bot import HostedBot
from bot.commands.running.play import play_files
from bot.commands.running.simulate import _port
from bot.simulator.chats.play import play
from bot.simulator.office import CommandFailed

CHAT = """
@ 2568-03-15
คน: สมชาย ใจดี = officer บุรีรัมย์ / บ้านกรวด
คน: คนใหม่ = -
$ activate buriram-2561

คนใหม่> <follow>
~ ลงทะเบียน
สมชาย ใจดี> ฉันคือใคร
บอท< …สมชาย ใจดี…
~ บ้านกรวด
"""


def test_a_chat_with_the_real_bot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(CHAT, encoding="utf-8")
    bad.write_text(CHAT + "! บ้านกรวด\n", encoding="utf-8")
    with HostedBot() as bot:
        played = play(good, bot)
        assert played.ok, str(played)
        assert bot.line.world.day == "2025-03-15"
        assert bot.service.today.day().isoformat() == "2025-03-15"
        assert [one.endpoint for one in bot.line.sent] == ["reply", "reply"]
        with pytest.raises(CommandFailed, match="nowhere"):
            bot.command("activate", "nowhere")
    assert play_files([good, bad], quiet=True) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith(f"{bad}, line 12: found: 'บ้านกรวด' in ")
    assert printed[-1] == "2 chat files played, 1 of 2 differ"


def test_two_bots_do_not_meet(tmp_path: Path) -> None:
    file = tmp_path / "chat.txt"
    file.write_text(CHAT, encoding="utf-8")
    for _ in range(2):
        with HostedBot() as bot:
            assert play(file, bot).ok


def test_the_port_is_that_of_the_api_host() -> None:
    assert _port("http://127.0.0.1:9471") == 9471
    assert _port("https://api.line.me") == 9000
    assert _port(None) == 9000
