"""Conversations: private ones, groups, supergroups, and their topics."""

from dataclasses import dataclass, field
from typing import Literal

from sandbox.world.actors import Json, Numbers
from sandbox.world.members import Member
from sandbox.world.messages import Message

Kind = Literal["private", "group", "supergroup"]


@dataclass
class Chat:
    """A conversation and everything said in it.

    In a private chat `bot_id` names the bot, and `started` and `blocked` are what its person did.
    """

    id: int
    kind: Kind
    title: str
    numbers: Numbers
    username: str | None = None
    is_forum: bool = False
    bot_id: int | None = None
    started: bool = False
    blocked: bool = False
    hides_members: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    migrated_to: int | None = None
    last_bot: int | None = None

    @property
    def is_private(self) -> bool:
        """Whether only one person and one bot are here."""
        return self.kind == "private"

    def member(self, user_id: int) -> Member | None:
        """Their place here, also when they have left."""
        return self.members.get(user_id)

    def holds(self, user_id: int) -> bool:
        """Whether they are here now."""
        member = self.members.get(user_id)
        return member is not None and member.is_present

    def is_in_charge(self, user_id: int) -> bool:
        """Whether they administer this group now."""
        member = self.members.get(user_id)
        return member is not None and member.is_in_charge

    def bots(self) -> list[int]:
        """The bots that are here now."""
        return [number for number, member in self.members.items() if member.is_present and member.user["is_bot"]]

    def as_chat(self) -> Json:
        """The wire's `Chat`."""
        chat: Json = {"id": self.id, "type": self.kind}
        chat["first_name" if self.is_private else "title"] = self.title
        if self.username:
            chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        return chat

    def as_message(self, message: Message) -> Json:
        """The wire's `Message`, with the message it answers, if that still exists."""
        wire = self._flat(message)
        answered = self.messages.get(message.reply_to) if message.reply_to else None
        if answered is not None:
            wire["reply_to_message"] = self._flat(answered)
        return wire

    def _flat(self, message: Message) -> Json:
        wire: Json = {
            "message_id": message.id,
            "from": message.sender,
            "chat": self.as_chat(),
            "date": message.date,
        }
        if message.sender_chat:
            wire["sender_chat"] = message.sender_chat
        if message.topic is not None:
            wire |= {"message_thread_id": message.topic, "is_topic_message": True}
        if message.edit_date is not None:
            wire["edit_date"] = message.edit_date
        if message.reply_markup and "inline_keyboard" in message.reply_markup:
            wire["reply_markup"] = message.reply_markup
        return wire | message.body()
