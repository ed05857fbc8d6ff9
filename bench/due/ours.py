"""Our chores on databases of several sizes: `python -m bench.due.ours DIRECTORY ROUNDS CROWD SIZE …`, JSON out.

Each member has one reminder that is due another day. A chore is run as the app runs it, one transaction at a time.
"""

import json
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

import sqlalchemy as sa
import uvloop

from bench import enrolment
from bench.broadcast.scenes import A_WORKING_DAY
from bench.due import NOTHING
from bench.due.promising import promise
from bench.due.stalls import watched
from scheduler import CHORES, Chore
from services.duties import looking
from services.reminding import gate
from services.turn import Turn, post
from storage.database import Database
from storage.outbox import outbox

NOW = A_WORKING_DAY


async def main(workdir: Path, rounds: int, crowd: int, sizes: Sequence[int]) -> dict[str, object]:
    """Measure ticks with nothing due, sizes by turns, and then a crowd that is due in the same minute."""
    databases = {size: await _filled(workdir / str(size), size, NOW + timedelta(days=3)) for size in sizes}
    ticks: dict[str, dict[int, list[float]]] = {_name(chore): {size: [] for size in sizes} for chore in CHORES}
    ticks[NOTHING] = {size: [] for size in sizes}
    for size in sizes:  # the first rings of a day bring what the chores prepare for later, some branches at a time
        for _ in range(1 + ceil(size / enrolment.IN_A_BRANCH / looking.AT_ONCE)):
            for prepared in CHORES:
                await _timed(databases[size], prepared)
    for _ in range(rounds):
        for chore in (*CHORES, None):
            for size in sizes:
                ticks[_name(chore)][size].append(await _timed(databases[size], chore))
    for database in databases.values():
        await database.close()
    return {"ticks": ticks, "crowd": await _crowd(workdir / "crowd", crowd)}


async def _crowd(workdir: Path, count: int) -> dict[str, float]:
    """Everybody is due at once."""
    database = await _filled(workdir, count, NOW)
    async with watched() as stalls:
        started = time.monotonic()
        longest = await _do(database, gate.remind)
        seconds = time.monotonic() - started
    async with database.read() as tx:
        letters = await tx.scalar(sa.select(sa.func.count()).select_from(outbox))
    await database.close()
    return {"seconds": seconds, "stall": stalls.worst, "longest": longest, "letters": letters or 0}


async def _filled(workdir: Path, members: int, at: datetime) -> Database:
    database = await enrolment.opened(workdir)
    async with database.write() as tx:
        enrolled = await enrolment.enrol(tx, members, NOW - timedelta(days=30))
        await promise(tx, enrolled.member_ids, at)
    return database


async def _timed(database: Database, chore: Chore | None) -> float:
    """Seconds of one tick."""
    started = time.perf_counter()
    if chore is None:
        async with database.write() as tx:
            await post(tx, [Turn(tx, NOW)])
    else:
        await _do(database, chore)
    return time.perf_counter() - started


async def _do(database: Database, chore: Chore) -> float:
    """Run a chore until nothing more is due; returns the seconds of its longest transaction: a press waits for it."""
    more, longest = True, 0.0
    while more:
        started = time.perf_counter()
        async with database.write() as tx:
            turn = Turn(tx, NOW)
            more = await chore(turn)
            await post(tx, [turn])
        longest = max(longest, time.perf_counter() - started)
    return longest


def _name(chore: Chore | None) -> str:
    if chore is None:
        return NOTHING
    return f"{chore.__module__.removeprefix('services.')}.{getattr(chore, '__name__', '')}"


if __name__ == "__main__":
    directory, turns, due, *waiting = sys.argv[1:]
    json.dump(uvloop.run(main(Path(directory), int(turns), int(due), [int(size) for size in waiting])), sys.stdout)
