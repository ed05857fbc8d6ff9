"""A month's study: told gently, marked by a tap, a word or paper (S3, S4, S7, S16, O5)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from domain.members import MemberStatus
from domain.messages import Press
from domain.quizzes import Quiz
from storage import people, quizzes, studying_marks
from storage.schema import Tx, metadata
from tests.flows.study import (
    FIRST,
    NEXT_MONDAY,
    SECOND,
    arrange,
    days,
    heard,
    on,
    presses,
    ring,
)
from tests.flows.town import CHEN, MING, STRANGER, WANG, YU, ZHOU, Town


async def test_the_week_from_monday_to_the_mark(town: Town) -> None:
    """S6, S7: told on Monday morning, marked with one tap, and not a word more."""
    await arrange(town)
    await on(town, NEXT_MONDAY, 7)
    assert heard(town, MING) == []
    await on(town, NEXT_MONDAY)
    (told,) = heard(town, MING)
    assert f"本周学习：{FIRST}" in told.text
    assert "约 40 分钟，到 12月6日（周日）" in told.text
    assert told.buttons == [["✅ 已学", "✍️ 写几句"], ["🔕 以后不用发"]]
    marked = await town.tap(MING, "✅ 已学", told)
    assert "您已学，算 0.6 学时" in marked.text
    back = await town.tap(MING, "点错了，撤销", marked)
    assert "✅ 已学" in back.buttons[0]
    await town.tap(MING, "✅ 已学", back)
    town.forget_unheard()
    await days(town, NEXT_MONDAY + timedelta(days=1), 6)
    assert heard(town, MING) == []
    again = heard(town, YU)
    assert [FIRST in one.text for one in again] == [True]
    assert "这一份我不再提了" in again[0].text
    await days(town, NEXT_MONDAY + timedelta(days=7), 7)
    assert [SECOND in one.text for one in heard(town, MING)] == [True, True]
    await days(town, NEXT_MONDAY + timedelta(days=14), 7)
    assert heard(town, MING) == []
    town.forget_unheard()


async def test_the_page_of_three_lines_and_two_buttons(town: Town) -> None:
    """An over-60 member sees no more than that."""
    await arrange(town, week="11月23日（周一）")
    page = await town.ask(MING, "学习")
    assert page.text.splitlines() == [
        f"📚 本周：{FIRST}，约 40 分钟，到 11月29日（周日）。",
        "🕒 今年已有 0 学时（一般 32）。",
    ]
    assert page.buttons == [["📖 打开", "更多"]]
    opened = await town.tap(MING, "📖 打开", page)
    assert "点这里打开" in opened.text
    await town.tap(MING, "✅ 已学", opened)
    page = await town.ask(MING, "/study")
    assert "本周的学完了" in page.text
    assert page.buttons == [["🕒 我的学时", "更多"]]
    await on(town, NEXT_MONDAY, 9)
    town.forget_unheard()
    await on(town, NEXT_MONDAY + timedelta(days=7), 9)
    town.forget_unheard()
    page = await town.ask(MING, "我的学习")
    assert "以前还有 1 份没学，不急" in page.text
    more = await town.tap(MING, "更多", page)
    left = await town.tap(MING, "📋 还没学的", more)
    assert left.buttons == [[SECOND]]


async def test_marked_by_word(town: Town) -> None:
    await arrange(town, week="11月23日（周一）")
    assert "您已学" in (await town.ask(MING, "已学")).text
    assert "没有等着标记的学习" in (await town.ask(MING, "已学")).text
    assert "没有等着标记的学习" in (await town.ask(MING, "/studied")).text
    await arrange(town, week="11月23日（周一）", lines="读书一本\n再读一本")
    await town.ask(YU, "菜单")
    which = await town.ask(YU, "已学")
    assert which.buttons == [[FIRST], ["读书一本"]]
    assert "您已学" in (await town.tap(YU, "读书一本", which)).text
    assert "您已学" in (await town.ask(YU, "已学")).text
    town.forget_unheard()


async def test_how_somebody_likes_it(town: Town) -> None:
    """S16: none is one tap and changes nothing else; back again brings what runs."""
    await arrange(town)
    await on(town, NEXT_MONDAY)
    (told,) = heard(town, MING)
    assert "学习以后不发给您了" in (await town.toast(MING, "🔕 以后不用发", told)).text
    await days(town, NEXT_MONDAY + timedelta(days=1), 8)
    assert heard(town, MING) == []
    assert SECOND in (await town.ask(MING, "学习")).text
    tastes = await town.ask(MING, "学习提醒")
    assert "现在是：不用发给我" in tastes.text
    changed = await town.tap(MING, "每周一次，周一早上", tastes)
    assert "现在是：每周一次，周一早上" in changed.text
    await ring(town)
    assert SECOND in heard(town, MING)[0].text
    town.forget_unheard()


async def test_paper_counts_the_same(town: Town) -> None:
    """O5, S3: the leader marks for whoever has no telephone, and only for them."""
    await arrange(town, week="11月23日（周一）")
    which = await town.ask(CHEN, "代录学习")
    people = await town.tap(CHEN, FIRST, which)
    assert people.buttons == [["▫️ 王奶奶"]]
    done = await town.tap(CHEN, "▫️ 王奶奶", people)
    assert done.buttons == [["✅ 王奶奶"]]
    async with town.database.read() as tx:
        marks = await studying_marks.on_piece(tx, 1)
        assert marks[town.members[WANG].id].entered_by == town.members[CHEN].id
    await town.tap(CHEN, "✅ 王奶奶", done)
    async with town.database.read() as tx:
        assert await studying_marks.on_piece(tx, 1) == {}
    town.forget_unheard()
    refused = await presses(town, CHEN, which, Press("stpm", (1, town.members[MING].id, 0)))
    assert "已经撤下" in refused.text
    async with town.database.read() as tx:
        assert await studying_marks.on_piece(tx, 1) == {}


async def test_a_mark_below_several_things_leaves_the_others_there(town: Town) -> None:
    await arrange(town, week="11月23日（周一）", lines="读书一本\n再读一本")
    await arrange(town, week="11月23日（周一）")
    await ring(town)
    (told,) = heard(town, MING)
    assert "读书一本" in told.text
    assert FIRST in told.text
    assert [row[0] for row in told.buttons] == ["① ✅ 已学", "① 🔕 以后不用发", "② ✅ 已学", "② 🔕 以后不用发"]
    town[MING].presses("① ✅ 已学", on=told)
    left = await town.hears(MING, FIRST)
    assert left.edited
    assert "读书一本" not in left.text
    receipt = await town.hears(MING, "您已学")
    assert receipt.message_id != told.message_id
    town.forget_unheard()


async def test_who_joins_on_wednesday_hears_of_it_then(town: Town) -> None:
    """The planner compares what should be with what is: nothing needs repair."""
    async with town.database.write() as tx:
        await people.unbind(tx, town.members[MING].id)
    await arrange(town)
    await on(town, NEXT_MONDAY)
    assert heard(town, MING) == []
    async with town.database.write() as tx:
        await people.bind(tx, town.members[MING].id, town[MING].id)
    await on(town, NEXT_MONDAY + timedelta(days=2), 11)
    assert FIRST in heard(town, MING)[0].text
    town.forget_unheard()


async def test_after_a_restart_and_three_days_down(town: Town) -> None:
    await arrange(town)
    await town.restart()
    await on(town, NEXT_MONDAY + timedelta(days=3), 9)
    assert [FIRST in one.text for one in heard(town, MING)] == [True]
    await town.restart()
    await ring(town)
    assert heard(town, MING) == []
    town.forget_unheard()


async def test_the_question_of_the_week_comes_along(town: Town) -> None:
    async with town.database.write() as tx:
        await _quiz(town, tx)
    await arrange(town)
    await on(town, NEXT_MONDAY)
    (told,) = heard(town, MING)
    assert "党的生日是哪一天" in told.text
    assert told.buttons[-2] == ["✅ 已学", "✍️ 写几句"]
    town.forget_unheard()


async def test_a_file_of_the_library_is_one_tap_away(town: Town) -> None:
    """S4: it is passed on by its id, and nothing says afterwards that it was."""
    kind = await town.ask(ZHOU, "新课程", "入党誓词")
    await town.tap(ZHOU, "党课讲稿", kind)
    await town.ask(ZHOU, "先不写", "先不写")
    town[ZHOU].sends_file("誓词讲稿.pdf", b"%PDF-1.4 " * 9)
    await town.tap(ZHOU, "✅ 存下", await town[ZHOU].hears())
    await arrange(town, lines="入党誓词")
    await on(town, NEXT_MONDAY)
    (told,) = heard(town, MING)
    assert told.buttons[0] == ["📎 打开文件"]
    before = await _state(town)
    file = await town.tap(MING, "📎 打开文件", told)
    assert file.document is not None
    assert file.document.name == "誓词讲稿.pdf"
    assert await _state(town) == before
    town.forget_unheard()


ATTACKS = (
    *(Press(action, (1,)) for action in ("stv", "stu", "stf", "stn")),
    Press("stm", (1, 0)),
    Press("stpm", (1, 5, 0)),
    *(Press(action, (1, 0)) for action in ("stpd", "stpw", "stpx", "stpc")),
    *(Press(action, (1,)) for action in ("stpv", "stpp", "stpr", "stpa")),
)


@pytest.mark.parametrize("who", [YU, STRANGER])
async def test_nobody_presses_what_is_anothers(town: Town, who: str) -> None:
    """S3, V5: a programme of 小雨's neighbours; neither she nor a stranger sees it, marks it, or changes it."""
    async with town.database.write() as tx:
        await people.change(tx, town.members[YU].id, node_id=town.branch_id, status=MemberStatus.PROBATIONARY_MEMBER)
    await arrange(town, who=CHEN, whom="第三党小组", week="11月23日（周一）")
    if who == STRANGER:
        town[STRANGER].starts()
        message = await town[STRANGER].hears()
    else:
        message = await town.ask(who, "电话")
    before = await _state(town)
    for press in ATTACKS:
        toast = await presses(town, who, message, press)
        await town.settle()
        said = [toast.text, *(one.text + str(one.buttons) for one in heard(town, who))]
        assert not [one for one in said if FIRST in one or WANG in one], press
    assert await _state(town) == before
    town.forget_unheard()


