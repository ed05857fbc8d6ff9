"""Bringing a database to the newest form, at each start."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database import Database

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
        return await tx.run_sync(lambda connection: _version(connection) == _head())


def _upgrade(connection: sa.Connection) -> None:
    if _version(connection) == _head():
        return
    made = config()
    made.attributes["connection"] = connection
    command.upgrade(made, "head")


def _version(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _head() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()
