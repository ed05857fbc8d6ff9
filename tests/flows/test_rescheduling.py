"""A meeting is moved or called off: answers stay, the board says so, and only whom it concerns hears of it (M29)."""

from datetime import datetime

import icalendar

from domain.reminders import ReminderKind
from sandbox.play.heard import Heard
from storage import reminders as reminders_store
from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, STRANGER, WANG, YU, ZHOU, Town

MONDAY = datetime(2026, 11, 30, 15, 0, tzinfo=SHANGHAI)


async def test_a_meeting_moves_and_answers_stay(town: Town) -> None:
    board, panel = await town.plan()
    await town.toast(MING, "👌 会来", board)
    await town.toast(YU, "🙋 请假", board)
    await _calm(town)
    what = await _choose(town, panel, "🕒 改期、换地方")
    assert "11月27日（周五）15:00，党群服务中心" in what.text
    await town.tap(CHEN, "改时间", what)
    assert "没看出是哪一天" in (await town.ask(CHEN, "改天")).text
    preview = await town.ask(CHEN, "12月1日下午三点")
    assert "11月27日（周五）15:00 → 12月1日（周二）15:00" in preview.text
    preview = await town.tap(CHEN, "写一句原因", preview)
    preview = await town.ask(CHEN, "礼堂周五有演出")
    town[CHEN].presses("✅ 就这样改", on=preview)
    done = await town.hears(CHEN, "改好了")
    assert "已私聊告诉 3 位同志" in done.text
    assert WANG in done.text
    for_ming = await town.hears(MING, "会议改时间了")
    assert "原因：礼堂周五有演出" in for_ming.text
    assert for_ming.buttons == [["🙋 请假"], ["📅 更新手机日历"]]
    for_yu = await town.hears(YU, "您原来那天请了假")
    assert for_yu.buttons[0] == ["👌 会来"]
    assert (await town.hears(ZHOU, "您能来吗")).buttons[0] == ["👌 会来", "🙋 请假"]
    board = await town.board()
    assert "12月1日（周二）15:00" in board.text
    assert "请假 1 人" in board.text
    assert "礼堂周五" not in board.text
    assert "12月1日（周二）15:00 见" in (await town.toast(YU, "👌 会来", for_yu)).text
    assert "请假 0 人" in (await town.board()).text
    town.at(datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI))
    assert "12月1日（周二）14:30 以后" in (await town.toast(MING, "✅ 签到", await town.board())).text
    town.at(MONDAY)
    await town.app.ring()
    await town.settle()
    assert "有一次会议，您能来吗" in (await town.hears(ZHOU, "12月1日（周二）15:00")).text
    async with town.database.read() as tx:
        promised = await reminders_store.of_matter(tx, ReminderKind.MEETING, 1)
    assert all(one.worth_until > MONDAY for one, state in promised if state == "waiting")
    town.forget_unheard()


async def test_what_was_said_of_the_old_time_is_said_again_for_the_new(town: Town) -> None:
    await town.plan()
    await town.settle()
    town.at(datetime(2026, 11, 26, 15, 0, tzinfo=SHANGHAI))
    await town.app.ring()
    assert "11月27日" in (await town.hears(MING, "您能来吗")).text
    town.forget_unheard()
    await _move(town, "12月4日下午三点")
    town.forget_unheard()
    town.at(datetime(2026, 12, 3, 15, 0, tzinfo=SHANGHAI))
    await town.app.ring()
    again = await town.hears(MING, "您能来吗")
    assert "12月4日（周五）15:00" in again.text
    assert "12月4日（周五）15:00 见" in (await town.tap(MING, "👌 会来", again)).text
    town.forget_unheard()


async def test_another_room_is_told_to_those_who_may_come_only(town: Town) -> None:
    board, panel = await town.plan()
    await town.toast(YU, "🙋 请假", board)
    await _calm(town)
    await town.tap(CHEN, "改地点", await _choose(town, panel, "🕒 改期、换地方"))
    preview = await town.ask(CHEN, "二楼会议室")
    assert "15:00（不变）" in preview.text
    town[CHEN].presses("✅ 就这样改", on=preview)
    assert "2 位同志" in (await town.hears(CHEN, "改好了")).text
    assert "地点改为：二楼会议室" in (await town.hears(MING, "会议换地方了")).text
    assert "二楼会议室" in (await town.board()).text
    await town.hears(ZHOU, "会议换地方了")
    assert not [one for one in town.stage.unheard if town.stage.is_in(one, town[YU].chat)]
    town.forget_unheard()


