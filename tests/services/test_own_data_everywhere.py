"""Every column that points at a person: what becomes of it, and whether that person's copy has it (PRV-05, PRV-07)."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors

from domain.retention import RETENTION, SPANS
from services import tidying
from services.own_data import exporting, forgetting
from services.turn import Turn
from storage import tables, traces
from tests.services.conftest import Somebody
from texts import own_data as say

PEOPLE = frozenset(
    {
        *("member_id", "about_id", "actor_id", "other_id", "owner_id", "asker_id", "speaker_id", "contact_id"),
        *("author_id", "keeper_id", "listed_to", "visitor_id", "leader_id", "proposer_id", "telegram_id", "chat_id"),
    }
)
# Groups and rooms, no persons.
ROOMS = frozenset({"chats.chat_id", "log_chats.chat_id", "forum_topics.chat_id", "meetings.chat_id"})
# The roster itself: the row is copied as a piece, and made nameless when its time has come.
ROSTER = frozenset({"members.telegram_id"})
NOT_COPIED = {
    "access_log.actor_id": "what somebody opened of others is those others' to see",
    "care_leads.about_id": "a day of the branch's calendar, made from dates that are copied",
    "burden.chat_id": "a number for the measure; a week",
    "cards.chat_id": "which message of ours is edited; no content",
    "deaths.member_id": "who has died asks for no copy",
    "talks.proposer_id": "one of the two, who are both in the copy",
    "dialogues.telegram_id": "what they are typing at this moment",
    "duties.about_id": "a day of the branch's calendar, made from dates that are copied",
    "gentle_questions.telegram_id": "when we last asked; half a day",
    "help_requests.about_id": "somebody else's words, confided about them",
    "invitations.used_by": "their own account's number, which is copied with the roster",
    "kin_requests.member_id": "whose rows these are has died",
    "outbox.chat_id": "what lies in their own chat already; emptied once it is sent",
    "meeting_cards.member_id": "which of their messages is a card; what it shows is copied with its meeting",
    "panels.telegram_id": "which of their messages is a panel",
    "request_exclusions.member_id": "somebody else's wish",
    "request_steps.member_id": "whom others' requests were brought to; those others' matter",
}


def of_people() -> set[str]:
    """All columns that point at a person."""
    found = set()
    for table in tables.metadata.sorted_tables:
        for column in table.c:
            refers = any(key.target_fullname == "members.id" for key in column.foreign_keys)
            acts = column.name.endswith("_by") and isinstance(column.type, sa.BigInteger)
            if refers or acts or column.name in PEOPLE:
                found.add(f"{table.name}.{column.name}")
    return found - ROOMS - ROSTER


def asked_about(statement: Any) -> Iterator[str]:
    """The columns a statement looks for."""
    if isinstance(statement, sa.Select | sa.Update | sa.Delete) and statement.whereclause is not None:
        for part in visitors.iterate(statement.whereclause):
            if isinstance(part, sa.Column):
                yield f"{part.table.name}.{part.name}"


async def spied(turn: Turn, work: Any, *kinds: type) -> set[str]:
    """The columns that statements of these kinds look for while something is done."""
    seen: set[str] = set()

    def note(_connection: object, statement: Any, *_more: object) -> None:
        if isinstance(statement, kinds):
            seen.update(asked_about(statement))

    sa.event.listen(turn.tx.sync_connection, "before_execute", note)
    await work
    sa.event.remove(turn.tx.sync_connection, "before_execute", note)
    return seen


async def test_no_column_is_forgotten_to_be_forgotten(branch: Turn, somebody: Somebody) -> None:
    ming = await somebody("小明")
    taken = await spied(branch, forgetting.forget_everything(branch, ming), sa.Update, sa.Delete)
    named = {*traces.GO, *traces.GO_WITH_THE_ACCOUNT, *traces.EMPTIED, *traces.EMPTIED_WITH_THE_ACCOUNT, *traces.STAY}
    assert of_people() - taken - named == set(), "name it in storage/traces.py, or forget it with a verb"
    assert {name for name in named if name not in of_people()} == set(), "there is no such column any more"


async def test_no_column_is_left_out_of_the_copy(branch: Turn, somebody: Somebody) -> None:
    ming = await somebody("小明")
    asked = await spied(branch, exporting.everything(branch, ming), sa.Select)
    in_office = {name for name, why in traces.STAY.items() if why == traces.IN_OFFICE}
    acted = {name for name in of_people() if name.endswith("_by")}  # named in the records of those it was done for
    assert of_people() - asked - in_office - acted - set(NOT_COPIED) == set(), (
        "add it to texts/own_data.toml or to EXPORTS"
    )


def test_the_file_names_columns_that_exist() -> None:
    for piece in say.pieces():
        table = tables.metadata.tables[piece.table]
        assert {*piece.columns, piece.mine.partition(">")[0]} <= set(table.c.keys()), piece.name


def test_what_is_swept_is_named_in_the_table_of_what_is_kept() -> None:
    codes = {one.code for one in RETENTION}
    swept = {*traces.GO.values(), *traces.GO_WITH_THE_ACCOUNT.values(), *traces.EMPTIED.values()}
    verbs = {code for some in (*forgetting.ON_WITHDRAWAL.values(), forgetting.ON_DELETION) for code, _ in some}
    assert swept | verbs <= codes
    assert len(codes) == len(RETENTION)


def test_whatever_has_an_end_is_cleared() -> None:
    with_its_survey = {"survey_settled"}  # goes in the turn that closes the survey
    assert set(tidying.PURGES) == set(SPANS) - with_its_survey
