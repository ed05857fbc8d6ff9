"""getMe, getChat and its sisters, getFile, leaveChat."""

from typing import Final

from sandbox.botapi.asked import Asked
from sandbox.world import membership
from sandbox.world.actors import Json
from sandbox.world.files import DOWNLOAD_BYTES
from sandbox.world.members import Member
from sandbox.world.refusals import bad_request

_GIFTS: Final = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_me(asked: Asked) -> Json:
    """Who am I?"""
    return asked.bot.as_me()


def get_chat(asked: Asked) -> Json:
    """What chat is this?"""
    return asked.chat().as_chat() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}


def get_chat_member(asked: Asked) -> Json:
    """What is this person here? Only sure to be answered when the bot administers the group."""
    chat, number = asked.open_chat(), asked.params.number("user_id")
    if number is None:
        raise bad_request("invalid user_id specified")
    if chat.hides_members and number != asked.bot.id and not chat.is_in_charge(asked.bot.id):
        raise bad_request("member list is inaccessible")
    member = chat.member(number)
    if member is None:
        person = asked.world.people.get(number)
        if person is None:
            raise bad_request("PARTICIPANT_ID_INVALID")
        member = Member(person.as_user(), "left")
    return member.as_chat_member()


def get_chat_administrators(asked: Asked) -> list[Json]:
    """Who is in charge here? Bots are left out, except the one who asks."""
    chat = asked.open_chat()
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        member.as_chat_member()
        for number, member in chat.members.items()
        if member.is_in_charge and (number == asked.bot.id or not member.user["is_bot"])
    ]


def get_chat_member_count(asked: Asked) -> int:
    """How many are here?"""
    return sum(member.is_present for member in asked.open_chat().members.values())


def leave_chat(asked: Asked) -> bool:
    """Go."""
    chat = asked.open_chat()
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    membership.bot_leaves(asked.world, chat, asked.bot)
    return True


def get_file(asked: Asked) -> Json:
    """Where can I fetch this file?"""
    if not asked.params.text("file_id"):
        raise bad_request("file_id is empty")
    stored = asked.world.files.by_id(asked.params.text("file_id"))
    if stored.size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": f"u{stored.file_id}",
        "file_size": stored.size,
        "file_path": stored.path,
    }
