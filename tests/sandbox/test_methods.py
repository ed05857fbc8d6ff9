"""What the methods answer, read by two independent sets of types."""

import struct
import zlib
from datetime import timedelta
from typing import Any

import aiogram.types
import aiohttp
import pytest
import telegram

from sandbox import Sandbox, World
from sandbox.play import Stage
from sandbox.world import membership
from sandbox.world.actors import Bot
from sandbox.world.chats import Chat
from tests.sandbox.conftest import TOKEN, Api


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 3, 2, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0" * 20))
    + chunk(b"IEND", b"")
)


def both(kind: str, data: dict[str, Any]) -> None:
    """Both libraries must read it, and lose nothing that we sent."""
    assert getattr(telegram, kind).de_json(data, None).to_dict()
    read = getattr(aiogram.types, kind).model_validate(data)
    assert not read.model_extra


async def everything_that_happens(api: Api, world: World, stage: Stage, group: Chat, bot: Bot) -> list[dict[str, Any]]:
    ming, chen, here = stage.person("小明"), stage.person("陈姐"), stage.group("第三党小组")
    ming.starts("abc")
    said = ming.says("/help https://example.org @xiaoban_bot")
    await api.call(
        "sendMessage",
        chat_id=group.id,
        text="开会",
        reply_markup={"inline_keyboard": [[{"text": "签到", "callback_data": "a"}]]},
    )
    heard = await here.hears()
    chen.says_anonymously("/setup", to=here)
    chen.says_as_channel("/setup", to=here)
    chen.says("好", to=here, reply_to=heard)
    ming.presses("签到", on=heard)
    ming.sends_file("花名册.csv", b"x", caption="给你")
    ming.sends_photo(PNG, caption="楼道的灯")
    ming.sends_voice(7)
    ming.says("再问", reply_to=said)
    ming.blocks()
    forum = world.add_group("大群", [world.people[1001]], forum=True)
    thread = membership.create_topic(world, forum, "学习", world.people[1001])
    chen.says("/today", to=stage.group("大群"), topic=thread)
    membership.promote(world, group, bot, world.people[1001])
    world.add_person("小雨")
    await api.updates(allowed_updates=["message", "my_chat_member", "chat_member", "callback_query"])
    stage.person("小雨").joins(here)
    stage.person("小雨").leaves(here)
    membership.migrate(world, group)
    membership.remove_bot(world, forum, bot, world.people[1001])
    return await api.updates()


async def test_updates(api: Api, world: World, stage: Stage, group: Chat, bot: Bot) -> None:
    updates = await everything_that_happens(api, world, stage, group, bot)
    assert {kind for update in updates for kind in update} == {
        "update_id",
        "message",
        "my_chat_member",
        "chat_member",
        "callback_query",
    }
    assert [update["update_id"] for update in updates] == sorted(update["update_id"] for update in updates)
    for update in updates:
        both("Update", update)


