"""L1: the bell cannot silently skip, rings at the start, and stores nothing."""

import asyncio
from pathlib import Path

import pytest

from scheduler.bell import EVERY_SECONDS, Bell
from tests.conftest import SHANGHAI


class Ringer:
    """Counts its rings."""

    def __init__(self) -> None:
        self.rung = 0
        self.heard = asyncio.Event()

    async def __call__(self) -> None:
        self.rung += 1
        self.heard.set()


async def test_a_late_ring_is_rung_all_the_same_and_never_two_at_a_time() -> None:
    bell = Bell(Ringer(), SHANGHAI, asyncio.Event())
    scheduler = bell.scheduler()
    scheduler.start(paused=True)
    [job] = scheduler.get_jobs()
    assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)
    assert job.trigger.interval.total_seconds() == EVERY_SECONDS
    assert str(scheduler.timezone) == "Asia/Shanghai"
    scheduler.shutdown(wait=False)


async def test_it_rings_at_the_start_for_what_fell_due_meanwhile() -> None:
    ringer = Ringer()
    task = asyncio.create_task(Bell(ringer, SHANGHAI, asyncio.Event()).run())
    await asyncio.wait_for(ringer.heard.wait(), 5)
    assert ringer.rung == 1
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_it_rings_at_once_when_the_clock_leaps() -> None:
    ringer, leapt = Ringer(), asyncio.Event()
    async with asyncio.timeout(EVERY_SECONDS / 3):
        task = asyncio.create_task(Bell(ringer, SHANGHAI, leapt).run())
        for rung in (1, 2, 3):
            await ringer.heard.wait()
            assert ringer.rung == rung
            ringer.heard.clear()
            leapt.set()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_nothing_asks_the_machine_for_the_time_but_the_clock() -> None:
    """L13: the moment is handed in; ruff's DTZ sees to it that none is without its zone."""
    root = Path(__file__).parents[2]
    layers = ("domain", "texts", "storage", "services", "handlers", "scheduler")
    sources = [path for layer in layers for path in (root / layer).rglob("*.py")]
    assert len(sources) > 50
    asking = ("datetime.now(", "datetime.today(", "date.today(", "utcnow(", "time.time(")
    assert [path.name for path in sources if any(word in path.read_text("utf-8") for word in asking)] == []
