"""What a backup costs: how long it takes for a large organisation, and how long somebody waits for an answer meanwhile.

Backups run one after the other, each in a process of its own on whatever core is free, as long as people press. Both
kinds of trial play by turns.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import psutil

from bench import enrolment, ours
from bench.broadcast.scenes import ZONE
from bench.due.promising import promise
from bench.figures import Goal, Observation, Report
from bench.plan import Plan
from bench.processes import ROOT, TrialError, client, fake_api, last_words
from bench.scenes import Scene
from bench.trial import WORK

PRESSES_A_SECOND = 25
GROUPS = 25
SETTLED = 20.0  # seconds: the bell's first round for a large organisation is not what is measured


@dataclass
class Backups:
    """Those that ended: seconds and megabytes of memory of each, and the size of the last file."""

    seconds: list[float] = field(default_factory=list)
    highest_mb: list[float] = field(default_factory=list)
    file_mb: float = 0.0


@dataclass(frozen=True)
class Pressed:
    """Milliseconds from the press to the answer, [median, 99th percentile]."""

    scene: str
    pressed_ms: list[float]
    backups: Backups


def run(plan: Plan) -> Report:
    """Play by turns; a ratio is taken inside each round."""
    members, seconds, rounds = (2000, 6, 1) if plan.quick else (100_000, 30, 3)
    scene = f"{members} members, as many reminders"
    played: list[tuple[Pressed, Pressed]] = []
    for number in range(1, rounds + 1):
        plan.say(f"backup: round {number} of {rounds}")
        played.append((_play("calm", members, seconds), _play(scene, members, seconds)))
    report = Report(trials=[trial for pair in played for trial in pair])
    ratios = [under.pressed_ms[1] / calm.pressed_ms[1] for calm, under in played]
    report.figure("backup.press_p99", scene, "times", ratios, Goal("≤", 2.0))
    for index, percentile in enumerate(("p50", "p99")):
        for which, name in enumerate(("without a backup", "while backups run")):
            samples = [pair[which].pressed_ms[index] for pair in played]
            report.observations.append(Observation("ours", name, f"press to answer, {percentile}", "ms", samples))
    backups = [under.backups for _, under in played]
    for name, unit, samples in (
        ("backup takes", "s", [each for one in backups for each in one.seconds]),
        ("backup holds at most", "MB", [each for one in backups for each in one.highest_mb]),
        ("backup file", "MB", [one.file_mb for one in backups]),
    ):
        report.observations.append(Observation("ours", scene, name, unit, samples))
    return report


def _play(name: str, members: int, seconds: int) -> Pressed:
    workdir = WORK / "backup"
    shutil.rmtree(workdir, ignore_errors=True)
    workdir.mkdir(parents=True)
    scene = Scene(name, GROUPS, PRESSES_A_SECOND * seconds // GROUPS, rate=PRESSES_A_SECOND)
    presses = ours.prepare(workdir, scene.chats()).presses
    asyncio.run(_fill(workdir, members))
    backups = Backups()
    with fake_api(replace(scene.scenario(presses), pause=SETTLED)) as api:
        settings = enrolment.at(enrolment.environment(workdir), api.url)
        with client([sys.executable, "-m", "bot"], settings, workdir) as process:
            api.guard(process)
            with _backing_up(workdir, settings, backups) if name != "calm" else nullcontext():
                if not api.wait(process, 120 + 5 * seconds):
                    raise TrialError(f"backup: {api.figures()}\n{last_words(workdir)}")
            return Pressed(name, api.figures()["pressed_ms"], backups)


@contextmanager
def _backing_up(workdir: Path, settings: dict[str, str], backups: Backups) -> Iterator[None]:
    """A process that runs one backup after the other; what each cost is read at the end."""
    log = workdir / "backups.log"
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.backup", str(workdir)],
            env=environment | {"PYTHONPATH": str(ROOT)} | settings,
            stdout=out,
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait()
        for line in log.read_text().splitlines():
            seconds, highest, size = map(float, line.split())
            backups.seconds.append(seconds)
            backups.highest_mb.append(highest)
            backups.file_mb = size
    if not backups.seconds:
        raise TrialError("backup: none ended")


def _again_and_again(workdir: Path) -> None:
    file = workdir / "one.backup"
    while True:
        file.unlink(missing_ok=True)
        started = time.monotonic()
        process = psutil.Popen([sys.executable, "-m", "bot", "backup", str(file)], cwd=ROOT, stdout=subprocess.DEVNULL)
        highest = 0.0
        while process.poll() is None:
            with process.oneshot():
                highest = max(highest, process.memory_info().rss / 2**20)
            time.sleep(0.02)
        print(time.monotonic() - started, highest, file.stat().st_size / 2**20, flush=True)


async def _fill(workdir: Path, members: int) -> None:
    database = await enrolment.opened(workdir)
    now = datetime.now(ZONE)
    try:
        async with database.write() as tx:
            enrolled = await enrolment.enrol(tx, members, now)
            await promise(tx, enrolled.member_ids, now + timedelta(days=3))
    finally:
        await database.close()


if __name__ == "__main__":
    _again_and_again(Path(sys.argv[1]))
