"""One turn on a fresh database of either kind, with the branch of the demonstration in it."""

import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from domain.members import Member
from services import loading
from services.turn import Turn
from storage import nodes, people
from storage.database import Database
from tests.clock import FrozenClock

BRANCH = Path(__file__).parents[2] / "sandbox" / "demo" / "branch.toml"

Somebody: TypeAlias = Callable[[str], Awaitable[Member]]


@pytest.fixture
async def turn(database: Database, clock: FrozenClock) -> AsyncIterator[Turn]:
    """A turn whose database is empty."""
    async with database.write() as tx:
        yield Turn(tx, clock.now())


@pytest.fixture
async def branch(turn: Turn) -> Turn:
    """A turn in which 幸福社区第一党支部 is loaded: 陈姐, 小明, 小雨, 老周 and 王奶奶."""
    await loading.load(turn.tx, tomllib.loads(BRANCH.read_text("utf-8")), turn.now)
    return turn


@pytest.fixture
def somebody(branch: Turn) -> Somebody:
    """A member of the branch by name."""

    async def found(name: str) -> Member:
        everybody = await people.in_nodes(branch.tx, await nodes.all_ids(branch.tx))
        return next(member for member in everybody if member.name == name)

    return found
