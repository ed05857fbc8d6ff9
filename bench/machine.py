"""The machine a run happened on, and who gets which of its cores."""

import os
import platform
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("python-telegram-bot", "aiogram", "aiohttp", "httpx", "uvloop", "sqlalchemy", "aiosqlite")


def cores() -> list[int]:
    """The cores this process may use; empty where the system does not pin (macOS, Windows)."""
    return sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else []


def client_core() -> int | None:
    """The first core belongs to the client alone."""
    return next(iter(cores()), None)


def server_core() -> int | None:
    """The second core belongs to the fake Bot API; on a machine with one core the two share it."""
    return next(iter(cores()[1:]), client_core())


@contextmanager
def pinned(core: int | None) -> Iterator[None]:
    """Processes started inside inherit the core, from their first instruction and for all their threads."""
    if sys.platform != "linux" or core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def describe() -> dict[str, object]:
    """What a reader must know before comparing two runs."""
    return {
        "cores": os.cpu_count(),
        "client_core": client_core(),
        "server_core": server_core(),
        "client_and_server_share_a_core": client_core() == server_core(),
        "processor": _processor(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def versions() -> dict[str, str]:
    """Python, SQLite and the libraries that carry the weight."""
    return {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version} | {
        name: version(name) for name in LIBRARIES
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if not info.exists():
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name"))
    return next(names, platform.machine())
