"""The help text."""

from collections.abc import Iterable


def help_text(examples: Iterable[tuple[str, str]]) -> str:
    return "\n".join(["พิมพ์ได้เลย เช่น", *(f"• “{says}” – {does}" for says, does in examples)])
