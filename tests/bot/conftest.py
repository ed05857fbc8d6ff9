"""What the tests of the running bot share."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bot.installed import Installation
from tests.databases import Databases

DEMO = Path(__file__).parents[2] / "sandbox" / "demo" / "branch.toml"


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """A command that runs in this process sets up logging for a process of its own."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str, str], Installation]:
    """A folder of this name and the database at this address."""

    def installed(name: str, url: str) -> Installation:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        return Installation(folder, url, capsys, monkeypatch)

    return installed


@pytest.fixture
def here(databases: Databases, install: Callable[[str, str], Installation]) -> Iterator[Installation]:
    """An installation with a SQLite file and the demonstration branch."""
    made = install("here", asyncio.run(databases.fresh("sqlite")))
    made.run("load", DEMO)
    yield made
    asyncio.run(databases.drop(made.url))


@pytest.fixture
def server(databases: Databases) -> Iterator[str]:
    """The address of an empty database on a server."""
    url = asyncio.run(databases.empty("postgresql"))
    yield url
    asyncio.run(databases.drop(url))
