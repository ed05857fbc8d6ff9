"""The secretary's calendar in conversations: who is reminded of what, when, and what makes it fall silent."""

from collections.abc import AsyncIterator
from datetime import date, datetime

import pytest

from domain.duties import Code
from domain.features import Feature
from domain.meetings import MeetingKind, Method
from domain.members import Role
from domain.party_dates import PartyDates
from domain.reminders import Mode
from sandbox.play.heard import Heard
from storage import attendance, duty_settings, meetings, nodes, party_dates, people, reminder_wishes
from storage.attendance import Presence
from storage.duty_settings import BranchCalendar
from storage.meetings import Plan
from storage.reminder_wishes import Wish
from tests.conftest import SHANGHAI
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WANG, WU, YU, ZHENG, ZHOU, Quarter

BESIDES = frozenset(Feature) - {Feature.MEETINGS, Feature.REMINDERS, Feature.DUTIES, Feature.PAPER}
OURS = (CHEN, MING, YU, ZHOU, SUN, LI, HE)


@pytest.fixture
async def quarter(quarter: Quarter) -> AsyncIterator[Quarter]:
    """The branch with nothing else that speaks of its own accord."""
    async with quarter.town.database.write() as tx:
        await nodes.switch_features_off(tx, quarter.town.branch_id, BESIDES)
    yield quarter
    quarter.town.forget_unheard()


async def morning(quarter: Quarter, year: int, month: int, day: int, hour: int = 9) -> None:
    """The clock's chores run at this hour; what was said before is of no interest."""
    quarter.town.forget_unheard()
    quarter.town.at(datetime(year, month, day, hour, tzinfo=SHANGHAI))
    await quarter.ring()
    await quarter.ring()


async def announced(quarter: Quarter, kind: MeetingKind, at: datetime, node_id: int | None = None) -> int:
    """A meeting of the branch or a group, past the dialogue."""
    town = quarter.town
    node = town.branch_id if node_id is None else node_id
    plan = Plan(node, kind, "一次会议", "活动室", at, at, at.replace(hour=at.hour + 2), None, town.members[ZHOU].id)
    async with town.database.write() as tx:
        return (await meetings.announce(tx, plan, [], town.clock.now())).id


async def dated(quarter: Quarter, who: str, dates: PartyDates) -> None:
    async with quarter.town.database.write() as tx:
        await party_dates.write(tx, quarter.member(who).id, dates, quarter.town.clock.now())
        await duty_settings.look_again(tx, quarter.town.branch_id)


async def has_set(quarter: Quarter, calendar: BranchCalendar) -> None:
    async with quarter.town.database.write() as tx:
        await duty_settings.set_calendar(tx, quarter.town.branch_id, calendar)


def only(said: list[Heard], part: str) -> list[Heard]:
    return [one for one in said if part in one.text]


async def test_the_secretarys_month(quarter: Quarter) -> None:
    """On the first: what has no date yet, once, to the secretary; the visit list to the organization member."""
    await morning(quarter, 2026, 12, 1)
    (month,) = quarter.heard(ZHOU)
    assert month.text == "12月还没有定日子：主题党日、支委会、党小组会（第三党小组）。"
    assert month.buttons == [["✅ 办好了", "不适用"]]
    (visits,) = quarter.heard(LI)
    assert "走访慰问的名单" in visits.text
    assert [name for name in (CHEN, MING, YU, SUN, HE, WU, ZHENG) if quarter.heard(name)] == []
    toast = await quarter.town.toast(ZHOU, "✅ 办好了", month)
    assert "12月安排办好了" in toast.text
    await quarter.settle()
    (now_says,) = quarter.heard(ZHOU)
    assert (now_says.text, now_says.edited) == ("👌 记下了：12月安排，这件事不再提醒。", True)
    put_back = await quarter.town.tap(ZHOU, "↩️ 点错了，放回来", now_says)
    assert (put_back.text, put_back.buttons) == (month.text, month.buttons)
    assert "不适用" in (await quarter.town.toast(ZHOU, "不适用", put_back)).text
    await quarter.town.restart()
    for day in range(2, 15):
        await morning(quarter, 2026, 12, day)
        assert only(quarter.heard(ZHOU), "还没有定日子") == []


