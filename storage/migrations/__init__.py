"""Bringing a database to the newest form, at each start."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database import Database
from storage.schema import Tx

_HERE = Path(__file__).parent


def config() -> Config:
    """Alembic's configuration; there is no ini file."""
    made = Config()
    made.set_main_option("script_location", str(_HERE))
    return made


async def upgrade(database: Database) -> None:
    """Run the migrations that are missing; a database that is up to date costs one question and no lock."""
    if await is_current(database):
        return
    async with database.write() as tx:
        await tx.run_sync(_upgrade)


async def is_current(database: Database) -> bool:
    async with database.read() as tx:
        return await is_newest(tx)


async def upgrade_to(tx: Tx, revision: str) -> None:
    """Make the tables of this revision, `head` for the newest."""
    await tx.run_sync(_bring_to, revision)


async def is_newest(tx: Tx) -> bool:
    return await version(tx) == _head()


async def version(tx: Tx) -> str | None:
    """The revision this database is at; None where there are no tables."""
    return await tx.run_sync(_version)


def is_known(revision: str) -> bool:
    """Whether this program knows the revision; not one of a newer program."""
    return any(known.revision == revision for known in ScriptDirectory.from_config(config()).walk_revisions())


def _upgrade(connection: sa.Connection) -> None:
    if _version(connection) != _head():
        _bring_to(connection, "head")


def _bring_to(connection: sa.Connection, revision: str) -> None:
    made = config()
    made.attributes["connection"] = connection
    command.upgrade(made, revision)


def _version(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _head() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()
