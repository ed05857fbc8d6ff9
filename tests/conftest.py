"""What every test may ask for."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from storage.database import Database
from tests.clock import FrozenClock
from tests.compiling import compiled_once
from tests.databases import TEST_KEYS, Databases, postgresql_server, quick_folder, write_test_keys

SHANGHAI = ZoneInfo("Asia/Shanghai")
A_MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
DATABASES = ("sqlite", "postgresql")
LONGEST = "test_year.py"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--both", action="store_true", help="hold every conversation on both databases")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest file begins first: begun last, it would be waited for alone."""
    items.sort(key=lambda item: item.path.name != LONGEST)


@pytest.fixture
def clock() -> FrozenClock:
    """Monday, 23 November 2026, ten in the morning in Shanghai."""
    return FrozenClock(A_MONDAY)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with compiled_once():
        yield


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    with postgresql_server(tmp_path_factory.mktemp("postgresql")) as url, quick_folder() as folder:
        yield Databases(folder, url)


@pytest.fixture(params=DATABASES)
async def database_url(request: pytest.FixtureRequest, databases: Databases) -> AsyncIterator[str]:
    """A fresh, migrated database of either kind."""
    url = await databases.fresh(request.param)
    yield url
    await databases.drop(url)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database.open(database_url, TEST_KEYS)
    yield opened
    await opened.close()


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """The first of two key files that hold `TEST_KEYS`."""
    path = tmp_path / "xiaoban.key"
    write_test_keys(path)
    return path
