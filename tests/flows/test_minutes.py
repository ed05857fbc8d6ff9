"""Minutes: what somebody wrote and nothing else, corrected in the open, on paper with room for a pen (M20, M21)."""

import csv
import re
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from domain.minutes import Content
from sandbox.play.heard import Heard
from storage import minutes as store
from storage.access_log import access_log
from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, STRANGER, WANG, YU, ZHOU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)
TITLE = "=1+1 十一月党小组会"
SAID = "讲了党章第三章\n小雨说：愿意每周送两次饭"
SICK_WORDS = "老伴住院，走不开"


async def closed(town: Town, title: str = TITLE) -> Heard:
    """A meeting to which 小明 and 小雨 came; 老周 is on leave. Returns what else can be done with it."""
    board, _ = await town.plan(title=title)
    town.at(FRIDAY_THREE - timedelta(days=1))
    choice = await town.ask(ZHOU, "请假")
    await town.tap(ZHOU, "病假", choice)
    await town.settle()
    town.forget_unheard()
    town.at(FRIDAY_THREE)
    for who in (MING, YU):
        await town.toast(who, "✅ 签到", board)
    panel = await town.panel()
    await town.tap(CHEN, "结束会议", await town.tap(CHEN, "🏁 结束会议", panel))
    await town.settle()
    town.forget_unheard()
    managed = await town.ask(CHEN, "会议")
    panel = await town.tap(CHEN, managed.buttons[0][0], managed)
    return await town.tap(CHEN, "⋯ 这次会还可以…", panel)


def words_in(file: Heard) -> str:
    """The text of a .docx, read by nothing but a zip and a pattern."""
    assert file.document is not None
    xml = ZipFile(BytesIO(file.document.data)).read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:br/>", "\n", xml))


async def newest(town: Town) -> tuple[int, Content]:
    async with town.database.read() as tx:
        versions = await store.of_meeting(tx, 1)
    return len(versions), versions[-1].content


async def test_m20_written_printed_and_corrected(town: Town) -> None:
    more = await closed(town)
    page = await town.tap(CHEN, "📝 会议记录", more)
    assert "还没有写" in page.text
    question = await town.tap(CHEN, "✍️ 写会议记录", page)
    question = await town.tap(CHEN, "老周", question)
    question = await town.tap(CHEN, "陈姐", question)
    assert "列席" in question.text
    await town.restart()
    await town.ask(CHEN, "吴主任 郑主任")
    preview = await town.ask(CHEN, SAID, "没有")
    assert "列席：吴主任、郑主任" in preview.text
    assert "愿意每周送两次饭" in preview.text
    kept = await town.tap(CHEN, "✅ 存好", preview)
    word = words_in(await town.tap(CHEN, "🖨 Word，可打印", kept))
    assert "主持人老周" in word.replace("\n", "")
    assert "应到 5 人，实到 2 人（其中正式 1、预备 1），请假 1 人，缺席 2 人" in word
    assert "老周（病假）" in word
    assert SICK_WORDS not in word
    assert SAID in word
    assert "决议\n____" in word
    assert "记录人签名" in word
    page = await town.tap(CHEN, "📝 看会议记录", kept)
    question = await town.tap(CHEN, "✏️ 更正", page)
    question = await town.tap(CHEN, "要点", question)
    assert SAID in question.text
    question = await town.ask(CHEN, "讲了党章第四章")
    amended = await town.tap(CHEN, "原来写错了", question)
    page = await town.tap(CHEN, "📝 看会议记录", amended)
    assert "更正过 1 次" in page.text
    earlier = await town.tap(CHEN, "🕘 原来的话", page)
    assert "陈姐更正了「要点」：原来写错了" in earlier.text
    assert SAID in earlier.text
    file = await town.tap(CHEN, "📄 纯文本（Markdown）", page)
    assert file.document is not None
    text = file.document.data.decode()
    assert "| 会议名称 | \\=1+1 十一月党小组会 |" in text
    assert "讲了党章第四章" in text
    assert "\\_\\_\\_\\_" in text
    assert "理由：原来写错了。原来写的是：讲了党章第三章" in text
    number, content = await newest(town)
    assert (number, content.points[0].said) == (2, "讲了党章第四章")


async def test_m21_a_blank_one_says_nothing_of_ours(town: Town) -> None:
    more = await closed(town)
    page = await town.tap(CHEN, "📝 会议记录", more)
    word = words_in(await town.tap(CHEN, "🖨 先要一份空白的", page))
    for heading in ("会议内容", "意见和建议", "决议"):
        assert f"{heading}\n____" in word
    assert re.search(r"主持人\s*____", word)
    sheet = await town.tap(CHEN, "📎 签到表（CSV）", more)
    assert sheet.document is not None
    assert sheet.document.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(sheet.document.data.decode("utf-8-sig"))))
    assert rows[0][0].startswith("'=1+1")
    assert [row[1] for row in rows[2:]] == [CHEN, MING, YU, ZHOU, WANG]
    assert {row[1]: row[7] for row in rows[2:]}[ZHOU] == "请假（已报备）"


