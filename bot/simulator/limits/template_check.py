"""The check of template messages: buttons, confirm, carousel, image carousel."""

from typing import Any

from bot.simulator.limits.actions import check_action
from bot.simulator.limits.problems import Json, Problems

FIELDS = {
    "buttons": {
        "type", "thumbnailImageUrl", "imageAspectRatio", "imageSize", "imageBackgroundColor", "title", "text",
        "defaultAction", "actions",
    },
    "confirm": {"type", "text", "actions"},
    "carousel": {"type", "columns", "imageAspectRatio", "imageSize"},
    "image_carousel": {"type", "columns"},
}  # fmt: skip
COLUMN = {"thumbnailImageUrl", "imageBackgroundColor", "title", "text", "defaultAction", "actions"}


def check_template(template: Any, where: str, problems: Problems) -> None:
    thing = problems.obj(template, where)
    if thing is None:
        return
    kind = thing.get("type")
    if kind not in FIELDS:
        problems.say(f"{where}.type", "must be specified" if kind is None else f"invalid template type: {kind}")
        return
    problems.known(thing, FIELDS[kind], where)
    problems.one_of(thing, "imageAspectRatio", where, ("rectangle", "square"))
    problems.one_of(thing, "imageSize", where, ("cover", "contain"))
    if kind == "buttons":
        _panel(thing, where, plain=160, most_actions=4, problems=problems)
    elif kind == "confirm":
        problems.text(thing, "text", where, 240, clusters=True)
        _actions(thing, where, 2, 2, problems)
    elif kind == "carousel":
        _carousel(thing, where, problems)
    else:
        _images(thing, where, problems)


def _panel(panel: Json, where: str, *, plain: int, most_actions: int, problems: Problems) -> None:
    """A picture, a title, a text and buttons: a buttons template, or one column of a carousel."""
    problems.web(panel, "thumbnailImageUrl", where, needed=False)
    problems.text(panel, "title", where, 40, needed=False, clusters=True)
    short = bool(panel.get("title") or panel.get("thumbnailImageUrl"))
    problems.text(panel, "text", where, 60 if short else plain, clusters=True)
    if "defaultAction" in panel:
        check_action(panel["defaultAction"], f"{where}.defaultAction", "default", problems)
    _actions(panel, where, 1, most_actions, problems)


def _actions(panel: Json, where: str, least: int, most: int, problems: Problems) -> None:
    for number, action in enumerate(problems.items(panel, "actions", where, least, most)):
        check_action(action, f"{where}.actions[{number}]", "template", problems)


def _carousel(thing: Json, where: str, problems: Problems) -> None:
    columns = []
    for number, column in enumerate(problems.items(thing, "columns", where, 1, 10)):
        panel = problems.obj(column, f"{where}.columns[{number}]")
        if panel is not None:
            problems.known(panel, COLUMN, f"{where}.columns[{number}]")
            _panel(panel, f"{where}.columns[{number}]", plain=120, most_actions=3, problems=problems)
            columns.append(panel)
    for what, answers in (
        ("number of actions", {len(c.get("actions") or []) for c in columns}),
        ("use of title", {"title" in c for c in columns}),
        ("use of thumbnailImageUrl", {"thumbnailImageUrl" in c for c in columns}),
    ):
        if len(answers) > 1:
            problems.say(f"{where}.columns", f"{what} must be the same in all columns")


def _images(thing: Json, where: str, problems: Problems) -> None:
    for number, column in enumerate(problems.items(thing, "columns", where, 1, 10)):
        panel = problems.obj(column, f"{where}.columns[{number}]")
        if panel is not None:
            problems.known(panel, {"imageUrl", "action"}, f"{where}.columns[{number}]")
            problems.web(panel, "imageUrl", f"{where}.columns[{number}]")
            check_action(panel.get("action"), f"{where}.columns[{number}].action", "image_carousel", problems)
