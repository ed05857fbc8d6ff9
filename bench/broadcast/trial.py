"""One sender delivers one broadcast to a fresh fake Bot API that enforces Telegram's limits."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench import enrolment, machine
from bench.broadcast.scenes import A_WORKING_DAY, LATENCY_SECONDS, ZONE, Order, Sending
from bench.ledger import Scenario
from bench.postbox import OVERALL
from bench.processes import ROOT, FakeApi, TrialError, client, fake_api, last_words
from bench.trial import WORK

SETTLE_SECONDS = 2.0
"""What comes twice may come late; it is waited for and counted."""

Prepare = Callable[[Path, Sending, datetime], None]
"""Makes the bot's database and puts the broadcast into it."""


@dataclass(frozen=True)
class Sent:
    """What came out."""

    client: str
    scene: str
    letters: int
    delivered: int
    blocked: int
    twice: int
    taken: int
    span: float
    silence: float
    """The longest time in which the server heard nothing."""
    injected: int
    provoked: int
    """Refusals for being too fast that were deserved."""
    killed: bool

    @property
    def lost(self) -> int:
        """Recipients who should have got theirs."""
        return self.letters - self.delivered - self.blocked

    @property
    def ideal(self) -> float:
        """Seconds that as many messages take at full speed."""
        return (self.taken - 1) / OVERALL[0]

    @property
    def over_ideal(self) -> float:
        """The time taken over the ideal; while a killed process was not there yet again, no time is counted."""
        return (self.span - (self.silence if self.killed else 0.0)) / self.ideal


def compressed(scene: Sending, prepare: Prepare) -> Sent:
    """The real bot in compressed time."""
    workdir = _workdir("broadcast")
    prepare(workdir, scene, A_WORKING_DAY)
    order = Order(str(workdir), scene)
    if scene.killed:
        killed = _child(order)
        if killed.returncode != -signal.SIGKILL:
            raise TrialError(f"{scene.name}: never came half way")
    return _sent("ours", scene, _read(_child(order)))


def rival(scene: Sending, retries: int) -> Sent:
    """python-telegram-bot's AIORateLimiter in the same compressed time: it asks the event loop for the time."""
    order = Order(str(_workdir("broadcast")), scene, retries)
    return _sent(f"AIORateLimiter(max_retries={retries})", scene, _read(_child(order)))


def real(scene: Sending, prepare: Prepare) -> Sent:
    """`python -m bot` in real time, server and bot with a core each."""
    workdir = _workdir("broadcast")
    prepare(workdir, scene, datetime.now(ZONE))
    command = [sys.executable, "-m", "bot"]
    with fake_api(Scenario([], 0, latency=LATENCY_SECONDS, mailing=scene.mailing())) as api:
        settings = enrolment.at(enrolment.environment(workdir), api.url)
        if scene.killed:
            with client(command, settings, workdir) as process:
                api.guard(process)
                _half_way(api, process, scene, workdir)
        with client(command, settings, workdir) as process:
            api.guard(process)
            _finish(api, process, scene, workdir)
        return _sent("ours", scene, api.post_figures())


def real_rival(scene: Sending, retries: int) -> Sent:
    """The rival in real time."""
    workdir = _workdir("broadcast")
    with fake_api(Scenario([], 0, latency=LATENCY_SECONDS, mailing=scene.mailing())) as api:
        command = [sys.executable, "-m", "bench.broadcast.rival", api.url, str(scene.letters), str(retries)]
        with client(command, {}, workdir) as process:
            api.guard(process)
            process.wait(_patience(scene))
        time.sleep(1.0)
        return _sent(f"AIORateLimiter(max_retries={retries})", scene, api.post_figures())


def _child(order: Order) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "bench.broadcast.compressed", json.dumps(asdict(order))]
    with machine.pinned(machine.client_core()):
        return subprocess.run(command, check=False, cwd=ROOT, stdout=subprocess.PIPE)


def _read(ended: "subprocess.CompletedProcess[bytes]") -> dict[str, Any]:
    if ended.returncode != 0:
        raise TrialError(f"a broadcast in compressed time ended with {ended.returncode}")
    figures: dict[str, Any] = json.loads(ended.stdout)
    return figures


def _finish(api: FakeApi, process: subprocess.Popen[bytes], scene: Sending, workdir: Path) -> None:
    """Until everybody has theirs."""
    if not api.wait(process, _patience(scene)):
        raise TrialError(f"{scene.name}: not delivered in time, {api.figures()}\n{last_words(workdir)}")
    time.sleep(SETTLE_SECONDS)


def _half_way(api: FakeApi, process: subprocess.Popen[bytes], scene: Sending, workdir: Path) -> None:
    end = time.monotonic() + _patience(scene)
    while api.post_figures()["delivered"] < scene.letters / 2:
        if time.monotonic() > end or process.poll() is not None:
            raise TrialError(f"{scene.name}: never came half way\n{last_words(workdir)}")
        time.sleep(0.5)


def _patience(scene: Sending) -> float:
    return 60 + 8 * scene.letters / OVERALL[0]


def _sent(who: str, scene: Sending, figures: dict[str, Any]) -> Sent:
    return Sent(client=who, scene=scene.name, letters=scene.letters, killed=scene.killed, **figures)


def _workdir(name: str) -> Path:
    workdir = WORK / name
    shutil.rmtree(workdir, ignore_errors=True)
    workdir.mkdir(parents=True)
    return workdir
