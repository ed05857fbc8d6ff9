"""Bad days on Telegram's side: nothing is lost, nothing is done twice, nobody waits for somebody else's trouble."""

import logging
import sqlite3
from contextlib import closing

import pytest

from domain.messages import Lane, Message
from sandbox.world.refusals import Refusal
from sandbox.world.watch import Answered, Event
from services.turn import Turn, post
from tests.flows.town import CHEN, MING, YU, ZHOU, Town
from tests.flows.troubles import begun, calls, count, signed_in, tell


async def test_the_same_update_twice(town: Town) -> None:
    """L10."""
    board = await begun(town)
    queue = town.box.world.queues[town.stage.bot.id]
    queue.repeat_next(2)
    assert "已签到" in (await town.toast(MING, "✅ 签到", board)).text
    town[MING].says("日历")
    await town[MING].hears()
    await town.settle()
    assert queue.waiting == []
    assert await signed_in(town) == 1
    assert "已签到 1 人" in (await town.board()).text
    town.forget_unheard()


async def test_updates_in_the_wrong_order(town: Town) -> None:
    board = await begun(town)
    queue = town.box.world.queues[town.stage.bot.id]
    queue.hold()
    presses = {who: town[who].presses("✅ 签到", on=board) for who in (CHEN, MING, YU, ZHOU)}
    queue.release(backwards=True)
    for who, press in presses.items():
        assert "已签到" in (await town[who].toast(press)).text
    assert await signed_in(town) == 4
    assert "已签到 4 人" in (await town.board()).text
    town.forget_unheard()


async def test_429_hushes_one_chat_only(town: Town) -> None:
    """L6: the others are answered at once; after `retry_after` what waited comes; nothing is lost."""
    board = await begun(town)
    group = town.group.chat.id
    town.box.world.faults.too_many_requests(1, retry_after=30, chat_id=group)
    town.forward(seconds=10)
    assert "已签到" in (await town.toast(MING, "✅ 签到", board)).text
    await town.settle()
    assert calls(town, "editMessageText", group)[-1].refusal is not None
    assert "党小组会" in (await town.ask(YU, "日历")).text
    await tell(town, group, "大家好")
    town.forward(seconds=25)
    await town.settle()
    assert "已签到 0 人" in town.group.board.text
    town.forward(seconds=2)
    assert {(await town.group.hears()).text[:3] for _ in range(2)} == {"大家好", board.text[:3]}
    town.forward(seconds=4)
    await town.settle()
    assert await count(town.database, "outbox", state="waiting") == 0
    assert await count(town.database, "outbox", state="dead") == 0
    town.forget_unheard()


async def test_an_urgent_letter_goes_before_those_that_wait(town: Town) -> None:
    """L6: whatever was put in line first."""
    lanes = {"群发": Lane.BROADCAST, "提醒": Lane.REMINDER, "回答": Lane.ANSWER, "要紧": Lane.DANGER}
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        for text, lane in lanes.items():
            turn.tell(town[MING].id, Message(text), lane=lane)
        await post(tx, [turn])
    await town.app.ring()
    heard = [await town.hears(MING, text) for text in lanes]
    assert sorted(lanes, key=lambda text: heard[list(lanes).index(text)].message_id) == ["要紧", "回答", "提醒", "群发"]
    town.forget_unheard()


async def test_a_board_is_edited_only_when_it_changes(town: Town) -> None:
    """L4: `message is not modified` is never provoked by it, and swallowed where it comes all the same."""
    board = await begun(town)
    town.box.world.faults.refuse(Refusal(400, "Bad Request: message is not modified"), method="editMessageText")
    await town.toast(MING, "✅ 签到", board)
    await town.board()
    edits = len(calls(town, "editMessageText", board.chat.id))
    for _ in range(3):
        await town.toast(MING, "✅ 签到", board)
        await town.app.ring()
        await town.board()
    assert len(calls(town, "editMessageText", board.chat.id)) == edits
    await town.toast(YU, "✅ 签到", board)
    assert "已签到 2 人" in (await town.board()).text
    said = [call.refusal.description for call in town.box.world.calls if call.refusal is not None]
    assert said == ["Bad Request: message is not modified"]
    town.forget_unheard()


async def test_telegram_is_away_for_a_minute(town: Town) -> None:
    """Everything arrives afterwards, and nobody is late."""
    board = await begun(town)
    faults = town.box.world.faults
    faults.away = True
    town[MING].presses("✅ 签到", on=board)
    for seconds in (1, 2, 4, 8, 16):
        await town.clock.asleep(seconds=seconds)
        town.forward(seconds=seconds)
    await town.clock.asleep(seconds=30)
    await tell(town, town[YU].id, "一", "二")
    for _ in range(5):
        await town.app.delivery.rest()
        town.forward(seconds=4)
    await town.app.delivery.rest()
    assert town.stage.unread() == []
    faults.away = False
    town.forward(seconds=30)
    assert [(await town[YU].hears()).text for _ in range(2)] == ["一", "二"]
    await town.settle()
    assert await signed_in(town) == 1
    assert "已签到 1 人" in (await town.board()).text
    assert await count(town.database, "outbox", state="dead") == 0
    town.forget_unheard()


async def test_a_letter_that_telegram_always_refuses_stops_no_other(town: Town) -> None:
    """500 for one message is that message's trouble; it is tried for an hour and then counted as dead."""
    town.box.world.faults.refuse(Refusal(500, "Internal Server Error"), times=99, chat_id=town[MING].id)
    await tell(town, town[MING].id, "一")
    await tell(town, town[YU].id, "二")
    assert (await town[YU].hears()).text == "二"
    for attempt in range(12):
        await town.settle()
        town.forward(seconds=2**attempt)
    await town.settle()
    assert len(calls(town, "sendMessage", town[MING].id)) == 12
    assert await count(town.database, "outbox", state="dead", error="server_error") == 1
    assert "1 封没能送到" in (await town.ask(ZHOU, "状态")).text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_press_is_answered_after_the_commit(town: Town, database_url: str) -> None:
    """L3, L10: in the instant in which somebody is told that it counts, it is in the database."""
    board = await begun(town)
    found: list[int] = []

    def look(event: Event) -> None:
        if isinstance(event, Answered):
            with closing(sqlite3.connect(database_url.removeprefix("sqlite+aiosqlite:///"))) as other:
                found.extend(other.execute("SELECT count(*) FROM attendance").fetchone())

    end = town.box.world.watch.listen(look)
    for number, who in enumerate((CHEN, MING, YU), start=1):
        await town.toast(who, "✅ 签到", board)
        assert found[-1] == number
    end()
    await town.board()
    town.forget_unheard()


async def test_an_answer_that_comes_too_late_is_swallowed(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """L3."""
    board = await begun(town)
    queue = town.box.world.queues[town.stage.bot.id]
    queue.hold()
    answers = len(calls(town, "answerCallbackQuery"))
    town[MING].presses("✅ 签到", on=board)
    town.forward(minutes=10)
    queue.release()
    await town.box.world.wait_until(lambda: len(calls(town, "answerCallbackQuery")) > answers)
    refused = calls(town, "answerCallbackQuery")[-1].refusal
    assert refused is not None
    assert "query is too old" in refused.description
    assert "已签到 1 人" in (await town.board()).text
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    town.forget_unheard()
