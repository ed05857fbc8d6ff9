"""How a letter's content is written down as JSON, and read back."""

import base64
from collections.abc import Mapping
from typing import Any

from domain import pictures
from domain.messages import Button, File, Json, Letter, Media, MediaKind, Message, Press


def pack(letter: Letter) -> Json:
    """The sealed part of a letter; None for a live one, whose words are drawn when it is sent."""
    if letter.message is None and not letter.errand:
        return None
    body: dict[str, Json] = {}
    if letter.errand:
        body["errand"] = dict(letter.errand)
    if letter.message is not None:
        body["message"] = _pack_message(letter.message)
    return body


def unpack(body: Any) -> tuple[Message | None, Mapping[str, Json]]:
    if not body:
        return None, {}
    message = body.get("message")
    return (_unpack_message(message) if message else None), body.get("errand", {})


def _pack_message(message: Message) -> Json:
    packed: dict[str, Json] = {"html": message.html}
    if message.rows:
        packed["rows"] = [[_pack_button(button) for button in row] for row in message.rows]
    if message.menu is not None:
        packed["menu"] = [list(row) for row in message.menu]
    if message.file is not None:
        packed["file"] = [message.file.name, base64.b64encode(message.file.data).decode()]
    if message.media is not None:
        packed["media"] = [str(message.media.kind), message.media.file_id]
    if message.picture is not None:
        packed["picture"] = pictures.packed(message.picture)
    return packed


def _pack_button(button: Button) -> Json:
    packed: dict[str, Json] = {"label": button.label}
    if button.press is not None:
        packed["press"] = [button.press.action, list(button.press.args), button.press.only]
    if button.start is not None:
        packed["start"] = button.start
    return packed


def _unpack_message(packed: Any) -> Message:
    file = packed.get("file")
    menu = packed.get("menu")
    media = packed.get("media")
    picture = packed.get("picture")
    return Message(
        html=packed["html"],
        rows=tuple(tuple(_unpack_button(button) for button in row) for row in packed.get("rows", ())),
        menu=tuple(tuple(row) for row in menu) if menu is not None else None,
        file=File(file[0], base64.b64decode(file[1])) if file else None,
        media=Media(MediaKind(media[0]), media[1]) if media else None,
        picture=pictures.unpacked(picture) if picture else None,
    )


def _unpack_button(packed: Any) -> Button:
    press = packed.get("press")
    return Button(
        label=packed["label"],
        press=Press(press[0], tuple(press[1]), press[2]) if press else None,
        start=packed.get("start"),
    )
