"""Somebody is away for long: written down in a minute, asked once a month, phoned after a quarter (O8, MOB-01..08)."""

from datetime import timedelta

import sqlalchemy as sa

from domain.calls import Call, Matter
from domain.features import Feature
from domain.meetings import MeetingKind, Method
from domain.members import MemberFlag, MemberStatus
from sandbox.play.heard import Heard
from services.mobility import listing
from storage import access_log, attendance, calls, meetings, mobility, nodes, people
from storage.attendance import Presence
from storage.meetings import Plan
from tests.flows.quarter import CHEN, MING, WANG, YU, ZHENG, ZHOU, Quarter
from tests.flows.town import Town


async def away(town: Town, who: str = MING, *, since: str = "半年前") -> str:
    """Write a stay down in the chat; returns the last word."""
    page = await town.ask(who, "流动")
    assert "在家" in page.text
    question = await town.tap(who, "🧳 我要外出", page)
    assert "不用发定位" in question.text
    assert "写到市、县就行" in (await town.ask(who, "113.7518, 23.0207")).text
    question = await town.ask(who, "广东东莞")
    question = await town.tap(who, "还没有联系上", question)
    assert "不存号码" in (await town.ask(who, "13800138000")).text
    question = await town.ask(who, "微信")
    assert "没看懂是什么时候" in (await town.ask(who, "明年")).text
    sure = await town.ask(who, since)
    assert "广东东莞" in sure.text
    return (await town.tap(who, "就这样", sure)).text


async def test_a_member_away_is_asked_once_a_month(quarter: Quarter) -> None:
    town, ming = quarter.town, quarter.member(MING)
    assert "每个月小伴问您一次" in await away(town)
    assert "小明填了流动登记" in (await town.hears(CHEN, "小明")).text
    async with town.database.read() as tx:
        found = await people.get(tx, ming.id)
    assert found is not None
    assert MemberFlag.MOBILE_MEMBER in found.flags  # MOB-01: half a year by now
    await town.restart()
    town.forget_unheard()
    await quarter.wait(days=32)
    asked = await town.hears(MING, "还在那里吗")
    assert asked.buttons == [["📍 还在原处", "🚚 换地方了"], ["🏠 我回来了"]]
    town.forget_unheard()
    assert "多保重" in (await town.tap(MING, "📍 还在原处", asked)).text
    question = await town.tap(MING, "🚚 换地方了", asked)
    question = await town.ask(MING, "福建泉州")
    question = await town.tap(MING, "不清楚", question)
    sure = await town.tap(MING, "请家里人转告", question)
    assert "福建泉州" in sure.text  # since when they are away is not asked again
    assert "您在福建泉州" in (await town.tap(MING, "就这样", sure)).text
    assert "都删掉了" in (await town.tap(MING, "🏠 我回来了", asked)).text
    assert "小明回来了" in (await town.hears(CHEN, "回来了")).text
    assert "没有登记外出" in (await town.tap(MING, "📍 还在原处", asked)).text
    async with town.database.read() as tx:
        both = (await tx.execute(sa.select(mobility.stays.c.words, mobility.stays.c.ended_on))).all()
        assert [(words, ended_on is None) for words, ended_on in both] == [(None, False)] * 2
        found = await people.get(tx, ming.id)
        assert await mobility.to_ask(tx, town.clock.now() + timedelta(days=400), 10) == []
    assert found is not None
    assert MemberFlag.MOBILE_MEMBER not in found.flags
    town.forget_unheard()


async def test_a_quarter_without_a_word_is_a_telephone_call(quarter: Quarter) -> None:
    """MOB-07: the group leader phones; 打过了 counts as a word, and nothing is said in a group."""
    town = quarter.town
    await away(town, since="从今天起")
    town.forget_unheard()
    said = len(town.group.chat.messages)
    for _ in range(2):
        await quarter.wait(days=31)
        assert "还在那里吗" in (await town.hears(MING, "还在那里吗")).text
    assert not [one for one in await _to_phone(quarter) if one.matter is Matter.WHEREABOUTS]
    await quarter.wait(days=31)
    await quarter.wait(days=1)
    town.forget_unheard()
    page = await town.ask(CHEN, "电话单")
    assert "好一阵没有消息了" in page.text
    await town.tap(CHEN, "✅ 小明 打过了", page)
    async with town.database.read() as tx:
        stay = await mobility.of_member(tx, quarter.member(MING).id)
    assert stay is not None
    assert stay.heard_on == town.clock.now().date()
    assert not [one for one in await _to_phone(quarter) if one.matter is Matter.WHEREABOUTS]
    assert len(town.group.chat.messages) == said
    town.forget_unheard()


