"""A branch's own wordings: gaps that fill themselves, a look before it counts, unknown gaps refused kindly (A6)."""

from tests.flows.town import CHEN, MING, ZHOU, Town


async def test_an_invitation_stands_on_every_board(town: Town) -> None:
    assert "只有负责这件事的同志" in (await town.ask(MING, "模板")).text
    listing = await town.ask(CHEN, "模板")
    assert listing.buttons == [["➕ 写会议邀请"], ["➕ 写通知模板"]]
    question = await town.tap(CHEN, "➕ 写会议邀请", listing)
    assert "{会议} {类型} {时间} {地点} {组织}" in question.text
    odd = await town.ask(CHEN, "请{姓名}带上｛时间｝的本子")
    assert "{姓名} 我不知道该填什么" in odd.text
    await town.restart()
    preview = await town.ask(CHEN, "老同志们：｛时间｝在{ 地点 }开{会议}，<茶>管够。")
    assert "在党群服务中心开主题党日，<茶>管够。" in preview.text
    assert "记下了" in (await town.tap(CHEN, "✅ 就用它", preview)).text
    board, _ = await town.plan()
    assert "老同志们：11月27日（周五）15:00在党群服务中心开十一月党小组会，<茶>管够。" in board.text
    listing = await town.ask(CHEN, "模板")
    card = await town.tap(CHEN, listing.buttons[0][0], listing)
    assert "老同志们：{时间}" in card.text
    data = next(one["callback_data"] for row in card.button_rows for one in row if one["text"] == "🗑 删掉")
    refused = await town[MING].toast(town[MING].presses_data(data, on=await town.ask(MING, "菜单")))
    assert "过期" in refused.text or "按钮" in refused.text
    assert "删掉了" in (await town.tap(CHEN, "🗑 删掉", card)).text
    assert "老同志们" not in (await town.board()).text
    town.forget_unheard()


async def test_a_notice_begins_with_a_wording(town: Town) -> None:
    question = await town.tap(ZHOU, "➕ 写通知模板", await town.ask(ZHOU, "模板"))
    preview = await town.tap(ZHOU, "用这个例子", question)
    await town.tap(ZHOU, "✅ 就用它", preview)
    words = await town.ask(ZHOU, "通知")
    label = words.buttons[0][0]
    assert label.startswith("📄 各位同志")
    assert "近期还没有安排会议" in (await town.tap(ZHOU, label, words)).text
    await town.ask(ZHOU, "取消")
    await town.plan()
    whom = await town.tap(ZHOU, label, await town.ask(ZHOU, "通知"))
    shown = await town.tap(ZHOU, whom.buttons[0][0], whom)
    assert "十一月党小组会定在11月27日（周五）15:00，地点：党群服务中心" in shown.text
    town.forget_unheard()
