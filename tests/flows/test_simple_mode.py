"""For who finds a telephone hard: one button a row, numbers, and the group leader's hand (U6, U8)."""

from tests.flows.town import CHEN, MING, Town


async def test_numbers_are_enough(town: Town) -> None:
    said = await town.ask(MING, "1")
    assert "1 签到" not in said.text
    await town.ask(MING, "取消")
    told = await town.ask(MING, "简单模式")
    assert "1 签到" in told.text
    assert "6 请组长帮我" in told.text
    assert "当面问陈姐" in told.text
    assert told.buttons == [["🤝 不会用？请组长帮我"]]
    await town.restart()
    assert "没有正在签到的会议" in (await town.ask(MING, "１")).text
    asked = await town.ask(MING, "6")
    assert "已告诉陈姐" in asked.text
    assert "小明说不太会用小伴" in (await town[CHEN].hears()).text
    await town.ask(MING, "请组长帮我")
    back = await town.ask(MING, "普通模式")
    assert "简单模式" in back.text
    assert "1 签到" not in (await town.ask(MING, "1")).text
    await town.ask(MING, "取消")


async def test_a_question_with_one_button_a_row(town: Town) -> None:
    await town.ask(CHEN, "简单模式")
    question = await town.ask(CHEN, "新会议")
    assert all(len(row) == 1 for row in question.buttons)
    assert question.buttons[0][0].startswith("1 ")
    assert "只回前面的数字" in question.text
    title = await town.ask(CHEN, "1")
    assert "叫什么" in title.text or "名称" in title.text or "名字" in title.text
    when = await town.ask(CHEN, "十一月党小组会")
    assert not when.buttons[0][0].startswith("1 "), "a typed 5 must stay a day or an hour"
    await town.ask(CHEN, "取消")
