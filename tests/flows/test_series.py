"""Meetings on fixed days: set in seven taps, announced ahead, kept off holidays, stopped with one tap (M28)."""

from datetime import date, datetime

from domain.workdays import Notice
from services import holidays
from storage import meetings
from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, ZHOU, Town

NOTICE = {"year": 2027, "source": "通知", "off": [[date(2027, 1, 1), date(2027, 1, 3)]], "worked": [date(2027, 1, 9)]}


async def test_a_first_friday_comes_by_itself(town: Town) -> None:
    listing = await town.ask(CHEN, "固定会期")
    question = await town.tap(CHEN, "➕ 新的固定会期", listing)
    question = await town.tap(CHEN, "党小组会", question)
    assert "没看出是哪一天" in (await town.ask(CHEN, "有空就开")).text
    await town.restart()
    question = await town.ask(CHEN, "每月第一个周五")
    for label in ("15:00", "党群服务中心", "顺延一周"):
        question = await town.tap(CHEN, label, question)
    assert "· 12月4日（周五）\n· 2027年1月8日（周五），原定2027年1月1日（周五）放假" in question.text
    assert "2027年的放假安排还没有公布" in question.text
    assert question.text.count("· ") == 6
    card = await town.tap(CHEN, "✅ 定下来", question)
    assert "每月第一个周五 15:00" in card.text
    town.at(datetime(2026, 11, 27, 8, 30, tzinfo=SHANGHAI))
    await town.app.ring()
    await town.settle()
    assert town.unheard() == []
    town.at(datetime(2026, 11, 27, 9, 0, tzinfo=SHANGHAI))
    await town.app.ring()
    board = await town.group.hears()
    assert "12月党小组会" in board.text
    assert "12月4日（周五）15:00" in board.text
    assert "我替您发布了下一次会议" in (await town.hears(CHEN, "按固定会期")).text
    await town.restart()
    await town.app.ring()
    await town.settle()
    async with town.database.write() as tx:
        assert len(await meetings.in_nodes(tx, [town.group_id], town.clock.now())) == 1
        notice = await holidays.know(tx, NOTICE)
    assert isinstance(notice, Notice)
    town.forget_unheard()
    card = await town.tap(CHEN, "🔁 党小组会：每月第一个周五", await town.ask(CHEN, "固定会期"))
    assert "2027年的放假" not in card.text
    town.at(datetime(2027, 1, 1, 9, 0, tzinfo=SHANGHAI))
    await town.app.ring()
    await town.settle()
    town.forget_unheard()
    town.at(datetime(2027, 1, 4, 9, 0, tzinfo=SHANGHAI))
    await town.app.ring()
    told = await town.hears(CHEN, "按固定会期")
    assert "1月1日（周五）放假，顺延到1月8日（周五）" in told.text
    assert "1月8日（周五）15:00" in (await town.group.hears()).text
    town.forget_unheard()
    town.at(datetime(2027, 2, 5, 11, 0, tzinfo=SHANGHAI))  # we stood still for a week and are back on the very day
    await town.app.ring()
    assert "2月5日（周五）15:00" in (await town.group.hears()).text
    town.forget_unheard()
    town.at(datetime(2027, 3, 5, 20, 0, tzinfo=SHANGHAI))  # and now it is over
    await town.app.ring()
    await town.settle()
    assert not [one for one in town.stage.unheard if "3月5日（周五）15:00" in one.text]
    town.forget_unheard()


async def test_it_is_paused_left_out_and_ended_by_who_leads_there(town: Town) -> None:
    assert "只有负责这件事的同志" in (await town.ask(MING, "固定会期")).text
    await town.tap(CHEN, "党小组会", await town.tap(CHEN, "➕ 新的固定会期", await town.ask(CHEN, "固定会期")))
    preview = await town.ask(CHEN, "每月5号", "上午九点半", "二楼", "顺延到下一个工作日")
    assert "12月7日（周一），原定12月5日（周六）是周末" in preview.text
    await town.tap(CHEN, "改名字", preview)
    preview = await town.ask(CHEN, "银发学习日")
    preview = await town.tap(CHEN, "提前3天", await town.tap(CHEN, "改提前几天", preview))
    card = await town.tap(CHEN, "✅ 定下来", preview)
    assert "银发学习日" in card.text
    assert card.buttons == [["✏️ 改一改", "⏭ 下一次不开"], ["⏸ 暂停", "⏹ 结束"]]
    preview = await town.tap(CHEN, "改地点", await town.tap(CHEN, "✏️ 改一改", card))
    preview = await town.ask(CHEN, "三楼")
    await town.tap(CHEN, "改哪一天", preview)
    preview = await town.ask(CHEN, "每月5日", "上午十点")
    card = await town.tap(CHEN, "✅ 定下来", preview)
    assert "每月5号 10:00\n📍 三楼" in card.text
    assert "银发学习日" in card.text
    for label in ("⏭ 下一次不开", "⏸ 暂停", "⏹ 结束"):
        data = next(one["callback_data"] for row in card.button_rows for one in row if one["text"] == label)
        refused = await town[MING].toast(town[MING].presses_data(data, on=await town.ask(MING, "菜单")))
        assert "只有负责这件事的同志" in refused.text
    skipped = await town.tap(CHEN, "⏭ 下一次不开", card)
    assert "12月7日" not in skipped.text
    assert "1月5日（周二）" in skipped.text
    town.at(datetime(2026, 12, 4, 10, 0, tzinfo=SHANGHAI))
    await town.app.ring()
    await town.settle()
    town.forget_unheard()
    paused = await town.tap(
        ZHOU, "⏸ 暂停", await town.tap(ZHOU, "🔁 党小组会：每月5号", await town.ask(ZHOU, "固定会期"))
    )
    assert "已暂停" in paused.text
    town.at(datetime(2027, 1, 4, 10, 0, tzinfo=SHANGHAI))
    await town.app.ring()
    await town.settle()
    async with town.database.read() as tx:
        assert await meetings.in_nodes(tx, [town.group_id], datetime(2026, 1, 1, tzinfo=SHANGHAI)) == []
    town.forget_unheard()
    again = await town.tap(ZHOU, "▶️ 继续", paused)
    sure = await town.tap(ZHOU, "⏹ 结束", again)
    assert "已结束" in (await town.tap(ZHOU, "⏹ 结束", sure)).text
    await town.app.ring()
    await town.settle()
    assert "还没有固定会期" in (await town.ask(CHEN, "固定会期")).text
    town.forget_unheard()
