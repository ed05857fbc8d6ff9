"""Shift workers: a time is found, or the same meeting is held in two sittings with one record (M32)."""

from datetime import datetime, timedelta

import icalendar

from sandbox.play.heard import Heard
from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town

TIMES = "周四上午九点\n周四晚上七点\n周五下午三点"
THURSDAY_NINE = datetime(2026, 11, 26, 9, 0, tzinfo=SHANGHAI)
FRIDAY_SEVEN = datetime(2026, 11, 27, 19, 0, tzinfo=SHANGHAI)
NINE, SEVEN, THREE = "11月26日（周四）09:00", "11月26日（周四）19:00", "11月27日（周五）15:00"


async def test_times_are_offered_and_two_sittings_have_one_record(town: Town) -> None:
    await town.tap(CHEN, "党小组会", await town.ask(CHEN, "约时间"))
    await town.ask(CHEN, "值班党员学习会")
    assert "两个以上不同的时间" in (await town.ask(CHEN, "周五下午三点")).text
    assert "「哪天都行」这一行没看明白" in (await town.ask(CHEN, "周五下午三点\n哪天都行")).text
    place = await town.ask(CHEN, TIMES)
    preview = await town.tap(CHEN, place.buttons[0][0], place)
    assert f"· {NINE}\n· {SEVEN}\n· {THREE}" in preview.text
    sent = await town.tap(CHEN, "📨 发给大家", preview)
    assert "已经问了 4 位同志，还有 1 位没有加入小伴" in sent.text
    ballots = {who: await town.hears(who, "哪些时间您能来") for who in (CHEN, MING, YU, ZHOU)}
    wrong = await town.ask(MING, "菜单")
    theirs = ballots[YU].button_rows[0][0]["callback_data"]
    assert (await town[MING].toast(town[MING].presses_data(theirs, on=wrong))).text
    ticks = {CHEN: (NINE, SEVEN), MING: (NINE,), YU: (SEVEN,), ZHOU: (NINE, THREE)}
    for who, times in ticks.items():
        for at in times:
            town[who].presses(f"▫️ {at}", on=ballots[who])
            await town.settle()
            ballots[who] = await town.hears(who, "打了勾")
    back = ballots[ZHOU]
    town[ZHOU].presses(f"✅ {THREE}", on=back)
    again = await town.hears(ZHOU, "打了勾")
    assert again.buttons == [[f"✅ {NINE}"], [f"▫️ {SEVEN}"], [f"▫️ {THREE}"]]
    await town.settle()
    panels = [one for one in town.stage.unheard if "5 位里 4 位回了" in one.text]
    panel = panels[-1]
    assert f"{NINE}：3 人能来，其中有职务的 2 人" in panel.text
    assert f"{SEVEN}：2 人能来，其中有职务的 1 人" in panel.text
    assert "一场到不齐，分两场能多来几位" in panel.text
    assert f"请当面问：{WANG}" in panel.text
    assert MING not in panel.text
    menu = await town.ask(MING, "菜单")
    for row in panel.button_rows:
        said = await town[MING].toast(town[MING].presses_data(row[0]["callback_data"], on=menu))
        assert said.text
    settled = await town.toast(CHEN, "分两场开，一份记录", panel)
    assert settled.text == f"定好了：{NINE}、{SEVEN}两场"
    board = await town.group.hears()
    assert f"🕒 {NINE}（第一场）\n🕒 {SEVEN}（第二场，来一场就行）" in board.text
    assert "时间定下来了" in (await town.hears(MING, "时间定下来了")).text
    town.forget_unheard()
    town.at(THURSDAY_NINE)
    for who in (CHEN, MING):
        assert "已签到 09:00" in (await town.toast(who, "✅ 签到", board)).text
    town.at(THURSDAY_NINE.replace(hour=14))
    assert "18:30 以后再点" in (await town.toast(YU, "✅ 签到", board)).text
    town.at(THURSDAY_NINE.replace(hour=19))
    assert "已签到 19:00" in (await town.toast(YU, "✅ 签到", board)).text
    assert "09:00 已经签到了" in (await town.toast(MING, "✅ 签到", board)).text
    assert "已签到 3 人" in (await town.board()).text
    panel = await town.panel()
    assert "第一场到 2 人，第二场到 1 人，合在一起算（待支部确认）" in panel.text
    await town.tap(CHEN, "结束会议", await town.tap(CHEN, "🏁 结束会议", panel))
    assert "第一场到 2 人，第二场到 1 人" in (await town.hears(CHEN, "签到表")).text
    town.forget_unheard()


async def test_a_second_sitting_is_added_and_only_who_could_not_come_hears_of_it(town: Town) -> None:
    board, panel = await town.plan()
    await town.toast(MING, "🙋 请假", board)
    await town.toast(YU, "👌 会来", board)
    panel = await town.panel()
    town.forget_unheard()
    menu = await town.tap(CHEN, "⋯ 这次会还可以…", panel)
    question = await town.tap(CHEN, "👥 分两场开", menu)
    assert "第二场什么时候开" in question.text
    assert "要在第一场" in (await town.ask(CHEN, "周五上午九点")).text
    added = await town.ask(CHEN, "周五晚上七点")
    assert "没定的 1 位同志" in added.text
    offer = await town.hears(MING, "加了一场：11月27日（周五）19:00")
    assert "第二场" in (await town.board()).text
    assert not [one for one in town.stage.unheard if town.stage.is_in(one, town[YU].chat)]
    await town.toast(MING, "👌 这一场能来", offer)
    assert "请假 0 人" in (await town.board()).text
    town.forget_unheard()
    first, second = _entries(await town.ask(MING, "日历文件"))
    assert first["uid"] != second["uid"]
    assert [str(one["summary"])[-5:] for one in (first, second)] == ["（第一场）", "（第二场）"]
    assert second.decoded("dtstart") == FRIDAY_SEVEN
    town.at(FRIDAY_SEVEN - timedelta(hours=4))
    await town.toast(YU, "✅ 签到", board)
    await town.settle()
    town.forget_unheard()
    town.at(FRIDAY_SEVEN - timedelta(hours=2))
    await town.app.ring()
    assert "您要来的会，快到了" in (await town.hears(MING, "11月27日（周五）19:00（第二场")).text
    assert not [one for one in town.stage.unheard if "快到了" in one.text], "小雨 was at the first"
    town.forget_unheard()


def _entries(heard: Heard) -> list[icalendar.Event]:
    assert heard.document is not None
    return icalendar.Calendar.from_ical(heard.document.data).events
