"""A week of the branch on the page: reminders, a notice, study, and what 今天 shows of it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from services import holidays
from tests.conftest import SHANGHAI
from tests.page.windows import AT_A_DESK, ON_A_TELEPHONE

if TYPE_CHECKING:
    from tests.page.desk import Desk

pytestmark = pytest.mark.page

NOTICE = "明天上午九点社区停水三小时，请大家存一点水"
PIECE = "学习党章第一章"


@pytest.fixture
def monday() -> datetime:
    """Ten in the morning of the next Monday with two weeks of plain working days ahead: holidays put reminders off."""
    today = datetime.now(SHANGHAI).replace(hour=10, minute=0, second=0, microsecond=0)
    start = today + timedelta(days=7 - today.weekday())
    while not _is_plain(start):
        start += timedelta(days=7)
    return start


def _is_plain(start: datetime) -> bool:
    days = [(start + timedelta(days=ahead)).date() for ahead in range(12)]
    notices = [notice for year in {day.year for day in days} if (notice := holidays.of_year(year)) is not None]
    return not any(day in notice.off or day in notice.worked for notice in notices for day in days if day.weekday() < 5)


async def announce(desk: "Desk", when: str) -> None:
    await desk.types("新会议")
    await desk.reads("开什么会")
    await desk.taps("党小组会")
    await desk.reads("会议叫什么")
    await desk.types("学习交流会")
    await desk.reads("什么时候开")
    await desk.types(when)
    await desk.reads("在哪里开")
    await desk.taps("党群服务中心")
    await desk.reads("没问题就发布")
    await desk.taps("📣 发布")
    await desk.reads("这份名单只有您能看到")


async def arrange_study(desk: "Desk") -> None:
    await desk.types("学习安排")
    await desk.taps("➕ 新安排")
    await desk.reads("给谁安排学习")
    await desk.taps("第三党小组")
    await (await desk.reads("从哪一周开始")).get_by_test_id("button").first.click()
    await (await desk.reads("这次学习叫什么")).get_by_test_id("button").first.click()
    await desk.reads("每周学什么")
    await desk.types(f"{PIECE} 40分钟")
    await desk.reads("没有了就点「就这些」")
    await desk.taps("就这些")
    await desk.reads("各人按自己喜欢的方式收")
    await desk.taps("📣 发布")
    await desk.reads("发布了")


@ON_A_TELEPHONE
async def test_who_has_answered_is_not_asked_again(desk: "Desk", monday: datetime) -> None:
    await desk.joins("小明")
    await desk.joins("小雨")
    await desk.joins("陈姐")
    friday = monday.replace(hour=15) + timedelta(days=11)
    await announce(desk, f"{friday.month}月{friday.day}日 15:00")

    await desk.waits_until(friday - timedelta(days=7))
    await desk.be("小明")
    await desk.hears("🔔 有一次会议，您能来吗？")
    await desk.taps("👌 会来")
    await desk.reads("到时这样提醒您")
    heard = await desk.messages_of_the_bot("private")

    await desk.waits_until(friday - timedelta(days=1))
    await desk.be("小雨")
    await desk.hears("🔔 有一次会议，您能来吗？")
    await desk.taps("🙋 请假")
    await desk.reads("不写原因也可以")
    await desk.be("小明")
    assert await desk.messages_of_the_bot("private") == heard

    await desk.waits_until(friday - timedelta(hours=2))
    await desk.hears("🔔 您要来的会，快到了")
    await desk.types("今天")
    await desk.reads("👌 您说会来")


@AT_A_DESK
async def test_a_notice_and_how_far_it_has_come(desk: "Desk") -> None:
    for name in ("陈姐", "小明", "小雨", "老周"):
        await desk.joins(name)
    await desk.taps("更多")
    await desk.reads("您想办哪一件")
    await desk.taps("📢 发通知")
    await desk.reads("请写下通知的内容")
    await desk.types(NOTICE)
    await desk.reads("发给谁")
    await desk.taps("第三党小组全体")
    await desk.reads("大家会看到的样子")
    await desk.taps("📤 发送")
    card = await desk.hears("✅ 发完了")
    assert "已送达 3/3" in await card.inner_text()

    await desk.be("小明")
    await desk.reads(NOTICE)
    await desk.be("陈姐")
    await desk.types("电话单")
    await desk.reads("转告通知")
    await desk.taps("✅ 王奶奶 打过了")
    await desk.sees_toast("王奶奶的电话已记下")


@ON_A_TELEPHONE
async def test_the_piece_of_the_week(desk: "Desk", monday: datetime) -> None:
    await desk.joins("小明")
    await desk.joins("陈姐")
    await arrange_study(desk)

    await desk.be("小明")
    await desk.hears(f"📚 本周学习：{PIECE}")
    await desk.waits_until(monday.replace(hour=9) + timedelta(days=2))
    await desk.types("今天")
    await desk.reads(f"📖 本周学习：{PIECE}")
    await desk.taps("📖 看本周学习")
    await desk.taps("✅ 已学")
    await desk.sees_toast("记下了，算 0.6 学时")
    await desk.types("今天")
    await desk.reads("今天没有安排")
