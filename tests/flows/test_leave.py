"""Asking for leave costs nothing, and the reason is for one pair of eyes (M4, M5, M12, M13, PRV-15)."""

from datetime import datetime

import pytest

from domain.meetings import LeaveDecision, Rsvp, remind_whom
from storage import access_log, attendees
from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, STRANGER, WANG, YU, ZHOU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)
WORDS = "老伴住院，走不开"


async def test_the_reason_is_seen_by_the_approver_only(town: Town) -> None:
    board, _ = await town.plan()
    await town.toast(MING, "🙋 请假", board)
    receipt = await town[MING].hears()
    card = await town[CHEN].hears()
    assert card.buttons == [["同意", "请再安排"]]
    consent = await town.tap(MING, "写原因", receipt)
    assert "一年后自动删除" in consent.text
    question = await town.tap(MING, "同意，我来写", consent)
    assert "写一句原因" in question.text
    assert "加密保存" in (await town.ask(MING, WORDS)).text
    card = await town.hears(CHEN, "小明 请假")
    assert WORDS not in card.text
    seen = await town.toast(CHEN, "🔒 看原因", card)
    assert seen.alert
    assert WORDS in seen.text
    assert "同意 小明 请假" in (await town.toast(CHEN, "同意", card)).text
    assert "陈姐同意了您的请假" in (await town[MING].hears()).text
    assert "已同意" in (await town.hears(CHEN, "小明 请假")).text
    assert "请假 1 人" in (await town.board()).text
    async with town.database.read() as tx:
        opened = await access_log.about(tx, town.members[MING].id)
    assert [(one.actor_id, one.action, one.granted) for one in opened] == [
        (town.members[CHEN].id, "see_leave_reason", True)
    ]
    assert "请假：小明" in (await town.panel()).text


async def test_a_reason_somebody_else_asks_for_is_refused_and_written_down(town: Town) -> None:
    board, _ = await town.plan()
    await town.toast(MING, "🙋 请假", board)
    receipt = await town[MING].hears()
    await town.tap(MING, "同意，我来写", await town.tap(MING, "写原因", receipt))
    await town.ask(MING, WORDS)
    await town.hears(CHEN, "小明 请假")
    card = await town.hears(CHEN, "小明 请假")
    data = next(button["callback_data"] for row in card.button_rows for button in row if button["text"] == "🔒 看原因")
    yus = await town.ask(YU, "菜单")
    refused = await town[YU].toast(town[YU].presses_data(data, on=yus))
    assert WORDS not in refused.text
    async with town.database.read() as tx:
        assert [one.actor_id for one in await access_log.refusals(tx)] == [town.members[YU].id]
    town.forget_unheard()


async def test_undecided_leave_counts_when_the_meeting_closes(town: Town) -> None:
    board, _ = await town.plan()
    await town.toast(YU, "🙋 请假", board)
    town.at(FRIDAY_THREE)
    panel = await town.panel()
    town[CHEN].presses("🏁 结束会议", on=panel)
    sure = await town.hears(CHEN, "现在结束这次会议吗")
    town[CHEN].presses("结束会议", on=sure)
    assert "应到 5 人，实到 0 人，请假 1 人，缺席 4 人" in (await town.board()).text
    town.forget_unheard()


async def test_answers_change_until_the_start(town: Town) -> None:
    board, _ = await town.plan()
    assert "11月27日（周五）15:00 见" in (await town.toast(MING, "👌 会来", board)).text
    assert "定下来再点" in (await town.toast(MING, "🤔 待定", board)).text
    assert "已为您请假" in (await town.toast(MING, "🙋 请假", board)).text
    assert "已经请过假了" in (await town.toast(MING, "🙋 请假", board)).text
    assert "请假 1 人" in (await town.board()).text
    await town.toast(MING, "👌 会来", board)
    assert "请假 0 人" in (await town.board()).text
    town.at(FRIDAY_THREE)
    assert "不用再回复" in (await town.toast(MING, "👌 会来", board)).text
    await town.settle()
    town.forget_unheard()


