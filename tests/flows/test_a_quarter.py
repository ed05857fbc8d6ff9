"""A branch's last quarter of the year, played from its first day to its last: what one part does the others see.

Series and holiday, leave, paper, make-up, correction, minutes, a decision that is done, a transfer, a new secretary.
"""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from domain.concerns import Topic
from domain.reminders import MESSAGES_A_DAY
from domain.workdays import QUIET_HOURS
from sandbox.play.heard import Heard
from storage import attendees
from storage.reminders import told
from tests.clock import FrozenClock
from tests.conftest import SHANGHAI
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WANG, YU, ZHENG, ZHOU, Quarter
from tests.flows.test_transfers import PEARL, second_branch
from tests.flows.town import Town

WHY = "老伴住院，走不开"
MORE = "⋯ 这次会还可以…"
GROUP_TITLES = ("10月党小组会", "11月党小组会", "12月党小组会")
COMMITTEE, GENERAL = "十月支委会", "四季度党员大会"


@pytest.fixture
def clock() -> FrozenClock:
    """The last Monday of September, before the holidays."""
    return FrozenClock(on(9, 28, 10))


def on(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


async def test_a_quarter(quarter: Quarter) -> None:
    """Each month's meetings in turn; what must hold of every message is asked at the end of all of them."""
    await second_branch(quarter)
    await _a_series_meets_a_holiday(quarter)
    await _leave_paper_and_make_up(quarter)
    await _a_committee_corrects(quarter)
    await _the_second_by_ticks(quarter)
    await _a_general_meeting_decides(quarter)
    await _one_moves_on(quarter)
    await _another_secretary(quarter)
    await _the_year_ends(quarter)
    _no_group_hears_of_the_absent(quarter.town)
    _nothing_at_night(quarter.town)
    await _no_day_was_too_full(quarter.town)
    quarter.town.forget_unheard()


async def _until(quarter: Quarter, *moments: datetime) -> None:
    """Time passes, the clock's chores run at each of these; what is said of it is looked at in the end."""
    for moment in moments:
        quarter.town.at(moment)
        await quarter.ring()
    quarter.town.forget_unheard()


async def _panel(town: Town, who: str, title: str) -> Heard:
    """A panel by 会议, as somebody opens it who has lost the old one."""
    managed = await town.ask(who, "会议")
    label = next(label for row in managed.buttons for label in row if title in label)
    return await town.tap(who, label, managed)


async def _end(town: Town, who: str, panel: Heard) -> Heard:
    """Close a meeting; returns the word about it."""
    sure = await town.tap(who, "🏁 结束会议", panel)
    return await town.tap(who, "结束会议", sure)


async def _a_series_meets_a_holiday(quarter: Quarter) -> None:
    town = quarter.town
    question = await town.tap(CHEN, "➕ 新的固定会期", await town.ask(CHEN, "固定会期"))
    await town.tap(CHEN, "党小组会", question)
    question = await town.ask(CHEN, "每月第一个周五")
    for label in ("15:00", "党群服务中心", "顺延一周"):
        question = await town.tap(CHEN, label, question)
    assert "10月9日（周五），原定10月2日（周五）放假" in question.text
    await town.tap(CHEN, "✅ 定下来", question)
    await _until(quarter, on(9, 30, 9), on(10, 2, 9), on(10, 8, 7), on(10, 8, 9))
    assert GROUP_TITLES[0] in town.group.board.text
    assert "10月9日（周五）15:00" in town.group.board.text


async def _leave_paper_and_make_up(quarter: Quarter) -> None:
    """小明 is on leave for a reason of his own, 王奶奶 is on paper; he catches up, and the sheet says so."""
    town = quarter.town
    receipt = await town.tap(MING, "事假", await town.ask(MING, "请假"))
    consent = await town.tap(MING, "写原因", receipt)
    await town.tap(MING, "同意，我来写", consent)
    await town.ask(MING, WHY)
    await town.toast(CHEN, "同意", await town.hears(CHEN, "小明 请假"))
    await _until(quarter, on(10, 8, 15), on(10, 8, 22), on(10, 9, 13), on(10, 9, 15))
    board = town.group.board
    for who in (CHEN, YU, ZHOU):
        await town.toast(who, "✅ 签到", board)
    panel = await _panel(town, CHEN, GROUP_TITLES[0])
    await town.toast(CHEN, f"{WANG}（没有手机）", await town.tap(CHEN, "📝 补录到场", panel))
    word = await _end(town, CHEN, await _panel(town, CHEN, GROUP_TITLES[0]))
    assert "有 1 位同志没能来" in word.text
    await town.tap(CHEN, "✍️ 写几句内容", word)
    await town.tap(CHEN, "不用问题", await town.ask(CHEN, "讲了党章第三章"))
    town.forget_unheard()
    town.at(on(10, 12, 9))
    await quarter.ring()
    told_of_it = await town.hears(MING, "内容给您留着呢")
    assert "算 1 学时" in (await town.tap(MING, "✅ 补学好了", told_of_it)).text
    panel = await _panel(town, CHEN, GROUP_TITLES[0])
    assert "📚 已补学：小明" in panel.text
    await town.tap(CHEN, "📋 签到表", panel)
    remarks = _remarks(await town.hears(CHEN, "可以直接打印"))
    assert remarks[MING] == "已补学"
    assert "代录：陈姐" in remarks[WANG]


def _remarks(sheet: Heard) -> dict[str, str]:
    assert sheet.document is not None
    rows = openpyxl.load_workbook(BytesIO(sheet.document.data)).worksheets[0].iter_rows(values_only=True)
    return {str(row[1]): str(row[7]) for row in rows}


async def _a_committee_corrects(quarter: Quarter) -> None:
    """A committee has no group; its cards are private. 何委员 was there and says so afterwards."""
    town = quarter.town
    town.forget_unheard()
    question = await town.tap(ZHOU, "支委会", await town.ask(ZHOU, "新会议"))
    question = await town.ask(ZHOU, COMMITTEE, "10月20日下午三点", "党群服务中心")
    await town.tap(ZHOU, "📣 发布", question)
    invitations = {who: await town.hears(who, COMMITTEE) for who in (SUN, LI, HE)}
    await town.restart()
    await _until(quarter, on(10, 19, 15), on(10, 20, 7, 30), on(10, 20, 15))
    for who in (SUN, LI):
        await town.toast(who, "✅ 签到", await _own_card(town, who, invitations[who]))
    await _end(town, ZHOU, await _panel(town, ZHOU, COMMITTEE))
    town.forget_unheard()
    question = await town.tap(HE, "我有异议", await town.ask(HE, "我的会议"))
    await town.tap(HE, "我到会了", question)
    card = await town.hears(ZHOU, "何委员对签到记录有异议")
    await town.tap(ZHOU, "改为已到", card)
    await town.ask(ZHOU, "会上确实在")
    assert "会上确实在" in (await town.hears(HE, "更正了")).text
    assert "实到 3 人" in (await _panel(town, ZHOU, COMMITTEE)).text


async def _own_card(town: Town, who: str, invitation: Heard) -> Heard:
    """The invitation as it stands now; it was edited since it was heard."""
    return town.stage.look(town[who].chat, invitation.message_id)
