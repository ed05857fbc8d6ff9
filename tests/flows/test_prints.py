"""One A4 for who has no telephone or weak eyes (S15)."""

import re
from datetime import timedelta

from domain.quizzes import Quiz, week_of
from domain.studying import Draft, Learners
from storage import people, studying
from storage import quizzes as quizzes_store
from storage.studying import Planned
from tests.flows.town import CHEN, MING, WANG, ZHOU, Town

PHONE = re.compile(r"1[3-9]\d{9}|\d{3,4}-\d{7,8}")


async def printed(town: Town, who: str) -> str:
    """The page as a leader gets it."""
    page = await town.ask(who, "打印")
    if page.text.startswith("给哪里"):
        page = await town.tap(who, "第三党小组", page)
    label = next(label for row in page.buttons for label in row if "🖨" in label)
    file = await town.tap(who, label, page)
    assert file.document is not None
    assert file.document.name == "大字纸-第三党小组.html"
    return file.document.data.decode()


async def test_who_has_no_telephone_gets_a_sheet(town: Town) -> None:
    """The coming meeting, the question of the week with its answer, whom to turn to, and a strip to hand in."""
    await town.plan()
    town.forget_unheard()
    now = town.clock.now()
    quiz = Quiz(0, town.branch_id, week_of(now.date()), "党的一大哪年开的？", ("1919年", "1921年"), 1, "在上海开幕。")
    async with town.database.write() as tx:
        await quizzes_store.put(tx, quiz, town.members[ZHOU].id, now)
    page = await town.ask(CHEN, "打印")
    assert "王奶奶（没有用小伴）" in page.text
    assert "小明" not in page.text
    sheet = await printed(town, CHEN)
    for words in (
        *("王奶奶同志，您好", "11月27日（周五）15:00", "十一月党小组会，", "□ 会来", "□ 请假", "到会签名", "想说的话"),
        *("党小组长：<b>陈姐</b>", "书记：<b>老周</b>", "急救 120", "想一想：党的一大哪年开的？", "答案：B. 1921年"),
    ):
        assert words in sheet, words
    assert "font: 18pt" in sheet
    assert sheet.count('class="sheet"') == 1
    assert not PHONE.search(sheet)
    assert "http" not in sheet  # self-contained: nothing is fetched when it is opened


async def test_this_weeks_study_is_on_the_sheet(town: Town) -> None:
    now = town.clock.now()
    monday = week_of(now.date())
    planned = Planned(Draft("党章第一章", minutes=40), monday, monday + timedelta(days=6), now)
    async with town.database.write() as tx:
        zhou = town.members[ZHOU].id
        await studying.publish(tx, town.branch_id, Learners.EVERYONE, "十一月学习", [planned], zhou, now)
    sheet = await printed(town, CHEN)
    assert "党章第一章（40 分钟）" in sheet
    assert "□ 学完了" in sheet


async def test_a_leader_adds_somebody_by_a_tap_and_takes_them_off(town: Town) -> None:
    page = await town.ask(CHEN, "打印")
    choice = await town.tap(CHEN, "➕ 再加一位", page)
    assert "还要给谁" in choice.text
    page = await town.tap(CHEN, MING, choice)
    assert "· 小明" in page.text
    await town.restart()
    sheet = await printed(town, CHEN)
    assert sheet.count('class="sheet"') == 2
    assert "小明同志，您好" in sheet
    page = await town.ask(CHEN, "打印")
    page = await town.tap(CHEN, "不用给 小明 了", page)
    assert "小明" not in page.text
    assert "王奶奶" in page.text


async def test_the_branch_chooses_for_whom_and_nobody_is_no_file(town: Town) -> None:
    places = await town.ask(ZHOU, "打印")
    assert "给哪里的同志打印" in places.text
    whole = await town.tap(ZHOU, "幸福社区第一党支部", places)
    assert WANG in whole.text
    async with town.database.write() as tx:
        assert await people.bind(tx, town.members[WANG].id, 99)
    assert "不用打印" in (await town.tap(ZHOU, "🖨 出这 1 份", whole)).text


async def test_what_is_switched_off_is_not_printed(town: Town) -> None:
    now = town.clock.now()
    quiz = Quiz(0, town.branch_id, week_of(now.date()), "党的一大哪年开的？", ("1919年", "1921年"), 1, "在上海开幕。")
    async with town.database.write() as tx:
        await quizzes_store.put(tx, quiz, town.members[ZHOU].id, now)
    assert "党的一大" in await printed(town, CHEN)
    features = await town.ask(ZHOU, "功能")
    await town.tap(ZHOU, "关：学习", features)
    assert "党的一大" not in await printed(town, CHEN)


async def test_a_name_is_no_markup(town: Town) -> None:
    async with town.database.write() as tx:
        added = await people.add(tx, town.group_id, "<b>赵</b>", town.members[WANG].status, town.clock.now())
    assert added.telegram_id is None
    sheet = await printed(town, ZHOU)
    assert "&lt;b&gt;赵&lt;/b&gt;同志" in sheet
