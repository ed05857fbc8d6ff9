"""setMyCommands and what else a bot says about itself."""

import json
import re
from typing import Final

from sandbox.botapi.asked import Asked
from sandbox.world.actors import Json
from sandbox.world.refusals import bad_request
from sandbox.world.watch import Changed

_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES: Final = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
_BUTTONS: Final = frozenset({"default", "commands", "web_app"})


def _audience(asked: Asked) -> str:
    scope: Json = asked.params.data("scope") or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad_request("unsupported scope type specified")
    return json.dumps([scope, asked.params.text("language_code")], sort_keys=True)


def set_my_commands(asked: Asked) -> bool:
    """Fill the menu."""
    commands: list[Json] = asked.params.data("commands") or []
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    asked.bot.profile.commands[_audience(asked)] = [
        {"command": command["command"].removeprefix("/"), "description": command["description"]} for command in commands
    ]
    return _changed(asked)


def get_my_commands(asked: Asked) -> list[Json]:
    """Read the menu of exactly this audience."""
    return asked.bot.profile.commands.get(_audience(asked), [])


def delete_my_commands(asked: Asked) -> bool:
    """Empty the menu."""
    asked.bot.profile.commands.pop(_audience(asked), None)
    return _changed(asked)


def set_my_description(asked: Asked) -> bool:
    """What an empty chat shows."""
    if len(asked.params.text("description")) > 512:
        raise bad_request("BOT_DESCRIPTION_TOO_LONG")
    asked.bot.profile.descriptions[asked.params.text("language_code")] = asked.params.text("description")
    return _changed(asked)


def set_my_short_description(asked: Asked) -> bool:
    """What the profile shows."""
    if len(asked.params.text("short_description")) > 120:
        raise bad_request("BOT_SHORT_DESCRIPTION_TOO_LONG")
    asked.bot.profile.short_descriptions[asked.params.text("language_code")] = asked.params.text("short_description")
    return _changed(asked)


def set_chat_menu_button(asked: Asked) -> bool:
    """What the button beside the writing field does."""
    button: Json = asked.params.data("menu_button") or {"type": "default"}
    if button.get("type") not in _BUTTONS:
        raise bad_request("unsupported menu button type specified")
    asked.bot.profile.menu_button = button
    return _changed(asked)


def _changed(asked: Asked) -> bool:
    asked.world.watch.tell(Changed("bots"))
    return True
