"""A meeting that was held without the bot, and who does not count in 应到 (M17, M23, QRM-10, QRM-11)."""

from datetime import date, datetime

from domain.members import MemberStatus
from sandbox.play.heard import Heard
from tests.conftest import SHANGHAI
from tests.flows.quarter import CHEN, LI, MING, SUN, WANG, YU, ZHOU, Quarter
from tests.flows.town import Town


async def entered(town: Town, reason: str = "会上用的纸质签到") -> Heard:
    """补录会议 by 陈姐, with a restart in the middle of it; the preview."""
    question = await town.ask(CHEN, "补录会议")
    question = await town.tap(CHEN, "党小组会", question)
    assert "90 天以内" in question.text
    assert "还没有到" in (await town.ask(CHEN, "11-27 15:00")).text
    assert "太久了" in (await town.ask(CHEN, "7月5日 15:00")).text
    assert "没看出" in (await town.ask(CHEN, "忘了")).text
    await town.ask(CHEN, "上周五下午三点")
    await town.ask(CHEN, "学习二十届四中全会精神", "社区活动室")
    await town.restart()
    assert "不在这次会的名单里" in (await town.ask(CHEN, "路人")).text
    asked = await town.ask(CHEN, "小明、王奶奶")
    assert "已到 2 人，请假 0 人" in asked.text
    asked = await town.tap(CHEN, "▫️ 小雨", asked)
    asked = await town.tap(CHEN, "✅ 小雨", asked)
    assert "已到 2 人，请假 1 人" in asked.text
    assert "🙋 小雨（请假）" in [label for row in asked.buttons for label in row]
    asked = await town.tap(CHEN, "就这些，下一步", asked)
    return await town.ask(CHEN, reason)


async def test_m23_a_meeting_entered_afterwards(quarter: Quarter) -> None:
    """Nothing goes to the group; everybody on the list hears, may contest, and all that is shown says 补录."""
    town = quarter.town
    preview = await entered(town)
    assert "11月20日（周五）15:00" in preview.text
    assert "已到 2 人，请假 1 人，未到" in preview.text
    before = len(town.group.chat.messages)
    assert "补录好了" in (await town.tap(CHEN, "📝 补录", preview)).text
    panel = await town.panel()
    assert "📝 补录：陈姐，11月23日（周一）" in panel.text
    assert "会上用的纸质签到" in panel.text
    assert "小明（补录）、王奶奶（补录）" in panel.text
    there = await town.hears(MING, "陈姐补录了一次会议")
    assert "您的记录：已到" in there.text
    assert "您的记录：请假" in (await town.hears(YU, "补录了一次会议")).text
    absent = await town.hears(ZHOU, "补录了一次会议")
    assert "您的记录：未到" in absent.text
    assert len(town.group.chat.messages) == before
    question = await town.tap(ZHOU, "我有异议", absent)
    await town.tap(ZHOU, "我到会了", question)
    assert "老周对签到记录有异议" in (await town.hears(CHEN, "有异议")).text
    sheet = await town.tap(CHEN, "📋 签到表", panel)
    assert "📝 补录：陈姐" in sheet.text
    await quarter.ring()
    town.forget_unheard()
    assert "开的是什么会" not in (await town.ask(MING, "补录会议")).text


async def test_m17_who_does_not_count(quarter: Quarter) -> None:
    """The secretary alone, with class and both dates; the sum of the next general meeting is without them."""
    town = quarter.town
    town.clock.set(datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI))
    for who in (SUN, LI, CHEN, MING):
        refused = await town.ask(who, "不计入应到")
        assert "登记" not in refused.text
    listed = await town.ask(ZHOU, "不计入应到")
    question = await town.tap(ZHOU, "➕ 加一位", listed)
    assert "没有这个名字" in (await town.ask(ZHOU, YU)).text, "probationary: has no vote to begin with"
    question = await town.ask(ZHOU, WANG)
    assert not any("退休回乡" in label for row in question.buttons for label in row), "class 6 is off by default"
    assert "都计入应到" in (await town.ask(ZHOU, "经常不来")).text
    await town.restart()
    await town.ask(ZHOU, "4")
    assert "两个日期都要有" in (await town.ask(ZHOU, "还没有")).text
    assert "还没有到" in (await town.ask(ZHOU, "2027-01-05")).text
    await town.ask(ZHOU, "2026-11-10")
    preview = await town.ask(ZHOU, "2026年11月20日")
    assert "年老体弱卧床" in preview.text
    assert "不计入表决的应到" in (await town.tap(ZHOU, "没错，登记", preview)).text
    panel = (await town.plan(ZHOU, kind="支部党员大会", title="十一月党员大会"))[1]
    town.at(datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI))
    await quarter.ring()
    town.forget_unheard()
    sure = await town.tap(ZHOU, "🏁 结束会议", panel)
    await town.tap(ZHOU, "结束会议", sure)
    sheet = await town.hears(ZHOU, "表决人数")
    full = [one for one in town.members.values() if one.status is MemberStatus.FULL_MEMBER]
    here = [one for one in full if one.node_id in {town.branch_id, town.group_id}]
    assert f"应到会 {len(here) - 1} 人" in sheet.text
    assert "另有 1 人按规定不计入应到" in sheet.text
    town.forget_unheard()
    listed = await town.ask(ZHOU, "不计入应到")
    assert "王奶奶" in (await town.tap(ZHOU, "恢复计入：王奶奶", listed)).text
    assert date(2026, 11, 20).isoformat() not in (await town.ask(ZHOU, "不计入应到")).text
    town.forget_unheard()
