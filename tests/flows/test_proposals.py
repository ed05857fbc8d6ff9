"""Proposals answered in the open, without names (H31)."""

from tests.flows.test_suggestions import WORDS, next_morning, put_in
from tests.flows.town import MING, YU, ZHOU, Town


async def test_answered_in_the_open(town: Town) -> None:
    """H31: number, one line of the leader's own, how far it is, the answer; no name."""
    token = await put_in(town, MING)
    await next_morning(town)
    page = await town.tap(ZHOU, "打开看", await town.hears(ZHOU, "新建议"))
    await town.tap(ZHOU, "📋 公开答复", page)
    status = await town.ask(ZHOU, "修活动室的照明")
    answer = await town.tap(ZHOU, "正在办", status)
    preview = await town.tap(ZHOU, "先不写", answer)
    assert "编号 26-01" in (await town.tap(ZHOU, "登上公开栏", preview)).text
    desk = await town.ask(YU, "公开")
    assert "26-01　修活动室的照明" in desk.text
    assert "正在办" in desk.text
    assert WORDS not in desk.text
    assert MING not in desk.text
    assert desk.buttons == [["✍️ 我也提一条"]]
    assert "编号 26-01" in (await town.ask(MING, f"建议回复 {token}")).text
    mine = await town.ask(ZHOU, "公开")
    status = await town.tap(ZHOU, "改 26-01 的进展", mine)
    answer = await town.tap(ZHOU, "不采纳并说明", status)
    assert answer.buttons == [["取消"]], "no refusal without a reason"
    preview = await town.ask(ZHOU, "电路要等物业统一改，预计明年三月")
    await town.tap(ZHOU, "登上公开栏", preview)
    assert "不采纳并说明" in (await town.ask(YU, "公开")).text


async def test_by_word_of_mouth_and_by_whom(town: Town) -> None:
    """A leader may publish what was said aloud; a member looks on."""
    assert "现在还没有公开的建议" in (await town.ask(MING, "公开栏")).text
    desk = await town.ask(ZHOU, "公开栏")
    await town.tap(ZHOU, "➕ 公开一条", desk)
    assert "写成一句话" in (await town.ask(ZHOU, "长" * 61)).text
    status = await town.ask(ZHOU, "党日活动改在周末")
    await town.tap(ZHOU, "已答复", status)
    preview = await town.ask(ZHOU, "从十二月起改在周六上午")
    await town.tap(ZHOU, "登上公开栏", preview)
    shown = await town.ask(MING, "公开栏")
    assert "从十二月起改在周六上午" in shown.text
    data = next(one["callback_data"] for row in desk.button_rows for one in row if "公开一条" in one["text"])
    refused = await town[MING].toast(town[MING].presses_data(data, on=shown))
    assert "只有负责这件事的同志" in refused.text
