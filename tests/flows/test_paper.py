"""Zero telephones in the room is enough, and a mistake can be mended with a reason (O5, M7, M23, M26, M35)."""

from datetime import datetime

from sandbox.play.heard import Heard
from storage import attendance
from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)


async def _opened(town: Town) -> tuple[Heard, Heard]:
    board, panel = await town.plan()
    town.at(FRIDAY_THREE)
    return board, panel


async def test_everybody_from_paper(town: Town) -> None:
    _, panel = await _opened(town)
    people = await town.tap(CHEN, "📝 补录到场", panel)
    assert people.buttons[0][0] == "王奶奶（没有手机）"
    for name in ("王奶奶（没有手机）", CHEN, MING, YU, ZHOU):
        town.forward(seconds=4)
        press = town[CHEN].presses(name, on=people)
        assert "已补录" in (await town[CHEN].toast(press)).text
        await town.settle()
    assert "已签到 5 人" in (await town.board()).text
    assert "都已经记上了" in town[CHEN].chat.messages[people.message_id].text
    async with town.database.read() as tx:
        recorded = await attendance.recorders(tx, 1)
    assert {by for by, _ in recorded.values()} == {town.members[CHEN].id}
    assert any("陈姐替您补录了到场" in one.text for one in town.stage.unheard)
    town.forget_unheard()


async def test_paper_twice_and_too_early(town: Town) -> None:
    _, panel = await town.plan()
    assert "起才能补录" in (await town.toast(CHEN, "📝 补录到场", panel)).text
    town.at(FRIDAY_THREE)
    people = await town.tap(CHEN, "📝 补录到场", panel)
    first = town[CHEN].presses("王奶奶（没有手机）", on=people)
    assert "已补录" in (await town[CHEN].toast(first)).text
    data = people.button_rows[0][0]["callback_data"]
    second = town[CHEN].presses_data(data, on=people)
    assert "已经记上了" in (await town[CHEN].toast(second)).text
    await town.settle()
    town.forget_unheard()


async def test_a_member_cannot_record_anybody(town: Town) -> None:
    _, panel = await _opened(town)
    people = await town.tap(CHEN, "📝 补录到场", panel)
    data = people.button_rows[0][0]["callback_data"]
    menu = await town.ask(MING, "菜单")
    assert "只有负责" in (await town[MING].toast(town[MING].presses_data(data, on=menu))).text
    await town.settle()
    assert "已签到 0 人" in town.group.board.text


async def test_a_correction_has_a_reason_and_is_told(town: Town) -> None:
    board, panel = await _opened(town)
    await town.toast(MING, "✅ 签到", board)
    await town.settle()
    entries = await town.tap(CHEN, "✏️ 更正", await town.panel())
    question = await town.tap(CHEN, "小明：已到 → 改为未到", entries)
    assert "请写一句理由" in question.text
    assert "100 个字以内" in (await town.ask(CHEN, "错" * 101)).text
    assert "记为「未到」" in (await town.ask(CHEN, "点错了人")).text
    told = await town[MING].hears()
    assert "理由：点错了人" in told.text
    assert "已签到 0 人" in (await town.board()).text
    async with town.database.read() as tx:
        kept = await attendance.corrections_of(tx, 1)
    assert [(one.member_id, one.present, one.made_by) for one in kept] == [
        (town.members[MING].id, False, town.members[CHEN].id)
    ]
    assert panel.message_id
    town.forget_unheard()


async def test_after_the_close_only_by_correction(town: Town) -> None:
    board, panel = await _opened(town)
    people = await town.tap(CHEN, "📝 补录到场", panel)
    await town.tap(CHEN, "结束会议", await town.tap(CHEN, "🏁 结束会议", panel))
    press = town[CHEN].presses("王奶奶（没有手机）", on=people)
    assert "请用「更正」" in (await town[CHEN].toast(press)).text
    town.forward(minutes=1)
    assert "已经结束" in (await town.toast_data(MING, board, "✅ 签到")).text
    await town.settle()
    panel = await town.panel()
    town.forget_unheard()
    entries = await town.tap(CHEN, "✏️ 更正", panel)
    await town.tap(CHEN, "王奶奶：未到 → 改为已到", entries)
    assert "当面告诉" in (await town.ask(CHEN, "她在，我忘了勾")).text
    result = await town.board()
    assert "实到 1 人" in result.text
    assert WANG not in result.text
    town.forget_unheard()


async def test_a_late_one_asks_the_leader(town: Town) -> None:
    """M6: a late tap gets a clear answer and a way to be recorded."""
    await town.plan()
    town.at(FRIDAY_THREE.replace(hour=16, minute=59))
    offered = await town.ask(MING, "签到")
    assert "已签到" in offered.text
    town.at(FRIDAY_THREE.replace(hour=18))
    late = await town.ask(YU, "签到")
    assert "签到时间 17:00 已经结束" in late.text
    assert "已告诉陈姐" in (await town.toast(YU, "请组长补记", late)).text
    asked = await town.hears(CHEN, "小雨说到了会")
    town[CHEN].presses("📝 补录到场", on=asked)
    people = await town.hears(CHEN, "谁到了会")
    assert "已补录：小雨" in (await town.toast(CHEN, YU, people)).text
    await town.settle()
    town.forget_unheard()


async def test_a_late_tap_in_the_group(town: Town) -> None:
    """M6: the toast says it, and the private chat brings the button, once."""
    board, _ = await town.plan()
    town.at(FRIDAY_THREE.replace(hour=18))
    for _ in range(2):
        assert "签到时间 17:00 已经结束" in (await town.toast(YU, "✅ 签到", board)).text
    assert (await town.hears(YU, "已经结束")).buttons == [["请组长补记"]]


async def test_closing_before_it_opened(town: Town) -> None:
    _, panel = await town.plan()
    assert "起才能结束" in (await town.toast(CHEN, "🏁 结束会议", panel)).text
    town.at(FRIDAY_THREE)
    sure = await town.tap(CHEN, "🏁 结束会议", panel)
    assert "会议继续" in (await town.tap(CHEN, "再等等", sure)).text


async def test_two_leaders_close_at_once(town: Town) -> None:
    _, panel = await _opened(town)
    sure = await town.tap(CHEN, "🏁 结束会议", panel)
    presses = [town[CHEN].presses("结束会议", on=sure) for _ in range(2)]
    said = [(await town[CHEN].toast(press)).text for press in presses]
    assert "已经结束了" in said[1]
    await town.settle()
    town.forget_unheard()
