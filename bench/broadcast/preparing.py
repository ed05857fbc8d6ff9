"""Puts a broadcast into the bot's database."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from bench import enrolment
from bench.broadcast.scenes import Sending
from bench.enrolment import IN_A_GROUP
from bench.postbox import FIRST_RECIPIENT, MARK
from domain.broadcasts import VALID_FOR, Audience
from domain.messages import Lane, Letter, Message
from storage import broadcasts, outbox
from storage.broadcasts import Plan, Words
from storage.schema import Tx

WORDS = f"📢 {MARK}：本周五（11月27日）下午三点在三楼会议室开支部党员大会，请准时参加。"


def letters(workdir: Path, scene: Sending, now: datetime) -> None:
    """Enrol the recipients, and put a letter in line for each."""
    asyncio.run(_prepare(workdir, scene, now, post))


def notice(workdir: Path, scene: Sending, now: datetime) -> None:
    """Enrol a branch, and have its secretary's notice to all of it begin now: the product's own feature."""
    asyncio.run(_prepare(workdir, scene, now, _write))


async def _prepare(
    workdir: Path, scene: Sending, now: datetime, put: Callable[[Tx, int, datetime], Awaitable[None]]
) -> None:
    database = await enrolment.opened(workdir)
    try:
        async with database.write() as tx:
            await put(tx, scene.letters, now)
    finally:
        await database.close()


async def post(tx: Tx, count: int, now: datetime) -> None:
    """Enrol so many recipients, with a letter in line for each."""
    await enrolment.enrol(tx, count, now)
    said = Message(WORDS)
    posted = [
        Letter(chat_id, message=said, lane=Lane.BROADCAST, key=f"bench:{chat_id}", silent=True)
        for chat_id in range(FIRST_RECIPIENT, FIRST_RECIPIENT + count)
    ]
    await outbox.post(tx, posted, now)


async def _write(tx: Tx, count: int, now: datetime) -> None:
    """The author gets no letter, so there is one member more; the mark is no part of the title, which authors see."""
    enrolled = await enrolment.enrol(tx, count + 1, now, in_a_branch=count + IN_A_GROUP)
    plan = Plan(enrolled.branch_id, Audience.NODE, enrolled.member_ids[IN_A_GROUP - 1], now, now + VALID_FOR)
    await broadcasts.add(tx, plan, Words(f"关于支部党员大会\n{WORDS}", "支部书记"), now)
