"""问意见: opinions in the group, counted when it is over; an election is refused and sent to the form (M18)."""

from datetime import datetime

import sqlalchemy as sa

from domain.access import Action
from sandbox.play.heard import Heard
from services.own_data import exporting
from services.turn import Turn
from storage import access_log, polls
from tests.conftest import SHANGHAI
from tests.flows.quarter import HE, LI, SUN, Quarter
from tests.flows.town import CHEN, MING, YU, ZHOU, Town

ASK, SEND, END = "➕ 问一次意见", "发出去", "现在结束，看结果"


async def ask(town: Town, who: str, question: str, *options: str) -> Heard:
    """A leader asks their own people; returns the message in the group."""
    overview = await town.ask(who, "问意见")
    question_asked = await town.tap(who, ASK, overview)
    if "想问哪里的同志" in question_asked.text:
        question_asked = await town.tap(who, "幸福社区第一党支部", question_asked)
    asked = await town.ask(who, question, "\n".join(options))
    preview = await town.tap(who, asked.buttons[1][0], asked)
    assert "不是表决" in preview.text
    assert "已经发到群里" in (await town.tap(who, SEND, preview)).text
    return await town.group.hears()


async def test_opinions_are_counted_when_it_is_over(quarter: Quarter) -> None:
    town = quarter.town
    poll = await ask(town, ZHOU, "春游去哪里？", "植物园", "博物馆")
    assert "已经有 0 位" in poll.text
    chosen = await town.toast(MING, "植物园", poll)
    assert chosen.alert
    assert "记下了：植物园" in chosen.text
    await town.toast(MING, "博物馆", poll)  # changed their mind: still one answer
    for who in (CHEN, YU):
        await town.toast(who, "植物园", poll)
    await quarter.settle()
    assert "已经有 3 位" in town.group.board.text
    await town.restart()
    for who in (SUN, LI, HE):
        mine = await town.ask(who, "问意见")
        own = await town.tap(who, "🗨 春游去哪里？", mine)
        assert "记下了" in (await town.toast(who, "植物园", own)).text
    async with town.database.read() as tx:
        rows = (await tx.execute(sa.text("SELECT pseudonym FROM poll_answers"))).all()
        copy = await exporting.everything(Turn(tx, town.clock.now()), town.members[MING])
    assert len({row.pseudonym for row in rows}) == 6
    assert copy["还没有截止的问意见，我选的"] == [{"春游去哪里？": "博物馆"}]
    town.forget_unheard()
    town.at(datetime(2026, 11, 26, 20, 1, tzinfo=SHANGHAI))
    await quarter.ring()
    result = town.group.board
    assert "植物园：5 人" in result.text
    assert "博物馆：1 人" in result.text
    assert result.buttons == []
    assert "已经截止" in (await town.toast_data(MING, poll, "植物园")).text
    async with town.database.read() as tx:
        assert (await tx.execute(sa.text("SELECT * FROM poll_answers"))).all() == []
        assert await polls.salt_of(tx, 1) is None
    town.forget_unheard()


async def test_few_answers_are_not_shown_and_others_cannot_end_it(town: Town) -> None:
    poll = await ask(town, CHEN, "活动放在上午好不好？", "好", "不好")
    for who in (MING, YU, CHEN):
        await town.toast(who, "好", poll)
    own = await town.tap(CHEN, "🗨 活动放在上午好不好？", await town.ask(CHEN, "问意见"))
    refused = await town.toast(MING, END, own)
    assert "只有负责这件事的同志能办" in refused.text
    sure = await town.tap(CHEN, END, own)
    assert "不到 5 人" in (await town.tap(CHEN, "结束", sure)).text
    town.forget_unheard()
    async with town.database.read() as tx:
        assert [one.action for one in await access_log.refusals(tx)] == [str(Action.BROADCAST)]


async def test_an_election_is_not_for_the_chat(town: Town) -> None:
    asked = await town.tap(CHEN, ASK, await town.ask(CHEN, "投票"))
    assert "想问大家什么" in asked.text
    refused = await town.ask(CHEN, "投票选小组长")
    assert "不能在聊天里投票" in refused.text
    assert "无记名填票" in refused.text
    form = await town.tap(CHEN, "🗳 登记选举结果", refused)
    assert "最近一个月还没有开过这样的会" in form.text
    asked = await town.tap(CHEN, ASK, await town.ask(CHEN, "问意见"))
    assert "两样到六样" in (await town.ask(CHEN, "月底干什么？", "打扫")).text
    refused = await town.ask(CHEN, "换届选举、打扫")
    assert "不能在聊天里投票" in refused.text
    assert "现在没有要您选的" in (await town.ask(MING, "问意见")).text
