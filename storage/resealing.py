"""Everything that is sealed, wherever it lies: looked through, and sealed anew after a new key came first."""

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from storage.database import Database
from storage.schema import Sealed, Tx
from storage.sealing import Keyring
from storage.tables import metadata

AT_ONCE = 200


@dataclass(slots=True)
class Found:
    """How many values are sealed; how many only an older key opens; in which tables are some that none does."""

    total: int = 0
    old: int = 0
    lost: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A table with sealed columns, seen as bytes: column -> the purpose of its key."""

    plain: sa.TableClause
    key: tuple[str, ...]
    purposes: dict[str, str]

    async def portion(self, tx: Tx, after: tuple[Any, ...] | None) -> list[sa.RowMapping]:
        """The next rows that hold anything sealed, in the order of their keys."""
        key = [self.plain.c[name] for name in self.key]
        query = sa.select(*self.plain.c).where(sa.or_(*(self.plain.c[name].is_not(None) for name in self.purposes)))
        if after is not None:
            query = query.where(sa.tuple_(*key) > sa.tuple_(*map(sa.bindparam, self.key, after)))
        return list((await tx.execute(query.order_by(*key).limit(AT_ONCE))).mappings())

    async def change(self, tx: Tx, row: sa.RowMapping, values: dict[str, bytes]) -> None:
        which = (self.plain.c[name] == row[name] for name in self.key)
        await tx.execute(sa.update(self.plain).where(*which).values(values))

    async def newest(self, tx: Tx, name: str) -> bytes | None:
        column = self.plain.c[name]
        last = [self.plain.c[one].desc() for one in self.key]
        sealed: bytes | None = await tx.scalar(sa.select(column).where(column.is_not(None)).order_by(*last).limit(1))
        return sealed


async def look(database: Database, keyring: Keyring) -> Found:
    """Open everything, change nothing."""
    found = Found()
    async with database.snapshot() as tx:
        for shelf in _shelves():
            after = None
            while rows := await shelf.portion(tx, after):
                for row in rows:
                    _stale(found, shelf, row, keyring)
                after = tuple(rows[-1][name] for name in shelf.key)
    return found


async def reseal(database: Database, keyring: Keyring) -> Found:
    """Seal with the key in use what an older one sealed, a portion a transaction.

    Whoever is killed goes on with what is left. What is told in the open of the time of sealing stays as it was.
    """
    found = Found()
    for shelf in _shelves():
        after, more = None, True
        while more:
            async with database.write() as tx:
                rows = await shelf.portion(tx, after)
                for row in rows:
                    stale = _stale(found, shelf, row, keyring)
                    if stale:
                        anew = {name: keyring.box(shelf.purposes[name]).rotate(row[name]) for name in stale}
                        await shelf.change(tx, row, anew)
            more = bool(rows)
            after = tuple(rows[-1][name] for name in shelf.key) if rows else None
    return found


async def opened_by(tx: Tx, keyring: Keyring) -> bool:
    """Whether these keys open the newest of everything that is sealed."""
    for shelf in _shelves():
        for name, purpose in shelf.purposes.items():
            sealed = await shelf.newest(tx, name)
            if sealed is not None and not keyring.opens(purpose, sealed):
                return False
    return True


def _stale(found: Found, shelf: _Shelf, row: sa.RowMapping, keyring: Keyring) -> list[str]:
    """The columns of a row that an older key sealed; all of it is counted."""
    stale = []
    for name, purpose in shelf.purposes.items():
        sealed = row[name]
        if sealed is None:
            continue
        found.total += 1
        if keyring.is_fresh(purpose, sealed):
            continue
        if keyring.opens(purpose, sealed):
            found.old += 1
            stale.append(name)
        else:
            found.lost.add(shelf.plain.name)
    return stale


def _shelves() -> list[_Shelf]:
    found = []
    for table in metadata.sorted_tables:
        purposes = {column.name: column.type.purpose for column in table.columns if isinstance(column.type, Sealed)}
        if purposes:
            key = tuple(column.name for column in table.primary_key.columns)
            columns = [sa.column(name, table.c[name].type) for name in key]
            plain = sa.table(table.name, *columns, *(sa.column(name, sa.LargeBinary()) for name in purposes))
            found.append(_Shelf(plain, key, purposes))
    return found