async def test_what_is_announced_is_not_asked_for(quarter: Quarter) -> None:
    """It was promised a week ahead; the hint goes with the announcement, part by part."""
    await morning(quarter, 2026, 12, 9)
    await announced(quarter, MeetingKind.GENERAL_MEETING, datetime(2026, 12, 25, 15, tzinfo=SHANGHAI))
    await morning(quarter, 2026, 12, 15)
    (hint,) = quarter.heard(ZHOU)
    assert hint.text == "这个季度还没有安排：党课。"


async def test_where_everything_is_announced_nothing_is_said(quarter: Quarter) -> None:
    await morning(quarter, 2026, 12, 9)
    for kind in (MeetingKind.GENERAL_MEETING, MeetingKind.PARTY_LECTURE):
        await announced(quarter, kind, datetime(2026, 12, 25, 15, tzinfo=SHANGHAI))
    await morning(quarter, 2026, 12, 15)
    assert quarter.heard(ZHOU) == []
    assert "这个季度" not in (await quarter.town.ask(ZHOU, "书记日历")).text


async def test_several_on_one_day_are_one_message_with_a_tap_each(quarter: Quarter) -> None:
    """Without an organization member the secretary is asked; settling one leaves the others standing."""
    town = quarter.town
    async with town.database.write() as tx:
        await people.relieve(tx, quarter.member(LI).id, town.branch_id, Role.ORGANIZATION_MEMBER, town.clock.now())
    await morning(quarter, 2026, 12, 1)
    (both,) = quarter.heard(ZHOU)
    assert "还没有定日子" in both.text
    assert "走访慰问" in both.text
    assert both.buttons == [["① ✅ 办好了", "① 不适用"], ["② ✅ 办好了", "② 不适用"], ["② 看走访名单"]]
    await town.toast(ZHOU, "② ✅ 办好了", both)
    await quarter.settle()
    (left,) = quarter.heard(ZHOU)
    assert "走访慰问" not in left.text
    assert left.buttons == [["✅ 办好了", "不适用"]]


async def test_whoever_stands_in_is_asked_while_the_secretary_is_away(quarter: Quarter) -> None:
    """O3: the deputy hears it; home again, the secretary is not told the same."""
    await quarter.away(ZHOU, days=10)
    await morning(quarter, 2026, 12, 1)
    assert "12月还没有定日子" in quarter.heard(SUN)[0].text
    assert quarter.heard(ZHOU) == []
    await morning(quarter, 2026, 12, 4)
    assert only([*quarter.heard(ZHOU), *quarter.heard(SUN)], "还没有定日子") == []


async def test_away_on_the_morning_itself(quarter: Quarter) -> None:
    """The reminder waits for who is away; the next look gives it to who is there."""
    await morning(quarter, 2026, 12, 1, hour=1)
    await quarter.away(ZHOU, days=20)
    await morning(quarter, 2026, 12, 1)
    assert quarter.heard(ZHOU) == []
    await morning(quarter, 2026, 12, 2)
    assert "12月还没有定日子" in quarter.heard(SUN)[0].text


async def test_s16_once_a_week_means_monday(quarter: Quarter) -> None:
    """Promised ahead, so that Thursday's dues are in Monday's message, with their day in it."""
    async with quarter.town.database.write() as tx:
        await reminder_wishes.keep(tx, quarter.member(MING).id, Wish(Mode.WEEKLY))
    await has_set(quarter, BranchCalendar(dues_day=3))
    await morning(quarter, 2026, 11, 28)
    assert quarter.heard(MING) == []
    await morning(quarter, 2026, 11, 30)
    assert [one.text[:11] for one in quarter.heard(MING)] == ["12月3日（周四）是支"]
    assert quarter.heard(YU) == []
    await morning(quarter, 2026, 12, 3)
    assert [len(quarter.heard(name)) for name in (MING, YU)] == [0, 1]


