"""The ways to sign in besides the button, and how an entry is put right (M7, M8, M11, M26, U13)."""

from io import BytesIO

import zxingcpp
from openpyxl import load_workbook
from PIL import Image

from domain.configuration import Configuration, Key
from domain.messages import Press
from handlers.keys import ButtonKeys
from sandbox.play.heard import Heard
from storage import configurations, meetings
from storage.sealing import Keyring
from tests.flows.test_meeting import FRIDAY_THREE
from tests.flows.town import CHEN, MING, STRANGER, WANG, YU, ZHOU, Town


async def menu(town: Town, panel: Heard, who: str = CHEN) -> Heard:
    return await town.tap(who, "⋯ 这次会还可以…", panel)


def link_on(screen: Heard) -> str:
    assert screen.photo is not None
    [found] = zxingcpp.read_barcodes(Image.open(BytesIO(screen.photo)))
    assert found.text.startswith("https://t.me/xiaoban_bot?start=qr_")
    return found.text


async def scan(town: Town, who: str, link: str) -> Heard:
    town[who].opens(link)
    return await town[who].hears()


async def press(town: Town, who: str, action: str, *args: int) -> Heard:
    """Press what would stand in a menu, under any message of ours; returns what is said to it."""
    anchor = await town.ask(who, "电话")
    keys = ButtonKeys(Keyring.from_file(town.settings.key_file).signer("buttons"))
    town.forward(seconds=4)
    town[who].presses_data(keys.pack(Press(action, args)), on=anchor)
    return await town[who].hears()


async def only_meeting(town: Town) -> int:
    async with town.database.read() as tx:
        [meeting] = await meetings.in_nodes(tx, [town.group_id], FRIDAY_THREE.replace(hour=0))
    return meeting.id


async def ring(town: Town) -> None:
    await town.app.ring()
    await town.settle()


async def test_m8_the_code_on_the_screen_turns(town: Town) -> None:
    _, panel = await town.plan()
    early = await menu(town, panel)
    assert "📺 投屏签到码" not in [label for row in early.buttons for label in row]
    town.at(FRIDAY_THREE)
    await ring(town)
    town.forget_unheard()
    screen = await town.tap(CHEN, "📺 投屏签到码", await menu(town, panel))
    assert "已签到 0 人，应到 5 人" in screen.text
    first = link_on(screen)
    signed = await scan(town, MING, first)
    assert "已签到 15:00" in signed.text
    assert "已经签到" in (await scan(town, MING, first)).text
    assert "还不认识您" in (await scan(town, STRANGER, first)).text
    town.forward(seconds=20)
    await town.restart()
    await ring(town)
    town.forget_unheard()
    town.forward(seconds=16)
    await ring(town)
    second = await town.hears(CHEN, "已签到 1 人，应到 5 人")
    assert link_on(second) != first
    assert "这个码已经换过了" in (await scan(town, YU, first)).text
    assert "这个码已经换过了" in (await scan(town, YU, "https://t.me/xiaoban_bot?start=qr_1_AAAAAAAAAA")).text
    assert "已签到" in (await scan(town, YU, link_on(second))).text
    town.forward(hours=2, minutes=1)
    await ring(town)
    assert second.message_id not in second.chat.messages
    town.forget_unheard()


async def test_m7_the_list_of_names_and_zero_telephones(town: Town) -> None:
    """The organiser finishes alone: one list, all at once, a tick undone within the minute."""
    _, panel = await town.plan()
    town.at(FRIDAY_THREE)
    await ring(town)
    town.forget_unheard()
    sheet = await town.tap(CHEN, "☑️ 名单点到", await menu(town, panel))
    assert [label for row in sheet.buttons for label in row][:5] == [
        f"▫️ {name}" for name in (CHEN, MING, YU, ZHOU, WANG)
    ]
    assert (await town.toast(CHEN, "▫️ 王奶奶", sheet)).text == "✅ 王奶奶 已到"
    await town.settle()
    assert (await town.toast(CHEN, "▫️ 小明", sheet)).text == "✅ 小明 已到"
    told = await town.hears(MING, "陈姐替您记了到场")
    assert told.buttons == [["我有异议"]]
    assert (await town.toast(CHEN, "✅ 小明", sheet)).text == "↩️ 已取消：小明"
    await town.hears(MING, "点错了名字")
    assert (await town.toast(CHEN, "这一页没点的 4 位都到了", sheet)).text == "✅ 记了 4 位"
    await town.settle()
    town.forget_unheard()
    assert (await town.toast(CHEN, "↩️ 撤销刚才的 4 位", sheet)).text == "↩️ 已撤销 4 位"
    await town.settle()
    assert (await town.toast(CHEN, "这一页没点的 4 位都到了", sheet)).text == "✅ 记了 4 位"
    await town.settle()
    town.forward(seconds=61)
    assert "「更正」" in (await town.toast(CHEN, "✅ 小明", sheet)).text
    assert "已经过了一分钟" in (await town.toast(CHEN, "↩️ 撤销刚才的 4 位", sheet)).text
    await ring(town)
    town.forget_unheard()
    sure = await town.tap(CHEN, "🏁 结束会议", panel)
    await town.tap(CHEN, "结束会议", sure)
    assert "应到 5 人，实到 5 人" in (await town.board()).text
    town.forget_unheard()