async def test_messages(ptb: telegram.Bot, api: Api, stage: Stage) -> None:
    stage.person("小明").starts()
    text = '<b>粗</b><i>斜</i><u>下</u><s>删</s><code>码</code><pre>块</pre><a href="https://example.org">链</a>😀<tg-spoiler>藏</tg-spoiler>'
    message = await ptb.send_message(1002, f"  {text} &lt;3&gt; \n", parse_mode="HTML")
    assert message.text == "粗斜下删码块链😀藏 <3>"
    assert [entity.type for entity in message.entities] == [
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "code",
        "pre",
        "text_link",
        "spoiler",
    ]
    assert message.parse_entity(message.entities[-1]) == "藏"
    nested = (
        await api.call(
            "sendMessage", chat_id=1002, text="<blockquote expandable>a <b>b</b></blockquote>", parse_mode="html"
        )
    )["result"]
    assert [entity["type"] for entity in nested["entities"]] == ["expandable_blockquote", "bold"]
    both("Message", nested)
    block = await api.call(
        "sendMessage", chat_id=1002, text='<pre><code class="language-py">x</code></pre>', parse_mode="html"
    )
    assert block["result"]["entities"] == [{"type": "pre", "language": "py", "offset": 0, "length": 1}]
    given = await api.call(
        "sendMessage", chat_id=1002, text="粗体", entities=[{"type": "bold", "offset": 0, "length": 1}]
    )
    assert given["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 1}]


async def test_pictures_and_captions(ptb: telegram.Bot, stage: Stage) -> None:
    stage.person("小明").starts()
    message = await ptb.send_photo(1002, PNG, caption="<b>学习</b>", parse_mode="HTML", filename="a.png")
    assert (message.photo[0].width, message.photo[0].height, message.caption) == (3, 2, "学习")
    edited = await ptb.edit_message_caption(1002, message.message_id, caption="新的")
    assert isinstance(edited, telegram.Message)
    again = await ptb.send_photo(1002, message.photo[0].file_id)
    assert again.photo[0].file_id == message.photo[0].file_id


async def test_another_picture_in_the_place_of_one_or_of_words(ptb: telegram.Bot, api: Api, stage: Stage) -> None:
    stage.person("小明").starts()
    message = await ptb.send_photo(1002, PNG, filename="a.png")
    dark = telegram.InputMediaPhoto(PNG, caption="<b>深色</b>", parse_mode="HTML", filename="b.png")
    edited = await ptb.edit_message_media(dark, 1002, message.message_id)
    assert isinstance(edited, telegram.Message)
    assert edited.caption == "深色"
    assert edited.photo[0].file_id != message.photo[0].file_id
    words = await ptb.send_message(1002, "字")
    shown = await ptb.edit_message_media(telegram.InputMediaPhoto(PNG, filename="c.png"), 1002, words.message_id)
    assert isinstance(shown, telegram.Message)
    assert (shown.text, shown.caption, len(shown.photo)) == (None, None, 1)
    same = {"chat_id": 1002, "message_id": words.message_id}
    again = {"type": "photo", "media": shown.photo[0].file_id}
    assert "message is not modified" in await api.refusal("editMessageMedia", **same, media=again)
    assert "wrong type of the media" in await api.refusal("editMessageMedia", **same, media={"type": "video"})
    assert "no text in the message" in await api.refusal("editMessageText", **same, text="字")


async def test_a_voice_message_goes_on_by_its_id(ptb: telegram.Bot, stage: Stage) -> None:
    ming = stage.person("小明")
    ming.starts()
    said = ming.sends_voice(7)
    assert said.attachment is not None
    sent = await ptb.send_voice(1002, said.attachment.file_id)
    assert sent.voice is not None
    assert (sent.voice.file_id, sent.voice.duration) == (said.attachment.file_id, timedelta(seconds=7))


async def test_group_questions(ptb: telegram.Bot, api: Api, group: Chat, bot: Bot) -> None:
    chat = await ptb.get_chat(group.id)
    assert (chat.title, chat.type) == ("第三党小组", "group")
    both("ChatFullInfo", (await api.call("getChat", chat_id=group.id))["result"])
    assert (await ptb.get_chat_member(group.id, 1002)).status == "member"
    assert [member.user.first_name for member in await ptb.get_chat_administrators(group.id)] == ["陈姐"]
    assert await ptb.get_chat_member_count(group.id) == 3
    me = await ptb.get_me()
    assert (me.id, me.can_read_all_group_messages) == (bot.id, False)
    assert await ptb.send_chat_action(group.id, "typing")


async def test_introductions(ptb: telegram.Bot, bot: Bot) -> None:
    scope = telegram.BotCommandScopeAllGroupChats()
    await ptb.set_my_commands([("today", "今天")])
    await ptb.set_my_commands([("setup", "安家")], scope=scope)
    assert [each.command for each in await ptb.get_my_commands()] == ["today"]
    assert [each.command for each in await ptb.get_my_commands(scope=scope)] == ["setup"]
    await ptb.delete_my_commands(scope=scope)
    assert await ptb.get_my_commands(scope=scope) == ()
    await ptb.set_my_description("住在群里")
    await ptb.set_my_short_description("助手")
    await ptb.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())
    assert (bot.profile.descriptions, bot.profile.short_descriptions) == ({"": "住在群里"}, {"": "助手"})


@pytest.mark.parametrize("how", ["query", "form", "json", "multipart"])
async def test_parameters_come_every_way(box: Sandbox, api: Api, group: Chat, how: str) -> None:
    params = {
        "chat_id": str(group.id),
        "text": "开会",
        "reply_markup": '{"inline_keyboard":[[{"text":"去","callback_data":"a"}]]}',
    }
    url = f"{box.api_url}{TOKEN}/SENDmessage"
    match how:
        case "query":
            request = api.session.get(url, params=params)
        case "form":
            request = api.session.post(url, data=params)
        case "json":
            request = api.session.post(url, json=params)
        case _:
            form = aiohttp.FormData(params, default_to_multipart=True)
            request = api.session.post(url, data=form)
    async with request as response:
        answer = await response.json()
    assert answer["result"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "去"


async def test_offsets(api: Api, stage: Stage) -> None:
    await api.drained()
    ming = stage.person("小明")
    ming.starts()
    ming.says("一")
    ming.says("二")
    assert [len(await api.updates()), len(await api.updates(limit=2)), len(await api.updates(offset=-1))] == [3, 2, 1]
    assert (await api.updates())[0]["message"]["text"] == "二"
