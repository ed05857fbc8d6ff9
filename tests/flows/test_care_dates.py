"""Members' own days: who is greeted when, who hears of it, and one tap to be spared it (K1, K8, K9, K13)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime

import pytest

from domain.features import Feature
from domain.party_dates import PartyDates
from domain.privacy import Scope
from services import privacy
from services.care import death, mourning
from services.turn import Turn, post
from storage import care_plans, nodes, party_dates
from tests.conftest import SHANGHAI
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WU, YU, ZHOU, Quarter
from tests.flows.test_duties import only

BESIDES = frozenset(Feature) - {Feature.REMINDERS, Feature.GREETINGS}


@asynccontextmanager
async def alone(quarter: Quarter) -> AsyncIterator[None]:
    """Nothing else in the branch speaks of its own accord."""
    async with quarter.town.database.write() as tx:
        await nodes.switch_features_off(tx, quarter.town.branch_id, BESIDES)
    yield
    quarter.town.forget_unheard()


@pytest.fixture
async def quarter(quarter: Quarter) -> AsyncIterator[Quarter]:
    """The branch with nothing else that speaks of its own accord."""
    async with alone(quarter):
        yield quarter


async def at(quarter: Quarter, year: int, month: int, day: int, hour: int = 8, minute: int = 30) -> None:
    """The clock's chores run at this hour; what was said before is of no interest."""
    quarter.town.forget_unheard()
    quarter.town.at(datetime(year, month, day, hour, minute, tzinfo=SHANGHAI))
    await quarter.ring()
    await quarter.ring()


async def dated(quarter: Quarter, who: str, dates: PartyDates) -> None:
    async with quarter.town.database.write() as tx:
        await party_dates.write(tx, quarter.member(who).id, dates, quarter.town.clock.now())
        await care_plans.note_looked(tx, quarter.town.branch_id, None)


async def look_again(quarter: Quarter) -> None:
    async with quarter.town.database.write() as tx:
        await care_plans.note_looked(tx, quarter.town.branch_id, None)


def in_group(quarter: Quarter) -> list[str]:
    town = quarter.town
    return [one.text for one in town.stage.unheard if town.stage.is_in(one, town.group.chat)]


async def test_k1_a_political_birthday(quarter: Quarter) -> None:
    """Half past eight in the private chat, years from full membership; the group only by the member's own tap."""
    town = quarter.town
    await dated(quarter, MING, PartyDates(date(2015, 12, 5), date(2017, 1, 5)))
    await at(quarter, 2026, 12, 4, 9)
    assert quarter.heard(MING) == []
    await at(quarter, 2026, 12, 5, 8, 20)
    assert quarter.heard(MING) == []
    await at(quarter, 2026, 12, 5)
    (greeting,) = quarter.heard(MING)
    assert greeting.text == "🎂 今天是您的政治生日，支部祝贺您！党龄 9 年，一路走来，谢谢您。"
    assert greeting.buttons == [["让群里也祝贺我"], ["不过政治生日"]]
    assert in_group(quarter) == []
    assert [name for name in (YU, ZHOU, LI, SUN) if quarter.heard(name)] == []
    agreed = await town.tap(MING, "让群里也祝贺我", greeting)
    assert "群里会祝贺您" in agreed.text
    await quarter.ring()
    assert in_group(quarter) == ["🎂 今天是小明同志的政治生日。祝贺小明同志！"]
    page = await town.tap(MING, "收回：不在群里说", agreed)
    assert "群里也祝贺" not in page.text
    await quarter.settle()
    assert in_group(quarter)[-1] == "（这里原来有一条祝贺，本人收回了。）"
    await town.restart()
    await quarter.ring()
    assert quarter.heard(MING) == []
    # Who agrees for later years is congratulated by itself, with the years if they like that.
    page = await town.tap(MING, "以后让群里也祝贺", await town.ask(MING, "我的日子"))
    await town.tap(MING, "写上党龄", page)
    await at(quarter, 2027, 12, 5)
    assert "党龄 10 年" in quarter.heard(MING)[0].text
    await quarter.ring()
    assert "🎂 今天是小明同志的政治生日，党龄 10 年。祝贺小明同志！" in in_group(quarter)


