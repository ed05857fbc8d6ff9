"""谈心: booked by the member, settled by both, reminded, and that it took place (C15, C16, TALK-01 to TALK-07)."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from domain.care import Contact, Place, TalkState
from sandbox.play.heard import Heard
from storage import care_contacts, care_talks, nodes
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WANG, YU, ZHOU, Quarter
from tests.flows.test_sentinel import everything

NOTE = "说好了下个月把阳台的栏杆补上"
WHERE = "老槐树底下的石桌"


def labels(heard: Heard) -> list[str]:
    return [label for row in heard.buttons for label in row]


def label_of(heard: Heard, part: str) -> str:
    """The one button with these words on it."""
    (found,) = [one for one in labels(heard) if part in one]
    return found


async def morning(quarter: Quarter, day: int, month: int = 11, hour: int = 9) -> None:
    """It is some minutes past the hour on that day of 2026, and the chores have run."""
    town = quarter.town
    town.at(datetime(2026, month, day, hour, 5, tzinfo=town.clock.now().tzinfo))
    await quarter.ring()
    await quarter.ring()


async def book(quarter: Quarter, where: str = "散步") -> Heard:
    """小明 asks 陈姐 for a talk on Friday at three; returns her card."""
    town = quarter.town
    question = await town.tap(MING, "约一次", await town.ask(MING, "谈心"))
    await town.tap(MING, label_of(question, CHEN), question)
    preview = await town.ask(MING, "周五下午三点", where)
    await town.tap(MING, "发给对方", preview)
    return await town.hears(CHEN, "💬 谈心：和")


async def test_a_talk_from_the_first_word_to_the_fact(quarter: Quarter) -> None:
    """C15: person, time and place are the member's; what stays is that it was held, the day, the two."""
    town = quarter.town
    question = await town.tap(MING, "约一次", await town.ask(MING, "谈心"))
    offered = {one.split()[-1] for one in labels(question)}
    assert {CHEN, ZHOU, SUN, LI, HE} <= offered
    assert not {MING, YU, WANG} & offered
    card = await book(quarter, WHERE)
    assert WHERE in card.text
    assert "11月27日（周五）15:00" in card.text
    await town.tap(CHEN, "换个时间", card)
    await town.ask(CHEN, "周六下午两点")
    card = await town.hears(MING, "11月28日（周六）14:00")
    assert "说好了" in (await town.toast(MING, "可以", card)).text
    town.forget_unheard()
    await morning(quarter, 27)
    assert not [one for one in quarter.heard(MING) if "约好谈心" in one.text]
    for hour in (8, 12):
        await morning(quarter, 28, hour=hour)
        for who, other in ((MING, CHEN), (CHEN, MING)):
            assert f"{other}约好谈心（{WHERE}）" in (await town.hears(who, "约好谈心")).text
    await quarter.wait(hours=3)
    page = await town.ask(MING, "谈心")
    card = await town.tap(MING, label_of(page, CHEN), page)
    assert "谈的什么不记" in (await town.toast(MING, "✅ 谈过了", card)).text
    await quarter.settle()
    async with town.database.read() as tx:
        row = (await tx.execute(sa.select(care_talks.talks))).one()
        of_ming = await care_contacts.all_about(tx, quarter.member(MING).id)
        of_chen = await care_contacts.all_about(tx, quarter.member(CHEN).id)
    assert (row.state, row.held_on.isoformat()) == (TalkState.HELD, "2026-11-28")
    assert (row.where_exactly, row.note, row.trigger) == (None, None, None)
    assert of_ming == [(quarter.member(CHEN).id, Contact.TALK, row.held_on)]
    assert of_chen == []  # 小明 holds no post: the organisation did not look after her by it
    await _a_line_needs_both(quarter, await town.hears(CHEN, "谈过了"))


async def _a_line_needs_both(quarter: Quarter, card: Heard) -> None:
    """TALK-07: kept only if both agree; sealed; either of them deletes it."""
    town = quarter.town
    town.forget_unheard()
    await town.tap(CHEN, "📝 留一句", card)
    assert "不要写金额" in (await town.ask(CHEN, "先垫了五百块钱")).text
    assert "等对方点头" in (await town.ask(CHEN, NOTE)).text
    asked = await town.hears(MING, NOTE)
    assert NOTE.encode() not in await everything(town)
    assert "留下了" in (await town.toast(MING, "同意留", asked)).text
    kept = await town.hears(CHEN, "谈过了")
    toast = await town.toast(CHEN, "🔒 看留的话", kept)
    assert (NOTE in toast.text, toast.alert) == (True, True)
    assert "删掉了" in (await town.toast(CHEN, "删掉这句话", kept)).text
    await quarter.settle()
    async with town.database.read() as tx:
        assert await tx.scalar(sa.select(care_talks.talks.c.note)) is None
    town.forget_unheard()


