"""The page in the browser: it shows the telephones, and its requests move them."""

import base64
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, jsonify, render_template, request, send_from_directory

from bot.simulator.limits.problems import Json
from bot.simulator.office import CommandFailed, command, day_of
from bot.simulator.phone.taps import tap
from bot.simulator.phone.webhook import Delivery
from bot.simulator.transcript import transcript
from templates.words.people.people import ROLES

if TYPE_CHECKING:
    from bot.simulator.server import Simulator

FILES = Path(__file__).resolve().parents[2] / "templates" / "simulator"
POLL_SECONDS = 20.0
POLICY = (
    "default-src 'self'; img-src 'self' https: http://127.0.0.1:* data: blob:; media-src 'self' https:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def page(
    line: "Simulator",
    *,
    move_day: Callable[[str], str] | None = None,
    day_now: Callable[[], str] | None = None,
    bot_url: str = "",
) -> Flask:
    """`move_day` moves the program's day (ISO) and returns what the command said; None: the day is the real one.
    `day_now` asks the bot which day it takes for today, since others may move it too."""
    app = Flask("simulator", template_folder=str(FILES), static_folder=None)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    deeds = _deeds(line, move_day)

    @app.get("/")
    def start() -> str:
        return render_template("page.html", bot_name=line.world.bot_name)

    @app.get("/static/<path:name>")
    def static_file(name: str) -> Response:
        return send_from_directory(FILES, name, max_age=0)

    @app.get("/page/state")
    def state() -> Response:
        return jsonify(_state(line, movable=move_day is not None, bot_url=bot_url))

    @app.get("/page/changes")
    def changes() -> Response:
        since = request.args.get("since", 0, type=int)
        if since > line.world.rev:  # the simulator was started anew under an old page
            since = 0
        line.world.wait_for_change(since, POLL_SECONDS)
        if day_now and (day := day_now()) and day != line.world.day:
            line.world.set_day(day)
        return jsonify(line.world.changes(since))

    @app.get("/page/earlier")
    def earlier() -> Response:
        return jsonify(line.world.earlier(request.args["chat"], request.args.get("before", "")))

    @app.get("/page/content/<message_id>")
    def content(message_id: str) -> Response | tuple[str, int]:
        kept = line.world.contents.get(message_id)
        if kept is None or kept.gone:
            return "", 404
        return Response(kept.data, mimetype=kept.mime)

    @app.get("/page/menu/<menu>")
    def menu_picture(menu: str) -> Response | tuple[str, int]:
        if menu not in line.menus.pictures:
            return "", 404
        data, mime = line.menus.pictures[menu]
        return Response(data, mimetype=mime)

    @app.get("/page/copy/<chat>.txt")
    def copy(chat: str) -> Response:
        text = transcript(line.world, [chat])
        headers = {"content-disposition": 'attachment; filename="chat.txt"'}
        return Response(text, mimetype="text/plain; charset=utf-8", headers=headers)

    @app.post("/page/<deed>")
    def do(deed: str) -> tuple[Response, int]:
        body = request.get_json()
        if deed not in deeds:
            return jsonify(error=f"{deed}: no such deed"), 404
        try:
            done = deeds[deed](body)
        except (CommandFailed, ValueError, KeyError) as wrong:
            return jsonify(error=str(wrong)), 400
        if isinstance(done, Delivery):
            return jsonify(status=done.status, problem=done.problem, seconds=round(done.seconds, 3)), 200
        return jsonify(done), 200

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers["content-security-policy"] = POLICY
        response.headers["x-content-type-options"] = "nosniff"
        response.headers["cache-control"] = "no-store"
        return response

    return app


