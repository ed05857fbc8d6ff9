"""What a meeting is about, on one card that is edited when it changes (M19)."""

from sandbox.play.heard import Heard
from tests.flows.town import CHEN, MING, YU, ZHOU, Town


async def agenda_page(town: Town, panel: Heard) -> Heard:
    return await town.tap(CHEN, "📋 议题和材料", await town.tap(CHEN, "⋯ 这次会还可以…", panel))


async def handed_out(town: Town, panel: Heard) -> Heard:
    """Two items and a link, handed out; returns 小明's card."""
    page = await agenda_page(town, panel)
    assert "还没有议题" in page.text
    await town.tap(CHEN, "➕ 加议题", page)
    page = await town.ask(CHEN, "1. 学习全会精神\n二、讨论 3.5 万元的用法")
    assert "1. 学习全会精神\n2. 讨论 3.5 万元的用法" in page.text
    await town.tap(CHEN, "📎 加材料", page)
    page = await town.ask(CHEN, "https://www.12371.cn/a.html")
    handed = await town.tap(CHEN, "📤 发给大家", page)
    assert "已经发给 4 位同志。还有 1 位没有加入小伴" in handed.text
    for who in (YU, ZHOU, CHEN):
        await town.hears(who, "学习全会精神")
    return await town.hears(MING, "学习全会精神")


async def test_one_card_edited_when_something_changes(town: Town) -> None:
    _, panel = await town.plan()
    card = await handed_out(town, panel)
    assert card.buttons[0] == ["👌 会来", "🙋 请假"]
    assert "12371.cn" in card.text
    assert "📍 党群服务中心" in card.text
    said = await town.toast(MING, "👌 会来", card)
    assert "11月27日（周五）15:00 见" in said.text
    answered = await town.hears(MING, "您说会来")
    assert (answered.message_id, answered.buttons[0]) == (card.message_id, ["🙋 请假"])
    assert "请假" in (await town.toast(MING, "🙋 请假", answered)).text
    assert (await town.hears(MING, "您已请假")).buttons[0] == ["👌 会来", "写请假原因"]
    panel = await town.panel()
    town.forget_unheard()
    page = await agenda_page(town, panel)
    assert "已经发给 4 位应到的同志" in page.text
    changes = await town.tap(CHEN, "✏️ 改一改", page)
    one = await town.tap(CHEN, "2. 讨论 3.5 万元的用法", changes)
    page = await town.tap(CHEN, "往前排", one)
    assert "1. 讨论 3.5 万元的用法" in page.text
    changed = await town.hears(YU, "1. 讨论 3.5 万元的用法")
    assert changed.message_id != card.message_id
    await town.hears(MING, "1. 讨论 3.5 万元的用法")
    town.forget_unheard()
    changes = await town.tap(CHEN, "✏️ 改一改", page)
    await town.tap(CHEN, "改字", await town.tap(CHEN, "2. 学习全会精神", changes))
    assert "100 个字以内" in (await town.ask(CHEN, "会" * 101)).text
    assert "2. 交流全会精神" in (await town.ask(CHEN, "交流全会精神")).text
    assert "交流全会精神" in (await town.hears(MING, "交流全会精神")).text
    assert not [one for one in town.group.chat.messages.values() if "全会精神" in one.text]
    town.forget_unheard()


async def test_a_file_goes_to_who_asks_for_it_and_nobody_notes_it(town: Town) -> None:
    _, panel = await town.plan()
    page = await agenda_page(town, panel)
    await town.tap(CHEN, "📎 加材料", page)
    town[CHEN].sends_file("机密文件.docx", b"x")
    assert "不" in (await town[CHEN].hears()).text
    town[CHEN].sends_file("学习材料.docx", b"words")
    page = await town[CHEN].hears()
    assert "📎 学习材料.docx" in page.text
    await town.tap(CHEN, "📤 发给大家", page)
    card = await town.hears(MING, "十一月党小组会")
    given = await town.tap(MING, "📎 学习材料.docx", card)
    assert given.document is not None
    town.forget_unheard()


async def test_it_is_the_organisers_to_write(town: Town) -> None:
    """Others' taps do nothing; a stranger asks in vain."""
    _, panel = await town.plan()
    page = await agenda_page(town, panel)
    await town.tap(CHEN, "➕ 加议题", page)
    page = await town.ask(CHEN, "讨论整治")
    changes = await town.tap(CHEN, "✏️ 改一改", page)
    one = await town.tap(CHEN, "1. 讨论整治", changes)
    wrong = await town.ask(MING, "菜单")
    for heard in (page, changes, one):
        for row in heard.button_rows:
            for button in row:
                said = await town[MING].toast(town[MING].presses_data(button["callback_data"], on=wrong))
                assert said.text
    assert "1. 讨论整治" in (await agenda_page(town, panel)).text
    town.forget_unheard()


async def test_after_the_meeting_the_card_is_still_and_over_when_it_is_cancelled(town: Town) -> None:
    _, panel = await town.plan()
    card = await handed_out(town, panel)
    menu = await town.tap(CHEN, "⋯ 这次会还可以…", panel)
    why = await town.tap(CHEN, "🚫 取消会议", menu)
    sure = await town.tap(CHEN, why.buttons[0][0], why)
    await town.tap(CHEN, sure.buttons[0][0], sure)
    over = await town.hears(MING, "这次会议取消了")
    assert (over.message_id, over.buttons) == (card.message_id, [])
    town.forget_unheard()


async def test_where_there_is_no_group_the_board_becomes_the_card(town: Town) -> None:
    """U3: one message is enough."""
    await town.tap(ZHOU, "支委会", await town.ask(ZHOU, "新会议"))
    await town.tap(ZHOU, "📣 发布", await town.ask(ZHOU, "十一月支委会", "周五下午三点", "礼堂"))
    board = await town.hears(ZHOU, "应到 1 人｜已签到 0 人｜请假 0 人\n14:30")
    panel = await town.hears(ZHOU, "只有您能看到")
    page = await town.tap(ZHOU, "📋 议题和材料", await town.tap(ZHOU, "⋯ 这次会还可以…", panel))
    await town.tap(ZHOU, "➕ 加议题", page)
    await town.tap(ZHOU, "📤 发给大家", await town.ask(ZHOU, "研究发展党员"))
    card = await town.hears(ZHOU, "1. 研究发展党员")
    assert card.message_id == board.message_id
    assert "✅ 签到" in card.buttons[0]
    await town.toast(ZHOU, "👌 会来", card)
    assert "您说会来" in (await town.hears(ZHOU, "1. 研究发展党员")).text
    town.forget_unheard()
