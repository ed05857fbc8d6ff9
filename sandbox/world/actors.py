"""Who can write: people, bots, and the two fake senders Telegram uses for groups and channels."""

from dataclasses import dataclass, field
from typing import Any, Final

Json = dict[str, Any]

GROUP_ANONYMOUS_BOT: Final[Json] = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
CHANNEL_BOT: Final[Json] = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}


@dataclass
class Person:
    """Somebody with a Telegram account; without a phone, only a name on the roster."""

    id: int
    first_name: str
    username: str | None = None
    note: str = ""
    has_phone: bool = True

    def as_user(self) -> Json:
        """The wire's `User`."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": "zh-hans"}
        if self.username:
            user["username"] = self.username
        return user


@dataclass
class Numbers:
    """A counter that hands out message ids."""

    last: int = 0

    def take(self) -> int:
        """The next number, never given before."""
        self.last += 1
        return self.last


@dataclass
class Profile:
    """What the bot says about itself by setMyCommands and its sisters."""

    commands: dict[str, list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})


@dataclass
class Bot:
    """A bot account. `privacy` is what BotFather's /setprivacy switches."""

    token: str
    username: str
    first_name: str
    privacy: bool = True
    numbers: Numbers = field(default_factory=Numbers)
    profile: Profile = field(default_factory=Profile)

    @property
    def id(self) -> int:
        """The number before the colon of the token."""
        return int(self.token.partition(":")[0])

    def as_user(self) -> Json:
        """The wire's `User`."""
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}

    def as_me(self) -> Json:
        """The wire's `User` as getMe gives it, with the fields only getMe has."""
        return self.as_user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy,
            "supports_guest_queries": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
            "supports_join_request_queries": False,
        }
