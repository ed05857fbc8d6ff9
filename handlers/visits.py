"""One update on its way through the bot, unpacked."""

from dataclasses import dataclass, field

from telegram import Update

from domain.members import Member
from domain.messages import Letter, Message, Method, Toast
from domain.moments import Moment
from services import people
from services.turn import Turn
from texts import refusals


@dataclass(slots=True)
class Visit:
    """Somebody came with something: who, where, what, and what they hear in return.

    `args` are the numbers of the pressed button; `text` is what was typed after a command, or the whole message.
    """

    turn: Turn
    update: Update
    telegram_id: int
    chat_id: int
    private: bool
    moment: Moment
    text: str = ""
    args: tuple[int, ...] = ()
    toast: Toast | None = None
    _member: list[Member | None] = field(default_factory=list)

    @property
    def thread_id(self) -> int | None:
        """The forum topic the message stands in; None in General and where there are no topics."""
        message = self.update.effective_message
        return getattr(message, "message_thread_id", None) if getattr(message, "is_topic_message", False) else None

    async def member(self) -> Member | None:
        """The roster row of whoever came; asked once."""
        if not self._member:
            self._member.append(await people.known(self.turn, self.telegram_id))
        return self._member[0]

    @property
    def me(self) -> Member:
        """Whoever came, where the dispatcher has made sure that it is a member."""
        member = self._member[0] if self._member else None
        if member is None:
            raise LookupError("a stranger on a route for members")
        return member

    def says(self, message: Message) -> None:
        """Answer where the person spoke."""
        self.turn.tell(self.chat_id, message, thread_id=self.thread_id)

    def whispers(self, message: Message) -> None:
        """Answer in the private chat, wherever the person spoke."""
        self.turn.tell(self.telegram_id, message)

    def answers(self, toast: Toast) -> None:
        """The short answer to a pressed button."""
        self.toast = toast

    def says_briefly(self, words: str) -> None:
        """A toast where a button was pressed, a message where something was typed or sent."""
        if self.update.callback_query is not None:
            self.answers(Toast(words))
        else:
            self.says(refusals.plain(words))

    def refuses(self) -> None:
        """What they asked for is not theirs to do."""
        self.says_briefly(refusals.not_allowed())

    def says_if_allowed(self, message: Message | None, refusal: str | None = None) -> None:
        """A dialogue's first question, or a page; None is what services give to whoever may not have it."""
        if message is None:
            self.answers(Toast(refusal or refusals.not_allowed()))
        else:
            self.says(message)

    def becomes(self, topic: str) -> None:
        """The message whose button was pressed lives on under this topic."""
        query = self.update.callback_query
        if query is not None and query.message is not None:
            self.turn.adopt(topic, self.chat_id, query.message.message_id)

    def replaces(self, message: Message) -> None:
        """Turn the message whose button was pressed into this one; say it anew where nothing was pressed.

        It goes first: what the service had to say besides comes below the message that the person is looking at.
        """
        query = self.update.callback_query
        if query is None or query.message is None:
            self.says(message)
            return
        self.turn.letters.insert(0, Letter(self.chat_id, Method.EDIT, message, message_id=query.message.message_id))
