"""What leaders think of ahead: the days of the next weeks, the lists of the two festivals, fifty years (K3 to K7)."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from domain.members import MemberFlag, MemberStatus
from domain.party_dates import PartyDates
from domain.privacy import Scope
from services.own_data import withdrawing
from services.turn import Turn
from storage import access_log, people
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WANG, WU, YU, ZHOU, Quarter
from tests.flows.test_care_dates import alone, at, dated, in_group
from tests.flows.test_duties import only

NOT_YOURS = "只有负责这件事的同志能办"


@pytest.fixture
async def quarter(quarter: Quarter) -> AsyncIterator[Quarter]:
    """The branch with nothing else that speaks of its own accord."""
    async with alone(quarter):
        yield quarter


async def test_k7_thirty_days_ahead_in_one_message(quarter: Quarter) -> None:
    """The member's leader hears of the days, once, without a number of years; a day that is gone is taken back."""
    town = quarter.town
    await dated(quarter, MING, PartyDates(date(2015, 12, 28), date(2016, 12, 28)))
    await dated(quarter, YU, PartyDates(date(2026, 1, 2)))
    await dated(quarter, WANG, PartyDates(date(1971, 12, 28), date(1972, 12, 28)))
    await town.ask(LI, "生日 王奶奶 1946-12-28")
    await at(quarter, 2026, 11, 28)
    (ahead,) = quarter.heard(CHEN)
    assert ahead.text == (
        "一个月里有这些日子，请您心里有数：\n· 12月28日（周一） 小明的政治生日\n· 12月28日（周一） 王奶奶的政治生日"
    )
    (eighty,) = quarter.heard(LI)
    assert eighty.text.endswith("· 12月28日（周一） 王奶奶的寿辰"), "a birthday is for who keeps the roster"
    assert [name for name in (MING, YU, ZHOU, SUN) if quarter.heard(name)] == []
    await town.restart()
    await at(quarter, 2026, 11, 29)
    assert quarter.heard(CHEN) == []
    await quarter.away(CHEN, days=10)
    await at(quarter, 2026, 12, 3)
    (instead,) = quarter.heard(ZHOU)
    assert "1月2日（周六） 小雨的政治生日" in instead.text
    assert "12月28日" not in instead.text, "she has been told of that"
    await at(quarter, 2026, 12, 11)
    assert [quarter.heard(name) for name in (CHEN, ZHOU)] == [[], []]
    page = await town.ask(CHEN, "关怀日历")
    assert "小明的政治生日" in page.text
    assert "预备期满" not in page.text, "that is for who keeps the roster"
    assert "小雨的预备期满" in (await town.ask(LI, "关怀日历")).text
    for name in (MING, HE, WU):
        assert NOT_YOURS in (await town.ask(name, "关怀日历")).text


async def test_a_day_of_ones_own_and_who_may_know(quarter: Quarter) -> None:
    """Sealed, the member's alone; the leader learns what it is by a tap that the member can see afterwards."""
    town = quarter.town
    await at(quarter, 2026, 11, 24, 10)
    question = await town.tap(MING, "➕ 加一个日子", await town.ask(MING, "我的日子"))
    assert question.buttons[0] == ["孩子高考", "做手术"]
    await town.ask(MING, "妈妈做白内障手术", "12月20日", "只这一次")
    added = await town.ask(MING, "只提醒我自己")
    assert "12月20日（周日）：妈妈做白内障手术" in added.text
    await town.ask(MING, "我的日子")
    await town.tap(MING, "➕ 加一个日子", await town.ask(MING, "我的日子"))
    await town.ask(MING, "孩子高考", "2027-06-07", "只这一次")
    shared = await town.ask(MING, "同意，也让组长知道")
    assert "提前一个月告诉您的组长" in shared.text
    await at(quarter, 2026, 12, 19)
    assert quarter.heard(MING)[0].text == "📌 明天12月20日（周日）：妈妈做白内障手术"
    assert quarter.heard(CHEN) == []
    await at(quarter, 2027, 5, 8)
    (ahead,) = quarter.heard(CHEN)
    assert "6月7日（周一） 小明：孩子高考（本人想让您知道）" in ahead.text
    assert "小明写的：孩子高考" in (await town.toast(CHEN, "看看：小明 孩子高考", ahead)).text
    async with town.database.read() as tx:
        seen = await access_log.about(tx, quarter.member(MING).id)
    assert [(one.actor_id, one.granted) for one in seen] == [(quarter.member(CHEN).id, True)]
    assert "高考" not in (await town.ask(ZHOU, "关怀日历")).text
    page = await town.ask(MING, "我的日子")
    assert "妈妈" not in page.text, "it is over"
    async with town.database.write() as tx:
        await withdrawing.withdraw(Turn(tx, town.clock.now()), quarter.member(MING), Scope.CARE)
    assert "已经没有了" in (await town.toast(CHEN, "看看：小明 孩子高考", ahead)).text
    assert "只提醒您自己" in (await town.ask(MING, "我的日子")).text
    page = await town.tap(MING, "✖️ 删 1", await town.ask(MING, "我的日子"))
    assert "孩子高考" not in page.text


