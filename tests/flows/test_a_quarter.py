"""A branch's last quarter of the year, played from its first day to its last: what one part does the others see.

Series and holiday, leave, paper, make-up, correction, minutes, a decision that is done, a transfer, a new secretary.
"""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

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
    await _calm(town)
    managed = await town.ask(who, "会议")
    return await town.tap(who, _label(managed, title), managed)


def _label(on_: Heard, part: str) -> str:
    return next(label for row in on_.buttons for label in row if part in label)


async def _end(town: Town, who: str, panel: Heard) -> Heard:
    """Close a meeting; returns the word about it."""
    sure = await town.tap(who, "🏁 结束会议", panel)
    word = await town.tap(who, "结束会议", sure)
    await _calm(town)
    return word


async def _calm(town: Town) -> None:
    """Until everything that is due has come; it is nobody's business here."""
    await town.board()
    town.forget_unheard()


async def _a_series_meets_a_holiday(quarter: Quarter) -> None:
    town = quarter.town
    question = await town.tap(CHEN, "➕ 新的固定会期", await town.ask(CHEN, "固定会期"))
    await town.tap(CHEN, "党小组会", question)
    question = await town.ask(CHEN, "每月第一个周五")
    for label in ("15:00", "党群服务中心", "顺延一周"):
        question = await town.tap(CHEN, label, question)
    assert "10月9日（周五），原定10月2日（周五）放假" in question.text
    await town.tap(CHEN, "✅ 定下来", question)
    await _until(quarter, on(10, 2, 9), on(10, 8, 7), on(10, 8, 9))
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
    assert "补录：陈姐" in remarks[WANG]


def _remarks(sheet: Heard) -> dict[str, str]:
    assert sheet.document is not None
    rows = openpyxl.load_workbook(BytesIO(sheet.document.data)).worksheets[0].iter_rows(values_only=True)
    return {str(row[1]): str(row[7]) for row in rows}


async def _a_committee_corrects(quarter: Quarter) -> None:
    """A committee has no group; its cards are private. 何委员 was there, and says so afterwards."""
    town = quarter.town
    question = await town.tap(ZHOU, "支委会", await town.ask(ZHOU, "新会议"))
    question = await town.ask(ZHOU, COMMITTEE, "10月20日下午三点", "党群服务中心")
    await town.tap(ZHOU, "📣 发布", question)
    for who in (SUN, LI, HE):
        await town.hears(who, COMMITTEE)
    await town.restart()
    await _until(quarter, on(10, 19, 15), on(10, 20, 7, 30), on(10, 20, 15))
    for who in (SUN, LI):
        assert "已签到" in (await town.ask(who, "签到")).text
    await _end(town, ZHOU, await _panel(town, ZHOU, COMMITTEE))
    town.forget_unheard()
    question = await town.tap(HE, "✋ 我有异议", await town.ask(HE, "我有异议"))
    assert "您的记录是：未到" in question.text
    await town.tap(HE, "我到会了", question)
    await town.tap(ZHOU, "改为已到", await town.hears(ZHOU, "何委员对签到记录有异议"))
    await town.ask(ZHOU, "会上确实在")
    assert "会上确实在" in (await town.hears(HE, "更正了")).text
    panel = await _panel(town, ZHOU, COMMITTEE)
    assert "应到 4 人｜已签到 3 人" in panel.text


async def _the_second_by_ticks(quarter: Quarter) -> None:
    """November's meeting came by itself; nobody takes a telephone out."""
    town = quarter.town
    await _until(quarter, on(10, 30, 9), on(11, 5, 15), on(11, 5, 23), on(11, 6, 15))
    assert GROUP_TITLES[1] in town.group.board.text
    menu = await town.tap(CHEN, MORE, await _panel(town, CHEN, GROUP_TITLES[1]))
    sheet = await town.tap(CHEN, "☑️ 名单点到", menu)
    assert (await town.toast(CHEN, "这一页没点的 5 位都到了", sheet)).text == "✅ 记了 5 位"
    await town.settle()
    await _end(town, CHEN, await _panel(town, CHEN, GROUP_TITLES[1]))
    assert "应到 5 人，实到 5 人" in (await town.board()).text
    town.forget_unheard()


