"""The print pack on paper: one A4 a member, nothing cut off, nothing smaller than 18 points (S15)."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from domain import prints as rules
from domain.meetings import Meeting, MeetingKind, MeetingState
from domain.members import Role
from domain.prints import Part
from tests.conftest import SHANGHAI
from texts import prints as say

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
LONG = "学习贯彻党的二十届四中全会精神，" * 12
SMALLEST = 24  # CSS pixels: 18 points


def meeting(number: int, title: str, place: str) -> Meeting:
    at = NOW + timedelta(days=number, hours=5)
    return Meeting(number, 1, MeetingKind.OTHER, title, place, at, at, at, MeetingState.ANNOUNCED, None, None, 1)


def sheet(name: str, meetings: Sequence[Meeting], parts: Sequence[Part]) -> say.Sheet:
    people = [((Role.GROUP_LEADER,), "陈姐"), ((Role.BRANCH_SECRETARY, Role.GROUP_LEADER), "买买提江·吐尔逊阿吉")]
    kept = say.soonest(meetings)
    return say.Sheet(name, "幸福社区第一党支部第三党小组", kept, rules.fitting(parts, say.room(kept)), people)


async def test_each_sheet_is_one_page_and_whole(tmp_path: Path) -> None:
    from tests.page.desk import browser  # noqa: PLC0415 - no other test needs Playwright

    many = [
        meeting(number, "主题党日：" + "走进社区" * 12, "幸福社区党群服务中心二楼东侧会议室") for number in (1, 5, 9)
    ]
    quiz = Part("想一想：" + LONG[:100], "A. 一　B. 二\n答案：A. 一。" + LONG)
    sheets = [
        sheet("王奶奶", [meeting(4, "十一月党小组会", "党群服务中心")], [Part("党章第一章（45 分钟）", "读前九条。")]),
        sheet("艾力肯江·阿不都热西提", many, [Part(LONG[:60], LONG), quiz]),
        sheet("李大爷", [], []),
        sheet("赵大妈", [meeting(1, "题" * 60, "地" * 60)], [Part(LONG[:60], LONG), quiz]),
        sheet("周师傅", [meeting(number, "小组会", "活动室") for number in (1, 2, 3)], [Part("党章", LONG), quiz]),
    ]
    made = say.pack("第三党小组", sheets, NOW).file
    assert made is not None
    (tmp_path / "pack.html").write_bytes(made.data)
    async with browser() as chromium:
        page = await chromium.new_page()
        await page.goto((tmp_path / "pack.html").as_uri())
        printed = await page.pdf(prefer_css_page_size=True)
        reach = await page.evaluate(
            "[...document.querySelectorAll('.sheet')].map(e => e.scrollHeight - e.clientHeight)"
        )
        sizes = await page.evaluate(
            "[...document.querySelectorAll('.sheet *')].map(e => parseFloat(getComputedStyle(e).fontSize))"
        )
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == len(sheets)
    assert max(reach) <= 0
    assert min(sizes) >= SMALLEST
