"""A meeting from its announcement to its sheet, as five people live it on the page."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.page.windows import AT_A_DESK

if TYPE_CHECKING:
    from tests.page.desk import Desk

pytestmark = pytest.mark.page

TITLE = "<img src=x onerror=document.title='坏了'>👵🏻 & 学习"


async def announce(desk: "Desk") -> None:
    await desk.joins("陈姐")
    await desk.taps("更多")
    await desk.reads("您想办哪一件")
    await desk.taps("➕ 新会议")
    await desk.reads("开什么会")
    await desk.taps("党小组会")
    await desk.reads("会议叫什么")
    await desk.types("十一月学习会")
    await desk.reads("什么时候开")
    await desk.types("周五下午三点")
    await desk.reads("在哪里开")
    await desk.taps("党群服务中心")
    await desk.reads("没问题就发布")
    await desk.taps("📣 发布")
    await desk.reads("这份名单只有您能看到")
    await desk.reads("应到 5 人｜已签到 0 人｜请假 0 人", "group")


async def test_a_meeting(desk: "Desk", monday: datetime, tmp_path: Path) -> None:
    await announce(desk)
    await desk.joins("小明")
    await desk.taps("✅ 签到", "group")
    await desk.sees_toast("还没开始签到")
    await desk.waits_until(monday.replace(hour=14, minute=40) + timedelta(days=4))
    await desk.taps("✅ 签到", "group")
    await desk.sees_toast("已签到 14:40")
    await desk.reads("已签到 1 人", "group")
    await desk.taps("✅ 签到", "group")
    await desk.sees_toast("您 14:40 已经签到了，不用再点。")

    await desk.joins("小雨")
    await desk.taps("🙋 请假", "group")
    await desk.sees_toast("已为您请假")
    await desk.reads("请假 1 人", "group")
    await desk.reads("不写原因也可以")
    await desk.taps("写原因")
    await desk.reads("您同意我保存吗")
    await desk.taps("同意，我来写")
    await desk.reads("请写一句原因")
    await desk.types("陪母亲去医院")
    await desk.reads("原因已加密保存")

    await desk.be("陈姐")
    await desk.reads("小雨 请假")
    await desk.taps("🔒 看原因")
    await desk.sees_toast("陪母亲去医院")
    await desk.taps("同意")
    await desk.sees_toast("已同意 小雨 请假")
    await desk.taps("✅ 签到", "group")
    await desk.sees_toast("已签到 14:40")
    await desk.taps("📝 补录到场")
    await desk.reads("谁到了会")
    await desk.taps("王奶奶（没有手机）")
    await desk.sees_toast("已补录：王奶奶 到场")
    await desk.reads("已签到 3 人", "group")
    await desk.taps("🏁 结束会议")
    await desk.reads("现在结束这次会议吗")
    await desk.taps("结束会议")

    board = await desk.reads("应到 5 人，实到 3 人，请假 1 人，缺席 1 人", "group")
    result = await board.inner_text()
    assert not any(name in result for name in ("陈姐", "小明", "小雨", "老周", "王奶奶"))
    assert await desk.messages_of_the_bot("group") == 1
    assert await board.get_by_test_id("button").count() == 0
    await desk.reads("缺席：老周")
    await check_the_sheet(desk, tmp_path / "sheet.xlsx")


async def check_the_sheet(desk: "Desk", saved: Path) -> None:
    table = await desk.reads("签到表，可以直接打印")
    async with desk.page.expect_download() as coming:
        await table.get_by_test_id("document").click()
    download = await coming.value
    assert download.suggested_filename.endswith(".xlsx")
    await download.save_as(saved)
    rows = list(openpyxl.load_workbook(saved).worksheets[0].iter_rows(values_only=True))
    assert "补录：陈姐" in str(next(row for row in rows if row[1] == "王奶奶"))


@AT_A_DESK
async def test_the_plug_is_pulled_in_the_middle_of_the_wizard(desk: "Desk") -> None:
    await desk.joins("陈姐")
    await desk.types("新会议")
    await desk.reads("开什么会")
    await desk.taps("主题党日")
    await desk.reads("会议叫什么")
    await desk.types(TITLE)
    question = await desk.reads("什么时候开")
    await desk.pulls_the_plug()
    await question.get_by_test_id("button").nth(1).click()
    await desk.page.get_by_test_id("power-on").click()
    await desk.reads("在哪里开")
    await desk.types("第一会议室")
    await desk.reads("第一会议室")
    await desk.taps("📣 发布")
    await desk.reads("第一会议室", "group")
    await desk.reads(TITLE, "group")
    assert await desk.page.title() == "和小伴聊天"