async def test_three_days_down(quarter: Quarter) -> None:
    """L6: what is still worth saying is said once, late; what is not, never."""
    await morning(quarter, 2026, 11, 30)
    await quarter.town.stop()
    quarter.town.at(datetime(2026, 12, 4, 9, tzinfo=SHANGHAI))
    await quarter.town.start()
    await quarter.ring()
    assert len(only(quarter.heard(ZHOU), "12月还没有定日子")) == 1
    await quarter.town.restart()
    await quarter.ring()
    assert only(quarter.heard(ZHOU), "12月还没有定日子") == []
    await quarter.town.stop()
    quarter.town.at(datetime(2027, 1, 20, 9, tzinfo=SHANGHAI))
    await quarter.town.start()
    await quarter.ring()
    assert only(quarter.heard(ZHOU), "1月还没有定日子") == [], "the first of January is long gone by"


async def test_mem_01_probation_ends(quarter: Quarter) -> None:
    """Sixty, thirty and seven days before, to the secretary; a full member needs no word."""
    await dated(quarter, YU, PartyDates(date(2026, 2, 10)))
    for month, day in ((12, 14), (1, 11), (2, 3)):
        await morning(quarter, 2026 if month == 12 else 2027, month, day)
        (said,) = only(quarter.heard(ZHOU), "小雨的预备期")
        assert "2月10日（周三）满" in said.text
        assert only([*quarter.heard(YU), *quarter.heard(MING)], "预备期") == []
    await dated(quarter, YU, PartyDates(date(2026, 2, 10), date(2027, 2, 4)))
    assert "小雨的预备期" not in (await quarter.town.ask(ZHOU, "书记日历")).text


async def test_a_tap_ends_the_whole_matter(quarter: Quarter) -> None:
    await dated(quarter, YU, PartyDates(date(2026, 2, 10)))
    await morning(quarter, 2026, 12, 14)
    (said,) = only(quarter.heard(ZHOU), "小雨的预备期")
    await quarter.town.toast(ZHOU, "✅ 办好了", said)
    for month, day in ((1, 11), (2, 3)):
        await morning(quarter, 2027, month, day)
        assert only(quarter.heard(ZHOU), "小雨的预备期") == []


async def test_k11_the_term_ends(quarter: Quarter) -> None:
    await has_set(quarter, BranchCalendar(term_ends=date(2027, 6, 1)))
    for year, month, day in ((2026, 12, 1), (2027, 3, 3), (2027, 5, 6)):
        await morning(quarter, year, month, day)
        assert len(only(quarter.heard(ZHOU), "任期到")) == 1, (month, day)
    assert "换届" in (await quarter.town.ask(ZHOU, "书记日历")).text


async def test_s13_dues_day(quarter: Quarter) -> None:
    """To each in private, without an amount; one tap and it never comes again, another and it does."""
    town = quarter.town
    assert "每月 25 日私聊提醒" in (await town.ask(ZHOU, "党费日 25")).text
    await morning(quarter, 2026, 11, 25)
    heard = {name: quarter.heard(name) for name in OURS}
    assert {name for name, said in heard.items() if len(said) == 1} == set(OURS)
    said = heard[MING][0]
    assert said.text == "11月25日（周三）是支部交党费的日子，给您提个醒。交过了，这条就不用管。"
    assert [quarter.heard(name) for name in (WU, ZHENG)] == [[], []]
    assert [one.text for one in town.stage.unheard if town.stage.is_in(one, town.group.chat)] == []
    done = await town.tap(MING, "以后不用提醒", said)
    assert "党费日以后不提醒您了" in done.text
    await morning(quarter, 2026, 12, 25)
    assert only(quarter.heard(MING), "党费") == []
    assert len(only(quarter.heard(YU), "党费")) == 1
    assert "到时候提醒您" in (await town.tap(MING, "还是提醒我", done)).text
    await morning(quarter, 2027, 1, 25)
    assert len(only(quarter.heard(MING), "党费")) == 1
    town.forget_unheard()
    assert "不提醒了" in (await town.ask(ZHOU, "党费日 不设")).text
    await morning(quarter, 2027, 2, 25)
    assert [name for name in OURS if only(quarter.heard(name), "党费")] == []


