"""Letters on their way out: found, claimed, put off and closed by delivery.

A letter waits (`waiting`), is claimed (`sending`), and ends (`sent`, `expired`, `dead`, `replaced`). One that was put
off is `asleep` besides: the line holds what may go now and nothing else, so that the next letters are found at once,
whether ten wait or a hundred thousand, and whether they wait for their turn or for the morning.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from domain.messages import Json, Lane, Letter, Method
from storage import envelopes
from storage.outbox import ASLEEP, BEYOND, IN_LINE, WAITING, outbox
from storage.schema import Instant, Tx, chunks

AT_REST = "at_rest"  # why a letter sleeps that came upon the night


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter on its way out, as the database keeps it."""

    id: int
    letter: Letter
    attempts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """What delivery must know of a letter to choose it: its words stay sealed until it is claimed."""

    id: int
    chat_id: int
    lane: Lane
    topic: str | None
    expires_at: datetime | None
    rests: tuple[datetime, datetime] | None


async def due(tx: Tx, closed: Mapping[int, Lane], limit: int) -> list[Due]:
    """What may be sent now, most urgent lane first, then oldest.

    `closed` chats get nothing on the lane named, or a later one.
    """
    columns = [outbox.c[name] for name in ("id", "chat_id", "lane", "topic", "expires_at", "rests_from", "rests_until")]
    query = sa.select(*columns).where(IN_LINE).order_by(outbox.c.lane, outbox.c.id).limit(limit)
    for lane in set(closed.values()):
        chats = sorted(chat_id for chat_id, from_lane in closed.items() if from_lane == lane)
        query = query.where(sa.or_(outbox.c.lane < int(lane), outbox.c.chat_id.not_in(chats)))
    return [
        Due(row.id, row.chat_id, Lane(row.lane), row.topic, row.expires_at, _span(row))
        for row in await tx.execute(query)
    ]


async def claim(tx: Tx, ids: Collection[int]) -> list[Waiting]:
    """Take letters out of the line: what is said on their topic from now on is a new letter.

    Only those come back that nobody else took or changed away meanwhile, so no letter is ever claimed twice.
    """
    claimed: list[Waiting] = []
    for some in chunks(ids):
        free = sa.select(outbox.c.id).where(outbox.c.id.in_(some), WAITING).with_for_update(skip_locked=True)
        rows = await tx.execute(
            sa.update(outbox).where(outbox.c.id.in_(free)).values(state="sending").returning(*outbox.c)
        )
        claimed += [_waiting(row) for row in rows]
    return sorted(claimed, key=lambda waiting: (waiting.letter.lane, waiting.id))


async def give_back(tx: Tx, ids: Collection[int], now: datetime) -> None:
    """What was claimed and not handed to Telegram waits again, unless something newer of its topic does."""
    for some in chunks(ids):
        await _release(tx, outbox.c.id.in_(some), now)


async def is_wanted(tx: Tx, letter_id: int) -> bool:
    """Whether a claimed letter was not withdrawn meanwhile."""
    return await tx.scalar(sa.select(outbox.c.id).where(outbox.c.id == letter_id)) is not None


async def wake(tx: Tx, now: datetime, limit: int) -> None:
    """Letters that were put off until now are in line again, the longest overdue first."""
    over = sa.select(outbox.c.id).where(ASLEEP, outbox.c.due_at <= now).order_by(outbox.c.due_at).limit(limit)
    await tx.execute(sa.update(outbox).where(outbox.c.id.in_(over)).values(asleep=False))


async def keep_back(tx: Tx, why: str, now: datetime) -> int:
    """Nothing that waits goes out; the keys stay, so that it is not said later either. Returns how many."""
    result = await tx.execute(
        sa.update(outbox)
        .where(outbox.c.state.in_(("waiting", "sending")))
        .values(state="expired", asleep=False, error=why, body=None, ended_at=now)
    )
    return int(result.rowcount)


async def kept_back(tx: Tx, why: str) -> int:
    """How many letters were not sent for this reason."""
    return await tx.scalar(sa.select(sa.func.count()).where(BEYOND, outbox.c.error == why)) or 0


async def release_claims(tx: Tx, now: datetime, held: Collection[int] = ()) -> None:
    """After a crash: what was claimed goes back in line, unless something newer of its topic waits there.

    `held` is what the process at work knows of.
    """
    await _release(tx, outbox.c.id.not_in(sorted(held)), now)


async def _release(tx: Tx, which: sa.ColumnElement[bool], now: datetime) -> None:
    newer, sending = outbox.alias(), sa.and_(BEYOND, outbox.c.state == "sending", which)
    await tx.execute(
        sa.update(outbox)
        .where(
            sending,
            sa.exists().where(
                newer.c.topic == outbox.c.topic, newer.c.id > outbox.c.id, newer.c.state.in_(("waiting", "sending"))
            ),
        )
        .values(state="replaced", body=None, ended_at=now)
    )
    await tx.execute(sa.update(outbox).where(sending).values(state="waiting", asleep=False))