async def test_k4_k5_the_list_before_the_spring_festival(quarter: Quarter) -> None:
    """Made by the rules thirty days before; nobody without a phone is missed; one tap each, or all as proposed."""
    town = quarter.town
    await town.ask(LI, "生日 王奶奶 1941")
    async with town.database.write() as tx:
        old = await people.add(tx, town.group_id, "老马", MemberStatus.FULL_MEMBER, town.clock.now())
        gone = await people.add(tx, town.group_id, "老孙", MemberStatus.DECEASED, town.clock.now())
        for one in (old, gone):
            await people.put_flags(tx, one.id, {MemberFlag.PRE_1949_MEMBER})
        await people.put_flags(tx, quarter.member(YU).id, {MemberFlag.MEMBER_IN_HARDSHIP})
    assert "还早" not in (await town.ask(LI, "走访名单")).text
    await town.tap(YU, "过节不用来走访", await town.ask(YU, "我的日子"))
    await at(quarter, 2027, 1, 7)
    (told,) = quarter.heard(LI)
    assert told.text.endswith("· 2月6日（周六） 春节走访：名单上 2 位，还有 2 位没安排人")
    assert [name for name in (CHEN, MING, ZHOU, SUN) if quarter.heard(name)] == []
    page = await town.tap(LI, "走访名单", told)
    assert "王奶奶（80 岁及以上）：还没安排" in page.text
    assert "老马（建国前入党）：还没安排" in page.text
    assert "老孙" not in page.text
    assert "小雨" not in page.text
    assert "位没有写出生日期" in page.text
    leaders_page = await town.ask(CHEN, "走访名单")
    assert "王奶奶：还没安排" in leaders_page.text, "why is for who keeps the roster"
    choose = await town.tap(LI, "谁去：王奶奶", page)
    assert "建议：陈姐" in choose.text
    page = await town.tap(LI, "小孙", choose)
    assert "王奶奶（80 岁及以上）：小孙去" in page.text
    assert "共 2 位，1 位有人去，0 位已经去过" in page.text
    page = await town.tap(LI, "都按建议安排", page)
    assert "2 位有人去" in page.text
    await quarter.settle()
    assert len(only(quarter.heard(CHEN), "老马")) == 1
    assert in_group(quarter) == []
    await quarter.ring()
    assert "老马（建国前入党）：陈姐去" in (await town.ask(ZHOU, "走访名单")).text
    for name in (MING, HE, WU):
        assert NOT_YOURS in (await town.ask(name, "走访名单")).text


async def test_k4_the_rules_are_the_branchs_own(quarter: Quarter) -> None:
    town = quarter.town
    await town.ask(LI, "生日 王奶奶 1951", "生日 老周 农历1961年八月十五")
    rules = await town.tap(LI, "名单规则", await town.ask(LI, "关怀日历"))
    assert "▫️ 关　65 岁以上老人" in rules.text
    assert "✅ 开　80 岁及以上" in rules.text
    assert "名单上还没有人" in (await town.ask(LI, "走访名单")).text
    await town.tap(LI, "开：65 岁以上老人", rules)
    assert "王奶奶（65 岁以上老人）" in (await town.ask(LI, "走访名单")).text
    rules = await town.tap(LI, "名单规则", await town.ask(LI, "关怀日历"))
    await town.tap(LI, "改年数：80 岁及以上", rules)
    assert "50 到 120" in (await town.ask(LI, "八十")).text
    assert "✅ 开　75 岁及以上" in (await town.ask(LI, "75 岁")).text
    page = await town.ask(LI, "走访名单")
    assert "王奶奶（75 岁及以上、65 岁以上老人）" in page.text
    assert "老周（65 岁以上老人）" in page.text
    assert "名单规则" not in str((await town.ask(CHEN, "关怀日历")).buttons)


async def test_k3_fifty_years_are_checked_by_a_human(quarter: Quarter) -> None:
    """Full membership counts, not joining; each name is checked; the list and its day are 组织委员's alone."""
    town = quarter.town
    await dated(quarter, WANG, PartyDates(date(1976, 3, 1), date(1977, 6, 30)))
    await dated(quarter, ZHOU, PartyDates(date(1976, 3, 1), date(1977, 7, 2)))
    page = await town.ask(LI, "五十年名单")
    assert "到 2027年7月1日" in page.text
    assert "王奶奶：还没核对" in page.text
    assert "老周" not in page.text
    assert "5 位正式党员没有写转正日期" in page.text
    page = await town.tap(LI, "王奶奶 待查", page)
    assert ("王奶奶：待查" in page.text, "核对了 0/1" in page.text) == (True, True)
    page = await town.tap(LI, "王奶奶 已核对", page)
    assert ("王奶奶：已核对" in page.text, "核对了 1/1" in page.text) == (True, True)
    for name in (ZHOU, SUN, CHEN, MING, HE, WU):
        assert NOT_YOURS in (await town.ask(name, "五十年名单")).text
    await town.tap(LI, "改提醒的日子", page)
    assert "请写 1月1日到 6月30日" in (await town.ask(LI, "10月1日")).text
    assert "每年3月1日提醒" in (await town.ask(LI, "3月1日")).text
    assert "每年3月1日提醒您" in (await town.ask(LI, "五十年名单")).text


async def test_k10_hints_without_a_number(quarter: Quarter) -> None:
    """By age and standing alone, with source and day; nothing for who has not said when they were born."""
    town = quarter.town
    assert "现在没有" in (await town.ask(ZHOU, "优待")).text
    await town.ask(LI, "生日 老周 1945-12-01")
    page = await town.ask(ZHOU, "优待")
    assert ("高龄津贴" in page.text, "2026年11月21日查核" in page.text, "以当地为准" in page.text) == (True,) * 3
    assert "请核实" not in page.text
    await at(quarter, 2027, 12, 1)
    greeting = next(one for one in quarter.heard(ZHOU) if "生日快乐" in one.text)
    assert "请核实" in (await town.tap(ZHOU, "可能用得上的优待", greeting)).text
