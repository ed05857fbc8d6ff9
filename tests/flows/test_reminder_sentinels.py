"""What people write for themselves, and a notice before it is sent, is searched for wherever it could be left (V2, V9).

Beside it stands what a leader, a group and the operator may learn of somebody's quiet days, hours and notes: nothing.
"""

import logging

import pytest

from storage.schema import metadata
from tests.flows.quarter import LI, SUN, Quarter
from tests.flows.study import arrange
from tests.flows.test_make_up import closed
from tests.flows.test_poison import rename
from tests.flows.test_sentinel import everything, on_the_disk
from tests.flows.test_study_notes import write
from tests.flows.town import CHEN, MING, TOKEN, YU, ZHOU, Town
from tests.processes import against, run, running

DRAFT = "锅炉周四停火检修半日"
PLANNED = "库房钥匙换了新的样式"
STUDY_NOTE = "读到这里鼻子有点发酸"
MAKE_UP_NOTE = "爷爷那辈人挑水修的渠"
SUMMARY = "商量给独居老人轮流送饭"
READ = "床头那本翻烂了的家书"
REASON = "岳母摔了腿要人看着"
QUIET = "心脏装支架住院，到12月1日"
QUIET_WORDS = "心脏装支架"
SENTENCES = (DRAFT, PLANNED, STUDY_NOTE, MAKE_UP_NOTE, SUMMARY, READ, REASON, QUIET_WORDS)


def standing_in(raw: bytes) -> list[str]:
    """Which sentences, or tell-tale pieces of them, stand in these bytes in any usual writing."""
    return [
        words
        for words in SENTENCES
        for piece in {words, words[:5], words[-5:]}
        for form in (piece.encode(), piece.encode("utf-16-le"), ascii(piece).strip("'").encode())
        if form in raw
    ]


async def confided(quarter: Quarter) -> None:
    """Notes to study and to make-up study, a reason, hours, quiet days with a reason that nobody asked for."""
    town = quarter.town
    await arrange(town, week="11月23日（周一）")
    word = await closed(town, CHEN, YU, leave=MING)
    await town.tap(CHEN, "✍️ 写几句内容", word)
    await town.tap(CHEN, "不用问题", await town.ask(CHEN, SUMMARY))
    done = await town.tap(MING, "✅ 补学好了", await town.ask(MING, "补学"))
    await town.tap(MING, "✍️ 写几句", done)
    assert "只有您自己看得到" in (await town.ask(MING, MAKE_UP_NOTE)).text
    assert STUDY_NOTE in (await write(town, MING, STUDY_NOTE)).text
    await town.tap(MING, "➕ 补记一次", await town.ask(MING, "我的学时"))
    assert READ in (await town.ask(MING, READ, "半天", "昨天")).text
    assert "12月1日" in (await town.ask(MING, f"/免打扰 {QUIET}")).text
    board, _ = await town.plan(title="十二月党小组会", when="12月18日下午三点")
    await town.toast(YU, "🙋 请假", board)
    receipt = await town.hears(YU, "请假")
    await town.tap(YU, "同意，我来写", await town.tap(YU, "写原因", receipt))
    assert REASON not in (await town.ask(YU, REASON)).text
    await quarter.settle()
    town.forget_unheard()


async def announced(quarter: Quarter) -> None:
    """A notice that is planned for Monday, and one that is only looked at."""
    town = quarter.town
    await town.ask(SUN, "通知")
    preview = await town.tap(SUN, "第三党小组全体", await town.ask(SUN, PLANNED))
    await town.tap(SUN, "🕘 定时间", preview)
    town[SUN].presses("📤 发送", on=await town.ask(SUN, "下周一上午九点"))
    await town.hears(SUN, "通知定好了")
    page = await town.ask(LI, "通知")
    await town.tap(LI, "✍️ 写通知", page)
    assert DRAFT not in (await town.ask(LI, DRAFT)).text
    await quarter.settle()
    town.forget_unheard()


