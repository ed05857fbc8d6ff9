"""今天, 本周 and 日历 show one's own, and nobody else's (S18)."""

from datetime import datetime, timedelta

from domain.features import Feature
from storage import access_log, nodes
from tests.conftest import SHANGHAI
from tests.flows.quarter import LI, Quarter
from tests.flows.test_make_up import closed, morning
from tests.flows.town import CHEN, MING, YU, ZHOU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)
FRIDAY, TITLE = "11月27日（周五）", "十一月党小组会"


async def test_an_empty_day_has_a_kind_word(town: Town) -> None:
    today = await town.ask(MING, "今天")
    assert today.text == "📅 今天　11月23日（周一） · 农历十月十五\n\n今天没有安排，祝您一天顺心。"
    assert today.buttons == []
    week = await town.ask(MING, "本周")
    assert "11月23日（周一）到11月29日（周日）" in week.text
    assert "这几天没有安排" in week.text
    ahead = await town.ask(MING, "日历")
    assert ahead.text.startswith("📅 往后的安排　今天是 11月23日（周一）")
    assert "近期没有安排会议" in ahead.text


async def test_today_names_the_next_meeting(town: Town) -> None:
    await town.plan()
    today = await town.ask(MING, "今天")
    assert f"下一次：{FRIDAY}15:00，{TITLE}" in today.text
    assert today.buttons == []
    week = await town.ask(MING, "本周")
    assert f"🕒 {FRIDAY}15:00　📍 党群服务中心" in week.text
    assert "还没有回复" in week.text
    assert week.buttons == [["✅ 签到", "🙋 请假"], ["👌 会来", "🤔 待定"]]
    await town.toast(MING, "👌 会来", week)
    await town.settle()
    town.forget_unheard()
    assert "您说会来" in (await town.ask(MING, "/week")).text
    await town.settle()
    town.forget_unheard()


async def test_a_festival_has_its_name(town: Town) -> None:
    town.at(datetime(2027, 2, 6, 9, 0, tzinfo=SHANGHAI))
    assert "农历正月初一 · 春节" in (await town.ask(MING, "/今天")).text


async def test_several_meetings_have_their_days_on_the_buttons(town: Town) -> None:
    """Only what has no answer yet asks for one."""
    await town.plan(title="学习会", when="周四上午九点")
    await town.plan(title="讨论会", when="周五下午三点")
    await town.plan(title="下周的会", when="下周三下午三点")
    week = await town.ask(MING, "本周")
    assert "下周的会" not in week.text
    thursday = "11月26日（周四）"
    assert week.buttons == [
        [f"👌 {thursday}会来", f"🙋 {thursday}请假"],
        [f"👌 {FRIDAY}会来", f"🙋 {FRIDAY}请假"],
    ]
    await town.toast(MING, f"👌 {thursday}会来", week)
    await town.settle()
    town.forget_unheard()
    assert (await town.ask(MING, "本周")).buttons == [[f"👌 {FRIDAY}会来", f"🙋 {FRIDAY}请假"]]
    assert "下周的会" in (await town.ask(MING, "日历")).text
    await town.settle()
    town.forget_unheard()


async def test_what_is_to_be_made_up_for_stands_there_until_its_day(town: Town) -> None:
    await closed(town, CHEN)
    today = await town.ask(MING, "今天")
    assert f"补学：{TITLE}，12月11日（周五）前有空就好" in today.text
    card = await town.tap(MING, f"📚 补学：{TITLE}", today)
    assert card.buttons == [["✅ 补学好了"]]
    assert "补学" not in (await town.ask(CHEN, "今天")).text
    await morning(town, FRIDAY_THREE + timedelta(days=15))
    town.forget_unheard()
    assert "补学" not in (await town.ask(MING, "今天")).text
    assert "什么时候有空都可以补" in (await town.ask(MING, "补学")).text
    town.forget_unheard()


async def test_a_leader_sees_what_waits_for_them(quarter: Quarter) -> None:
    """Nobody else does, and looking at one's own day is no attempt at anything."""
    town = quarter.town
    await quarter.submit()
    town.forget_unheard()
    today = await town.ask(LI, "今天")
    assert "有 1 件求助等您" in today.text
    assert "书记日历上有" in (await town.ask(ZHOU, "今天")).text
    mine = await town.ask(MING, "今天")
    assert "求助" not in mine.text
    assert "书记日历" not in mine.text
    async with town.database.read() as tx:
        assert await access_log.refusals(tx) == []
    town.forget_unheard()


async def test_after_two_nudges_the_leader_finds_the_phone_list(town: Town) -> None:
    await closed(town, CHEN, MING, YU, ZHOU)
    await morning(town, datetime(2026, 12, 11, 16, 0, tzinfo=SHANGHAI))
    town.forget_unheard()
    today = await town.ask(CHEN, "今天")
    assert "电话单上有 1 位同志" in today.text
    assert "王奶奶" in (await town.tap(CHEN, "📞 打开电话单", today)).text
    town.forget_unheard()


async def test_a12_it_can_be_switched_off(town: Town) -> None:
    async with town.database.write() as tx:
        await nodes.switch_features_off(tx, town.branch_id, frozenset({Feature.CALENDAR}))
    assert "没有开通" in (await town.ask(MING, "今天")).text
