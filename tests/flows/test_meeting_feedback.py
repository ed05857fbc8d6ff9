"""说说这次会: three taps, nobody's name, shown from five answers on and once (M34)."""

from datetime import timedelta

import sqlalchemy as sa

from sandbox.play.heard import Heard
from storage import meeting_feedback as store
from tests.flows.quarter import HE, LI, SUN, Quarter
from tests.flows.test_resolutions import FRIDAY_THREE, MORE
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town


async def held(town: Town, *present: str) -> None:
    """A general meeting that these came to, closed by the secretary."""
    board, _ = await town.plan(ZHOU, "支部党员大会", "十一月党员大会")
    town.at(FRIDAY_THREE)
    board = await town.board()
    for who in present:
        town[who].presses(board.buttons[0][0], on=board)
        town.forward(seconds=4)
    panel = await town.panel(ZHOU)
    sure = await town.tap(ZHOU, "🏁 结束会议", panel)
    await town.tap(ZHOU, "结束会议", sure)
    await town.settle()
    town.forget_unheard()


async def also_there(town: Town, *present: str) -> None:
    """Who came without a word: as the first of the others did."""
    async with town.database.write() as tx:
        for who in present:
            await tx.execute(
                sa.text(
                    "INSERT INTO attendance (meeting_id, member_id, at, method, recorded_at)"
                    " SELECT 1, :who, at, method, recorded_at FROM attendance LIMIT 1"
                ),
                {"who": town.members[who].id},
            )


async def taps(town: Town, who: str, *choices: str) -> Heard:
    """Come from the group by its button and tap these; returns what is said last."""
    town.forward(seconds=4)
    town[who].says("/start fb_1")
    heard = await town[who].hears()
    for choice in choices:
        heard = await town.tap(who, choice, heard)
    return heard


async def test_the_meeting_is_judged_and_nobody_in_it(quarter: Quarter) -> None:
    town = quarter.town
    await held(town, CHEN, MING, YU, ZHOU)
    await also_there(town, SUN, LI, HE)
    await quarter.wait(minutes=11)
    asked = await town.group.hears()
    assert "今天开得怎么样" in asked.text
    assert asked.buttons == [["💬 说说这次会"]]
    first = await taps(town, MING)
    assert "今天学的内容讲了吗" in first.text
    await town.restart()
    talked = await town.tap(MING, "认真讲了", first)
    used = await town.tap(MING, "一人念，大家听", talked)
    assert "数进去了" in (await town.tap(MING, "一般", used)).text
    assert "已经说过了" in (await taps(town, MING)).text
    for who in (CHEN, YU, ZHOU, SUN):
        assert "数进去了" in (await taps(town, who, "认真讲了", "大家一起谈", "有收获")).text
    async with town.database.read() as tx:
        given = (await tx.execute(sa.text("SELECT * FROM feedback_given"))).mappings().all()
    assert {frozenset(row) for row in given} == {frozenset({"meeting_id", "pseudonym"})}
    town.forget_unheard()
    await quarter.wait(days=3, minutes=1)
    town.forget_unheard()
    async with town.database.read() as tx:
        feedback = await store.get(tx, 1)
    assert feedback is not None
    assert (feedback.salt, feedback.counts) == (None, None)
    shown = await taps(town, HE)
    assert "5 位同志说了" in shown.text
    assert "大家一起谈 4 人" in shown.text
    assert "认真讲了 5 人" not in shown.text  # all agree and two kept silent: it would be known of each
    panel = await town.ask(ZHOU, "会议")
    menu = await town.tap(ZHOU, MORE, await town.tap(ZHOU, panel.buttons[0][0], panel))
    assert "说的是会，不是人" in (await town.tap(ZHOU, "💬 大家怎么说", menu)).text


async def test_few_answers_stay_unsaid_and_who_was_away_says_nothing(town: Town) -> None:
    await held(town, MING, ZHOU)
    town.forward(seconds=4)
    assert "没有您的签到" in (await taps(town, CHEN)).text
    await taps(town, MING, "只布置了工作", "一人念，大家听", "没什么收获")
    before = len(town.group.chat.messages)
    town.forward(minutes=11)
    await town.app.ring()
    await town.settle()
    assert len(town.group.chat.messages) == before  # so few that it could never be shown: the group is not asked
    town.at(FRIDAY_THREE + timedelta(days=3, hours=1))
    await town.app.ring()
    await town.settle()
    town.forget_unheard()
    assert "说的人不够多" in (await taps(town, MING)).text


async def test_after_a_standstill_no_group_is_asked_at_night_nor_too_late(town: Town) -> None:
    """The bell was silent after the meeting: it asks in the morning, and nothing that nobody can answer any more."""
    await held(town, CHEN, MING, YU, ZHOU)
    await also_there(town, WANG)
    before = len(town.group.chat.messages)
    for moment in (FRIDAY_THREE.replace(hour=22), FRIDAY_THREE + timedelta(days=4)):
        town.at(moment)
        await town.app.ring()
        await town.settle()
        assert len(town.group.chat.messages) == before
    town.forget_unheard()
