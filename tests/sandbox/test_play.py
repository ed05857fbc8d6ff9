"""How people are played: what they hear, press and miss."""

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup

from sandbox.play import Stage
from sandbox.world.chats import Chat
from tests.sandbox.conftest import Api

BOARD = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("签到", callback_data="sign"), InlineKeyboardButton("请假", callback_data="leave")],
        [InlineKeyboardButton("私聊", url="https://t.me/xiaoban_bot?start=leave")],
    ]
)


async def test_hearing_in_order(ptb: telegram.Bot, stage: Stage, group: Chat) -> None:
    here = stage.group("第三党小组")
    sent = await ptb.send_message(group.id, "<b>组织生活会</b> 今晚", parse_mode="HTML", reply_markup=BOARD)
    await ptb.edit_message_text("改到明晚", group.id, sent.message_id, reply_markup=BOARD)
    heard = await here.hears()
    assert (heard.text, heard.edited, heard.marked("bold")) == ("组织生活会 今晚", False, ["组织生活会"])
    assert heard.buttons == [["签到", "请假"], ["私聊"]]
    assert stage.unread() == [f"edit #{sent.message_id} in 第三党小组: 改到明晚"]
    edit = await here.hears_edit()
    assert (edit.text, edit.edited, here.board.text) == ("改到明晚", True, "改到明晚")
    assert stage.unread() == []


async def test_pressing_and_toasts(ptb: telegram.Bot, api: Api, stage: Stage, group: Chat) -> None:
    ming, chen = stage.person("小明"), stage.person("陈姐")
    await ptb.send_message(group.id, "开会", reply_markup=BOARD)
    heard = await stage.group("第三党小组").hears()
    await api.drained()
    silent, loud = ming.presses("签到", on=heard), chen.presses_data("forged", on=heard)
    first, second = (update["callback_query"] for update in await api.drained())
    assert (first["data"], second["data"], second["from"]["id"]) == ("sign", "forged", chen.id)
    assert first["message"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "签到"
    assert "date" not in first
    await ptb.answer_callback_query(silent.query_id)
    await ptb.answer_callback_query(loud.query_id, "没有这个按钮", show_alert=True)
    assert stage.unread() == ["toast for 陈姐: 没有这个按钮"]
    assert (await chen.toast()).alert
    assert (await ming.toast(silent)).text == ""
    ming.presses("私聊", on=heard)
    assert [update["message"]["text"] for update in await api.drained()] == ["/start leave"]


async def test_a_silent_answer_does_not_hide_a_later_one(ptb: telegram.Bot, stage: Stage, group: Chat) -> None:
    ming = stage.person("小明")
    await ptb.send_message(group.id, "开会", reply_markup=BOARD)
    heard = await stage.group("第三党小组").hears()
    early, late = ming.presses("签到", on=heard), ming.presses("请假", on=heard)
    await ptb.answer_callback_query(early.query_id)
    await ptb.answer_callback_query(late.query_id, "好")
    assert (await ming.toast()).text == "好"
    assert (await ming.toast()).text == ""


async def test_keyboard_below_the_chat(ptb: telegram.Bot, api: Api, stage: Stage) -> None:
    ming = stage.person("小明")
    ming.starts()
    await api.drained()
    await ptb.send_message(ming.id, "您好", reply_markup=ReplyKeyboardMarkup([["签到"], ["请假"]]))
    heard = await ming.hears()
    assert (heard.reply_keyboard, heard.buttons) == ([["签到"], ["请假"]], [])
    ming.presses("请假", on=heard)
    assert [update["message"]["text"] for update in await api.drained()] == ["请假"]


async def test_files_both_ways(ptb: telegram.Bot, stage: Stage) -> None:
    ming = stage.person("小明")
    ming.starts()
    ming.sends_file("花名册.csv", "姓名\n小明\n".encode(), caption="给你")
    message = (await ptb.get_updates())[-1].message
    assert message is not None
    assert message.document is not None
    assert (message.caption, message.document.file_name) == ("给你", "花名册.csv")
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()).decode() == "姓名\n小明\n"
    await ptb.send_document(ming.id, b"back", filename="回.txt", caption="还你")
    heard = await ming.hears()
    assert heard.document is not None
    assert (heard.text, heard.document.name, heard.document.data) == ("还你", "回.txt", b"back")


async def test_what_is_not_there_says_so(ptb: telegram.Bot, stage: Stage, group: Chat) -> None:
    impatient = Stage(stage.world, seconds=0.01)
    await ptb.send_message(group.id, "开会", reply_markup=BOARD)
    heard = await stage.group("第三党小组").hears()
    with pytest.raises(AssertionError, match="no button 不来"):
        stage.person("小明").presses("不来", on=heard)
    with pytest.raises(AssertionError, match=r"in vain.*开会.*sendMessage: ok"):
        await impatient.person("小明").hears()
    await ptb.delete_message(group.id, heard.message_id)
    with pytest.raises(AssertionError, match="gone"):
        stage.person("小明").presses("签到", on=heard)
    with pytest.raises(AssertionError, match="still not so"):
        await stage.world.wait_until(lambda: False, seconds=0.01)
