"""serve: the web process of the Procfile."""

import argparse

from bot.server.processes import serve


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    return serve()
