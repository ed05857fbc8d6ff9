"""Where the conversations take place."""

from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services import teachers
from services.codes import entering
from services.suggestions import writing
from tests.clock import FrozenClock
from tests.flows.quarter import Quarter, quarter_of
from tests.flows.town import Town, town_of

HERE = Path(__file__).parent
LONG = 4


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each conversation is held on both databases; a long table of cases in one of them is dealt out over the two.

    The price is that no case of such a table is on both; the gain is minutes.
    """
    tables: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for item in items:
        if (case := _case(item)) is not None:
            cases = tables[_conversation(item)]
            cases.setdefault(case, len(cases))
    spared = {item for item in items if _is_with_the_other(item, tables[_conversation(item)])}
    config.hook.pytest_deselected(items=list(spared))
    items[:] = [item for item in items if item not in spared]


def _is_with_the_other(item: pytest.Item, cases: dict[str, int]) -> bool:
    case = _case(item)
    if case is None or len(cases) < LONG:
        return False
    return (cases[case] % 2 == 0) is not ("sqlite" in _params(item).values())


def _conversation(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


def _case(item: pytest.Item) -> str | None:
    """Which case of a table this is; None for a conversation without one."""
    if HERE not in item.path.parents or "database_url" not in (params := _params(item)):
        return None
    rest = {name: value for name, value in params.items() if name != "database_url"}
    return repr(rest) if rest else None


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