async def test_mem_04_an_anniversary(quarter: Quarter) -> None:
    """A week ahead the leader hears of the day alone; the member hears on the day itself, and nobody else anything."""
    await dated(quarter, MING, PartyDates(date(2015, 12, 5)))
    await morning(quarter, 2026, 11, 28)
    assert quarter.heard(MING) == []
    (told,) = quarter.heard(CHEN)
    assert "12月5日（周六）是小明的政治生日" in told.text
    assert "11 周年" not in told.text
    assert [name for name in (YU, ZHOU, LI, SUN) if only(quarter.heard(name), "政治生日")] == []


async def test_k8_whoever_does_not_want_it_is_left_alone(quarter: Quarter) -> None:
    """Switched off on 我的资料 before it ever came: not a word, to nobody."""
    await dated(quarter, MING, PartyDates(date(2015, 12, 5)))
    card = await quarter.town.ask(MING, "我的资料")
    assert "入党日期：2015年12月5日（周六）" in card.text
    await quarter.town.tap(MING, "不用提醒：政治生日", card)
    await morning(quarter, 2026, 11, 28)
    assert [only(quarter.heard(name), "政治生日") for name in (MING, CHEN, ZHOU)] == [[], [], []]


async def test_care_04_fifty_years(quarter: Quarter) -> None:
    """The names to the organization member alone."""
    await dated(quarter, WANG, PartyDates(None, date(1977, 6, 30)))
    await morning(quarter, 2027, 4, 1)
    (listed,) = only(quarter.heard(LI), "党龄满五十年")
    assert WANG in listed.text
    assert only(quarter.heard(ZHOU), "五十年") == []
    assert WANG in (await quarter.town.ask(LI, "书记日历")).text
    assert WANG not in (await quarter.town.ask(ZHOU, "书记日历")).text
    await morning(quarter, 2028, 4, 3)
    assert only(quarter.heard(LI), "五十年") == [], "it was last year's list"


async def test_rec_03_a_meeting_nobody_recorded(quarter: Quarter) -> None:
    """Three working days after it, to the organization member; not once it is closed with somebody written down."""
    held = await announced(
        quarter, MeetingKind.THEME_DAY, datetime(2026, 11, 27, 15, tzinfo=SHANGHAI), quarter.town.group_id
    )
    await morning(quarter, 2026, 12, 2)
    (said,) = only(quarter.heard(LI), "还没有登记完")
    assert "11月27日（周五）的“一次会议”" in said.text
    now = quarter.town.clock.now()
    async with quarter.town.database.write() as tx:
        await meetings.close(tx, held, now)
    assert "还没有登记完" in (await quarter.town.ask(LI, "书记日历")).text
    async with quarter.town.database.write() as tx:
        await attendance.record(tx, [Presence(held, quarter.member(MING).id, now, Method.PAPER)], now)
    assert "还没有登记完" not in (await quarter.town.ask(LI, "书记日历")).text


async def test_the_calendar_is_one_screen(quarter: Quarter) -> None:
    """Owed and coming, each with a tap; a slip of the finger can be taken back."""
    town = quarter.town
    await has_set(quarter, BranchCalendar(date(2027, 6, 1), 10))
    await morning(quarter, 2026, 12, 2)
    town.forget_unheard()
    page = await town.ask(ZHOU, "书记日历")
    owed, coming = page.text.split("接下来 60 天")
    assert "1. 请安排四季度的组织生活会" in owed
    assert "2. 12月还没有定日子：主题党日、支委会、党小组会（第三党小组）。" in owed
    assert "12月15日（周二）：这个季度还没有安排：支部党员大会、党课。" in coming
    assert "2027年1月1日（周五）：1月还没有定日子" in coming
    assert "换届日期：2027年6月1日（周二）" in coming
    assert "党费日：每月 10 日" in coming
    assert page.buttons[0] == ["✅ 1 办好了", "1 不适用"]
    page = await town.tap(ZHOU, "1 不适用", page)
    assert "组织生活会和民主评议" not in page.text
    page = await town.tap(ZHOU, "↩️ 放回来：组织生活会", page)
    assert "1. 请安排四季度的组织生活会" in page.text
    await quarter.town.restart()
    assert "1. 请安排四季度的组织生活会" in (await town.ask(SUN, "书记日历")).text


