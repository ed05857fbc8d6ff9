"""The column types and the one metadata all tables belong to."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import sqlalchemy as sa
from cryptography.fernet import InvalidToken
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.messages import Json
from storage.sealing import KeyProblem

Tx: TypeAlias = AsyncConnection

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")  # SQLite numbers rows itself only in an INTEGER key


class Instant(sa.types.TypeDecorator[datetime]):
    """A zone-aware moment, kept as microseconds since 1970 UTC: one form in both databases, and it sorts."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else _EPOCH + value * _MICROSECOND


class Sealed(sa.types.TypeDecorator[Json]):
    """A JSON value encrypted at rest; the engine's keyring opens it (`Database.open` hands it to the dialect).

    What is sealed carries the second of its sealing in the open, as Fernet does; not so where `dated` is False.
    """

    impl = sa.LargeBinary
    cache_ok = True

    def __init__(self, purpose: str, *, dated: bool = True) -> None:
        super().__init__()
        self.purpose = purpose
        self.dated = dated

    def process_bind_param(self, value: Json, dialect: sa.Dialect) -> bytes | None:
        if value is None:
            return None
        plain = json.dumps(value, ensure_ascii=False).encode()
        box = self._box(dialect)
        sealed: bytes = box.encrypt(plain) if self.dated else box.encrypt_at_time(plain, 0)
        return sealed

    def process_result_value(self, value: bytes | None, dialect: sa.Dialect) -> Json:
        if value is None:
            return None
        try:
            opened: Json = json.loads(self._box(dialect).decrypt(value))
        except InvalidToken:
            raise KeyProblem("密钥文件打不开数据库里加密的内容，请从备份恢复与这个数据库配套的密钥文件。") from None
        return opened

    def _box(self, dialect: Any) -> Any:
        return dialect.keyring.box(self.purpose)


def insert_into(tx: Tx, table: sa.Table) -> Any:
    """An INSERT that can say ON CONFLICT, in the words of the database at hand."""
    return postgresql.insert(table) if tx.dialect.name == "postgresql" else sqlite.insert(table)


def chunks(values: Iterable[int], size: int = 500) -> Iterable[list[int]]:
    """Pieces small enough for one statement's parameters in either database."""
    listed = list(values)
    return (listed[start : start + size] for start in range(0, len(listed), size))
