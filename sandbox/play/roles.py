"""People and groups as tests speak of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.play.heard import Heard, Press, Toast, hear
from sandbox.world import doings, membership
from sandbox.world.chats import Chat
from sandbox.world.files import FileKind, StoredFile
from sandbox.world.messages import Message

if TYPE_CHECKING:
    from sandbox.play.stage import Stage
    from sandbox.world.actors import Json, Person
    from sandbox.world.watch import Answered


class PlayedGroup:
    """A group, seen by everybody in it."""

    def __init__(self, stage: Stage, chat: Chat) -> None:
        self._stage = stage
        self._chat = chat

    @property
    def chat(self) -> Chat:
        """The group as it is now, also after it became a supergroup."""
        return self._stage.world.current(self._chat)

    @property
    def board(self) -> Heard:
        """The current state of the bot's last message here."""
        bots = self._stage.world.bots
        last = next(message for message in reversed(self.chat.messages.values()) if message.sender["id"] in bots)
        return hear(self.chat, last, self._stage.world.files, edited=last.edit_date is not None)

    async def hears(self) -> Heard:
        """The next message or edit of the bot that was not heard yet."""
        return await self._stage.take_heard(self.chat.title, self._is_here)

    async def hears_edit(self) -> Heard:
        """The next edit that was not heard yet; new messages stay unheard."""
        return await self._stage.take_heard(self.chat.title, lambda heard: heard.edited and self._is_here(heard))

    def _is_here(self, heard: Heard) -> bool:
        return self._stage.is_in(heard, self._chat)


class PlayedPerson:
    """Somebody with a telephone."""

    def __init__(self, stage: Stage, person: Person) -> None:
        self._stage = stage
        self._world = stage.world
        self.person = person

    @property
    def id(self) -> int:
        """Their Telegram id."""
        return self.person.id

    @property
    def chat(self) -> Chat:
        """Their private chat with the bot."""
        return self._world.private_chat(self._stage.bot, self.person)

    def says(
        self,
        text: str,
        *,
        to: PlayedGroup | None = None,
        reply_to: Heard | Message | None = None,
        topic: int | str | None = None,
    ) -> Message:
        """Write to the bot, or into a group; a topic by its name or number."""
        chat = to.chat if to else self.chat
        return doings.say(self._world, self.person, chat, text, reply_to=_number(reply_to), topic=_thread(chat, topic))

    def says_anonymously(self, text: str, *, to: PlayedGroup, reply_to: Heard | Message | None = None) -> Message:
        """Write as the group."""
        return doings.say_anonymously(self._world, self.person, to.chat, text, reply_to=_number(reply_to))

    def says_as_channel(
        self, text: str, *, to: PlayedGroup, channel: str = "某频道", reply_to: Heard | Message | None = None
    ) -> Message:
        """Write as a channel."""
        return doings.say_as_channel(self._world, self.person, to.chat, text, channel, reply_to=_number(reply_to))

    def sends_file(
        self,
        name: str,
        data: bytes,
        caption: str | None = None,
        *,
        size: int | None = None,
        to: PlayedGroup | None = None,
    ) -> Message:
        """Send a document; `size` is what Telegram announces when it is not the truth."""
        return self._sends(self._world.files.put(name, data, size), caption, to)

    def sends_photo(self, data: bytes, caption: str | None = None, *, to: PlayedGroup | None = None) -> Message:
        """Send a picture."""
        return self._sends(self._world.files.put("photo.jpg", data, kind=FileKind.PHOTO), caption, to)

    def sends_voice(self, seconds: int = 3, *, to: PlayedGroup | None = None) -> Message:
        """Send a voice message."""
        return doings.speak(self._world, self.person, to.chat if to else self.chat, seconds)

    def _sends(self, stored: StoredFile, caption: str | None, to: PlayedGroup | None) -> Message:
        return doings.say(self._world, self.person, to.chat if to else self.chat, caption or "", stored=stored)

    def starts(self, payload: str = "") -> Message:
        """Press Start."""
        return doings.start(self._world, self.person, self._stage.bot, payload)

    def opens(self, url: str, *, group: PlayedGroup | None = None) -> Message | None:
        """Follow a deep link; a startgroup link asks for the group."""
        return doings.open_link(self._world, self.person, url, group=group.chat if group else None)

    def blocks(self) -> None:
        """Stop the bot."""
        doings.block(self._world, self.person, self._stage.bot)

    def unblocks(self) -> None:
        """Let it write again."""
        doings.unblock(self._world, self.person, self._stage.bot)

    def joins(self, group: PlayedGroup) -> None:
        """Come into a group."""
        membership.join(self._world, group.chat, self.person)

    def leaves(self, group: PlayedGroup) -> None:
        """Go out of a group."""
        membership.leave(self._world, group.chat, self.person)

    def presses(self, label: str, *, on: Heard) -> Press:
        """Press the button with this label as the message stands now; a link is followed, a keyboard's word is said."""
        button = self._button(label, on)
        if "callback_data" in button:
            return self._press(label, button["callback_data"], on)
        if "url" in button:
            if f"//t.me/{self._stage.bot.username}?" in button["url"]:
                self.opens(button["url"])
            return Press(label, url=button["url"])
        self.says(label)
        return Press(label)

    def presses_data(self, data: str, *, on: Heard) -> Press:
        """Send callback data that no button need have."""
        return self._press(data, data, on)

    def _press(self, label: str, data: str, on: Heard) -> Press:
        query = doings.press(self._world, self.person, on.chat, on.message_id, data)
        self._stage.open_presses[query.id] = self.person.id
        self._stage.deeds += 1
        return Press(label, query.id)

    def _button(self, label: str, on: Heard) -> Json:
        message = on.chat.messages.get(on.message_id)
        if message is None:
            msg = f"message #{on.message_id} is gone, and {label} with it"
            raise AssertionError(msg)
        markup = message.reply_markup or {}
        rows: list[list[Json]] = [*markup.get("inline_keyboard", []), *markup.get("keyboard", [])]
        for row in rows:
            for button in row:
                if button["text"] == label:
                    return button
        labels = [[button["text"] for button in row] for row in rows]
        msg = f"no button {label} under {message.text!r}; there are {labels}"
        raise AssertionError(msg)

    async def hears(self) -> Heard:
        """The next message or edit in the private chat that was not heard yet."""
        return await self._stage.take_heard(self.person.first_name, lambda heard: self._stage.is_in(heard, self.chat))

    async def toast(self, of: Press | None = None) -> Toast:
        """The next answer to a press: to this one, or to any.

        Without `of`, an answer that says nothing is only given when no press of theirs waits any more, so that
        earlier silent answers do not stand in the way of the one the test waits for.
        """

        def suits(answer: Answered) -> bool:
            if of is not None:
                return answer.query_id == of.query_id
            if answer.person_id != self.id or answer.says_something:
                return answer.person_id == self.id
            is_waiting = self.id in self._stage.open_presses.values()
            return not is_waiting and not any(
                each.says_something and each.person_id == self.id for each in self._stage.unseen
            )

        return await self._stage.take_toast(f"{self.person.first_name} (toast)", suits)


def _number(message: Heard | Message | None) -> int | None:
    if message is None:
        return None
    return message.message_id if isinstance(message, Heard) else message.id


def _thread(chat: Chat, topic: int | str | None) -> int | None:
    if not isinstance(topic, str):
        return topic
    return next(number for number, name in chat.topics.items() if name == topic)