async def test_nothing_that_was_confided_stands_in_the_open(
    quarter: Quarter, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in a table, not on the disk, not in the log, not in the group, not on anybody else's screen."""
    caplog.set_level(logging.DEBUG)
    for name in ("aiosqlite", "sqlalchemy", "alembic", "telegram", "aiohttp", "apscheduler", "jieba"):
        caplog.set_level(logging.WARNING, name)
    town = quarter.town
    await confided(quarter)
    await announced(quarter)
    assert standing_in(await everything(town)) == []
    assert standing_in(caplog.text.encode()) == []
    if town.database.embedded:
        assert standing_in(on_the_disk(database_url)) == []
    said_in_group = "".join(one.text for one in town.group.chat.messages.values())
    assert standing_in(said_in_group.encode()) == []
    assert MING not in said_in_group
    private = {SUMMARY: {CHEN, MING}, PLANNED: {SUN}, DRAFT: {LI}, REASON: {YU}}
    for person in town.box.world.people.values():
        heard = "".join(one.text for one in town[person.first_name].chat.messages.values()).encode()
        seen = {words for words in standing_in(heard) if person.first_name not in private.get(words, {MING})}
        assert seen == set(), person.first_name


async def test_quiet_days_hours_and_marks_are_ones_own(quarter: Quarter) -> None:
    """What 陈姐 and 老周 can look at says neither that 小明 wants to be left alone, nor what 小明 studied."""
    await confided(quarter)
    town = quarter.town
    pages = {
        CHEN: (
            "电话单",
            "补学",
            "学习安排",
            "代录学习",
            "今天",
            "本周",
            "日历",
            "通知",
            "提醒",
            "会议",
            "打印",
            "我的学时",
        ),
        ZHOU: ("电话单", "书记日历", "本季", "状态", "学习安排", "学时要求", "花名册", "值班", "待办", "今天", "师资"),
    }
    for who, words in pages.items():
        for word in words:
            page = await town.ask(who, word)
            told = page.text + str(page.buttons)
            assert [one for one in ("免打扰到", "12月1日", "已学", READ) if f"{MING}" in told and one in told] == [], (
                word
            )
            await quarter.settle()
            town.forget_unheard()


@pytest.mark.parametrize("table", ["study_notes", "absences", "dialogues", "broadcasts"])
async def test_nor_in_what_is_logged_when_it_fails_in_the_middle(
    quarter: Quarter, database_url: str, table: str
) -> None:
    """A table that is not there: the traceback names it, and neither the words nor what was bound to the statement."""
    town = quarter.town
    await arrange(town, week="11月23日（周一）")
    opened = await town.tap(MING, "📖 打开", await town.ask(MING, "学习"))
    await town.tap(MING, "✍️ 写几句", opened)
    await town.ask(SUN, "通知")
    preview = await town.tap(SUN, "第三党小组全体", await town.ask(SUN, PLANNED))
    await quarter.settle()
    await rename(town, table, "elsewhere")
    await town.stop()
    environment = against(town.box, TOKEN, database_url, town.settings.key_file, log_level="DEBUG")
    async with running(environment) as bot:
        town.forward(seconds=9)
        match table:
            case "broadcasts":
                town[SUN].presses("📤 发送", on=preview)
            case "absences":
                town[YU].says(f"/免打扰 {QUIET}")
            case _:
                town[MING].says(STUDY_NOTE)
        await town.box.world.watch.until(lambda: _failed(town), 10)
        await bot.stop()
        log = bot.log.read_bytes()
    failed = await run(environment, "failed")
    assert standing_in(log) == []
    assert standing_in(failed.said.encode() + failed.complained.encode()) == []
    assert "Error" in failed.said
    await town.start()
    await rename(town, "elsewhere", table)
    await town.settle()
    town.forget_unheard()


def _failed(town: Town) -> bool:
    """Whether somebody has been told that it did not work."""
    said = [*(one.text for one in town.stage.unheard), *(one.text for one in town.stage.unseen)]
    return any("没有办成" in text for text in said)


def test_every_table_with_words_of_somebody_is_sealed() -> None:
    """A new column of free text is thought about here before it is added; these are for all, or counts."""
    free = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if column.name in {"text", "words", "note", "reason", "body", "draft", "summary", "feedback", "explanation"}
        and type(column.type).__name__ != "Sealed"
    }
    to_all_invited = {"agenda_items.text", "materials.text"}
    assert free - to_all_invited == {
        "courses.note",
        "study_pieces.words",
        "quizzes.explanation",
        "proposals.summary",
    } | {"upward_reports.body"}
