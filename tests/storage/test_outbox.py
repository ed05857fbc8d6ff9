"""Letters: never twice by their key, newest of a topic, never lost by a crash (L2)."""

from datetime import timedelta

import sqlalchemy as sa

from domain.messages import Button, File, Lane, Letter, Media, MediaKind, Message, Method, Press
from storage import outbox as store
from storage.database import Database
from storage.schema import Tx
from tests.conftest import A_MONDAY as NOW

LATER = NOW + timedelta(minutes=1)


def letter(chat_id: int = 5, text: str = "你好", *, key: str | None = None, lane: Lane = Lane.ANSWER) -> Letter:
    return Letter(chat_id, message=Message(text), key=key, lane=lane)


def board(ref: int = 1) -> Letter:
    return Letter(-5, Method.LIVE, lane=Lane.BOARD, topic="board:1", live="board", ref=ref)


async def due(tx: Tx, *, without: tuple[int, ...] = (), at: timedelta = timedelta()) -> list[store.Waiting]:
    return await store.due(tx, NOW + at, without, 100)


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
        await store.end(tx, {first.id: ("sent", None)}, NOW)
        assert await store.forget_ended(tx, NOW + timedelta(days=999)) == 0
        await store.post(tx, [letter(key="k")], LATER)
        assert [waiting.id for waiting in await due(tx)] == [waiting.id for waiting in others]


async def test_the_newest_of_a_topic_replaces_the_waiting_one(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [board(1), board(2)], NOW)
        await store.post(tx, [board(3)], NOW)
        [waiting] = await due(tx)
        assert waiting.letter.ref == 3
        await store.claim(tx, [waiting.id])
        await store.post(tx, [board(4)], NOW)
        [newer] = await due(tx)
        assert newer.letter.ref == 4
        await store.put_off(tx, waiting, LATER, "too_fast", NOW, tried=False)
        assert await states(tx) == ["replaced", "waiting"]
        assert await store.forget_ended(tx, LATER) == 1


async def test_urgent_first_then_oldest_and_resting_chats_are_left_out(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter(1, lane=Lane.REMINDER), letter(2), letter(3, lane=Lane.DANGER), letter(2)], NOW)
        assert [waiting.letter.chat_id for waiting in await due(tx)] == [3, 2, 2, 1]
        assert [waiting.letter.chat_id for waiting in await due(tx, without=(2, 3))] == [1]


async def test_a_crash_puts_claims_back_unless_something_newer_waits(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter(), board(1)], NOW)
        await store.claim(tx, [waiting.id for waiting in await due(tx)])
        assert await due(tx) == []
        await store.post(tx, [board(2)], NOW)
        await store.release_claims(tx, NOW)
        assert await states(tx) == ["waiting", "replaced", "waiting"]
        assert [waiting.letter.ref for waiting in await due(tx)] == [None, 2]


async def test_a_crash_with_two_of_a_topic_on_their_way(database: Database) -> None:
    """When the group moved while its board was on the wire. The newer one goes; the start does not fail."""
    async with database.write() as tx:
        for ref in (1, 2):
            await store.post(tx, [board(ref)], NOW)
            await store.claim(tx, [waiting.id for waiting in await due(tx)])
        await store.release_claims(tx, NOW)
        assert await states(tx) == ["replaced", "waiting"]


async def test_hushing_a_chat_is_for_that_chat_only(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter(1), letter(2)], NOW)
        await store.put_off_chat(tx, 1, LATER)
        assert [waiting.letter.chat_id for waiting in await due(tx)] == [2]
        assert await store.next_due(tx, NOW) == LATER
        assert len(await due(tx, at=timedelta(minutes=1))) == 2


async def test_a_letter_that_is_tried_again_counts(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter()], NOW)
        for tried in (True, False, True):
            [waiting] = await due(tx, at=timedelta(hours=1))
            await store.put_off(tx, waiting, LATER, "server_error", NOW, tried=tried)
        [waiting] = await due(tx, at=timedelta(hours=1))
        assert waiting.attempts == 2


async def test_what_has_ended_has_no_content(database: Database) -> None:
    async with database.write() as tx:
        await store.post(tx, [letter(), letter()], NOW)
        first, second = await due(tx)
        await store.end(tx, {first.id: ("sent", None), second.id: ("dead", "unreachable")}, NOW)
        assert list(await tx.scalars(sa.select(store.outbox.c.body))) == [None, None]
        assert await store.counts(tx) == {(Lane.ANSWER, "sent"): 1, (Lane.ANSWER, "dead"): 1}
        assert await store.forget_ended(tx, LATER) == 2


async def test_a_group_that_moves_takes_its_letters_and_leaves_its_cards(database: Database) -> None:
    """L8."""
    async with database.write() as tx:
        await store.post(tx, [letter(-5), letter(7)], NOW)
        await store.keep_card(tx, "board:1", -5, 3, b"x")
        await store.keep_card(tx, "panel:1", 7, 4, b"x")
        await store.move_chat(tx, -5, -1005)
        assert {waiting.letter.chat_id for waiting in await due(tx)} == {-1005, 7}
        assert await store.card(tx, "board:1") is None
        assert await store.card(tx, "panel:1") == store.Card(7, 4, b"x")


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
        await store.keep_card(tx, "board:1", -5, 9, b"x")
        await store.forget_topic(tx, "board:1")
        assert await store.card(tx, "board:1") is None
        assert [waiting.letter for waiting in await due(tx)] == [letter()]
