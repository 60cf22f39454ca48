"""The card by which a supervisor lets a newcomer in with one tap."""

from typing import Any


def approval_card(text: str, person: int, mark: str) -> dict[str, Any]:
    """`mark`: what the buttons are bound to, so that they never answer another request of the same person."""

    def button(label: str, data: str, style: str) -> dict[str, Any]:
        action = {"type": "postback", "label": label, "data": data, "displayText": f"{label} {person}"}
        return {"type": "button", "style": style, "height": "sm", "action": action}

    return {
        "type": "flex",
        "altText": text[:1500],
        "contents": {
            "type": "bubble",
            "body": {
                "type": "box",
                "layout": "vertical",
                "contents": [
                    {"type": "text", "text": text, "wrap": True},
                    {
                        "type": "text",
                        "text": f"หรือพิมพ์ “อนุมัติ {person}”",
                        "size": "sm",
                        "color": "#666666",
                        "margin": "md",
                    },
                ],
            },
            "footer": {
                "type": "box",
                "layout": "horizontal",
                "spacing": "sm",
                "contents": [
                    button("อนุมัติ", f"approve:{person}:{mark}", "primary"),
                    button("ไม่อนุมัติ", f"refuse:{person}:{mark}", "secondary"),
                ],
            },
        },
    }
