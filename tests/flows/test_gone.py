"""People who stopped the bot, and messages that somebody deleted (L4, L7)."""

from sandbox.world import doings
from tests.flows.town import CHEN, MING, YU, ZHOU, Town
from tests.flows.troubles import begun, tell


async def test_somebody_who_stopped_the_bot(town: Town) -> None:
    """L7: the leader is told once; when the person writes again, they are reachable again."""
    chat = town[MING].chat
    chat.blocked = True  # and Telegram's update about it got lost
    await tell(town, chat.id, "一")
    await town.settle()
    await town.app.ring()
    assert "小明" in (await town[CHEN].hears()).text
    town.forward(minutes=5)
    await tell(town, chat.id, "二")
    await town.settle()
    town.forward(minutes=5)
    await town.settle()
    assert town.stage.unread() == []
    assert "小明" in (await town.ask(ZHOU, "状态")).text
    chat.blocked = False
    await town.ask(MING, "日历")
    town.forward(minutes=1)
    assert "小明" not in (await town.ask(ZHOU, "状态")).text


async def test_stopped_and_told_of_it_by_telegram_too(town: Town) -> None:
    """L7: the refusal comes first, the update later; the leader still hears of it once."""
    queue = town.box.world.queues[town.stage.bot.id]
    queue.hold()
    town[MING].blocks()
    await tell(town, town[MING].id, "一")
    await town.app.delivery.rest()
    await town.app.ring()
    assert "小明" in (await town[CHEN].hears()).text
    town.forward(minutes=5)
    queue.release()
    await town.settle()
    assert town.stage.unread() == []
    assert "小明" in (await town.ask(ZHOU, "状态")).text


async def test_a_board_that_somebody_deleted(town: Town) -> None:
    """L4."""
    board = await begun(town)
    doings.vanish(town.box.world, board.chat, board.message_id)
    town[MING].says("签到")
    await town[MING].hears()
    town.forward(seconds=4)
    new = await town.group.hears()
    assert not new.edited
    assert "已签到 1 人" in new.text
    await town.toast(YU, "✅ 签到", new)
    assert "已签到 2 人" in (await town.board()).text
    town.forget_unheard()


async def test_an_answer_whose_message_was_deleted_is_said_anew(town: Town) -> None:
    question = await town.ask(CHEN, "新会议")
    queue = town.box.world.queues[town.stage.bot.id]
    queue.hold()
    town[CHEN].presses("党小组会", on=question)
    doings.vanish(town.box.world, question.chat, question.message_id)
    town.forward(seconds=4)
    queue.release()
    assert not (await town[CHEN].hears()).edited
    await town.ask(CHEN, "取消")
