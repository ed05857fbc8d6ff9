"""The words of a message: parsed, trimmed and measured."""

from typing import Final

from sandbox.botapi.parameters import Parameters
from sandbox.world.actors import Json
from sandbox.world.entities import trimmed, utf16, with_detected
from sandbox.world.markup import read_html
from sandbox.world.refusals import bad_request

TEXT_UNITS: Final = 4096
CAPTION_UNITS: Final = 1024


def formatted(params: Parameters, name: str, entities_name: str) -> tuple[str, tuple[Json, ...]]:
    """The plain text of a parameter and its entities.

    Of the parse modes only HTML is understood: a second dialect nobody speaks would be a second parser to trust.
    """
    text = params.text(name)
    entities: list[Json] = params.data(entities_name) or []
    match params.text("parse_mode").lower():
        case "html":
            text, entities = read_html(text)
        case "":
            pass
        case _:
            raise bad_request("unsupported parse_mode")
    text, entities = trimmed(text, entities)
    return text, with_detected(text, entities)


def message_text(params: Parameters) -> tuple[str, tuple[Json, ...]]:
    """The text of a message, never empty."""
    text, entities = formatted(params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if utf16(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return text, entities


def caption(params: Parameters) -> tuple[str, tuple[Json, ...]]:
    """The words under a file."""
    text, entities = formatted(params, "caption", "caption_entities")
    if utf16(text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return text, entities