async def test_k8_nothing_to_anybody_who_does_not_want_it(quarter: Quarter) -> None:
    """不过生日, 不过政治生日: one tap each, and back."""
    town = quarter.town
    await dated(quarter, MING, PartyDates(date(2015, 12, 5), date(2016, 12, 5)))
    assert "1990年12月5日" in (await town.ask(MING, "生日 1990-12-05")).text
    page = await town.ask(MING, "不过生日")
    assert "政治生日：12月5日" in page.text
    page = await town.tap(MING, "不过生日", page)
    page = await town.tap(MING, "不过政治生日", page)
    assert "谁也不提" in page.text
    await look_again(quarter)
    await at(quarter, 2026, 11, 24)
    await at(quarter, 2026, 12, 5)
    assert [quarter.heard(name) for name in (MING, CHEN, LI)] == [[], [], []]
    assert "小明" not in (await town.ask(CHEN, "关怀日历")).text
    page = await town.tap(MING, "还是过生日", await town.ask(MING, "我的日子"))
    await town.tap(MING, "还是过政治生日", page)
    await at(quarter, 2027, 12, 5)
    (both,) = quarter.heard(MING)
    assert "党龄 11 年" in both.text
    assert "生日快乐" in both.text


async def test_k9_no_word_in_sorrow_and_none_after_a_death(quarter: Quarter) -> None:
    """Who mourns, who has gone, who keeps a day of remembrance on it: no congratulation, in private or in the group."""
    town = quarter.town
    for who in (MING, YU, ZHOU, CHEN):
        await dated(quarter, who, PartyDates(date(2015, 12, 5)))
    await at(quarter, 2026, 12, 2, 9)
    town.forget_unheard()
    await town.tap(ZHOU, "➕ 加一个日子", await town.ask(ZHOU, "我的日子"))
    assert "前一天早上提醒您" in (await town.ask(ZHOU, "亲人忌日", "12月5日", "只提醒我自己")).text
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        await mourning.begin(turn, quarter.member(MING).id)
        await privacy.give(turn, quarter.member(YU).id, Scope.PUBLISH)
        assert isinstance(await death.record(turn, quarter.member(CHEN), quarter.member(YU).id), death.Recorded)
        await post(tx, [turn])
    await at(quarter, 2026, 12, 4)
    assert any("亲人忌日" in one.text for one in quarter.heard(ZHOU))
    await at(quarter, 2026, 12, 5)
    assert [only(quarter.heard(name), "祝") for name in (MING, YU, ZHOU)] == [[], [], []]
    assert len(only(quarter.heard(CHEN), "支部祝贺您")) == 1
    assert in_group(quarter) == []
    assert "小雨" not in (await town.ask(LI, "关怀日历")).text


async def test_k2_k13_leap_days_and_lunar_days(quarter: Quarter) -> None:
    """February 29 is the 28th; a lunar birthday in the twelfth month falls into our next year."""
    town = quarter.town
    await dated(quarter, MING, PartyDates(date(2016, 2, 29)))
    assert "农历1968年腊月廿三" in (await town.ask(CHEN, "生日 农历1968年腊月廿三")).text
    assert "没有这一天" in (await town.ask(MING, "生日 农历1968年闰三月初三")).text
    await at(quarter, 2027, 1, 30)
    assert "生日快乐" in quarter.heard(CHEN)[0].text
    await at(quarter, 2027, 2, 28)
    assert "政治生日" in quarter.heard(MING)[0].text
    assert "党龄" not in (await town.ask(MING, "我的日子")).text


async def test_who_may_write_and_see_when_somebody_was_born(quarter: Quarter) -> None:
    """The member and who keeps the roster; the year alone is enough, and it can be taken away."""
    town = quarter.town
    assert "记下了，王奶奶：1941年" in (await town.ask(LI, "生日 王奶奶 1941")).text
    for name in (MING, CHEN, HE, WU):
        assert "只有负责这件事的同志能办" in (await town.ask(name, "生日 王奶奶 1940")).text
    assert "1990年6月1日" in (await town.ask(MING, "生日 1990年6月1日")).text
    assert "1990年6月1日" in (await town.ask(MING, "我的日子")).text
    for name in (CHEN, HE):
        assert "1990" not in (await town.ask(name, "我的日子")).text + (await town.ask(CHEN, "关怀日历")).text
    assert "没看明白" in (await town.ask(MING, "生日 1790-06-01")).text
    assert "去掉了" in (await town.ask(MING, "生日 无")).text
    question = await town.tap(LI, "写生日", await town.ask(LI, "我的日子"))
    assert "王奶奶 1941" in question.text
    assert "没有找到小红" in (await town.ask(LI, "小红 1950")).text
    assert "1950年" in (await town.ask(LI, "小明 1950")).text
