"""The tables: what the migrations make is what the code expects, and what must not be kept has no place (M9, V4)."""

import re
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage import migrations
from storage.database import Database
from storage.schema import Tx
from storage.tables import metadata
from tests.databases import TEST_KEYS, Databases

REVISIONS = [script.revision for script in ScriptDirectory.from_config(migrations.config()).walk_revisions()][::-1]
FORBIDDEN = re.compile(
    r"(^|_)(lat|latitude|lon|lng|longitude|location|gps|geo|place_of|address|face|photo|picture|image|avatar|camera|"
    r"coordinates?|portrait|selfie|fingerprint|biometric|"
    r"phone|mobile|tel|telephone|id_number|id_card|id_no|identity|passport|birthday|birthdate)(_|$)"
)
TRACKING = re.compile(
    r"(^|_)(likes?|liked|favou?rites?|stars|stickers|clicks?|clicked|views?|viewed|viewers?|dwell|scroll|elapsed|spent|"
    r"reading|reading_time|read_time|time_read|watched|listened|played|progress|percent|streaks?|scores?|ranks?|points)(_|$)"
)
OPENING = re.compile(
    r"(^|_)(opens?|opened|opening|reads?|readers?|seen|looked|visits?|visited|taps?|tapped|pressed|answers?|answered|"
    r"attempts?|tries|correct|wrong|times|seconds|duration|last|first)(_|$)"
)
STUDY = re.compile(r"(course|stud|quiz|teacher|lecture|paper|make_up)")


def test_nothing_that_must_not_be_kept_has_a_column() -> None:
    """M9, V4: no place, no face, no picture, no telephone number, no identity number; in any table."""
    names = [f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns]
    assert len(names) > 50
    found = {name for name in names if FORBIDDEN.search(name.partition(".")[2])}
    assert found == {"venues.address"}, (
        "a host writes that down to be found by who comes: sealed, and gone with the home"
    )


@pytest.mark.parametrize(
    "name",
    ["lat", "home_lat", "gps_point", "face_id", "photo", "photo_file_id", "identity_number", "id_number", "id_card_no"],
)
def test_what_is_forbidden_would_be_found(name: str) -> None:
    assert FORBIDDEN.search(name)


def test_nobody_has_a_position() -> None:
    """M9: about people a `position` could only be where they were; elsewhere it is a place in a list."""
    of_people = [table for table in metadata.tables.values() if "member_id" in table.columns]
    assert len(of_people) > 30
    assert [table.name for table in of_people if {"position", "lat", "long", "city"} & set(table.columns.keys())] == []


def test_reading_time_opens_and_likes_have_no_column() -> None:
    """S4: nowhere how long, how often, how far or how much liked; where study is kept, not even that it was opened."""
    names = [f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns]
    assert [name for name in names if TRACKING.search(name.partition(".")[2])] == []
    of_study = [name for name in names if STUDY.match(name)]
    assert len({name.partition(".")[0] for name in of_study}) > 8
    assert {name for name in of_study if OPENING.search(name.partition(".")[2])} == {"study_pieces.opens_on"}  # a day


def test_only_what_somebody_declares_ties_them_to_what_they_study() -> None:
    """S4: besides 已学 and one's own notes, no row holds a member beside a course, a piece, a question or a lecture."""
    things = {"courses", "study_pieces", "quizzes", "lectures", "lecture_opinions"}
    tied = {
        table.name
        for table in metadata.tables.values()
        if "member_id" in table.columns and things & {key.column.table.name for key in table.foreign_keys}
    }
    assert tied == {"study_marks", "study_notes"}


async def test_the_migrated_database_is_what_the_code_expects(database: Database) -> None:
    def differences(connection: sa.Connection) -> Any:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)

    async with database.read() as tx:
        assert await tx.run_sync(differences) == []


async def test_partial_indexes_are_partial(database: Database) -> None:
    """Alembic does not compare the conditions; without them a topic could be said only once."""
    wanted = {
        index.name
        for table in metadata.tables.values()
        for index in table.indexes
        if index.dialect_options["sqlite"]["where"] is not None
    }
    assert "uq_outbox_living" in wanted
    for table in metadata.tables.values():
        for index in table.indexes:
            conditions = [index.dialect_options[name]["where"] for name in ("sqlite", "postgresql")]
            assert str(conditions[0]) == str(conditions[1]), index.name
    made = {
        True: "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'",
        False: "SELECT indexname FROM pg_indexes WHERE indexdef LIKE '% WHERE %'",
    }
    async with database.read() as tx:
        assert set(await tx.scalars(sa.text(made[database.embedded]))) == wanted


async def test_a_second_start_finds_nothing_to_do(database: Database) -> None:
    assert await migrations.is_current(database)
    await migrations.upgrade(database)
    assert await migrations.is_current(database)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("revision", REVISIONS)
async def test_every_migration_runs_on_rows(databases: Databases, kind: str, revision: str) -> None:
    """From each revision, with a row in every table, to the newest: no row is lost."""
    url = await databases.empty(kind)
    database = Database.open(url, TEST_KEYS)
    async with database.write() as tx:
        await tx.run_sync(_upgrade, revision)
        filled = await _fill(tx)
    await migrations.upgrade(database)
    async with database.read() as tx:
        for name in filled:
            assert await tx.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) == 1, name
    await database.close()
    await databases.drop(url)


def _upgrade(connection: sa.Connection, revision: str) -> None:
    made = migrations.config()
    made.attributes["connection"] = connection
    command.upgrade(made, revision)


async def _fill(tx: Tx) -> list[str]:
    """One row in every table, each key pointing at the others' only row."""
    found = sa.MetaData()
    await tx.run_sync(found.reflect)
    tables = [table for table in found.sorted_tables if table.name != "alembic_version"]
    for table in tables:
        await tx.execute(sa.insert(table).values({column.name: _sample(column) for column in table.columns}))
    return [table.name for table in tables]


def _sample(column: sa.Column[Any]) -> Any:
    match column.type:
        case sa.Boolean():
            return True
        case sa.Integer():
            return 1
        case sa.LargeBinary():
            return b"x"
        case sa.Date():
            return date(2026, 11, 23)
        case _:
            return "[]"
