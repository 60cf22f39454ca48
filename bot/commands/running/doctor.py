"""doctor: looks at everything that must be well, a line each, and says what to do; exit code 1 when it is not."""

import argparse

from bot.config import load_settings
from bot.keeping.checks import Finding, Patient, check_up, trial
from bot.keeping.opening import shown
from bot.now import right_now
from bot.post.line import Line
from bot.refused import Refused
from bot.store import open_store


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--alarm", action="store_true", help="besides, send a letter and a ping as a trial of alarms")


def run(args: argparse.Namespace) -> int:
    well = True

    def tell(finding: Finding) -> None:
        nonlocal well
        well = well and not finding.todo
        print(finding)

    try:
        settings = load_settings()
        training = f", training: TODAY is {settings.today}" if settings.today else ""
        tell(Finding("settings", f"complete{training}"))
        line = Line(settings.channel_token, settings.api_host)
    except Refused as refusal:
        tell(Finding("settings", str(refusal), "set it in the environment or in .env"))
        settings, line = load_settings(line_needed=False), None
    try:
        store = open_store(settings.database_url, settings.data_dir)
    except OSError as failure:
        raise Refused(f"doctor: the database {shown(settings.database_url)} cannot be reached: {failure}") from None
    try:
        for finding in check_up(Patient(settings, store, line, right_now())):
            tell(finding)
    finally:
        store.close()
    if args.alarm:
        for finding in trial(settings):
            tell(finding)
    print("all is well" if well else "something is wrong: see the lines that begin with WRONG")
    return 0 if well else 1