async def test_m7_a_code_for_those_online_and_a_minute_to_take_it_back(town: Town) -> None:
    _, panel = await town.plan()
    assert "没有" not in (await town.ask(MING, "签到码")).text
    town.at(FRIDAY_THREE)
    await ring(town)
    town.forget_unheard()
    spoken = await town.tap(CHEN, "📶 线上签到码", await menu(town, panel))
    [digits] = spoken.marked("bold")[1:]
    wrong = f"{(int(digits) + 1) % 10_000:04}"
    assert "对不上" in (await town.ask(MING, wrong)).text
    signed = await town.ask(MING, f" {digits[:2]} {digits[2:]} ")
    assert "已签到" in signed.text
    assert "已撤销" in (await town.tap(MING, "点错了，撤销", signed)).text
    signed = await town.ask(MING, digits)
    town.forward(seconds=61)
    late = await town.tap(MING, "点错了，撤销", signed)
    assert "过了一分钟" in late.text
    assert late.buttons == [["我有异议"]]
    assert "没有可以撤销" in (await town.ask(MING, "撤销")).text
    for _ in range(5):
        await town.ask(YU, wrong)
    assert "组长帮您补记" in (await town.ask(YU, digits)).text
    asked = await town.ask(ZHOU, f"签到码 {digits}")
    assert "已签到" in asked.text
    assert "已撤销" in (await town.ask(ZHOU, "撤销")).text
    town.forget_unheard()


async def test_m11_m26_late_by_hand_contested_and_put_right(town: Town) -> None:
    """One thread: noted late, told, contested with one tap, decided with a reason, and both see how it went."""
    board, panel = await town.plan()
    town.at(FRIDAY_THREE)
    assert "已签到" in (await town.toast(MING, "✅ 签到", board)).text
    await ring(town)
    town.forget_unheard()
    who = await town.tap(CHEN, "🕘 记迟到、早退", await menu(town, panel))
    assert who.buttons == [["小明"], ["取消"]]
    assert "已到会" in (await town.ask(CHEN, "小雨")).text
    await town.restart()
    what = await town.ask(CHEN, "小明")
    assert what.buttons == [["迟到", "早退"], ["取消"]]
    await town.ask(CHEN, "迟到")
    assert "已告诉本人" in (await town.ask(CHEN, "路上堵车")).text
    told = await town.hears(MING, "给您记了「迟到」")
    assert "路上堵车" in told.text
    question = await town.tap(MING, "我有异议", told)
    assert "已到（15:00，按钮），迟到" in question.text
    assert "已请陈姐核对" in (await town.tap(MING, "我没有迟到早退", question)).text
    assert "正在核对" in (await town.tap(MING, "我有异议", told)).text
    card = await town.hears(CHEN, "小明对签到记录有异议")
    assert card.buttons == [["去掉迟到早退", "改为未到"], ["维持原来的记录", "来龙去脉"]]
    reason = await town.tap(CHEN, "去掉迟到早退", card)
    assert "已告诉小明" in (await town.tap(CHEN, "核对过，原来记错了", reason)).text
    result = await town.hears(MING, "您的签到记录更正了")
    trail = await town.tap(MING, "来龙去脉", result)
    for part in (
        "本人签到（按钮）",
        "本人有异议：我没有迟到早退",
        "陈姐更正：核对过，原来记错了",
        "已到（15:00，按钮）",
    ):
        assert part in trail.text
    town.forget_unheard()


async def test_m26_absent_becomes_present_or_stays_with_a_reason(town: Town) -> None:
    _, panel = await town.plan()
    town.at(FRIDAY_THREE)
    await ring(town)
    sure = await town.tap(CHEN, "🏁 结束会议", panel)
    await town.tap(CHEN, "结束会议", sure)
    await ring(town)
    town.forget_unheard()
    meeting_id = await only_meeting(town)
    question = await press(town, MING, "di", meeting_id)
    assert "您的记录是：未到" in question.text
    await town.tap(MING, "我到会了", question)
    card = await town.hears(CHEN, "小明对签到记录有异议")
    await town.tap(CHEN, "改为已到", card)
    await town.ask(CHEN, "签到表上有名字")
    assert "签到表上有名字" in (await town.hears(MING, "更正了")).text
    assert "实到 1 人" in (await town.board()).text
    await press(town, YU, "di", meeting_id)
    await town.ask(YU, "我请过假的")
    card = await town.hears(CHEN, "小雨对签到记录有异议")
    await town.tap(CHEN, "维持原来的记录", card)
    await town.ask(CHEN, "没有收到请假")
    assert "没有收到请假" in (await town.hears(YU, "记录没有改")).text
    [stale] = [one["callback_data"] for row in card.button_rows for one in row if one["text"] == "改为请假"]
    town[CHEN].presses_data(stale, on=card)
    await town.hears(CHEN, "已经有人处理过了")
    town.forget_unheard()


async def test_m10_signing_out_where_a_branch_wants_it(town: Town) -> None:
    """Off, 签退 is an answer and nothing more; switched on, the sheet says how long they stayed."""
    board, panel = await town.plan()
    town.at(FRIDAY_THREE)
    assert "已签到" in (await town.toast(MING, "✅ 签到", board)).text
    assert "不用签退" in (await town.ask(MING, "签退")).text
    async with town.database.write() as tx:
        chosen = Configuration({Key.SIGN_OUT.name: Key.SIGN_OUT.writes(True)})
        await configurations.publish(tx, town.branch_id, chosen, town.members[ZHOU].id, town.clock.now())
    town.forward(minutes=95)
    assert "已签退" in (await town.ask(MING, "签退")).text
    assert "没有您已签到的会议" in (await town.ask(YU, "签退")).text
    await ring(town)
    town.forget_unheard()
    await town.tap(CHEN, "结束会议", await town.tap(CHEN, "🏁 结束会议", panel))
    sheet = await town.hears(CHEN, "可以直接打印")
    assert sheet.document is not None
    rows = load_workbook(BytesIO(sheet.document.data)).worksheets[0].iter_rows(values_only=True)
    assert any("16:35 签退，在会 95 分钟" in str(row[7]) for row in rows if row[1] == MING)
    town.forget_unheard()
