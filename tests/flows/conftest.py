"""Where the conversations take place."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.clock import FrozenClock
from tests.flows.town import Town, town_of


@pytest.fixture
async def town(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[Town]:
    """A branch at work, on either database."""
    async with town_of(database_url, key_file, clock) as made:
        yield made
