"""What may stand under a message."""

from typing import Any, Final

from sandbox.world.actors import Json
from sandbox.world.refusals import bad_request

CALLBACK_DATA_BYTES: Final = 64
_INLINE_ACTIONS: Final = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "pay",
    }
)
_KINDS: Final = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
_LINKS: Final = ("http://", "https://", "tg://", "ton://")


def checked(markup: Any) -> Json | None:
    """The reply markup as it will be kept; a keyboard without buttons is none."""
    if markup in (None, "", {}):
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    kind = next((kind for kind in _KINDS if kind in markup), None)
    if kind is None:
        return None
    if kind in {"remove_keyboard", "force_reply"}:
        return markup
    rows = [list(row) for row in _rows(markup[kind]) if row]
    if not rows:
        return None
    check = _check_inline if kind == "inline_keyboard" else _check_reply
    return markup | {kind: [[check(button) for button in row] for row in rows]}


def _rows(rows: Any) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse reply keyboard markup JSON object")
    return rows


def _check_inline(button: Any) -> Json:
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    actions = _INLINE_ACTIONS & button.keys()
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in actions and not 1 <= len(str(button["callback_data"]).encode()) <= CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in actions and not str(button["url"]).startswith(_LINKS):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def _check_reply(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    return button
