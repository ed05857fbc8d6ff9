"""Where the conversations take place."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services import teachers
from services.suggestions import writing
from tests.clock import FrozenClock
from tests.flows.quarter import Quarter, quarter_of
from tests.flows.town import Town, town_of


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
    teachers.SPOKEN.forgive()
