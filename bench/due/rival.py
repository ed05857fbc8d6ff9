"""One APScheduler date job per reminder, in memory: `python -m bench.due.rival JOBS CROWD`, JSON out."""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime, timedelta

import psutil
import uvloop
from apscheduler.events import EVENT_JOB_EXECUTED, EVENT_JOB_MISSED
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bench.due.stalls import watched

PATIENCE_SECONDS = 60.0


async def say(_number: int) -> None:
    """Do what a reminder does at the least."""


async def main(jobs: int, crowd: int) -> dict[str, object]:
    """Measure the adding of jobs for another day, and a crowd at one moment, both ways a scheduler can be set."""
    before = _resident()
    async with watched() as stalls:
        scheduler = AsyncIOScheduler(timezone=UTC)
        scheduler.start()
        started = time.monotonic()
        _add(scheduler, jobs, datetime.now(UTC) + timedelta(days=3))
        await asyncio.sleep(0.1)
        adding = time.monotonic() - started
    memory = _resident() - before
    scheduler.shutdown(wait=False)
    return {
        "adding": {"seconds": adding, "stall": stalls.worst, "mb": memory},
        "crowd, as it comes": await _crowd(crowd, {}),
        "crowd, without grace": await _crowd(crowd, {"misfire_grace_time": None}),
    }


async def _crowd(count: int, defaults: dict[str, object]) -> dict[str, float]:
    """Everybody is due at once."""
    ended = {EVENT_JOB_EXECUTED: 0, EVENT_JOB_MISSED: 0}
    over = asyncio.Event()

    def note(event: object) -> None:
        ended[getattr(event, "code", 0)] += 1
        if sum(ended.values()) == count:
            over.set()

    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
    scheduler.add_listener(note, EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)
    scheduler.start()
    at = datetime.now(UTC) + timedelta(seconds=2 + count / 5000)
    _add(scheduler, count, at)
    await asyncio.sleep((at - datetime.now(UTC)).total_seconds() - 0.2)
    async with watched() as stalls:
        started = time.monotonic()
        await asyncio.wait_for(over.wait(), PATIENCE_SECONDS)
        seconds = time.monotonic() - started - 0.2
    scheduler.shutdown(wait=False)
    return {"seconds": seconds, "stall": stalls.worst, "dropped": ended[EVENT_JOB_MISSED]}


def _add(scheduler: AsyncIOScheduler, count: int, at: datetime) -> None:
    for number in range(count):
        scheduler.add_job(say, "date", run_date=at, args=(number,))


def _resident() -> float:
    megabytes: float = psutil.Process().memory_info().rss / 2**20
    return megabytes


if __name__ == "__main__":
    json.dump(uvloop.run(main(int(sys.argv[1]), int(sys.argv[2]))), sys.stdout)