def _state(line: "Simulator", *, movable: bool, bot_url: str) -> Json:
    world = line.world
    now = time.time()
    return {
        "bot": {"name": world.bot_name, "id": world.bot_user_id, "url": bot_url},
        "roles": ROLES,
        "day": world.day,
        "movable": movable,
        "people": [
            {
                "id": p.user_id,
                "name": p.name,
                "role": p.role,
                "province": p.province,
                "district": p.district,
                "friend": p.friend,
                "blocked": p.blocked,
                "menu": line.menus.of(p.user_id),
                "registered": p.user_id in line.menus.linked,  # the bot gives a menu of one's own at approval
            }
            for p in world.people.values()
        ],
        "groups": [
            {"id": g.group_id, "name": g.name, "members": g.members, "bot_in": g.bot_in} for g in world.groups.values()
        ],
        "menus": {menu: body for menu, body in line.menus.menus.items() if menu in line.menus.pictures},
        "typing": {chat: round((until - now) * 1000) for chat, until in world.typing_until.items() if until > now},
        "quota": line.sending.quota,
        "usage": line.sending.usage,
        "redelivery": line.webhook.redelivery,
    }


def _deeds(line: "Simulator", move_day: Callable[[str], str] | None) -> dict[str, Callable[[Json], Any]]:
    phone, world = line.phone, line.world

    def group_of(body: Json) -> str | None:
        return body["chat"] if body.get("chat") in world.groups else None

    def files_of(body: Json) -> list[bytes]:
        return [base64.b64decode(one["data"]) for one in body.get("files", [])]

    def photo(body: Json) -> Delivery:
        mime = body["files"][0].get("mime", "image/png") if body.get("files") else "image/png"
        return phone.photo(body["user"], files_of(body) or None, group_of(body), mime=mime)

    def file(body: Json) -> Delivery:
        one = body["files"][0]
        mime = one.get("mime") or "application/octet-stream"
        return phone.file(body["user"], one["name"], files_of(body)[0], group_of(body), mime=mime)

    def press(body: Json) -> Delivery:
        pictures = files_of(body) or None
        return tap(
            phone,
            line.menus,
            body["user"],
            group_of(body),
            body["action"],
            label=body.get("label", ""),
            picked=body.get("picked"),
            pictures=pictures,
        )

    def again(body: Json) -> Delivery:
        event = phone.events.get(body.get("event", ""))
        return phone.webhook.redeliver([event]) if event else phone.redeliver(body["user"])

    def person(body: Json) -> Json:
        name = str(body.get("name", "")).strip()
        if not name:
            raise ValueError("name: found nothing, expected a name")
        made = world.add_person(name, friend=False)
        phone.follow(made)
        return {"id": made.user_id}

    def group(body: Json) -> Json:
        made = world.add_group(str(body["name"]).strip() or "กลุ่ม", tuple(body["members"]))
        phone.bot_joins(made)
        return {"id": made.group_id}

    def day(body: Json) -> Json:
        if move_day is None:
            raise ValueError("TODAY is not set: the day is the real one")
        wanted = day_of(str(body["day"])).isoformat()
        said = move_day(wanted)
        world.set_day(wanted)
        return {"day": wanted, "said": said}

    return {
        "say": lambda b: phone.text(b["user"], b["text"], group_of(b), quote=b.get("quote") or None),
        "tap": press,
        "photo": photo,
        "file": file,
        "location": lambda b: phone.location(
            b["user"],
            float(b["latitude"]),
            float(b["longitude"]),
            b.get("title", ""),
            b.get("address", ""),
            group_of(b),
        ),
        "sticker": lambda b: phone.sticker(b["user"], group_of(b)),
        "unsend": lambda b: phone.unsend(b["user"], b["message"]),
        "edit": lambda b: phone.edit(b["user"], b["message"], b["text"]),
        "redeliver": again,
        "block": lambda b: phone.block(b["user"]),
        "follow": lambda b: phone.follow(b["user"]),
        "join": lambda b: phone.bot_joins(b["chat"]),
        "leave": lambda b: phone.bot_leaves(b["chat"]),
        "person": person,
        "group": group,
        "day": day,
        "settings": line.control.settings,
    }


def day_by_command(day: str) -> str:
    """What `move_day` is in the running program: the bot's own command in its own process."""
    return command("day", day)