async def test_a_meeting_is_called_off(town: Town) -> None:
    board, panel = await town.plan()
    await town.toast(MING, "👌 会来", board)
    await town.toast(YU, "🙋 请假", board)
    await _calm(town)
    why = await _choose(town, panel, "🚫 取消会议")
    assert why.buttons == [["不写原因"], ["不取消了，照常开"]]
    sure = await town.ask(CHEN, "讲课的老师病了")
    await town.restart()
    town[CHEN].presses("🚫 确定取消", on=sure)
    done = await town.hears(CHEN, "已取消：")
    assert "已私聊告诉 2 位同志" in done.text
    assert WANG in done.text
    heard = await town.hears(MING, "会议取消了")
    assert "原因：讲课的老师病了" in heard.text
    board = await town.board()
    assert "这次会议取消了" in board.text
    assert board.buttons == []
    assert "这次会议取消了" in (await town.hears(CHEN, "取消了。")).text
    file = await town.tap(MING, "📅 更新手机日历", heard)
    assert "已经取消" in file.text
    assert not [one for one in town.stage.unheard if town.stage.is_in(one, town[YU].chat)]
    town.at(datetime(2026, 11, 27, 13, 0, tzinfo=SHANGHAI))
    town.forget_unheard()
    await town.app.ring()
    await town.settle()
    assert not [one for one in town.stage.unheard if "快到了" in one.text or "能来吗" in one.text]
    town.forget_unheard()


async def test_what_has_begun_or_is_not_theirs_is_left_alone(town: Town) -> None:
    board, panel = await town.plan()
    town[CHEN].presses("⋯ 这次会还可以…", on=panel)
    menu = await town.hears(CHEN, "还可以：")
    for label in ("🕒 改期、换地方", "🚫 取消会议"):
        data = next(one["callback_data"] for row in menu.button_rows for one in row if one["text"] == label)
        for name in (MING, YU):
            anchor = await town.ask(name, "菜单")
            town[name].presses_data(data, on=anchor)
            assert "不归您管" in (await town[name].hears()).text
    town.at(datetime(2026, 11, 27, 14, 40, tzinfo=SHANGHAI))
    await town.toast(MING, "✅ 签到", board)
    await _calm(town)
    assert "已经有同志签到了" in (await town.tap(CHEN, "🚫 取消会议", menu)).text
    assert "正在签到" in (await town.board()).text
    town.forget_unheard()


async def test_calendar_files_know_a_meeting_again(town: Town) -> None:
    """M30: one UID, a SEQUENCE that grows, and an end by METHOD:CANCEL."""
    await town.plan(title="学习, 讨论; \\n")
    before = _entry(await town.ask(MING, "日历文件"))
    assert before.decoded("dtstart") == datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)
    assert str(before["summary"]) == "学习, 讨论; \\n"
    assert before["sequence"] == 0
    await _move(town, "12月4日下午三点")
    town.forget_unheard()
    after = _entry(await town.ask(MING, "日历文件"))
    assert (after["uid"], after["sequence"]) == (before["uid"], 1)
    choose = await town.ask(CHEN, "日历文件")
    assert choose.buttons == [["📅 我要参加的会议"], ["📅 第三党小组的会议"]]
    assert _entry(await town.tap(CHEN, "📅 第三党小组的会议", choose))["uid"] == before["uid"]
    town[STRANGER].starts()
    await town[STRANGER].hears()
    assert "还不认识您" in (await town.ask(STRANGER, "日历文件")).text
    await town.settle()
    town.forget_unheard()


def _entry(heard: Heard) -> icalendar.Event:
    """The one entry of a calendar file, read back."""
    assert heard.document is not None
    assert heard.document.name.endswith(".ics")
    calendar = icalendar.Calendar.from_ical(heard.document.data)
    assert calendar["method"] == "PUBLISH"
    assert [str(zone["tzid"]) for zone in calendar.timezones] == ["Asia/Shanghai"]
    return calendar.events[0]


async def _move(town: Town, when: str) -> None:
    managed = await town.ask(CHEN, "会议")
    town[CHEN].presses(managed.buttons[0][0], on=managed)
    panel = await town.panel()
    what = await _choose(town, panel, "🕒 改期、换地方")
    await town.tap(CHEN, "改时间", what)
    town[CHEN].presses("✅ 就这样改", on=await town.ask(CHEN, when))
    await town.hears(CHEN, "改好了")


async def _calm(town: Town) -> None:
    """Until all boards and panels show what was answered."""
    await town.board()
    town.forget_unheard()


async def _choose(town: Town, panel: Heard, label: str) -> Heard:
    """One of what else can be done with a meeting."""
    town[CHEN].presses("⋯ 这次会还可以…", on=panel)
    town[CHEN].presses(label, on=await town.hears(CHEN, "还可以："))
    return await town.hears(CHEN, "「")
