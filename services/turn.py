"""The turn: one transaction, one moment, one set of letters."""

import logging
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import datetime

from domain.messages import Lane, Letter, Message, Method, parts
from storage import cards
from storage import outbox as store
from storage.database import alone
from storage.schema import Tx

_NEVER_SHOWN = b""

log = logging.getLogger(__name__)


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
    adopted: dict[str, tuple[int, int]] = field(default_factory=dict)

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
        expires_at: datetime | None = None,
        rests: tuple[datetime, datetime] | None = None,
        silent: bool = True,
    ) -> None:
        """Bring a living message up to date: sent the first time, edited from then on, drawn when it is sent."""
        self.letters.append(
            Letter(
                chat_id,
                Method.LIVE,
                lane=lane,
                topic=topic,
                live=live,
                ref=ref,
                thread_id=thread_id,
                expires_at=expires_at,
                rests=rests,
                silent=silent,
            )
        )

    def show_anew(self, topic: str, chat_id: int, live: str, ref: int, *, silent: bool = True) -> None:
        """Send a living message again, at the bottom of the chat; edits go there from now on."""
        self.fresh.append(topic)
        self.show(topic, chat_id, live, ref, lane=Lane.ANSWER, silent=silent)

    def adopt(self, topic: str, chat_id: int, message_id: int) -> None:
        """From now on this message of ours is the one that lives under the topic; it is drawn whatever it shows."""
        self.adopted[topic] = (chat_id, message_id)


async def apart(turn: Turn, work: Awaitable[object]) -> bool:
    """Do one of several things that are due; False where it failed, nothing of it remains, and the others go on.

    For what must not stand in each other's way: a request that cannot be worked on holds up no other one.
    """
    letters, fresh, adopted = list(turn.letters), list(turn.fresh), dict(turn.adopted)
    error = await alone(turn.tx, work)
    if error is not None:
        turn.letters, turn.fresh, turn.adopted = letters, fresh, adopted
        log.error("有一件定时的事办不了，先放一放，别的照办。", exc_info=error)
    return error is None


async def post(tx: Tx, turns: list[Turn]) -> int:
    """Put all that these turns say in line; returns how many letters that were."""
    letters = [part for turn in turns for letter in turn.letters for part in parts(letter)]
    for topic in (topic for turn in turns for topic in turn.fresh):
        await cards.drop(tx, topic)
    for topic, (chat_id, message_id) in (one for turn in turns for one in turn.adopted.items()):
        await cards.keep(tx, topic, chat_id, message_id, _NEVER_SHOWN)
    if letters:
        await store.post(tx, letters, turns[0].now)
    return len(letters)