async def test_a12_each_entry_can_be_switched_off(quarter: Quarter) -> None:
    town = quarter.town
    panel = await town.tap(ZHOU, "开关", await town.ask(ZHOU, "书记日历"))
    assert panel.text.count("✅ 开") == len(Code)
    panel = await town.tap(ZHOU, "关：每月安排", panel)
    assert "▫️ 关　每月安排" in panel.text
    await morning(quarter, 2026, 12, 1)
    assert only(quarter.heard(ZHOU), "还没有定日子") == []
    assert len(quarter.heard(LI)) == 1
    page = await town.tap(ZHOU, "回书记日历", panel)
    assert "还没有定日子" not in page.text
    panel = await town.tap(ZHOU, "开关", page)
    await town.tap(ZHOU, "开：每月安排", panel)
    await morning(quarter, 2026, 12, 2)
    assert len(only(quarter.heard(ZHOU), "12月还没有定日子")) == 1


async def test_a12_the_whole_calendar_can_be_off(quarter: Quarter) -> None:
    town = quarter.town
    await has_set(quarter, BranchCalendar(dues_day=1))
    await morning(quarter, 2026, 11, 30)
    panel = await town.ask(ZHOU, "功能")
    await town.tap(ZHOU, "关：书记日历", panel)
    await morning(quarter, 2026, 12, 1)
    assert [name for name in OURS if quarter.heard(name)] == []
    assert "没有开通" in (await town.ask(ZHOU, "书记日历")).text
    assert "没有开通" in (await town.ask(ZHOU, "本季")).text


async def test_m33_this_quarter(quarter: Quarter) -> None:
    """Held counts; announced stands beside it; the upper levels, members and group leaders see nothing of it."""
    town = quarter.town
    await announced(quarter, MeetingKind.COMMITTEE_MEETING, datetime(2026, 11, 6, 15, tzinfo=SHANGHAI))
    await announced(quarter, MeetingKind.GENERAL_MEETING, datetime(2026, 12, 25, 15, tzinfo=SHANGHAI))
    await announced(quarter, MeetingKind.ORGANIZATIONAL_LIFE_MEETING, datetime(2026, 8, 7, 15, tzinfo=SHANGHAI))
    seen = await town.ask(ZHOU, "本季")
    assert "本季（10—12月）" in seen.text
    assert "支部党员大会 0/1，还定了 1 次" in seen.text
    assert "支委会 1/3\n" in seen.text
    assert "党小组会（第三党小组） 0/3，本月还没有" in seen.text
    assert "主题党日 0/3，本月还没有" in seen.text
    assert "党课 0/1\n" in seen.text
    assert "组织生活会 1/1（全年）\n" in seen.text
    assert "民主评议党员 0/1（全年）\n" in seen.text
    assert "支委会 1/3" in (await town.ask(LI, "本季")).text
    for name in (MING, CHEN, HE, WU, ZHENG):
        for word in ("本季", "书记日历"):
            refused = (await town.ask(name, word)).text
            assert "只有负责这件事的同志能办" in refused


async def test_the_days_of_a_branch_are_asked_for(quarter: Quarter) -> None:
    town = quarter.town
    question = await town.tap(LI, "换届日期", await town.ask(LI, "书记日历"))
    assert "村和社区一届 5 年" in question.text
    assert "没看明白" in (await town.ask(LI, "明年")).text
    assert "没看明白" in (await town.ask(LI, "2035-01-01")).text
    assert "任期到2029年11月20日（周二）" in (await town.ask(LI, "2029-11-20")).text
    question = await town.tap(LI, "党费日", await town.ask(LI, "书记日历"))
    assert "请写 1 到 31" in (await town.ask(LI, "三十二")).text
    assert "每月 31 日" in (await town.ask(LI, "每月31日")).text
    page = await town.ask(ZHOU, "书记日历")
    assert "换届日期：2029年11月20日（周二）" in page.text
    assert "党费日：每月 31 日" in page.text
    assert "只有负责这件事的同志能办" in (await town.ask(MING, "党费日 5")).text
    assert "只有负责这件事的同志能办" in (await town.ask(WU, "换届日期 2029-11-20")).text