async def test_the_buttons_do_nothing_in_a_group(town: Town) -> None:
    await arrange(town, week="11月23日（周一）")
    board, _ = await town.plan()
    toast = await presses(town, MING, board, Press("stm", (1, 0)))
    assert "记下了" not in toast.text
    async with town.database.read() as tx:
        assert await studying_marks.on_piece(tx, 1) == {}
    town.forget_unheard()


def test_s4_nothing_is_known_of_reading() -> None:
    """No column for opening, reading, liking, dwelling, watching."""
    ours = [table for name, table in metadata.tables.items() if name.startswith("study_")]
    assert len(ours) == 7
    told = ("open_", "opened", "read", "seen", "view", "like", "click", "watch", "dwell", "spent", "progress", "rank")
    found = [f"{table.name}.{one.name}" for table in ours for one in table.columns if one.name.startswith(told)]
    assert found == []


async def _state(town: Town) -> list[object]:
    async with town.database.read() as tx:
        tables = [table for name, table in sorted(metadata.tables.items()) if name.startswith("study_")]
        return [tuple(row) for table in tables for row in await tx.execute(sa.select(table))]


async def _quiz(town: Town, tx: Tx) -> None:
    quiz = Quiz(0, town.branch_id, NEXT_MONDAY, "党的生日是哪一天？", ("7月1日", "10月1日"), 0, "1921 年 7 月。")
    await quizzes.put(tx, quiz, town.members[ZHOU].id, town.clock.now())
