"""The turn: one transaction, one moment, one set of letters."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.messages import Lane, Letter, Message, Method, parts
from storage import outbox as store
from storage.schema import Tx


@dataclass(slots=True)
class Turn:
    """What a service works with: the transaction, the frozen moment, and what is to be said when it has committed.

    Turns that arrive together share a transaction. What a turn says is kept here and put in line by `post`, so that
    a turn that fails leaves no word behind.
    """

    tx: Tx
    now: datetime
    letters: list[Letter] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)

    def tell(
        self,
        chat_id: int,
        message: Message,
        *,
        lane: Lane = Lane.ANSWER,
        key: str | None = None,
        thread_id: int | None = None,
        expires_at: datetime | None = None,
        silent: bool = False,
    ) -> None:
        """Say something in a chat, once this turn has committed."""
        self.letters.append(
            Letter(
                chat_id,
                message=message,
                lane=lane,
                key=key,
                thread_id=thread_id,
                expires_at=expires_at,
                silent=silent,
            )
        )

    def show(
        self,
        topic: str,
        chat_id: int,
        live: str,
        ref: int,
        *,
        lane: Lane = Lane.BOARD,
        thread_id: int | None = None,
        silent: bool = True,
    ) -> None:
        """Bring a living message up to date: sent the first time, edited from then on, drawn when it is sent."""
        self.letters.append(
            Letter(chat_id, Method.LIVE, lane=lane, topic=topic, live=live, ref=ref, thread_id=thread_id, silent=silent)
        )

    def show_anew(self, topic: str, chat_id: int, live: str, ref: int, *, silent: bool = True) -> None:
        """Send a living message again, at the bottom of the chat; edits go there from now on."""
        self.fresh.append(topic)
        self.show(topic, chat_id, live, ref, lane=Lane.ANSWER, silent=silent)


async def post(tx: Tx, turns: list[Turn]) -> int:
    """Put all that these turns say in line; returns how many letters that were."""
    letters = [part for turn in turns for letter in turn.letters for part in parts(letter)]
    for topic in (topic for turn in turns for topic in turn.fresh):
        await store.drop_card(tx, topic)
    if letters:
        await store.post(tx, letters, turns[0].now)
    return len(letters)
