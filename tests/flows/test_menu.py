"""The six big buttons, plain words, and what lies behind 更多 (U1, U7, U12, A12)."""

from datetime import datetime

import pytest

from domain.privacy import Scope
from storage import people
from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, YU, ZHOU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)


async def test_six_big_buttons(town: Town) -> None:
    """U1."""
    heard = await town.ask(MING, "菜单")
    assert heard.reply_keyboard == [["签到", "请假", "求助"], ["学习", "日历", "更多"]]
    assert "是一个程序" in heard.text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("签到", "没有正在签到的会议"),
        ("/签到", "没有正在签到的会议"),
        ("/signin", "没有正在签到的会议"),
        ("请假", "没有可以请假的会议"),
        ("电话", "党小组长：陈姐"),
        ("找人", "每天不少于18小时，具体以当地为准"),
        ("学习", "本周没有新的学习安排"),
        ("我的学时", "已有 0 学时"),
        ("日历", "近期没有安排会议"),
        ("更多", "您想办哪一件"),
        ("能做什么", "请假（/leave）"),
        ("求助", "请直接写给我"),
        ("今天天气不错", "转人工"),
        ("3", "没看懂"),
        ("谢谢", "不客气"),
        ("/nosuchthing", "没看懂"),
    ],
)
async def test_plain_words(town: Town, said: str, answer: str) -> None:
    """U7: with or without a slash, Chinese or Latin."""
    assert answer in (await town.ask(MING, said)).text


async def test_signing_in_by_word(town: Town) -> None:
    await town.plan()
    assert "您的下一次会议" in (await town.ask(MING, "签到")).text
    town.at(FRIDAY_THREE)
    assert "已签到 15:00" in (await town.ask(MING, "签到")).text
    assert "已经签到了" in (await town.ask(MING, "签到")).text
    assert "您已签到" in (await town.ask(MING, "日历")).text
    hours = await town.ask(MING, "我的学时")
    assert "一共 1 次" in (await town.tap(MING, "📋 参加过的会议", hours)).text
    await town.settle()
    town.forget_unheard()


async def test_two_meetings_at_once(town: Town) -> None:
    await town.plan(title="学习会")
    await town.plan(title="讨论会")
    town.at(FRIDAY_THREE)
    choice = await town.ask(MING, "签到")
    assert choice.buttons == [["11月27日（周五） 学习会"], ["11月27日（周五） 讨论会"]]
    assert "已签到" in (await town.toast(MING, "11月27日（周五） 讨论会", choice)).text
    await town.settle()
    town.forget_unheard()


async def test_the_calendar_answers_by_button(town: Town) -> None:
    await town.plan()
    calendar = await town.ask(MING, "日历")
    assert "🕒 11月27日（周五）15:00" in calendar.text
    assert calendar.buttons == [["✅ 签到", "🙋 请假"], ["👌 会来", "🤔 待定"]]
    assert "记下了" in (await town.toast(MING, "👌 会来", calendar)).text
    await town.settle()
    town.forget_unheard()
    assert "您说会来" in (await town.ask(MING, "日历")).text
    await town.settle()
    town.forget_unheard()


async def test_more_for_members_and_for_leaders(town: Town) -> None:
    member = await town.ask(MING, "更多")
    assert not any("新会议" in label for row in member.buttons for label in row)
    leader = await town.ask(CHEN, "更多")
    assert leader.buttons[0] == ["➕ 新会议", "🗂 会议管理"]
    hers = str((await town.ask(CHEN, "管理支部")).buttons)
    assert not [one for one in ("支部心情", "上报") if one in hers]
    managing = await town.ask(ZHOU, "管理支部")
    assert [label for row in managing.buttons for label in row][-2:] == ["🌤 支部心情", "🕯 亲属查阅"]
    assert "还没有过完的月份" in (await town.tap(ZHOU, "🌤 支部心情", managing)).text
    assert "还没有会议" in (await town.tap(CHEN, "🗂 会议管理", leader)).text
    town.forward(seconds=30)
    assert "点「更正」" in (await town.tap(MING, "🪪 我的", member)).text


async def test_what_a_leader_needs_now_and_then(town: Town) -> None:
    """Every button of 更多 and of 管理支部 leads somewhere; a member has no business there."""
    assert "只有负责这件事的同志能办" in (await town.ask(MING, "管理")).text
    for page in ("更多", "管理支部"):
        shown = await town.ask(ZHOU, page)
        for label in [label for row in shown.buttons for label in row]:
            answer = await town.tap(ZHOU, label, await town.ask(ZHOU, page))
            assert "没看懂" not in answer.text
            await town.settle()
            town.forget_unheard()


async def test_the_leader_finds_the_panel_again(town: Town) -> None:
    await town.plan()
    managed = await town.ask(CHEN, "会议")
    panel = await town.tap(CHEN, "11月27日（周五） 十一月党小组会", managed)
    assert "未签到：陈姐、小明、小雨、老周、王奶奶" in panel.text


async def test_a_feature_that_is_off(town: Town) -> None:
    """A12: what the branch switched off is neither offered nor done."""
    page = await town.ask(ZHOU, "功能")
    label = next(label for row in page.buttons for label in row if "请假" in label)
    await town.tap(ZHOU, label, page)
    assert "没有开通" in (await town.ask(MING, "请假")).text
    board, _ = await town.plan()
    assert board.buttons == [["✅ 签到"], ["👌 会来", "🤔 待定", "💬 私聊小伴"]]


async def test_the_private_chat_is_one_tap_from_the_group(town: Town) -> None:
    """U5, L17."""
    board, _ = await town.plan()
    press = town[YU].presses("💬 私聊小伴", on=board)
    assert press.url == "https://t.me/xiaoban_bot?start=hi"
    assert "小雨，您好" in (await town[YU].hears()).text


async def test_the_notice_comes_first(town: Town) -> None:
    """V3: who has not agreed yet sees the notice, whatever they ask for in private; the way out stays open."""
    async with town.database.write() as tx:
        await people.withdraw_consent(tx, town.members[MING].id, Scope.BASIC, town.clock.now())
    notice = await town.ask(MING, "日历")
    assert notice.buttons == [["同意，加入"], ["先不加入"]]
    assert "找人" not in notice.text
    assert "110" in (await town.ask(MING, "电话")).text
    assert "欢迎" in (await town.tap(MING, "同意，加入", notice)).text
    assert "近期没有安排会议" in (await town.ask(MING, "日历")).text


async def test_a_private_command_in_the_group_shows_the_way(town: Town) -> None:
    """U5: one line with a deep link; what was typed behind the command is not kept."""
    town[MING].says("/help@xiaoban_bot 我家里有点事", to=town.group)
    heard = await town.group.hears()
    assert heard.text == "这里不展开，点这里私聊我："
    assert heard.buttons == [["私聊小伴"]]
    assert "家里" not in heard.text