async def test_who_looks_after_people_reads_one_by_one(quarter: Quarter) -> None:
    """Names and days in the list; where somebody is opens one by one, is written down, and is not for anybody else."""
    town, ming = quarter.town, quarter.member(MING)
    await away(town)
    town.forget_unheard()
    page = await town.ask(CHEN, "流动")
    listed = await town.tap(CHEN, "📋 在外和流入的同志", page)
    assert "小明：5月23日（周六）起，流动党员" in listed.text
    assert "东莞" not in listed.text
    assert "广东东莞" in (await town.tap(CHEN, MING, listed)).text
    for who in (YU, ZHENG):
        own = await town.ask(who, "流动")
        assert own.buttons == ([["🧳 我要外出"]] if who == YU else own.buttons)
        for label in (MING, "✍️ 替没有手机的同志登记"):
            refused = await town[who].toast(town[who].presses_data(_data(listed, label), on=own))
            assert "东莞" not in refused.text
            assert "这位同志没有登记" in refused.text or "负责这件事" in refused.text
            town.forward(seconds=4)
    async with town.database.read() as tx:
        read = [one for one in await access_log.about(tx, ming.id) if one.action == listing.READ]
    assert [(one.actor_id, one.granted) for one in read] == [(quarter.member(CHEN).id, True)]
    town.forget_unheard()
    question = await town.tap(CHEN, WANG, await town.tap(CHEN, "✍️ 替没有手机的同志登记", listed))
    assert "王奶奶现在在哪里" in question.text
    await town.ask(CHEN, "上海女儿家", "不清楚", "请家里人转告", "从今天起")
    sure = await town.ask(CHEN, "随便")
    assert "请点下面的按钮" in sure.text
    assert "替王奶奶记下了" in (await town.ask(CHEN, "就这样")).text
    async with town.database.write() as tx:
        await nodes.switch_features_off(tx, town.branch_id, frozenset({Feature.MOBILE}))
    assert "没有开通" in (await town.ask(MING, "流动")).text
    town.forget_unheard()
    await quarter.wait(days=35)
    assert not [one for one in quarter.heard(MING) if "还在那里吗" in one.text]
    town.forget_unheard()


async def test_mem_08_a_word_of_care_and_no_verdict(quarter: Quarter) -> None:
    """Two months unseen: on the leader's phone list. Three: a word to the secretary, once. Where none met, nobody."""
    town, now = quarter.town, quarter.town.clock.now()
    await quarter.wait(days=75)
    assert not [one for one in await _to_phone(quarter) if one.matter is Matter.UNSEEN]
    town.forget_unheard()
    async with town.database.write() as tx:
        start = town.clock.now()
        plan = Plan(town.group_id, MeetingKind.GROUP_MEETING, "党小组会", "", start, start, start, None, 1)
        there = [quarter.member(name) for name in (CHEN, MING, YU, WANG, ZHOU)]
        meeting = await meetings.announce(tx, plan, there, start)
        await meetings.close(tx, meeting.id, start)
        came = [Presence(meeting.id, one.id, start, Method.BUTTON) for one in there if one.name != MING]
        await attendance.record(tx, came, start)
    await quarter.wait(days=7)
    unseen = [one.member_id for one in await _to_phone(quarter) if one.matter is Matter.UNSEEN]
    assert unseen == [quarter.member(MING).id]
    words = [one.text for one in quarter.heard(ZHOU) if "没有参加过组织生活" in one.text]
    assert len(words) == 1  # by now it is more than three months since 小明 was written on the roster
    assert "只是一句提醒，不下任何结论" in words[0]
    await quarter.wait(days=7)
    assert not [one for one in quarter.heard(ZHOU) if "没有参加过组织生活" in one.text]
    assert town.clock.now() - now > timedelta(days=80)
    town.forget_unheard()


async def _to_phone(quarter: Quarter) -> list[Call]:
    async with quarter.town.database.read() as tx:
        return await calls.of_members(tx, [one.id for one in quarter.town.members.values()])


def _data(on: Heard, label: str) -> str:
    return str(next(one["callback_data"] for row in on.button_rows for one in row if one["text"] == label))


async def test_who_comes_from_elsewhere_is_taken_along(quarter: Quarter) -> None:
    """流入: they say where from; a meeting comes as a card to sit in, and neither 应到 nor any count knows of them."""
    town, yu = quarter.town, quarter.member(YU)
    async with town.database.write() as tx:
        await people.change(tx, yu.id, node_id=yu.node_id, status=MemberStatus.HOSTED_MEMBER)
    page = await town.ask(YU, "流动")
    assert "欢迎来到这里" in page.text
    assert "您从哪里来" in (await town.tap(YU, "📝 登记一下", page)).text
    assert "组织关系在哪个党支部" in (await town.ask(YU, "湖北武汉")).text
    await town.ask(YU, "江岸区某某党支部", "在这里发消息", "从今天起", "就这样")
    town.forget_unheard()
    await town.plan()
    assert "应到 4 人" in (await town.board()).text
    card = await town.hears(YU, "请您列席")
    assert "不用请假" in card.text
    await town.toast(YU, "👌 会来", card)
    town.forget_unheard()
    await quarter.wait(days=32)
    asked = await town.hears(YU, "还住在我们这边吗")
    town.forget_unheard()
    assert "一路平安" in (await town.tap(YU, "🏠 我回去了", asked)).text
    town.forget_unheard()
