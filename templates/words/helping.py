"""The help text."""

from collections.abc import Iterable

OWN = "รายงานตัวชี้วัดของท่าน พิมพ์ตามนี้แล้วเปลี่ยนตัวเลข"


def help_text(examples: Iterable[tuple[str, str]], own: Iterable[str] = ()) -> str:
    lines = ["พิมพ์ได้เลย เช่น", *(f"• “{says}” – {does}" for says, does in examples)]
    reports = [f"• “{says}”" for says in own]
    return "\n".join([*lines, "", OWN, *reports] if reports else lines)