async def next_due(tx: Tx) -> datetime | None:
    """The moment at which the next letter that was put off falls due."""
    moment: datetime | None = await tx.scalar(sa.select(sa.func.min(outbox.c.due_at, type_=Instant)).where(ASLEEP))
    return moment


async def end(tx: Tx, ended: Mapping[int, tuple[str, str | None]], now: datetime) -> None:
    """Close letters: id -> (state, error). The content goes; the key stays, so that nothing is said twice."""
    by_outcome: dict[tuple[str, str | None], list[int]] = {}
    for letter_id, outcome in ended.items():
        by_outcome.setdefault(outcome, []).append(letter_id)
    for (state, error), ids in by_outcome.items():
        for some in chunks(ids):
            await tx.execute(
                sa.update(outbox).where(outbox.c.id.in_(some)).values(state=state, error=error, body=None, ended_at=now)
            )


async def put_off(tx: Tx, letter: Waiting, until: datetime, error: str, now: datetime, *, tried: bool) -> None:
    """Back in line for later. `tried` counts the attempt: a refusal that waiting cures is not the letter's fault."""
    if letter.letter.topic is not None and await _newer_waits(tx, letter.letter.topic):
        await end(tx, {letter.id: ("replaced", error)}, now)
        return
    await tx.execute(
        sa.update(outbox)
        .where(outbox.c.id == letter.id, outbox.c.state == "sending")
        .values(state="waiting", due_at=until, asleep=until > now, attempts=outbox.c.attempts + int(tried), error=error)
    )


async def _newer_waits(tx: Tx, topic: str) -> bool:
    found = await tx.scalar(sa.select(outbox.c.id).where(outbox.c.topic == topic, outbox.c.state == "waiting"))
    return found is not None


async def hold(tx: Tx, ids: Collection[int], until: datetime) -> None:
    """Let waiting letters wait a little longer."""
    for some in chunks(ids):
        await tx.execute(sa.update(outbox).where(outbox.c.id.in_(some), WAITING).values(due_at=until, asleep=True))


async def rest(tx: Tx, ids: Collection[int], until: datetime, rests: tuple[datetime, datetime]) -> None:
    """Let waiting letters wait for the end of the night; `rests` is the one after it."""
    for some in chunks(ids):
        await tx.execute(
            sa.update(outbox)
            .where(outbox.c.id.in_(some), WAITING)
            .values(due_at=until, asleep=True, rests_from=rests[0], rests_until=rests[1], error=AT_REST)
        )


async def hushed(tx: Tx, error: str) -> dict[int, datetime]:
    """The chats one of whose letters was put off for this reason, and until when."""
    until = sa.func.max(outbox.c.due_at, type_=Instant).label("until")
    query = sa.select(outbox.c.chat_id, until).where(ASLEEP, outbox.c.error == error).group_by(outbox.c.chat_id)
    return {row.chat_id: row.until for row in await tx.execute(query)}


async def clock_was_put(tx: Tx, by: timedelta) -> None:
    """What was put off for seconds still is, whatever the clock says now; the night is where the clock says."""
    microseconds = by // timedelta(microseconds=1)
    await tx.execute(
        sa.update(outbox)
        .where(ASLEEP, sa.func.coalesce(outbox.c.error, "") != AT_REST)
        .values(due_at=sa.type_coerce(outbox.c.due_at, sa.BigInteger) + microseconds)
    )


async def said_in_groups(tx: Tx, since: datetime) -> dict[int, list[datetime]]:
    """What went to groups lately, oldest first, for whoever has to keep to a group's minute from now on."""
    said: dict[int, list[datetime]] = {}
    query = sa.select(outbox.c.chat_id, outbox.c.ended_at).where(
        BEYOND, outbox.c.state == "sent", outbox.c.ended_at > since, outbox.c.chat_id < 0
    )
    for chat_id, ended_at in await tx.execute(query.order_by(outbox.c.ended_at)):
        said.setdefault(chat_id, []).append(ended_at)
    return said


async def said_since(tx: Tx, since: datetime) -> bool:
    """Whether anything was, or may have been, on its way to Telegram so lately."""
    found = await tx.scalar(
        sa.select(outbox.c.id).where(BEYOND, sa.or_(outbox.c.state == "sending", outbox.c.ended_at > since)).limit(1)
    )
    return found is not None


def _waiting(row: Any) -> Waiting:
    body: Json = row.body
    message, errand = envelopes.unpack(body)
    return Waiting(
        row.id,
        Letter(
            chat_id=row.chat_id,
            method=Method(row.method),
            message=message,
            lane=Lane(row.lane),
            topic=row.topic,
            key=row.key,
            live=row.live,
            ref=row.ref,
            thread_id=row.thread_id,
            message_id=row.message_id,
            expires_at=row.expires_at,
            rests=_span(row),
            silent=row.silent,
            errand=errand,
        ),
        row.attempts,
        row.created_at,
    )


def _span(row: Any) -> tuple[datetime, datetime] | None:
    return None if row.rests_from is None else (row.rests_from, row.rests_until)