async def test_reminders_would_go_to_who_comes_or_has_not_answered(town: Town) -> None:
    board, _ = await town.plan()
    await town.toast(MING, "👌 会来", board)
    await town.toast(YU, "🙋 请假", board)
    await town.settle()
    async with town.database.read() as tx:
        everybody = await attendees.of_meeting(tx, 1)
    assert [one.member.name for one in remind_whom(everybody)] == [CHEN, MING, ZHOU, WANG]
    assert {one.member.name: one.rsvp for one in everybody if one.rsvp} == {MING: Rsvp.GOING, YU: Rsvp.LEAVE}
    assert next(one for one in everybody if one.member.name == YU).leave is LeaveDecision.PENDING
    town.forget_unheard()


async def test_leave_by_word(town: Town) -> None:
    await town.plan()
    kinds = await town.ask(MING, "请假")
    assert kinds.buttons == [["病假", "事假"], ["公务", "其他"]]
    receipt = await town.tap(MING, "事假", kinds)
    assert "已为您请假" in receipt.text
    assert "小明 请假（事假）" in (await town[CHEN].hears()).text
    receipt = await town.ask(MING, "请假")
    assert receipt.buttons == [["写原因", "撤回，我会来"]]
    back = await town.tap(MING, "撤回，我会来", receipt)
    assert "请假已撤回" in back.text
    await town.hears(CHEN, "撤回了请假")
    town.forget_unheard()


async def test_nothing_to_ask_leave_from(town: Town) -> None:
    assert "没有可以请假的会议" in (await town.ask(MING, "请假")).text
    town[STRANGER].starts()
    assert "还不认识您" in (await town[STRANGER].hears()).text
    assert "还不认识您" in (await town.ask(STRANGER, "请假")).text


async def test_the_leaders_own_leave_goes_to_the_secretary(town: Town) -> None:
    board, _ = await town.plan()
    await town.toast(CHEN, "🙋 请假", board)
    assert "陈姐 请假" in (await town[ZHOU].hears()).text
    await town.settle()
    town.forget_unheard()


async def test_rejected_leave_is_no_leave(town: Town) -> None:
    board, _ = await town.plan()
    await town.toast(MING, "🙋 请假", board)
    card = await town[CHEN].hears()
    assert "再安排" in (await town.toast(CHEN, "请再安排", card)).text
    await town[MING].hears()
    assert "想请您尽量来" in (await town[MING].hears()).text
    assert "请假 0 人" in (await town.board()).text
    town.forget_unheard()


@pytest.mark.parametrize("nonsense", ["", "   ", "长" * 151])
async def test_a_reason_that_cannot_be_kept(town: Town, nonsense: str) -> None:
    board, _ = await town.plan()
    await town.toast(MING, "🙋 请假", board)
    consent = await town.tap(MING, "写原因", await town[MING].hears())
    await town.tap(MING, "同意，我来写", consent)
    if nonsense.strip():
        assert "150 个字以内" in (await town.ask(MING, nonsense)).text
    assert "加密保存" in (await town.ask(MING, WORDS)).text
    town.forget_unheard()


async def test_a_leader_enters_leave_for_somebody_without_a_telephone(town: Town) -> None:
    _, panel = await town.plan()
    people = await town.tap(CHEN, "🙋 代人请假", panel)
    press = town[CHEN].presses("王奶奶（没有手机）", on=people)
    assert "已代 王奶奶 请假" in (await town[CHEN].toast(press)).text
    left = await town[CHEN].hears()
    assert not [label for row in left.buttons for label in row if "王奶奶" in label]
    assert "请假 1 人" in (await town.board()).text
    assert "请假：王奶奶" in (await town.panel()).text
    assert town.members[WANG].telegram_id is None