async def _a_general_meeting_decides(quarter: Quarter) -> None:
    """Minutes, a motion, and what came of it."""
    town = quarter.town
    await town.plan(ZHOU, "支部党员大会", GENERAL, "11月20日下午三点")
    await _until(quarter, on(11, 19, 15), on(11, 20, 15))
    for who in (CHEN, MING, ZHOU, SUN, LI, HE):
        await town.ask(who, "签到")
    menu = await town.tap(ZHOU, MORE, await _panel(town, ZHOU, GENERAL))
    page = await town.tap(ZHOU, _label(menu, "决议和任务"), menu)
    await town.tap(ZHOU, "一般事项，表决", await town.tap(ZHOU, "➕ 记一项决议", page))
    preview = await town.ask(ZHOU, "春节前走访困难党员", "赞成6 反对0 弃权0")
    recorded = await town.tap(ZHOU, "记下来", preview)
    declared = await town.tap(ZHOU, "✅ 宣布：通过", recorded)
    await town.tap(ZHOU, "📌 分一件任务", declared)
    given = await town.tap(ZHOU, "就这样分", await town.ask(ZHOU, "走访名单列出来", MING, "12月1日"))
    await town.tap(ZHOU, "📌 分一件任务", await town.tap(ZHOU, _label(given, "决议和任务"), given))
    await town.tap(ZHOU, "就这样分", await town.ask(ZHOU, "借一间教室", LI, "12月25日"))
    await _end(town, ZHOU, await _panel(town, ZHOU, GENERAL))
    town.forget_unheard()
    await _write_minutes(town)
    await _until(quarter, on(11, 30, 9))
    waiting = await town.ask(MING, "待办")
    card = await town.tap(MING, waiting.buttons[0][0], waiting)
    await town.tap(MING, "✅ 办好了", card)
    assert "辛苦您了" in (await town.ask(MING, "列好了，一共七户")).text
    assert "列好了，一共七户" in (await town.hears(ZHOU, "小明办好了")).text


async def _write_minutes(town: Town) -> None:
    menu = await town.tap(ZHOU, MORE, await _panel(town, ZHOU, GENERAL))
    page = await town.tap(ZHOU, "📝 会议记录", menu)
    question = await town.tap(ZHOU, ZHOU, await town.tap(ZHOU, "✍️ 写会议记录", page))
    question = await town.tap(ZHOU, "没有", await town.tap(ZHOU, ZHOU, question))
    preview = await town.ask(ZHOU, "学习了全会精神", "没有")
    await town.tap(ZHOU, "✅ 存好", preview)


async def _one_moves_on(quarter: Quarter) -> None:
    """小雨 belongs to another branch from now on: what she was here stays, what comes here is none of hers."""
    town, yu = quarter.town, quarter.member(YU)
    await town.ask(ZHOU, "转出", YU)
    await town.tap(ZHOU, "确认转出", await town.ask(ZHOU, PEARL))
    await town.tap(ZHENG, "🤝 接收", await town.hears(ZHENG, "转到您的支部"))
    assert "转到了明珠社区党支部" in (await town.hears(YU, "转到了")).text
    town.forget_unheard()
    assert GROUP_TITLES[2] not in (await town.ask(YU, "我的会议")).text
    assert "没有可以请假的会议" in (await town.ask(YU, "请假")).text
    assert "开会 3 次，到了 2 次" in (await town.ask(YU, "我的")).text
    async with town.database.read() as tx:
        assert yu.id in {one.member.id for one in await attendees.of_meeting(tx, 1)}
    refused = await town.toast_data(YU, town.group.board, "👌 会来")
    assert "名单里没有您" in refused.text


