"""One trial: one client plays one scene against a fresh fake Bot API."""

import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psutil

from bench import ours
from bench.ledger import Press
from bench.processes import ROOT, TrialError, client, fake_api, last_words
from bench.scenes import Groups, Scene, invented

WORK = ROOT / "build" / "bench"
"""Databases are made here, not in /tmp: where that is memory, a durable commit would cost nothing."""
PATIENCE_SECONDS = 180.0
SETTLE_SECONDS = 4.0
"""The last edit of a board may follow the last press by three seconds; it is waited for and counted."""


SCORES = ("pressed_ms", "handed_ms", "edits", "duplicates", "redelivered", "calls")
"""What a trial takes over from the server as it stands."""


class Adapter(Protocol):
    """How the real bot is prepared and checked; the module `bench.ours` is the one."""

    def prepare(self, workdir: Path, groups: Groups) -> ours.Prepared:
        """Create a database with these groups, their members, and an open meeting in each."""

    def count_recorded(self, workdir: Path) -> int:
        """Count the committed attendance rows."""


@dataclass(frozen=True)
class Client:
    """A variant and how it is started.

    All play whole scenes, the slow ones too, at the price of a longer run: aiogram does 600 presses 1.4 times as fast,
    press for press, as 6,000, so that a sample would not be the same scene.
    """

    name: str
    module: str
    adapter: Adapter | None = None


CLIENTS = {
    it.name: it
    for it in (
        Client("bare", "bench.clients.bare"),
        Client("ptb_floor", "bench.clients.ptb_floor"),
        Client("ours", "bot", adapter=ours),
        Client("ptb_empty", "bench.clients.ptb_empty"),
        Client("aiogram_empty", "bench.clients.aiogram_empty"),
    )
}


@dataclass(frozen=True)
class Trial:
    """What came out. Times in `pressed_ms` and `handed_ms` are [median, 99th percentile] until the answer."""

    client: str
    scene: str
    presses: int
    seconds: float
    first_answer_seconds: float
    """From the start of the process to its first answer."""
    pressed_ms: list[float]
    handed_ms: list[float]
    resident_mb: float
    recorded: int | None
    edits: int
    duplicates: int
    redelivered: int
    calls: dict[str, int]

    @property
    def cost(self) -> float:
        """Seconds per press."""
        return self.seconds / self.presses


def play(name: str, scene: Scene) -> Trial:
    """Run one client through one scene. Raises TrialError when a press is not answered, or not durable."""
    who = CLIENTS[name]
    workdir = WORK / name
    shutil.rmtree(workdir, ignore_errors=True)
    workdir.mkdir(parents=True)
    presses, environment = _cast(who, workdir, scene.chats())
    scenario = scene.scenario(presses)
    with fake_api(scenario) as api:
        command = [sys.executable, "-m", who.module] + ([] if who.adapter else ["--api", api.url])
        started = time.monotonic()
        settings = {key: value.replace("{api}", api.url) for key, value in environment.items()}
        with client(command, settings, workdir) as process:
            api.guard(process)
            if not api.wait(process, PATIENCE_SECONDS):
                raise TrialError(f"{name}, {scene.name}: exit {process.poll()}, {api.figures()}\n{last_words(workdir)}")
            resident = psutil.Process(process.pid).memory_info().rss / 2**20
            recorded = who.adapter.count_recorded(workdir) if who.adapter else None
            time.sleep(SETTLE_SECONDS if who.adapter else 0.0)
            figures = api.figures()
    total = len(scenario.presses)
    if recorded not in {None, total}:
        raise TrialError(f"{name}, {scene.name}: {total} presses answered, {recorded} durable")
    return Trial(
        client=name,
        scene=scene.name,
        presses=figures["counted"],
        seconds=figures["seconds"],
        first_answer_seconds=figures["first_answer"] - started,
        resident_mb=resident,
        recorded=recorded,
        **{name: figures[name] for name in SCORES},
    )


def _cast(who: Client, workdir: Path, chats: Groups) -> tuple[list[Press], dict[str, str]]:
    if who.adapter is None:
        return invented(chats), {}
    prepared = who.adapter.prepare(workdir, chats)
    return prepared.presses, prepared.environment
