"""One meeting from its announcement to its result (M2, M4, M6, M12, M13, M16, M24, M25, M35, O5)."""

from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, STRANGER, WANG, YU, ZHOU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)


async def test_the_whole_path(town: Town) -> None:
    board, panel = await town.plan()
    assert "党小组会" in board.text
    assert "11月27日（周五）15:00" in board.text
    assert "党群服务中心" in board.text
    assert "应到 5 人｜已签到 0 人｜请假 0 人" in board.text
    assert board.buttons == [["✅ 签到", "🙋 请假"], ["👌 会来", "🤔 待定", "💬 私聊小伴"]]
    town.at(FRIDAY_THREE.replace(hour=14, minute=50))
    for who in (CHEN, MING):
        assert "已签到 14:50" in (await town.toast(who, "✅ 签到", board)).text
    assert "已签到 2 人" in (await town.board()).text
    await town.panel()
    asked = await town.toast(YU, "🙋 请假", board)
    assert "已为您请假" in asked.text
    assert "原因" in (await town[YU].hears()).text
    assert "小雨 请假" in (await town[CHEN].hears()).text
    assert "请假 1 人" in (await town.board()).text
    panel = await town.panel()
    chosen = await town.tap(CHEN, "📝 补录到场", panel)
    press = town[CHEN].presses("王奶奶（没有手机）", on=chosen)
    assert "已补录：王奶奶" in (await town[CHEN].toast(press)).text
    await town[CHEN].hears()
    assert "已签到 3 人" in (await town.board()).text
    panel = await town.panel()
    assert "王奶奶（补录）" in panel.text
    sure = await town.tap(CHEN, "🏁 结束会议", panel)
    assert "还有 1 位没有签到" in sure.text
    closed = await town.tap(CHEN, "结束会议", sure)
    assert "会议已结束" in closed.text
    result = await town.board()
    assert "应到 5 人，实到 3 人，请假 1 人，缺席 1 人" in result.text
    assert result.buttons == []
    assert not any(name in result.text for name in (CHEN, MING, YU, ZHOU, WANG))
    sheet = await town[CHEN].hears()
    assert "缺席：老周" in sheet.text
    assert "应到会 4 人，实到会 3 人" in sheet.text
    table = await town[CHEN].hears()
    assert table.document is not None
    assert "缺席 1 人" in (await town.panel()).text
    rows = list(openpyxl.load_workbook(BytesIO(table.document.data)).worksheets[0].iter_rows(values_only=True))
    assert rows[1][1] == "姓名"
    wang = next(row for row in rows if row[1] == WANG)
    assert "补录：陈姐" in str(wang[7])


@pytest.mark.parametrize(
    ("minute", "expected"),
    [(-31, "还没开始签到"), (-30, "已签到 14:30"), (0, "已签到 15:00"), (120, "已签到 17:00"), (121, "已经结束")],
)
async def test_the_window(town: Town, minute: int, expected: str) -> None:
    board, _ = await town.plan()
    town.at(FRIDAY_THREE)
    town.forward(minutes=minute)
    assert expected in (await town.toast(MING, "✅ 签到", board)).text
    town.forward(seconds=4)
    await town.settle()
    town.forget_unheard()


async def test_twice_is_once(town: Town) -> None:
    board, _ = await town.plan()
    town.at(FRIDAY_THREE)
    assert "已签到 15:00" in (await town.toast(MING, "✅ 签到", board)).text
    town.forward(minutes=5)
    assert "您 15:00 已经签到了" in (await town.toast(MING, "✅ 签到", board)).text
    await town.settle()
    town.forget_unheard()


async def test_two_presses_in_one_instant(town: Town) -> None:
    board, _ = await town.plan()
    town.at(FRIDAY_THREE)
    presses = [town[MING].presses("✅ 签到", on=board) for _ in range(2)]
    said = sorted([(await town[MING].toast(press)).text for press in presses])
    assert [words[:2] for words in said] == ["✅ ", "您 "]
    assert "已签到 1 人" in (await town.board()).text
    town.forget_unheard()


async def test_a_stranger_is_told_so(town: Town) -> None:
    board, _ = await town.plan()
    town.at(FRIDAY_THREE)
    town[STRANGER].joins(town.group)
    assert "名单里没有您" in (await town.toast(STRANGER, "✅ 签到", board)).text
    await town.settle()
    town.forget_unheard()


async def test_a_forged_button(town: Town) -> None:
    board, _ = await town.plan()
    for data in ("s.1", "AAAAAAAAAAAAAAAA", "签到", "\x00"):
        assert "过期" in (await town[MING].toast(town[MING].presses_data(data, on=board))).text


async def test_a_restart_in_the_middle_of_the_wizard(town: Town) -> None:
    question = await town.ask(CHEN, "新会议")
    question = await town.tap(CHEN, "党小组会", question)
    await town.restart()
    question = await town.ask(CHEN, "十一月党小组会")
    assert "什么时候开" in question.text
    await town.restart()
    question = await town.ask(CHEN, "周五下午三点")
    assert "在哪里开" in question.text
    assert "已经取消" in (await town.ask(CHEN, "/取消")).text


async def test_nobody_is_late_because_the_bot_was_down(town: Town) -> None:
    board, _ = await town.plan()
    town.at(FRIDAY_THREE)
    await town.settle()
    await town.app.ring()
    await town.settle()
    town.forget_unheard()
    await town.stop()
    town.forward(minutes=10)
    town[MING].presses("✅ 签到", on=board)
    town.forward(hours=5)
    await town.start()
    assert "已签到 1 人" in (await town.board()).text
    town.forget_unheard()


async def test_update_ids_may_begin_anew_after_a_week_of_silence(town: Town) -> None:
    queue = town.box.world.queues[town.stage.bot.id]
    assert "没有正在签到的会议" in (await town.ask(MING, "签到")).text
    town.forward(days=8)
    queue.last_id = 0
    assert "没有正在签到的会议" in (await town.ask(MING, "签到")).text
