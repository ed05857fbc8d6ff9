"""How much memory the bot holds for a large organisation, beside the same bot with an empty house.

Both have answered some presses and heard their bell ring before they are looked at.
"""

import asyncio
import shutil
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import psutil

from bench import enrolment, ours
from bench.broadcast.scenes import ZONE
from bench.due.promising import promise
from bench.figures import Goal, Observation, Report
from bench.plan import Plan
from bench.processes import TrialError, client, fake_api, last_words
from bench.scenes import Scene
from bench.trial import WORK
from scheduler.bell import EVERY_SECONDS

PRESSES = 300
PATIENCE_SECONDS = 120.0
IDLE = "idle"


@dataclass(frozen=True)
class Held:
    """Megabytes of one bot."""

    scene: str
    resident_mb: float
    highest_mb: float


def run(plan: Plan) -> Report:
    """Look at both by turns; a ratio is taken inside each round."""
    members, rounds = (2000, 1) if plan.quick else (100_000, 3)
    large = f"{members} members, as many reminders"
    held: list[tuple[Held, Held]] = []
    for number in range(1, rounds + 1):
        plan.say(f"memory: round {number} of {rounds}")
        held.append((_hold(IDLE, 0), _hold(large, members)))
    report = Report(trials=[one for pair in held for one in pair])
    ratios = [full.resident_mb / idle.resident_mb for idle, full in held]
    report.figure("memory.full_over_idle", large, "times", ratios, Goal("≤", 1.3))
    peaks = [full.highest_mb / idle.highest_mb for idle, full in held]
    report.figure("memory.highest_over_idle", large, "times", peaks)
    for index, scene in enumerate((IDLE, large)):
        for name in ("resident_mb", "highest_mb"):
            samples = [getattr(pair[index], name) for pair in held]
            report.observations.append(Observation("ours", scene, name.removesuffix("_mb"), "MB", samples))
    return report


def _hold(name: str, members: int) -> Held:
    """Let one bot answer presses and ring, and look at it."""
    workdir = WORK / "memory"
    shutil.rmtree(workdir, ignore_errors=True)
    workdir.mkdir(parents=True)
    scene = Scene(name, groups=1, members=PRESSES, rate=50)
    presses = ours.prepare(workdir, scene.chats()).presses
    if members:
        asyncio.run(_fill(workdir, members))
    with fake_api(scene.scenario(presses)) as api:
        settings = enrolment.at(enrolment.environment(workdir), api.url)
        with client([sys.executable, "-m", "bot"], settings, workdir) as process:
            api.guard(process)
            if not api.wait(process, PATIENCE_SECONDS):
                raise TrialError(f"memory, {name}: {api.figures()}\n{last_words(workdir)}")
            time.sleep(EVERY_SECONDS + 3)
            seen = psutil.Process(process.pid)
            return Held(name, seen.memory_info().rss / 2**20, _highest(seen.pid))


def _highest(pid: int) -> float:
    """The most that was ever resident; 0 where the system does not say."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


async def _fill(workdir: Path, members: int) -> None:
    database = await enrolment.opened(workdir)
    now = datetime.now(ZONE)
    try:
        async with database.write() as tx:
            enrolled = await enrolment.enrol(tx, members, now)
            await promise(tx, enrolled.member_ids, now + timedelta(days=3))
    finally:
        await database.close()
