"""Where the conversations take place."""

from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services import teachers
from services.codes import entering
from services.suggestions import writing
from tests.clock import FrozenClock
from tests.conftest import DATABASES
from tests.flows.quarter import Quarter, quarter_of
from tests.flows.town import Town, town_of

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The first conversation of each file is held on both databases; the others are dealt out over the two.

    What differs between the databases lies in `storage`, whose tests run on both, as those of `services` do. The price
    is that most conversations are on one only; the gain is minutes. `--both` holds all of them on both.
    """
    if config.getoption("--both"):
        return
    held: defaultdict[Path, dict[str, set[str]]] = defaultdict(dict)
    for item in items:
        if (database := _database(item)) is not None:
            held[item.path].setdefault(_talk(item), set()).add(database)
    dealt = {path: {talk: _dealt(number) for number, talk in enumerate(talks)} for path, talks in held.items()}
    spared = [
        item
        for item in items
        if (database := _database(item)) is not None
        and len(held[item.path][_talk(item)]) > 1
        and database not in dealt[item.path][_talk(item)]
    ]
    config.hook.pytest_deselected(items=spared)
    gone = set(spared)
    items[:] = [item for item in items if item not in gone]


def _dealt(number: int) -> tuple[str, ...]:
    """On which databases the conversation of this number in its file is held."""
    return DATABASES if number == 0 else (DATABASES[number % len(DATABASES)],)


def _database(item: pytest.Item) -> str | None:
    """The database of a conversation; None for what is none."""
    return str(_params(item)["database_url"]) if HERE in item.path.parents and "database_url" in _params(item) else None


def _talk(item: pytest.Item) -> str:
    """A conversation with its case, whatever the database."""
    return repr((item.nodeid.partition("[")[0], {**_params(item), "database_url": None}))


def _params(item: pytest.Item) -> dict[str, object]:
    return item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}


@pytest.fixture
async def town(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[Town]:
    """A branch at work, on either database."""
    async with town_of(database_url, key_file, clock) as made:
        yield made


@pytest.fixture
async def quarter(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[Quarter]:
    """The branch with its committee, and the community and the street above it."""
    async with quarter_of(database_url, key_file, clock) as made:
        yield made


@pytest.fixture(autouse=True)
def _a_fresh_process() -> None:
    """What is counted in memory lives as long as the process, which here is one for all towns."""
    writing.QUOTA.forgive()
    entering.MISSES.forgive()
    teachers.SPOKEN.forgive()
