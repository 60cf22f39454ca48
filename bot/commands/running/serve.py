"""serve: the web process of the Procfile, under gunicorn with gunicorn.conf.py."""

import argparse
import os
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "bot.server.web:create_app()"])