async def test_a_leader_offers_and_a_member_declines(quarter: Quarter) -> None:
    """K12, TALK-01: from the list of those nobody asked after; no reason is asked for, and 王奶奶 counts in full."""
    town = quarter.town
    page = await town.ask(CHEN, "没联系过")
    assert "这是提醒我们自己" in page.text
    why = await town.tap(CHEN, f"约谈心：{MING}", page)
    assert "好久没聊了" in labels(why)
    await town.tap(CHEN, "好久没聊了", why)
    preview = await town.tap(CHEN, "打电话", await town.ask(CHEN, "明天上午十点"))
    await town.tap(CHEN, "发给对方", preview)
    card = await town.hears(MING, CHEN)
    assert "好久没聊了" in card.text
    assert "不用说原因" in (await town.toast(MING, "这次不方便", card)).text
    assert "没有约成" in (await town.hears(CHEN, "没有约成")).text
    town.forget_unheard()
    why = await town.tap(CHEN, f"约谈心：{WANG}", page)
    await town.tap(CHEN, "就想聊聊", why)
    preview = await town.tap(CHEN, "家里", await town.ask(CHEN, "今天下午四点"))
    assert "请先打电话说好" in preview.text
    card = await town.tap(CHEN, "记下", preview)
    await quarter.wait(hours=8)
    await town.toast(CHEN, "✅ 谈过了", card)
    await quarter.settle()
    town.forget_unheard()
    page = await town.ask(CHEN, "没联系过")
    assert f"约谈心：{WANG}" not in labels(page)
    assert f"约谈心：{MING}" in labels(page)
    await _covered(quarter)


async def _covered(quarter: Quarter) -> None:
    """C16: counts alone, of whole months that are over; a group leader and a member get none."""
    town = quarter.town
    assert "位谈过心" not in (await town.ask(CHEN, "谈心")).text
    assert "位同志里 0 位谈过心" in (await town.ask(ZHOU, "谈心")).text
    await morning(quarter, 1, month=12)
    town.forget_unheard()
    page = await town.ask(ZHOU, "谈心")
    assert "2025年12月到2026年11月，8 位同志里 2 位谈过心" in page.text
    assert not any(name in page.text for name in (MING, WANG, YU))
    assert "位谈过心" not in (await town.ask(MING, "谈心")).text
    town.forget_unheard()


async def test_once_a_year_the_two_hear_of_it(quarter: Quarter) -> None:
    """Section 14: one word to the member, one to the leader, in November; none to who has talked."""
    town = quarter.town
    await morning(quarter, 24)
    assert [one for name in (CHEN, MING, YU) for one in quarter.heard(name) if "谈心" in one.text] == []
    async with town.database.write() as tx:
        now = town.clock.now()
        here_long = sa.update(nodes.nodes).where(nodes.nodes.c.id == town.branch_id)
        await tx.execute(here_long.values(created_at=now - timedelta(days=300)))
        ming, chen = quarter.member(MING).id, quarter.member(CHEN).id
        talk_id = await care_talks.ask(
            tx, ming, chen, now, Place.WALK, None, TalkState.AGREED, None, now - timedelta(days=9)
        )
        await care_talks.change(tx, talk_id, state=TalkState.HELD, held_on=now.date() - timedelta(days=9))
    await morning(quarter, 30)
    await quarter.wait(minutes=5)
    to_chen = await town.hears(CHEN, "今年还没有谈过心的")
    assert YU in to_chen.text
    assert WANG in to_chen.text
    assert MING not in to_chen.text
    assert "不想，也不用管" in (await town.hears(YU, "今年您还没有")).text
    assert not [one for one in quarter.heard(MING) if "谈心" in one.text]
    town.forget_unheard()
    await quarter.wait(days=1)
    assert not [one for who in (CHEN, YU) for one in quarter.heard(who) if "谈过心" in one.text]
    town.forget_unheard()
