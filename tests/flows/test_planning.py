"""Making a meeting: six taps, kind answers to nonsense, nothing lost (M1, M2, M3, L9)."""

import pytest

from tests.flows.town import CHEN, MING, ZHOU, Town


async def test_six_taps(town: Town) -> None:
    menu = await town.ask(CHEN, "更多")
    question = await town.tap(CHEN, "➕ 新会议", menu)  # 1
    for label in ("党小组会", "11月党小组会", "11月27日（周五）15:00", "党群服务中心"):  # 2 to 5
        question = await town.tap(CHEN, label, question)
    assert "应到 5 人" in question.text
    assert "发布到群「第三党小组」" in question.text
    assert "已经发到群里" in (await town.tap(CHEN, "📣 发布", question)).text  # 6
    assert "11月党小组会" in (await town.group.hears()).text
    await town[CHEN].hears()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("以后再说", "没看出是哪一天"),
        ("昨天下午三点", "没看出|已经过去"),
        ("11-20 15:00", "已经过去了"),
        ("2月30日 15:00", "没有这样的日子"),
        ("11月25日 25:00", "没有这样的日子"),
        ("2029-01-01 09:00", "离现在太远"),
        ("周五", "几点开"),
        ("=HYPERLINK(1)", "没看出"),
    ],
)
async def test_text_where_a_date_is_wanted(town: Town, said: str, answer: str) -> None:
    question = await town.tap(CHEN, "党小组会", await town.ask(CHEN, "新会议"))
    await town.tap(CHEN, question.buttons[0][0], question)
    heard = (await town.ask(CHEN, said)).text
    assert any(part in heard for part in answer.split("|")), heard
    again = await town.ask(CHEN, "下午四点" if said == "周五" else "周五下午四点")
    assert "在哪里开" in again.text
    preview = await town.ask(CHEN, "二楼会议室")
    assert "11月27日（周五）16:00" in preview.text


async def test_a_very_long_title(town: Town) -> None:
    await town.tap(CHEN, "党小组会", await town.ask(CHEN, "新会议"))
    assert "60 个字以内" in (await town.ask(CHEN, "会" * 4000)).text
    assert "什么时候开" in (await town.ask(CHEN, "学习会")).text


async def test_html_emoji_and_direction_marks_in_a_title(town: Town) -> None:
    board, _ = await town.plan(title="<b>学习</b> & 讨论\u202e 🎉")
    assert "<b>学习</b> & 讨论 🎉" in board.text
    assert board.marked("bold") == ["党小组会"]


async def test_changing_one_thing_in_the_preview(town: Town) -> None:
    question = await town.tap(CHEN, "党小组会", await town.ask(CHEN, "新会议"))
    preview = await town.ask(CHEN, "学习会", "周五下午三点", "二楼")
    assert "📍 二楼" in preview.text
    question = await town.tap(CHEN, "改地点", preview)
    preview = await town.ask(CHEN, "三楼")
    assert "📍 三楼" in preview.text
    question = await town.tap(CHEN, "改时间", preview)
    assert "什么时候开" in question.text
    preview = await town.ask(CHEN, "周六上午九点")
    assert "11月28日（周六）09:00" in preview.text
    assert "发布，或者改一改" in (await town.ask(CHEN, "好的吧")).text


async def test_an_old_question_is_known_as_old(town: Town) -> None:
    first = await town.ask(CHEN, "新会议")
    stale = town[CHEN].chat.messages[first.message_id].reply_markup
    assert stale is not None
    data = stale["inline_keyboard"][0][0]["callback_data"]
    second = await town.tap(CHEN, "党小组会", first)
    assert "已经过去" in (await town[CHEN].toast(town[CHEN].presses_data(data, on=second))).text


async def test_somebody_elses_button(town: Town) -> None:
    """V7: callback data is bound to its person."""
    question = await town.ask(CHEN, "新会议")
    data = question.button_rows[0][0]["callback_data"]
    assert len(data.encode()) <= 64
    menu = await town.ask(MING, "菜单")
    assert (await town[MING].toast(town[MING].presses_data(data, on=menu))).text == "这不是您的按钮。"


async def test_a_member_cannot_make_one(town: Town) -> None:
    assert "只有负责这件事的同志" in (await town.ask(MING, "新会议")).text


async def test_the_secretary_sees_the_frequency(town: Town) -> None:
    """M1: a hint to the secretary only."""
    kinds = await town.ask(ZHOU, "新会议")
    assert ["支部党员大会", "支委会"] in kinds.buttons
    question = await town.tap(ZHOU, "支部党员大会", kinds)
    preview = await town.ask(ZHOU, "四季度党员大会", "周五下午三点", "礼堂")
    assert "本季支部党员大会 0/1" in preview.text
    assert question.buttons[-1] == ["取消"]
    question = await town.tap(CHEN, "党小组会", await town.ask(CHEN, "新会议"))
    preview = await town.ask(CHEN, "学习会", "周五下午三点", "礼堂")
    assert "/1" not in preview.text


async def test_a_committee_meeting_goes_to_its_few(town: Town) -> None:
    """M3, U3: committee members only, in their private chats."""
    await town.tap(ZHOU, "支委会", await town.ask(ZHOU, "新会议"))
    preview = await town.ask(ZHOU, "十一月支委会", "周五下午三点", "礼堂")
    assert "应到 1 人" in preview.text
    assert "私聊发给" in (await town.tap(ZHOU, "📣 发布", preview)).text
    await town.settle()
    town.forward(seconds=4)
    heard = [await town[ZHOU].hears(), await town[ZHOU].hears()]
    assert any("✅ 签到" in row for one in heard for row in one.buttons)


async def test_cancelling_at_each_step(town: Town) -> None:
    """L9: /取消 and /cancel always work."""
    answers = ["党小组会", "学习会", "周五下午三点", "二楼"]
    for length in range(len(answers) + 1):
        await town.ask(CHEN, "新会议", *answers[:length])
        assert "已经取消" in (await town.ask(CHEN, "/取消" if length % 2 else "/cancel")).text
        assert "没有正在办的事" in (await town.ask(CHEN, "取消")).text


async def test_a_draft_is_forgotten_after_a_day(town: Town) -> None:
    await town.ask(CHEN, "新会议", "党小组会")
    town.forward(hours=25)
    assert "什么时候开" not in (await town.ask(CHEN, "学习会")).text
