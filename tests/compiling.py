"""SQL compiled once serves the databases of all tests; each has its own engine, and to compile was a sixth of the time.

What is compiled remembers the keys it was compiled with (`Sealed`), so it is shared among those that have `TEST_KEYS`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import database
from storage.sealing import Keyring
from tests.databases import TEST_KEYS

_KNOWN = [TEST_KEYS.derived(purpose) for purpose in ("inbox", "broadcasts")]


class Compiled(dict[Any, Any]):
    """What SQLAlchemy looks up by (dialect, statement, …); here dialects of one kind and these keys are one."""

    def get(self, key: Any, default: Any = None) -> Any:
        return self._shelf(key[0]).get((key[0].name, *key[1:]), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._shelf(key[0])[key[0].name, *key[1:]] = value

    def _shelf(self, dialect: Dialect) -> dict[Any, Any]:
        own: dict[Any, Any] | None = vars(dialect).get("compiled")
        if own is None:
            shared = _has_test_keys(vars(dialect)["keyring"])
            vars(dialect)["compiled"] = own = _SHARED if shared else {}
        return own


_SHARED: dict[Any, Any] = {}


def _has_test_keys(keyring: Keyring) -> bool:
    return [keyring.derived(purpose) for purpose in ("inbox", "broadcasts")] == _KNOWN


@contextmanager
def compiled_once() -> Iterator[None]:
    """From now on every engine that is opened looks there."""
    compiled, create = Compiled(), vars(database)["create_async_engine"]

    def creating(*args: Any, **options: Any) -> AsyncEngine:
        engine: AsyncEngine = create(*args, **options)
        engine.sync_engine.update_execution_options(compiled_cache=compiled)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "create_async_engine", creating)
        yield
