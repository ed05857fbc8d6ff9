"""A month's study as leaders arrange it, look at it in totals, change it and take it back (S3, A12)."""

from datetime import datetime, timedelta

import pytest

from domain.courses import Course, CourseKind
from domain.members import Role
from storage import access_log, courses, people
from tests.conftest import SHANGHAI
from tests.flows.study import BRANCH, FIRST, LINES, NEXT_MONDAY, SECOND, arrange, days, heard, on
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town


async def test_six_taps_and_no_word_typed_where_the_library_fits(town: Town) -> None:
    """S3: what the library offers makes a month."""
    for title in ("纪录片《国家记忆》", "党的二十大报告"):
        await _course(town, title)
    page = await town.ask(ZHOU, "学习安排")
    question = await town.tap(ZHOU, "➕ 新安排", page)
    question = await town.tap(ZHOU, BRANCH, question)
    question = await town.tap(ZHOU, "11月30日（周一）", question)
    question = await town.tap(ZHOU, "十二月学习", question)
    assert "纪录片《国家记忆》" in question.text
    preview = await town.tap(ZHOU, "👍 就学这 2 份", question)
    assert "11月30日（周一）起：党的二十大报告，约 45 分钟" in preview.text
    assert "12月7日（周一）起：纪录片" in preview.text
    assert "发给 4 位同志" in preview.text
    assert "1 位没有手机" in preview.text
    published = await town.tap(ZHOU, "📣 发布", preview)
    assert "发布了：十二月学习，11月30日（周一）开始" in published.text


async def test_leaders_see_totals_and_small_ones_not_at_all(town: Town) -> None:
    """S3: no names, no ranking; fewer than five are 不到五人."""
    receipt = await arrange(town, week="11月23日（周一）")
    await town.ask(MING, "已学")
    programme = await town.tap(ZHOU, "十一月学习", receipt)
    assert "已学：不到五人" in programme.text
    assert [row[0] for row in programme.buttons[:2]] == [FIRST, SECOND]
    for who in (CHEN, YU, ZHOU):
        await town.ask(who, "已学")
    await town.tap(CHEN, "▫️ 王奶奶", await town.tap(CHEN, FIRST, await town.ask(CHEN, "代录学习")))
    programme = await town.tap(ZHOU, "十一月学习", await town.ask(ZHOU, "学习安排"))
    assert "已学：5 人" in programme.text
    assert not [name for name in (CHEN, MING, YU, WANG) if name in programme.text + str(programme.buttons)]
    town.forget_unheard()


async def test_changing_and_taking_back(town: Town) -> None:
    receipt = await arrange(town)
    await on(town, NEXT_MONDAY)
    town.forget_unheard()
    programme = await town.tap(ZHOU, "十二月学习", receipt)
    piece = await town.tap(ZHOU, FIRST, programme)
    await town.tap(ZHOU, "改截止日", piece)
    assert "请写一天" in (await town.ask(ZHOU, "很久以后")).text
    changed = await town.ask(ZHOU, "12月9日")
    assert "到 12月9日（周三）" in changed.text
    await days(town, NEXT_MONDAY + timedelta(days=1), 6)
    assert [one.text for one in heard(town, MING)] == []
    await on(town, NEXT_MONDAY + timedelta(days=7))
    (told,) = heard(town, MING)
    assert FIRST in told.text
    assert SECOND in told.text
    town.forget_unheard()
    programme = await town.tap(ZHOU, FIRST, changed)
    programme = await town.tap(ZHOU, "撤下这一份", programme)
    assert f"{FIRST}，约 40 分钟，到 12月9日（周三）（已撤下）" in programme.text
    assert "已经撤下" in (await town.toast(MING, "① ✅ 已学", told)).text
    programme = await town.tap(ZHOU, "撤下整个安排", programme)
    assert "（已撤下）" in programme.text
    town.forget_unheard()
    await days(town, NEXT_MONDAY + timedelta(days=8), 6)
    assert heard(town, MING) == []
    assert "没有新的学习安排" in (await town.ask(MING, "学习")).text
    town.forget_unheard()


async def test_the_same_again_next_month(town: Town) -> None:
    receipt = await arrange(town)
    programme = await town.tap(ZHOU, "十二月学习", receipt)
    preview = await town.tap(ZHOU, "🔁 再来一次", programme)
    assert f"12月14日（周一）起：{FIRST}" in preview.text
    assert "十二月学习" in preview.text
    assert "发布了" in (await town.tap(ZHOU, "📣 发布", preview)).text


async def test_one_more_piece(town: Town) -> None:
    receipt = await arrange(town)
    programme = await town.tap(ZHOU, "十二月学习", receipt)
    await town.tap(ZHOU, "➕ 加一份", programme)
    programme = await town.ask(ZHOU, "学习准则 50分钟")
    assert "3. 学习准则，约 50 分钟，到 12月20日（周日）" in programme.text


