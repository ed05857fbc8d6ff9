"""A database in trouble: it is said plainly, the bot keeps running, nothing confirmed is lost (L10, L12)."""

import logging

import pytest

from tests.flows.cries import CRY, is_answer
from tests.flows.town import MING, YU, ZHOU, Town
from tests.flows.troubles import begun, count, signed_in, tell, trouble_of


def complaints(caplog: pytest.LogCaptureFixture) -> set[str]:
    """What was logged, once each; none of it with a traceback."""
    assert [record for record in caplog.records if record.exc_info] == []
    return {record.message.partition("（")[0] for record in caplog.records if record.levelno >= logging.WARNING}


async def test_somebody_else_holds_the_lock(town: Town, database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    board = await begun(town)
    queue = town.box.world.queues[town.stage.bot.id]
    async with trouble_of(town, database_url) as trouble:
        async with trouble.locked():
            press = town[MING].presses("✅ 签到", on=board)
            assert "还没有算数" in (await town[MING].toast(press)).text
            await town.clock.asleep(seconds=1)
            assert len(queue.waiting) == 1
            await town.app.ring()
            town.forward(seconds=1)
            await town.clock.asleep(seconds=2)
        town.forward(seconds=2)
        assert "已签到 1 人" in (await town.board()).text
    assert await signed_in(town) == 1
    assert {"数据库暂时写不进去", "数据库暂时用不了"} >= complaints(caplog) != set()
    town.forget_unheard()


async def test_no_room_is_left(town: Town, database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """Real SQLITE_FULL, and PostgreSQL's 53100."""
    board = await begun(town)
    queue = town.box.world.queues[town.stage.bot.id]
    async with trouble_of(town, database_url) as trouble:
        async with trouble.full():
            queue.hold()
            press = town[MING].presses("✅ 签到", on=board)
            for _ in range(5):
                town[YU].says("字" * 4000)  # more than the pages at hand can take
            queue.release()
            assert "还没有算数" in (await town[MING].toast(press)).text
            await town.clock.asleep(seconds=1)
            assert len(queue.waiting) == 6
            assert await count(town.database, "inbox", state="waiting") == 0
        town.forward(seconds=1)
        await town.settle()
        town.forward(seconds=4)
        assert "已签到 1 人" in (await town.board()).text
    assert queue.waiting == []
    assert complaints(caplog) == {"数据库暂时写不进去"}
    assert ("SQLITE_FULL" if town.database.embedded else "DiskFullError") in caplog.text
    for _ in range(5):
        town.forward(seconds=9)
        await town.settle()
    town.forget_unheard()


async def test_letters_wait_while_the_database_is_away(town: Town, database_url: str) -> None:
    """What is on its way when the lock comes is neither lost nor counted as its own fault."""
    async with trouble_of(town, database_url) as trouble:
        town.box.world.faults.too_many_requests(1, retry_after=5, chat_id=town[YU].id)
        await tell(town, town[YU].id, "一")
        await town.settle()
        async with trouble.locked():
            town.forward(seconds=6)
            await town.settle()
        town.forward(seconds=1)
        assert (await town[YU].hears()).text == "一"
    await town.settle()
    assert await count(town.database, "outbox", state="sent") == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_press_is_answered_only_when_its_turn_has_committed(town: Town, database_url: str) -> None:
    """L3; and a turn that is run again charges nobody twice (V10)."""
    board = await begun(town)
    async with trouble_of(town, database_url) as trouble:
        async with trouble.locked("attendance"):
            press = town[MING].presses("✅ 签到", on=board)
            for _ in range(30):
                await town.clock.asleep(seconds=1)
                assert press.query_id in town.stage.open_presses
                town.forward(seconds=1)
            await town.clock.asleep(seconds=1)
        town.forward(seconds=1)
        assert "已签到" in (await town[MING].toast(press)).text
    assert await signed_in(town) == 1
    await town.board()
    town.forget_unheard()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_the_server_goes_and_comes_back(town: Town, database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """Connections are cut and new ones refused, as when PostgreSQL is started anew."""
    board = await begun(town)
    async with trouble_of(town, database_url) as trouble:
        async with trouble.gone():
            press = town[MING].presses("✅ 签到", on=board)
            assert "还没有算数" in (await town[MING].toast(press)).text
            await town.app.ring()
            await town.clock.asleep(seconds=1)
        town.forward(seconds=1)
        assert "已签到 1 人" in (await town.board()).text
    assert {"和数据库的连接断了，先停下不发消息，连上就接着发。"} < complaints(caplog)
    assert "数据库：正常（PostgreSQL）" in (await town.ask(ZHOU, "状态")).text
    town.forget_unheard()


async def test_the_database_is_locked_while_the_bot_starts(town: Town, database_url: str) -> None:
    """The parts that begin with a write wait for their turn like everybody else."""
    async with trouble_of(town, database_url) as trouble:
        await town.stop()
        async with trouble.locked("outbox"):
            await town.start()
            await town.app.delivery.rest()
        town.forward(seconds=2)
        assert "小明，您好" in (await town.ask(MING, "菜单")).text


async def test_somebody_in_danger_hears_the_numbers_without_a_database(town: Town, database_url: str) -> None:
    """SAFE-05: once, however often the update comes again; in full, and with people called, when it is back."""
    async with trouble_of(town, database_url) as trouble:
        async with trouble.locked():
            town[MING].says(CRY)
            answer = await town[MING].hears()
            assert is_answer(answer)
            assert "没能替您叫人" in answer.text
            await town.clock.asleep(seconds=1)
            town.forward(seconds=1)
            await town.clock.asleep(seconds=2)
            assert town.stage.unread() == []
        town.forward(seconds=2)
        assert "我正在请老周、陈姐马上联系您" in (await town[MING].hears()).text
    await town.settle()
    town.forget_unheard()
