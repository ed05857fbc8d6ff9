"""Letters: never twice by their key, newest of a topic, never lost by a crash (L2)."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from domain.messages import Button, File, Lane, Letter, Media, MediaKind, Message, Method, Press
from storage import cards, outgoing
from storage import outbox as store
from storage.database import Database
from storage.outgoing import Waiting
from storage.schema import Tx
from tests.conftest import A_MONDAY as NOW

LATER = NOW + timedelta(minutes=1)


def letter(chat_id: int = 5, text: str = "你好", *, key: str | None = None, lane: Lane = Lane.ANSWER) -> Letter:
    return Letter(chat_id, message=Message(text), key=key, lane=lane)


def board(ref: int = 1) -> Letter:
    return Letter(-5, Method.LIVE, lane=Lane.BOARD, topic="board:1", live="board", ref=ref)


async def due(tx: Tx, closed: Mapping[int, Lane] | None = None) -> list[Waiting]:
    """What could be claimed, in its order; nothing is."""
    look = await tx.begin_nested()
    found = await outgoing.claim(tx, [one.id for one in await outgoing.due(tx, closed or {}, 100)])
    await look.rollback()
    return found


async def claim(tx: Tx) -> list[Waiting]:
    """Everything that may be."""
    return await outgoing.claim(tx, [one.id for one in await outgoing.due(tx, {}, 100)])


async def states(tx: Tx) -> list[str]:
    return list(await tx.scalars(sa.select(store.outbox.c.state).order_by(store.outbox.c.id)))


async def test_a_letter_comes_out_as_it_went_in(database: Database) -> None:
    whole = Letter(
        5,
        message=Message(
            "<b>好</b>",
            ((Button("按", Press("x", (1, -2), 7)), Button("去", start="hi_x")),),
            (("菜单", "更多"),),
            File("花名册.xlsx", b"\x00\xff"),
        ),
        thread_id=9,
        expires_at=LATER,
        silent=True,
        key="k",
    )
    errand = Letter(5, Method.FETCH, errand={"purpose": "roster", "file_id": "f"})
    edit = Letter(5, Method.EDIT, Message("好"), message_id=3)
    voice = Letter(5, message=Message("", media=Media(MediaKind.VOICE, "v1")))
    async with database.write() as tx:
        await store.post(tx, [whole, errand, edit, voice, board()], NOW)
        assert [waiting.letter for waiting in await due(tx)] == [whole, errand, edit, voice, board()]


async def test_a_key_is_said_once_for_ever(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter(key="k"), letter(key="k"), letter(), letter()], NOW)
        first, *others = await due(tx)
        assert len(others) == 2
        await outgoing.end(tx, {first.id: ("sent", None)}, NOW)
        assert await store.forget_ended(tx, NOW + timedelta(days=999)) == 0
        await store.post(tx, [letter(key="k")], LATER)
        assert [waiting.id for waiting in await due(tx)] == [waiting.id for waiting in others]


async def test_the_newest_of_a_topic_replaces_the_waiting_one(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [board(1), board(2)], NOW)
        await store.post(tx, [board(3)], NOW)
        [waiting] = await claim(tx)
        assert waiting.letter.ref == 3
        await store.post(tx, [board(4)], NOW)
        [newer] = await due(tx)
        assert newer.letter.ref == 4
        await outgoing.put_off(tx, waiting, LATER, "too_fast", NOW, tried=False)
        assert await states(tx) == ["replaced", "waiting"]
        assert await store.forget_ended(tx, LATER) == 1


async def test_urgent_first_then_oldest_and_resting_chats_are_left_out(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter(1, lane=Lane.REMINDER), letter(2), letter(3, lane=Lane.DANGER), letter(2)], NOW)
        assert [waiting.letter.chat_id for waiting in await due(tx)] == [3, 2, 2, 1]
        assert [waiting.letter.chat_id for waiting in await due(tx, dict.fromkeys((2, 3), Lane.DANGER))] == [1]
        assert [waiting.letter.chat_id for waiting in await due(tx, {3: Lane.ANSWER, 1: Lane.BOARD})] == [3, 2, 2]


async def test_a_crash_puts_claims_back_unless_something_newer_waits(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter(), board(1)], NOW)
        await claim(tx)
        assert await due(tx) == []
        await store.post(tx, [board(2)], NOW)
        await outgoing.release_claims(tx, NOW)
        assert await states(tx) == ["waiting", "replaced", "waiting"]
        assert [waiting.letter.ref for waiting in await due(tx)] == [None, 2]


async def test_a_crash_with_two_of_a_topic_on_their_way(database: Database) -> None:
    """When the group moved while its board was on the wire. The newer one goes; the start does not fail."""
    async with database.write() as tx:
        for ref in (1, 2):
            await store.post(tx, [board(ref)], NOW)
            await claim(tx)
        await outgoing.release_claims(tx, NOW)
        assert await states(tx) == ["replaced", "waiting"]


async def test_what_is_put_off_sleeps_until_its_time(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter(1), letter(2), letter(3)], NOW)
        first, *_ = await claim(tx)
        await outgoing.put_off(tx, first, LATER, "too_fast", NOW, tried=False)
        await outgoing.release_claims(tx, NOW)
        assert [waiting.letter.chat_id for waiting in await due(tx)] == [2, 3]
        assert await outgoing.next_due(tx) == LATER
        assert await outgoing.hushed(tx, "too_fast") == {1: LATER}
        await outgoing.wake(tx, LATER - timedelta(seconds=1), 10)
        assert len(await due(tx)) == 2
        await outgoing.wake(tx, LATER, 10)
        assert [waiting.letter.chat_id for waiting in await due(tx)] == [1, 2, 3]
        assert await outgoing.next_due(tx) is None


async def test_a_letter_is_claimed_once_whoever_claims_it(database: Database) -> None:
    """S11: two processes look at the same line."""
    async with database.write() as tx:
        await store.post(tx, [letter(chat_id) for chat_id in range(1, 11)], NOW)
        seen = [one.id for one in await outgoing.due(tx, {}, 10)]
    claims = await asyncio.gather(*(_claim(database, seen) for _ in range(5)))
    assert sorted(waiting.id for claimed in claims for waiting in claimed) == seen


async def _claim(database: Database, ids: Sequence[int]) -> list[Waiting]:
    async with database.write() as tx:
        return await outgoing.claim(tx, ids)


async def test_what_was_withdrawn_or_ended_meanwhile_stays_so(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter(key="kept"), letter(key="gone"), board(1)], NOW)
        kept, gone, living = await claim(tx)
        await store.forget_keys(tx, 5, "gone")
        await store.drop_waiting(tx, "board:")
        assert [await outgoing.is_wanted(tx, one.id) for one in (kept, gone, living)] == [True, False, False]
        await outgoing.end(tx, {kept.id: ("sent", None)}, NOW)
        for one in (kept, gone, living):
            await outgoing.put_off(tx, one, LATER, "server_error", NOW, tried=True)
        assert await states(tx) == ["sent"]


async def test_claims_that_are_held_are_not_released(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter(1), letter(2)], NOW)
        first, second = await claim(tx)
        await outgoing.release_claims(tx, NOW, [first.id])
        assert [waiting.id for waiting in await due(tx)] == [second.id]
        await outgoing.give_back(tx, [first.id], NOW)
        assert [waiting.id for waiting in await due(tx)] == [first.id, second.id]


async def test_a_night_is_waited_for_and_a_clock_that_was_put_back_is_followed(database: Database) -> None:
    night, next_night = (LATER, LATER + timedelta(hours=8)), (LATER + timedelta(days=1), LATER + timedelta(hours=32))
    hour = timedelta(hours=1)
    async with database.write() as tx:
        await store.post(tx, [letter(1), letter(2)], NOW)
        resting, held = [one.id for one in await outgoing.due(tx, {}, 10)]
        await outgoing.rest(tx, [resting], night[1], next_night)
        await outgoing.hold(tx, [held], LATER)
        await outgoing.clock_was_put(tx, -hour)
        assert await outgoing.next_due(tx) == LATER - hour
        await outgoing.wake(tx, LATER - hour, 10)
        assert await outgoing.next_due(tx) == night[1]
        await outgoing.wake(tx, night[1], 10)
        assert [one.rests for one in await outgoing.due(tx, {}, 10)] == [next_night, None]


async def test_what_another_process_said_lately_is_known(database: Database) -> None:
    second = timedelta(seconds=1)
    async with database.write() as tx:
        assert not await outgoing.said_since(tx, NOW - second)
        await store.post(tx, [letter(-5), letter(7)], NOW)
        claimed = await claim(tx)
        assert await outgoing.said_since(tx, NOW - second)
        await outgoing.end(tx, {one.id: ("sent", None) for one in claimed}, NOW)
        assert await outgoing.said_since(tx, NOW - second)
        assert not await outgoing.said_since(tx, NOW)
        assert await outgoing.said_in_groups(tx, NOW - second) == {-5: [NOW]}


async def test_the_next_letters_are_found_by_an_index(database: Database) -> None:
    """However many wait, for their turn or for the morning: SQLite and PostgreSQL both look into the line alone."""
    statements: list[str] = []
    sa.event.listen(database.engine.sync_engine, "before_cursor_execute", _noting(statements))
    async with database.write() as tx:
        if not database.embedded:
            await tx.execute(sa.text("SET LOCAL enable_seqscan = off"))  # a small table is read whole, else
        statements.clear()
        await outgoing.due(tx, {7: Lane.BOARD}, 60)
        await outgoing.next_due(tx)
        await outgoing.wake(tx, NOW, 500)
        await store.forget_ended(tx, NOW)
        for statement, index in zip(list(statements), INDEXES, strict=True):
            assert index in await _plan(tx, statement)


INDEXES = ("ix_outbox_line", "ix_outbox_asleep", "ix_outbox_asleep", "ix_outbox_forgotten")


def _noting(statements: list[str]) -> Any:
    return lambda *event: statements.append(event[2])


async def _plan(tx: Tx, statement: str) -> str:
    """How the database would do it; the values do not matter, and any number will do."""
    explain = "EXPLAIN QUERY PLAN " if tx.dialect.name == "sqlite" else "EXPLAIN "
    asked = re.sub(r"\?|\$\d+", "'1'", statement)
    return str((await tx.exec_driver_sql(explain + asked)).all())


async def test_a_letter_that_is_tried_again_counts(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter()], NOW)
        for tried in (True, False, True):
            [waiting] = await claim(tx)
            await outgoing.put_off(tx, waiting, NOW, "server_error", NOW, tried=tried)
        [waiting] = await due(tx)
        assert waiting.attempts == 2


async def test_what_has_ended_has_no_content(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter(), letter()], NOW)
        first, second = await due(tx)
        await outgoing.end(tx, {first.id: ("sent", None), second.id: ("dead", "unreachable")}, NOW)
        assert list(await tx.scalars(sa.select(store.outbox.c.body))) == [None, None]
        assert sorted(await tx.scalars(sa.select(store.outbox.c.state))) == ["dead", "sent"]
        assert await store.forget_ended(tx, LATER) == 2


async def test_a_group_that_moves_takes_its_letters_and_leaves_its_cards(database: Database) -> None:
    """L8."""
    async with database.write() as tx:
        await store.post(tx, [letter(-5), letter(7)], NOW)
        await cards.keep(tx, "board:1", -5, 3, b"x")
        await cards.keep(tx, "panel:1", 7, 4, b"x")
        await store.move_chat(tx, -5, -1005)
        assert {waiting.letter.chat_id for waiting in await due(tx)} == {-1005, 7}
        assert await cards.get(tx, "board:1") is None
        assert await cards.get(tx, "panel:1") == cards.Card(7, 4, b"x")


async def test_a_topic_that_is_gone(database: Database) -> None:
    """L14."""
    async with database.write() as tx:
        for thread_id in (8, 9):
            await store.post(tx, [Letter(-5, message=Message("好"), thread_id=thread_id)], NOW)
        await store.forget_thread(tx, -5, 9)
        assert [waiting.letter.thread_id for waiting in await due(tx)] == [8, None]


async def test_a_living_message_that_is_forgotten_leaves_no_trace(database: Database) -> None:
    """H23."""
    async with database.write() as tx:
        await store.post(tx, [board(), letter()], NOW)
        await cards.keep(tx, "board:1", -5, 9, b"x")
        await store.forget_topic(tx, "board:1")
        assert await cards.get(tx, "board:1") is None
        assert [waiting.letter for waiting in await due(tx)] == [letter()]
