"""The question of the week: written in the chat, answered in private, remembered of nobody (S14, S4)."""

import sqlalchemy as sa

from domain.quizzes import Quiz, week_of
from services import quizzes
from services.turn import Turn
from storage import quizzes as store
from storage.schema import metadata
from tests.flows.town import CHEN, MING, YU, ZHOU, Town

QUESTION, WHY = "党的一大是哪一年召开的？", "1921年7月，党的一大在上海开幕，最后一天转到嘉兴南湖的红船上。"


async def written(town: Town, who: str = ZHOU, question: str = QUESTION) -> None:
    """For this week, in five answers."""
    await town.ask(who, "出题", question)
    right = await town.ask(who, "A. 1919年\nB、1921年\n1927年")
    why = await town.tap(who, "B. 1921年", right)
    assert "为什么是它" in why.text
    week = await town.ask(who, WHY)
    preview = await town.tap(who, week.buttons[0][0], week)
    assert "B. 1921年 ✅" in preview.text
    assert "11月23日（周一）这一周" in preview.text
    assert "存下了" in (await town.tap(who, "存下这道题", preview)).text


async def test_it_is_answered_at_once_and_kindly(town: Town) -> None:
    """Right or not, with the explanation; as often as one likes; after a restart too."""
    assert "还没有题" in (await town.ask(MING, "每周一题")).text
    await written(town)
    asked = await town.ask(MING, "每周一题")
    assert QUESTION in asked.text
    assert asked.buttons == [["A. 1919年"], ["B. 1921年"], ["C. 1927年"]]
    wrong = await town.tap(MING, "C. 1927年", asked)
    assert "容易想岔" in wrong.text
    assert "答案是 B. 1921年" in wrong.text
    assert WHY in wrong.text
    await town.restart()
    right = await town.tap(MING, "B. 1921年", asked)
    assert "答对了" in right.text
    assert WHY in right.text
    for said in (wrong, right):
        assert not {"分数", "排名", "第几"} & set(said.text)


async def test_answers_leave_nothing_behind(town: Town) -> None:
    """S14, S4: no table knows who answered, what, or whether it was right."""
    await written(town)
    asked = [(who, await town.ask(who, "每周一题")) for who in (MING, YU)]
    passing = {"inbox", "outbox", "cards", "heard", "dialogues", "burden"}

    async def rows() -> dict[str, list[tuple[object, ...]]]:
        async with town.database.read() as tx:
            return {
                name: [tuple(row) for row in await tx.execute(sa.select(table))]
                for name, table in metadata.tables.items()
                if name not in passing
            }

    before = await rows()
    for who, message in asked:
        await town.tap(who, "A. 1919年", message)
        await town.tap(who, "B. 1921年", message)
    await town.settle()
    assert await rows() == before


async def test_what_cannot_be_used_is_asked_again(town: Town) -> None:
    assert "200 个字以内" in (await town.ask(ZHOU, "出题", "问" * 201)).text
    assert "涉密" in (await town.ask(ZHOU, "机密★文件讲了什么？")).text
    await town.ask(ZHOU, QUESTION)
    for wrong in ("只有一个", "一\n一", "一\n二\n三\n四\n五", "短\n" + "长" * 61):
        assert "二到四个不一样的选项" in (await town.ask(ZHOU, wrong)).text
    await town.ask(ZHOU, "1919年\n1921年")
    assert "请点一个选项" in (await town.ask(ZHOU, "1922年")).text
    assert "为什么是它" in (await town.ask(ZHOU, "b")).text
    assert "一两句解释" in (await town.ask(ZHOU, "长" * 301)).text
    await town.ask(ZHOU, WHY)
    assert "请点一个按钮" in (await town.ask(ZHOU, "下下个月")).text
    preview = await town.ask(ZHOU, "11月30日（周一）这一周")
    again = await town.tap(ZHOU, "重新出", preview)
    assert "出什么题" in again.text
    town.forget_unheard()


async def test_a_new_one_takes_the_place_and_the_nearest_counts(town: Town) -> None:
    """One a week and place; the group's own goes before the branch's. An old button says that it is old."""
    await written(town)
    old = await town.ask(MING, "每周一题")
    await written(town, ZHOU, "党的二大是在哪里召开的？")
    assert "换过了" in (await town.toast(MING, "B. 1921年", old)).text
    await written(town, CHEN, "小组自己的题？")
    assert "小组自己的题" in (await town.ask(MING, "每周一题")).text
    kept = await town.ask(ZHOU, "每周一题")
    assert ["✏️ 出一道题", "撤下这道题"] in kept.buttons
    assert "撤下了" in (await town.tap(ZHOU, "撤下这道题", kept)).text
    assert "二大" in (await town.ask(MING, "每周一题")).text


async def test_other_pieces_can_carry_it(town: Town) -> None:
    """What the weekly piece asks: the question of that day's week, and the message with its buttons."""
    now = town.clock.now()
    quiz = Quiz(0, town.branch_id, week_of(now.date()), QUESTION, ("1919年", "1921年"), 1, WHY)
    async with town.database.write() as tx:
        await store.put(tx, quiz, town.members[ZHOU].id, now)
    async with town.database.read() as tx:
        turn = Turn(tx, now)
        found = await quizzes.of_week(turn, town.group_id, now.date())
        assert found is not None
        message = await quizzes.message(turn, found)
        assert [row[0].label for row in message.rows] == ["A. 1919年", "B. 1921年"]
        assert await quizzes.of_week(turn, town.group_id, now.date().replace(day=30)) is None
