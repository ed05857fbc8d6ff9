"""Nothing goes over the wire that Telegram's description does not know."""

import functools
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sandbox import World
from sandbox.botapi.methods import NAMES
from sandbox.play import Stage
from sandbox.world.actors import Bot
from sandbox.world.chats import Chat
from tests.sandbox.conftest import Api
from tests.sandbox.test_methods import everything_that_happens
from tests.sandbox.wire_facts import CHAT_MEMBERS, FIELDS, NESTED, NEWER

BESIDE = Path(__file__).parents[2].parent / "shared" / "botapi" / "api.json"
FULL = Path(os.environ.get("XIAOBAN_BOTAPI_JSON", BESIDE))

Typed = tuple[str, dict[str, Any]]


def objects(kind: str, value: Any) -> Iterator[Typed]:
    """Every object inside a value, with the name of its type."""
    if isinstance(value, list):
        for each in value:
            yield from objects(kind, each)
    elif isinstance(value, dict):
        yield kind, value
        for name, inner in value.items():
            if name in {"old_chat_member", "new_chat_member"}:
                yield from objects(CHAT_MEMBERS[inner["status"]], inner)
            elif name in NESTED:
                yield from objects(NESTED[name], inner)


@functools.cache
def full_description() -> dict[str, Any]:
    """The whole description, where it is at hand."""
    read: dict[str, Any] = json.loads(FULL.read_text("utf-8")) if FULL.exists() else {}
    return read


def described(kind: str) -> dict[str, bool]:
    """The fields of a type and whether they are required: from the full description if there is one."""
    if not full_description():
        return dict.fromkeys(FIELDS[kind], False) if kind in FIELDS else {}
    fields = full_description()["types"][kind]["fields"]
    return {field["name"]: field["required"] for field in fields}


async def test_updates_hold_only_known_fields(api: Api, world: World, stage: Stage, group: Chat, bot: Bot) -> None:
    updates = await everything_that_happens(api, world, stage, group, bot)
    seen = [typed for update in updates for typed in objects("Update", update)]
    assert {kind for kind, _ in seen} >= FIELDS.keys() - {"PhotoSize"}
    for kind, value in seen:
        if kind in FIELDS:
            assert value.keys() <= FIELDS[kind], kind
        fields = described(kind)
        assert not fields or value.keys() - NEWER.get(kind, set()) <= fields.keys(), kind
        assert all(name in value for name, required in fields.items() if required), kind


def test_the_table_agrees_with_the_description() -> None:
    for kind, names in FIELDS.items():
        assert names <= described(kind).keys(), kind


def test_only_methods_telegram_has() -> None:
    known = full_description().get("methods", NAMES)
    assert known.keys() >= NAMES.keys()
