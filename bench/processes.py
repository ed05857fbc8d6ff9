"""Child processes: pinned to their core, and gone when the bench is gone."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from bench import machine
from bench.ledger import Scenario

ROOT = Path(__file__).resolve().parent.parent
REPLY_SECONDS = 30.0


class TrialError(Exception):
    """A trial that must not be counted."""


@contextmanager
def client(command: list[str], environment: dict[str, str], workdir: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a client on its core, in a process group of its own, and end the whole group at the end.

    SIGKILL, not SIGTERM: all a client could still do is finish its long poll, and what our bot has answered must be
    durable already.
    """
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    settings = inherited | {"PYTHONPATH": str(ROOT)} | environment
    with (workdir / "client.log").open("wb") as log, machine.pinned(machine.client_core()):
        process = subprocess.Popen(
            command, cwd=workdir, env=settings, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def last_words(workdir: Path) -> str:
    """Return the end of what the client printed, for the one who has to find out why a trial failed."""
    return (workdir / "client.log").read_text(errors="replace")[-2000:]


@contextmanager
def fake_api(scenario: Scenario) -> Iterator["FakeApi"]:
    """Start the server on its core and load the scenario; the members do not press before the client polls."""
    with machine.pinned(machine.server_core()):
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.server"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
    try:
        yield FakeApi(process, scenario)
    finally:
        process.kill()
        process.communicate()


class FakeApi:
    """The server process, spoken to in lines of JSON (see `bench.server`)."""

    def __init__(self, process: subprocess.Popen[bytes], scenario: Scenario) -> None:
        self.process = process
        self._tell({"scenario": asdict(scenario)})
        self.url = str(self._hear(REPLY_SECONDS)["api"])

    def guard(self, process: subprocess.Popen[bytes]) -> None:
        """Have the server kill the client, should this process be killed before it can."""
        self._tell({"guard": process.pid})

    def wait(self, process: subprocess.Popen[bytes], seconds: float) -> bool:
        """Wait until every press is answered; False when the client died or the time is up."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and process.poll() is None:
            if select.select([self._stdout], [], [], 0.2)[0]:
                return bool(self._hear(REPLY_SECONDS)["done"])
        return False

    def figures(self) -> dict[str, Any]:
        """Ask for the score."""
        self._tell({"figures": True})
        return self._hear(REPLY_SECONDS)

    def post_figures(self) -> dict[str, Any]:
        """Ask who got what; the server may say meanwhile that everybody did."""
        reply = self.figures()
        while "post" not in reply:
            reply = self._hear(REPLY_SECONDS)
        found: dict[str, Any] = reply["post"]
        return found

    @property
    def _stdout(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout

    def _tell(self, order: dict[str, object]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        self.process.stdin.flush()

    def _hear(self, seconds: float) -> dict[str, Any]:
        line = self._stdout.readline() if select.select([self._stdout], [], [], seconds)[0] else b""
        if not line:
            raise TrialError("the fake Bot API does not reply")
        reply: dict[str, Any] = json.loads(line)
        return reply
