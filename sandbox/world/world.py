"""The whole world: who is there, what they said, and the switches."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, Final

from sandbox.world import membership
from sandbox.world.actors import Bot, Json, Numbers, Person
from sandbox.world.chats import Chat
from sandbox.world.clock import Clock, Now
from sandbox.world.faults import Faults
from sandbox.world.files import FileShelf
from sandbox.world.flood import Limits
from sandbox.world.hooks import Webhook
from sandbox.world.journal import Call, Journal
from sandbox.world.members import Member
from sandbox.world.messages import Message
from sandbox.world.privacy import reaches
from sandbox.world.queries import Queries
from sandbox.world.updates import UpdateQueue
from sandbox.world.watch import Changed, Edited, Posted, Watch

_FIRST_PERSON: Final = 1001
_FIRST_GROUP: Final = -4_000_000_001
_FIRST_SUPERGROUP: Final = -1_002_000_000_001
_FIRST_UPDATE: Final = 700_000_000


class World:
    """Registers and the rules that bind them. No I/O: others speak HTTP about it."""

    def __init__(self, now: Now | None = None) -> None:
        self.clock = Clock(now)
        self.watch = Watch()
        self.limits = Limits()
        self.faults = Faults(lambda: self.watch.tell(Changed("faults")))
        self.queries = Queries()
        self.files = FileShelf()
        self.calls = Journal()
        self.people: dict[int, Person] = {}
        self.bots: dict[int, Bot] = {}
        self.groups: dict[int, Chat] = {}
        self.private: dict[tuple[int, int], Chat] = {}
        self.queues: dict[int, UpdateQueue] = {}
        self.webhooks: dict[int, Webhook] = {}
        self.guide: list[str] = []
        self.closing = False
        self.clock.on_jump(lambda: self.watch.tell(Changed("clock")))

    def add_bot(self, token: str, username: str, name: str, *, privacy: bool = True) -> Bot:
        """Register a bot account; `token` is "<number>:<anything>"."""
        bot = Bot(token, username, name, privacy)
        self.bots[bot.id] = bot
        self.queues[bot.id] = UpdateQueue(last_id=_FIRST_UPDATE)
        self.watch.tell(Changed("bots"))
        return bot

    def add_person(
        self,
        first_name: str,
        id: int | None = None,  # noqa: A002 - the word everybody looks for
        username: str | None = None,
        *,
        note: str = "",
        has_phone: bool = True,
    ) -> Person:
        """Register a person; without a phone they exist for the page only, not for Telegram."""
        number = id or next(n for n in count(_FIRST_PERSON) if n not in self.people and n not in self.bots)
        person = Person(number, first_name, username, note, has_phone)
        self.people[number] = person
        self.watch.tell(Changed("people"))
        return person

    def add_group(
        self,
        title: str,
        members: Sequence[Person],
        *,
        with_bot: bool | Bot = True,
        supergroup: bool = False,
        forum: bool = False,
    ) -> Chat:
        """Open a group; its first member owns it, and adds the bot (the first registered one for True)."""
        if not members:
            msg = "a group needs somebody who opened it"
            raise ValueError(msg)
        chat = self.open_group(title, supergroup=supergroup or forum)
        chat.is_forum = forum
        for person in members:
            chat.members[person.id] = Member(person.as_user(), "creator" if person is members[0] else "member")
        self.watch.tell(Changed("groups"))
        if with_bot:
            bot = next(iter(self.bots.values())) if with_bot is True else with_bot
            membership.add_bot(self, chat, bot, by=members[0])
        return chat

    def open_group(self, title: str, *, supergroup: bool) -> Chat:
        """A new empty group with an id of its kind."""
        first = _FIRST_SUPERGROUP if supergroup else _FIRST_GROUP
        number = next(n for n in count(first, -1) if n not in self.groups)
        chat = Chat(number, "supergroup" if supergroup else "group", title, Numbers())
        self.groups[number] = chat
        return chat

    def private_chat(self, bot: Bot, person: Person) -> Chat:
        """The conversation of a person with a bot; it exists, empty, before either says anything."""
        key = (bot.id, person.id)
        if key not in self.private:
            self.private[key] = Chat(
                person.id, "private", person.first_name, bot.numbers, username=person.username, bot_id=bot.id
            )
        return self.private[key]

    def chat(self, bot: Bot, chat_id: int) -> Chat | None:
        """The chat a bot means by this id."""
        if chat_id in self.groups:
            return self.groups[chat_id]
        person = self.people.get(chat_id)
        return self.private_chat(bot, person) if person and person.has_phone else None

    def chats(self) -> list[Chat]:
        """All conversations."""
        return [*self.groups.values(), *self.private.values()]

    def current(self, chat: Chat) -> Chat:
        """The group this one has become."""
        while chat.migrated_to is not None:
            chat = self.groups[chat.migrated_to]
        return chat

    def bot_by_token(self, token: str) -> Bot | None:
        """The bot this token belongs to."""
        return next((bot for bot in self.bots.values() if bot.token == token), None)

    def post(self, chat: Chat, sender: Json, **said: Any) -> Message:
        """Put a message into a chat and tell everybody who may know; bots never hear bots."""
        message = Message(chat.numbers.take(), chat.id, sender, self.clock.seconds(), **said)
        chat.messages[message.id] = message
        by_bot = sender["id"] in self.bots
        if by_bot:
            chat.last_bot = sender["id"]
        self.watch.tell(Posted(chat, message))
        if not by_bot:
            for bot in self.bots.values():
                if reaches(message, chat, bot):
                    self.deliver(bot, "message", chat.as_message(message))
        return message

    def replace(self, chat: Chat, message: Message) -> None:
        """Put an edited message in the place of the old one."""
        chat.messages[message.id] = message
        self.watch.tell(Edited(chat, message))

    def deliver(self, bot: Bot, kind: str, body: Json) -> None:
        """Queue an update for a bot."""
        self.queues[bot.id].put(kind, body, self.clock.seconds())
        self.watch.tell(Changed("updates"))

    def close(self) -> None:
        """End everything that waits: the server goes."""
        self.closing = True
        self.watch.tell(Changed("closing"))

    def note(self, call: Call) -> None:
        """Remember a Bot API call."""
        self.calls.note(call)
        self.watch.tell(Changed("calls"))

    async def wait_until(self, predicate: Callable[[], object], seconds: float = 10) -> None:
        """Wait until something holds in this world; AssertionError when it does not come to hold."""
        if not await self.watch.until(predicate, seconds):
            msg = f"still not so after {seconds} s; the last calls were {[call.method for call in self.calls[-5:]]}"
            raise AssertionError(msg)
