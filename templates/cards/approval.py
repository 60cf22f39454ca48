"""The cards that are decided with one tap: a newcomer, a move to another district, a leave."""

from typing import Any


def approval_card(text: str, person: int, mark: str) -> dict[str, Any]:
    """`mark`: what the buttons are bound to, so that they never answer another request of the same person."""

    hint = f"หรือพิมพ์ “อนุมัติ {person}”"
    return _card(text, hint, f"approve:{person}:{mark}", f"refuse:{person}:{mark}", str(person))


def moving_card(text: str, person: int, mark: str, district: str) -> dict[str, Any]:
    """Somebody asks for another district; bound to what it shows."""
    yes, no = (f"move:{said}:{person}:{mark}:{district}" for said in ("yes", "no"))
    return _card(text, "", yes, no, f"ย้ายไป อ.{district}")


def leave_card(text: str, leave: str, mark: str) -> dict[str, Any]:
    """Somebody asks for leave with a stand-in; bound to what it shows."""
    return _card(text, "", f"leave:yes:{leave}:{mark}", f"leave:no:{leave}:{mark}", "วันลา")


def _card(text: str, hint: str, yes: str, no: str, about: str) -> dict[str, Any]:
    def button(label: str, data: str, style: str) -> dict[str, Any]:
        action = {"type": "postback", "label": label, "data": data, "displayText": f"{label} {about}"}
        return {"type": "button", "style": style, "height": "sm", "action": action}

    below = [{"type": "text", "text": hint, "size": "sm", "color": "#666666", "margin": "md"}] if hint else []
    return {
        "type": "flex",
        "altText": text[:400],
        "contents": {
            "type": "bubble",
            "body": {
                "type": "box",
                "layout": "vertical",
                "contents": [{"type": "text", "text": text, "wrap": True}, *below],
            },
            "footer": {
                "type": "box",
                "layout": "horizontal",
                "spacing": "sm",
                "contents": [button("อนุมัติ", yes, "primary"), button("ไม่อนุมัติ", no, "secondary")],
            },
        },
    }
