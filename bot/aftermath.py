"""What a sending leads to: how letters end, and what a refusal tells us about a chat, a person or a group."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.carrying import Outcome
from bot.refusals import Refusal
from bot.silence import Silence
from domain.messages import Json, Lane, Letter, Method
from services import chats, reach
from services.broadcasts import receipts
from services.turn import Turn, post
from storage import burden, cards, inbox
from storage import outgoing as store
from storage.inbox import Arrival
from storage.outgoing import Waiting
from storage.schema import Tx

GIVE_UP_AFTER = 12  # attempts at doubling intervals: a little over an hour
UNASKED = frozenset({Lane.BOARD, Lane.REMINDER, Lane.BROADCAST})  # lanes of what nobody asked for (X7)

End: TypeAlias = tuple[str, str | None]  # the state, and the word for why
Ends: TypeAlias = dict[int, End]


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Writes down outcomes, in a transaction that the caller brings."""

    _silence: Silence

    async def close(self, tx: Tx, outcomes: Sequence[Outcome], now: datetime) -> list[Arrival]:
        """Write down how letters fared; returns what errands brought home."""
        ended: Ends = {}
        turns: list[Turn] = []
        brought: list[Arrival] = []
        unasked: list[int] = []
        for outcome in outcomes:
            letter = outcome.waiting.letter
            if outcome.refusal is not None:
                end = await self._refused(tx, outcome.waiting, outcome.refusal, turns, now)
                if end is not None:
                    ended[outcome.waiting.id] = end
                if end is not None and letter.method is Method.FETCH:
                    brought += await inbox.put(tx, [_brought(letter, None)], now, now)
                continue
            ended[outcome.waiting.id] = ("expired" if outcome.pointless else "sent", None)
            if letter.topic is not None and outcome.message_id is not None and outcome.digest is not None:
                await cards.keep(tx, letter.topic, letter.chat_id, outcome.message_id, outcome.digest)
            if outcome.anew and letter.chat_id > 0 and letter.lane in UNASKED:
                unasked.append(letter.chat_id)
            if outcome.fetched is not None:
                brought += await inbox.put(tx, [_brought(letter, outcome.fetched)], now, now)
        await store.end(tx, ended, now)
        turns.append(await _receipts(tx, outcomes, ended, now))
        await burden.note(tx, unasked, now.date())
        if turns:
            await post(tx, turns)
        return brought

    async def _refused(self, tx: Tx, waiting: Waiting, why: Refusal, turns: list[Turn], now: datetime) -> End | None:
        """What a refusal means for the letter, its chat and the person; its end, or None where it is tried again."""
        letter = waiting.letter
        if why.migrated_to is not None:
            turn = Turn(tx, now)
            await chats.migrate(turn, letter.chat_id, why.migrated_to)
            turns.append(turn)
            await store.put_off(tx, waiting, now, why.word, now, tried=True)
            return None
        if why.retry_after is not None:
            until = now + why.retry_after
            self._silence.hush(letter.chat_id, until, now)
            await store.put_off(tx, waiting, until, why.word, now, tried=False)
            return None
        match why:
            case Refusal.AWAY:
                await store.put_off(tx, waiting, self._silence.away(now), why.word, now, tried=False)
                return None
            case Refusal.STORAGE:
                await store.put_off(tx, waiting, now + timedelta(seconds=1), why.word, now, tried=False)
                return None
            case Refusal.NO_THREAD if letter.thread_id is not None:
                await store.put_off(tx, waiting, now, why.word, now, tried=True)
                await chats.forget_thread(Turn(tx, now), letter.chat_id, letter.thread_id)
                return None
            case Refusal.UNREACHABLE:
                turn = Turn(tx, now)
                await reach.lost(turn, letter.chat_id)
                turns.append(turn)
            case Refusal.UNCHANGED:
                return "sent", None
            case _ if waiting.attempts + 1 < GIVE_UP_AFTER and why is Refusal.SERVER:
                later = now + timedelta(seconds=2**waiting.attempts)
                await store.put_off(tx, waiting, later, why.word, now, tried=True)
                return None
        return "dead", why.word


async def set_aside(tx: Tx, outcomes: Sequence[Outcome], now: datetime) -> None:
    """These ended, and nothing more can be made of it: what was said is not said again."""
    ended: Ends = {one.waiting.id: ("sent" if one.refusal is None else "dead", Refusal.BROKEN.word) for one in outcomes}
    await store.end(tx, ended, now)


async def _receipts(tx: Tx, outcomes: Sequence[Outcome], ended: Ends, now: datetime) -> Turn:
    """Whoever wrote to many hears how their letters ended."""
    turn = Turn(tx, now)
    letters = [(one.waiting.letter, ended[one.waiting.id][0]) for one in outcomes if one.waiting.id in ended]
    await receipts.take(turn, letters)
    return turn


def _brought(letter: Letter, data: bytes | None) -> dict[str, Json]:
    """What an errand brought home, as the inbox keeps it; no data means that there was nothing to be had."""
    return {"errand": {**letter.errand, "data": None if data is None else base64.b64encode(data).decode()}}
