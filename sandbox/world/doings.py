"""What a person can do with their telephone."""

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from sandbox.world import membership
from sandbox.world.actors import CHANNEL_BOT, GROUP_ANONYMOUS_BOT, Bot, Json, Person
from sandbox.world.chats import Chat
from sandbox.world.entities import trimmed, with_detected
from sandbox.world.files import FileKind, StoredFile
from sandbox.world.members import Member, Status
from sandbox.world.messages import Attachment, Message
from sandbox.world.queries import Query
from sandbox.world.watch import Changed, Vanished
from sandbox.world.world import World

_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")
_CHANNEL_ID: Final = -1_009_000_000_001
_SILENCE: Final = b"OggS" + bytes(24)


class Impossible(Exception):
    """Somebody tries what Telegram's app does not offer."""


def say(
    world: World,
    person: Person,
    chat: Chat,
    text: str,
    *,
    reply_to: int | None = None,
    topic: int | None = None,
    stored: StoredFile | None = None,
) -> Message:
    """Write a message, or send a file with a caption."""
    _check_can_write(person, chat)
    attachment = Attachment.of(stored) if stored else None
    return _post(world, chat, person.as_user(), text, reply_to=reply_to, topic=topic, attachment=attachment)


def speak(world: World, person: Person, chat: Chat, seconds: int) -> Message:
    """Send a voice message of this length; nobody's microphone is used, it is silent."""
    silence = world.files.put("voice.oga", _SILENCE, kind=FileKind.VOICE, seconds=seconds)
    return say(world, person, chat, "", stored=silence)


def say_anonymously(world: World, person: Person, chat: Chat, text: str, *, reply_to: int | None = None) -> Message:
    """Write as the group itself, as anonymous administrators do."""
    _check_can_write(person, chat)
    return _post(world, chat, GROUP_ANONYMOUS_BOT, text, reply_to=reply_to, sender_chat=chat.as_chat())


def say_as_channel(
    world: World, person: Person, chat: Chat, text: str, channel: str, *, reply_to: int | None = None
) -> Message:
    """Write under the name of one's channel."""
    _check_can_write(person, chat)
    sender_chat: Json = {"id": _CHANNEL_ID, "type": "channel", "title": channel}
    return _post(world, chat, CHANNEL_BOT, text, reply_to=reply_to, sender_chat=sender_chat)


def _post(
    world: World,
    chat: Chat,
    sender: Json,
    text: str,
    *,
    reply_to: int | None,
    topic: int | None = None,
    sender_chat: Json | None = None,
    attachment: Attachment | None = None,
) -> Message:
    if topic is not None and topic not in chat.topics:
        msg = f"「{chat.title}」里没有这个话题：{topic}"
        raise Impossible(msg)
    said, _ = trimmed(text, [])
    if not said and attachment is None:
        msg = "空的消息发不出去"
        raise Impossible(msg)
    return world.post(
        chat,
        sender,
        text=said,
        entities=with_detected(said, []),
        reply_to=reply_to if reply_to is not None else topic,
        topic=topic,
        sender_chat=sender_chat,
        attachment=attachment,
    )


def _check_can_write(person: Person, chat: Chat) -> None:
    if not person.has_phone:
        msg = f"{person.first_name}没有手机"
        raise Impossible(msg)
    if chat.is_private and (chat.blocked or not chat.started):
        why = "停用了机器人" if chat.blocked else "还没有点「开始」"
        msg = f"{person.first_name}{why}，没有地方可以打字"
        raise Impossible(msg)
    if chat.migrated_to is not None:
        msg = f"「{chat.title}」已经升级成超级群，请到新群里说"
        raise Impossible(msg)
    if not chat.is_private and not chat.holds(person.id):
        msg = f"{person.first_name}不在「{chat.title}」里"
        raise Impossible(msg)


def start(world: World, person: Person, bot: Bot, payload: str = "") -> Message:
    """Press Start in the private chat."""
    if not person.has_phone or not _PAYLOAD.fullmatch(payload):
        msg = f"{person.first_name}不能这样开始：{payload!r}"
        raise Impossible(msg)
    chat = world.private_chat(bot, person)
    if chat.blocked:
        unblock(world, person, bot)
    chat.started = True
    world.watch.tell(Changed("chats"))
    return say(world, person, chat, f"/start {payload}")


def block(world: World, person: Person, bot: Bot) -> None:
    """Stop the bot; it is told, and every message to this person answers 403."""
    _set_blocked(world, person, bot, blocked=True)


def unblock(world: World, person: Person, bot: Bot) -> None:
    """Let the bot write again."""
    _set_blocked(world, person, bot, blocked=False)


def _set_blocked(world: World, person: Person, bot: Bot, *, blocked: bool) -> None:
    chat = world.private_chat(bot, person)
    if chat.blocked is blocked:
        return
    chat.blocked = blocked
    statuses: tuple[Status, Status] = ("member", "kicked") if blocked else ("kicked", "member")
    old, new = (Member(bot.as_user(), status).as_chat_member() for status in statuses)
    told: Json = {
        "chat": chat.as_chat(),
        "from": person.as_user(),
        "date": world.clock.seconds(),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    world.deliver(bot, "my_chat_member", told)


def open_link(world: World, person: Person, url: str, *, group: Chat | None = None) -> Message | None:
    """Follow a t.me link to a bot: ?start= talks to it, ?startgroup= brings it into the group."""
    parts = urlsplit(url)
    username = parts.path.strip("/").lower()
    bot = next((each for each in world.bots.values() if each.username.lower() == username), None)
    if parts.hostname not in {"t.me", "telegram.me"} or bot is None:
        msg = f"这不是机器人的链接：{url}"
        raise Impossible(msg)
    asked = parse_qs(parts.query, keep_blank_values=True)
    if "startgroup" not in asked:
        return start(world, person, bot, asked.get("start", [""])[0])
    if group is None:
        msg = "这个链接要选一个群"
        raise Impossible(msg)
    if not group.holds(bot.id):
        membership.add_bot(world, group, bot, person)
    return say(world, person, group, f"/start@{bot.username} {asked['startgroup'][0]}")


def press(world: World, person: Person, chat: Chat, message_id: int, data: str) -> Query:
    """Press a button under a bot's message; `data` is not checked against the buttons, so it can be forged."""
    message = chat.messages.get(message_id)
    if message is None or message.sender["id"] not in world.bots or not person.has_phone:
        msg = f"{person.first_name}没有按钮可以按"
        raise Impossible(msg)
    if not chat.is_private and not world.current(chat).holds(person.id):
        msg = f"{person.first_name}不在「{chat.title}」里"
        raise Impossible(msg)
    bot = world.bots[message.sender["id"]]
    query = world.queries.ask(bot.id, person.id, chat.id, message_id, world.clock.now().timestamp())
    body: Json = {
        "id": query.id,
        "from": person.as_user(),
        "message": chat.as_message(message),
        "chat_instance": str(abs(chat.id) * 7919),
        "data": data,
    }
    world.deliver(bot, "callback_query", body)
    return query


def vanish(world: World, chat: Chat, message_id: int) -> None:
    """Delete a message for everybody; bots are never told."""
    if chat.messages.pop(message_id, None) is not None:
        world.watch.tell(Vanished(chat, message_id))