async def test_rec_03_the_recorder_is_asked_and_reminded_once(town: Town) -> None:
    """Whoever was asked writes them, and sees no kinds of leave; a second writer finds them written."""
    more = await closed(town)
    page = await town.tap(CHEN, "📝 会议记录", more)
    question = await town.tap(CHEN, "先空着", await town.tap(CHEN, "✍️ 写会议记录", page))
    question = await town.ask(CHEN, YU)
    handed = await town.tap(CHEN, "请记录人来写", question)
    assert "已经请 小雨 来写" in handed.text
    asked = await town.hears(YU, "陈姐请您写")
    assert "12月2日（周三）前" in asked.text
    assert "请了 小雨 来写" in (await town.tap(CHEN, "📝 会议记录", more)).text
    for day in (1, 2):
        town.at(datetime(2026, 12, day, 9, 0, tzinfo=SHANGHAI))
        await town.app.ring()
        await town.settle()
        heard = [one for one in town.stage.unheard if "等着您写几句" in one.text]
        assert len(heard) == day - 1
    reminded = await town.hears(YU, "等着您写几句")
    town.forget_unheard()
    assert "还没有登记完" in (await town.ask(ZHOU, "书记日历")).text
    question = await town.tap(YU, "✍️ 写会议记录", reminded)
    preview = await town.ask(YU, "老周", "先空着", "绝密★ 一段话")
    assert "涉密" in preview.text
    preview = await town.ask(YU, SAID, "先空着")
    assert "记录人：小雨" in preview.text
    kept = await town.tap(YU, "✅ 存好", preview)
    word = words_in(await town.tap(YU, "🖨 Word，可打印", kept))
    assert "老周（病假）" not in word
    assert "还没有登记完" not in (await town.ask(ZHOU, "书记日历")).text
    listed = await town.ask(CHEN, "会议记录")
    assert listed.buttons == [[f"✅ 11月27日（周五） {TITLE}"]]
    town.forget_unheard()
    town.at(datetime(2026, 12, 8, 9, 0, tzinfo=SHANGHAI))
    await town.app.ring()
    await town.settle()
    assert not [one for one in town.stage.unheard if "会议记录" in one.text]
    town.forget_unheard()


async def test_others_see_nothing_of_it(town: Town) -> None:
    """A member without a post, and a stranger, with the very buttons of the leader."""
    more = await closed(town)
    page = await town.tap(CHEN, "📝 会议记录", more)
    ledger = await town.ask(CHEN, "台账")
    taps = [(more, "📝 会议记录"), (more, "📎 签到表（CSV）"), (page, "✍️ 写会议记录"), (page, "🖨 先要一份空白的")]
    town[STRANGER].starts()
    await town.settle()
    for who in (MING, STRANGER):
        under = await town.ask(who, "菜单")
        for on, label in [*taps, (ledger, "📊 台账表格"), (ledger, "📕 会议记录合订")]:
            data = next(one["callback_data"] for row in on.button_rows for one in row if one["text"] == label)
            await town[who].toast(town[who].presses_data(data, on=under))
            await town.settle()
        assert not [one for one in town.stage.unheard if one.document or "会议记录" in one.text]
        town.forget_unheard()
    listed = await town.ask(MING, "会议记录")
    assert listed.buttons == []
    assert "只有负责这件事的同志" in (await town.ask(MING, "台账")).text
    async with town.database.read() as tx:
        assert await store.of_meeting(tx, 1) == []


async def test_x2_a_year_to_file(town: Town) -> None:
    await closed(town)
    page = await town.ask(CHEN, "台账")
    assert "共 1 次会议：党小组会 1 次" in page.text
    assert "1 次的会议记录还没写" in page.text
    table = await town.tap(CHEN, "📊 台账表格", page)
    assert table.document is not None
    rows = CalamineWorkbook.from_filelike(BytesIO(table.document.data)).get_sheet_by_index(0).to_python()
    assert rows[2][0] == "2026-01"
    assert rows[2][3] == f"'{TITLE}"
    assert rows[2][8:12] == [5, 2, 1, 2]
    assert rows[2][13] == "未写"
    bound = words_in(await town.tap(CHEN, "📕 会议记录合订", page))
    assert "2026-01　=1+1 十一月党小组会" in bound
    assert "应到 5 人" in bound
    async with town.database.read() as tx:
        exports = (await tx.execute(sa.select(access_log.c.actor_id, access_log.c.action))).all()
    chen = town.members[CHEN].id
    assert [tuple(row) for row in exports] == [(chen, "export_ledger"), (chen, "export_ledger")]
    town[CHEN].presses("2025 年", on=page)
    assert "还没有开完的会" in (await town[CHEN].hears()).text