async def test_a_class_of_members(town: Town) -> None:
    await arrange(town, whom=f"{BRANCH}：预备党员")
    await on(town, NEXT_MONDAY)
    assert FIRST in heard(town, YU)[0].text
    assert heard(town, MING) == []
    assert "没有新的学习安排" in (await town.ask(MING, "学习")).text
    town.forget_unheard()


async def test_a_leader_arranges_for_the_own_group_only(town: Town) -> None:
    page = await town.ask(CHEN, "学习安排")
    question = await town.tap(CHEN, "➕ 新安排", page)
    assert question.buttons == [["第三党小组"], ["取消"]]
    await town.ask(CHEN, "/cancel")
    assert "只有负责这件事的同志" in (await town.ask(MING, "学习安排")).text
    async with town.database.read() as tx:
        (refused,) = await access_log.refusals(tx)
    assert refused.actor_id == town.members[MING].id


async def test_study_switched_off_is_neither_told_nor_offered(town: Town) -> None:
    """A12."""
    await arrange(town)
    page = await town.ask(ZHOU, "功能")
    label = next(label for row in page.buttons for label in row if "学习" in label)
    await town.tap(ZHOU, label, page)
    await days(town, NEXT_MONDAY, 6)
    assert heard(town, MING) == []
    assert "没有开通" in (await town.ask(MING, "学习")).text
    town.forget_unheard()


async def test_a_post_taken_away_takes_the_programme_out_of_reach(town: Town) -> None:
    receipt = await arrange(town)
    async with town.database.write() as tx:
        await people.relieve(tx, town.members[ZHOU].id, town.branch_id, Role.BRANCH_SECRETARY, town.clock.now())
    assert "只有负责这件事的同志" in (await town.toast(ZHOU, "十二月学习", receipt)).text


async def test_a_programme_holds_ten_pieces(town: Town) -> None:
    lines = "\n".join(f"第{number}份" for number in range(1, 11))
    receipt = await arrange(town, lines=lines)
    programme = await town.tap(ZHOU, "十二月学习", receipt)
    assert "最多 10 份" in (await town.tap(ZHOU, "➕ 加一份", programme)).text


@pytest.mark.parametrize("lines", ["长" * 61, "学习传达秘密★文件", "40分钟"])
async def test_what_is_no_piece(town: Town, lines: str) -> None:
    """SEC-04 among them: nothing of it is kept."""
    question = await town.tap(ZHOU, "➕ 新安排", await town.ask(ZHOU, "学习安排"))
    question = await town.tap(ZHOU, BRANCH, question)
    question = await town.tap(ZHOU, "11月30日（周一）", question)
    await town.tap(ZHOU, "十二月学习", question)
    answer = (await town.ask(ZHOU, lines)).text
    assert "一行写一份" in answer or "涉密" in answer
    more = await town.ask(ZHOU, "学习党章")
    assert "下一周学什么" in more.text
    assert "就这些" in more.buttons[0]
    assert "学习党章，约 30 分钟" in (await town.tap(ZHOU, "就这些", more)).text
    town.forget_unheard()


async def test_what_is_changed_in_the_preview(town: Town) -> None:
    question = await town.tap(ZHOU, "➕ 新安排", await town.ask(ZHOU, "学习安排"))
    question = await town.tap(ZHOU, BRANCH, question)
    question = await town.tap(ZHOU, "11月23日（周一）", question)
    await town.tap(ZHOU, "十一月学习", question)
    preview = await town.ask(ZHOU, LINES)
    question = await town.tap(ZHOU, "改题目", preview)
    preview = await town.ask(ZHOU, "学党章")
    assert "学党章" in preview.text
    await town.tap(ZHOU, "改开始", preview)
    preview = await town.ask(ZHOU, "12月3日")
    assert f"12月3日（周四）起：{FIRST}" in preview.text
    question = await town.tap(ZHOU, "改给谁", preview)
    preview = await town.tap(ZHOU, f"{BRANCH}：预备党员", question)
    assert "发给 1 位同志" in preview.text
    await town.tap(ZHOU, "改内容", preview)
    preview = await town.ask(ZHOU, "一\n二\n三")
    for day in range(24, 30):
        town.at(datetime(2026, 11, day, 8, tzinfo=SHANGHAI))
        preview = await town.ask(ZHOU, "改开始", "29号")
    assert "11月29日（周日）起：一" in preview.text
    town.forward(hours=20)
    assert "已经过去了" in (await town.ask(ZHOU, "📣 发布")).text


async def _course(town: Town, title: str) -> None:
    written = Course(0, town.branch_id, title, CourseKind.VIDEO, "", 45, None, None, "")
    async with town.database.write() as tx:
        await courses.add(tx, written, town.members[ZHOU].id, town.clock.now())