async def _another_secretary(quarter: Quarter) -> None:
    """Access goes with the post: what 老周 could open yesterday opens for 小孙 today, and for him no more."""
    town = quarter.town
    town.forget_unheard()
    await quarter.submit(MING, Topic.PARTY_AFFAIRS, excluded=(LI, HE, CHEN))
    assert "没有" not in (await town.ask(ZHOU, "待办")).text.splitlines()[0]
    panel = await _panel(town, ZHOU, GENERAL)
    menu = await town.tap(ZHOU, MORE, panel)
    minutes = await town.tap(ZHOU, "📝 会议记录", menu)
    page = await town.tap(ZHOU, "任命", await town.ask(ZHOU, "职务"))
    await town.tap(ZHOU, "书记", page)
    last = await town.tap(ZHOU, "先不写任期", await town.ask(ZHOU, SUN))
    assert "小孙担任书记" in (await town.tap(ZHOU, "✅ 任命，接替原来的同志", last)).text
    await quarter.ring()
    town.forget_unheard()
    for on_, label in ((panel, MORE), (panel, "📋 签到表"), (menu, _label(menu, "决议和任务")), *_pressable(minutes)):
        data = next(one["callback_data"] for row in on_.button_rows for one in row if one["text"] == label)
        refused = await town[ZHOU].toast(town[ZHOU].presses_data(data, on=on_))
        assert "只有负责这件事的同志" in refused.text, label
        town.forward(seconds=4)
    await town.settle()
    assert town.unheard() == []
    for word in ("支部配置", "不计入应到", "本季", "台账", "转出", "功能"):
        assert "只有负责这件事的同志" in (await town.ask(ZHOU, word)).text, word
        assert "只有负责这件事的同志" not in (await town.ask(SUN, word)).text, word
        await town.ask(SUN, "取消")
        town.forget_unheard()
    assert "现在没有" in (await town.ask(ZHOU, "待办")).text
    assert "现在没有" not in (await town.ask(SUN, "待办")).text
    menu = await town.tap(SUN, MORE, await _panel(town, SUN, GENERAL))
    assert "学习了全会精神" in (await town.tap(SUN, "📝 会议记录", menu)).text
    town.forget_unheard()
    waiting = await town.ask(LI, "待办")
    await town.tap(LI, "✅ 办好了", await town.tap(LI, waiting.buttons[0][0], waiting))
    await town.ask(LI, "借到了二楼东头那间")
    assert "二楼东头" in (await town.hears(SUN, "李委员办好了")).text
    assert quarter.heard(ZHOU) == []
    town.forget_unheard()


def _pressable(on_: Heard) -> Iterable[tuple[Heard, str]]:
    return [(on_, label) for row in on_.buttons for label in row]


async def _the_year_ends(quarter: Quarter) -> None:
    town = quarter.town
    await _until(quarter, on(12, 4, 15))
    for who in (CHEN, MING, ZHOU):
        await town.ask(who, "签到")
    panel = await _panel(town, CHEN, GROUP_TITLES[2])
    assert "应到 4 人｜已签到 3 人" in panel.text
    await _end(town, CHEN, panel)
    await _until(quarter, on(12, 7, 9), on(12, 30, 9))
    seen = (await town.ask(SUN, "本季")).text
    assert "支部党员大会 1/1\n" in seen
    assert "党小组会（第三党小组） 3/3\n" in seen
    assert "支委会 1/3" in seen
    page = await town.ask(SUN, "台账")
    assert "共 5 次会议" in page.text
    table = await town.tap(SUN, "📊 台账表格", page)
    assert table.document is not None
    rows = CalamineWorkbook.from_filelike(BytesIO(table.document.data)).get_sheet_by_index(0).to_python()
    listed = {str(row[3]): [int(str(one).partition(".")[0]) for one in row[8:12]] for row in rows[2:7]}
    assert listed == {
        GROUP_TITLES[0]: [5, 4, 1, 0],
        COMMITTEE: [4, 3, 0, 1],
        GROUP_TITLES[1]: [5, 5, 0, 0],
        GENERAL: [8, 6, 0, 2],
        GROUP_TITLES[2]: [4, 3, 0, 1],
    }


def _no_group_hears_of_the_absent(town: Town) -> None:
    """Nobody's name at all, nor a reason, in what was sent to a group or written over it (M12, U3)."""
    said = [
        str(call.params)
        for call in town.box.world.calls
        if call.chat_id is not None and call.chat_id < 0 and call.method.startswith(("send", "edit"))
    ]
    assert len(said) > len(GROUP_TITLES)
    for words in said:
        assert not [name for name in town.members if name in words], words
        assert WHY not in words
        assert "事假" not in words


def _nothing_at_night(town: Town) -> None:
    sent = [call for call in town.box.world.calls if call.method.startswith("send")]
    at_night = [call for call in sent if call.at.astimezone(SHANGHAI).time() in QUIET_HOURS]
    assert at_night == []


async def _no_day_was_too_full(town: Town) -> None:
    async with town.database.read() as tx:
        most = await tx.scalar(sa.select(sa.func.max(told.c.messages)))
    assert most is not None
    assert 0 < most <= MESSAGES_A_DAY
