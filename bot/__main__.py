"""The command line: `python -m bot COMMAND`; every command is one file in bot/commands/, imported only when called."""

import argparse
import importlib
import os
import sys

from bot.refused import Refused

# name, file in bot/commands/, what it does: the whole list, in the order that help shows it
COMMANDS = (
    ("demo", "running.demo", "the bot and a simulated LINE on loopback, with all provinces"),
    ("migrate", "running.migrate", "prepare or upgrade the database"),
    ("enroll", "people.enroll", "bind a person to a role and district, by LINE id or one-time code"),
    ("activate", "agreements.activate", "open an agreement for its own period"),
    ("agreements", "agreements.agreements", "list every agreement and whether it is open"),
    ("day", "running.day", "show or move the program's day (demo and training)"),
    ("person", "people.person", "export or remove what is kept about one person"),
    ("sheet", "people.sheet", "make the officer's one-page sheet for a province"),
    ("serve", "running.serve", "run the web process"),
    ("clock", "running.clock", "send what is due, or show what will be sent to whom and what it costs"),
    ("backup", "keeping.backup", "write database and evidence into one file, proven by restoring it"),
    ("restore", "keeping.restore", "put a backup into the database, all or nothing"),
    ("move", "keeping.move", "carry everything to another database, counted and compared"),
    ("doctor", "running.doctor", "look at everything that must be well, and say what to do"),
    ("richmenu", "running.richmenu", "make LINE's rich menus, one for each role, and link them"),
    ("simulate", "running.simulate", "play LINE and everybody's telephone on a loopback page, or a chat file"),
    ("score", "trying.score", "score inputs given as JSON lines"),
    ("read", "trying.read", "read Thai messages given as JSON lines, explain one, or list what was not understood"),
    ("agreement", "agreements.agreement", "check agreement files, show an agreement, carry one over to a new round"),
    ("answer", "agreements.answer", "answer what a document leaves open, with the reason; or list what is open"),
    ("values", "agreements.values", "bases, denominators, targets and results so far as one XLSX, out and in"),
)


def main(argv: list[str] | None = None) -> int:
    os.umask(0o077)  # whatever we write holds names and words: it is its owner's alone
    words = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="python -m bot", description="ระดับ (Radap)")
    choices = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, module, does in COMMANDS:
        chosen = words[:1] == [name]
        command = choices.add_parser(name, help=does, description=does)
        if chosen:
            importlib.import_module(f"bot.commands.{module}").arguments(command)
    args = parser.parse_args(words)
    file = next(module for name, module, _ in COMMANDS if name == args.command)
    try:
        return int(importlib.import_module(f"bot.commands.{file}").run(args))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except Exception as failure:
        sentence = _not_proven(failure)
        if sentence is None:
            raise
        print(f"{args.command}: {sentence}", file=sys.stderr)
        return 2


def _not_proven(failure: Exception) -> str | None:
    """A shipped agreement that does not stand on its document stops every command in one sentence."""
    from bot.keeping.opening import not_proven  # loaded only when something went wrong
    from scoring.document.loading import Unproven

    return not_proven(failure) if isinstance(failure, Unproven) else None


if __name__ == "__main__":
    sys.exit(main())
