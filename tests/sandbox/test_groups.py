"""What of a group reaches the bot, and from whom."""

from typing import Any

import pytest

from sandbox import World
from sandbox.play import Stage
from sandbox.world import membership
from sandbox.world.actors import Bot
from sandbox.world.chats import Chat
from sandbox.world.doings import Impossible
from tests.sandbox.conftest import Api


async def texts(api: Api) -> list[str]:
    return [update["message"]["text"] for update in await api.drained() if "text" in update.get("message", {})]


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        ("签到", False),
        ("/签到", False),
        ("/setup", True),
        ("/setup@xiaoban_bot 开始", True),
        ("/setup@other_bot", False),
        ("看看 /today 吧", True),
        ("8/setup", False),
    ],
)
async def test_privacy_mode(api: Api, stage: Stage, text: str, *, reaches: bool) -> None:
    await api.drained()
    stage.person("小明").says(text, to=stage.group("第三党小组"))
    assert await texts(api) == ([text] if reaches else [])


async def test_replies_to_the_bot_reach_it(api: Api, stage: Stage, group: Chat) -> None:
    await api.call("sendMessage", chat_id=group.id, text="谁来？")
    await api.drained()
    heard = await stage.group("第三党小组").hears()
    said = stage.person("小明").says("我来", to=stage.group("第三党小组"), reply_to=heard)
    stage.person("陈姐").says("好", to=stage.group("第三党小组"), reply_to=said)
    assert await texts(api) == ["我来"]


@pytest.mark.parametrize("how", ["privacy off", "administrator"])
async def test_everything_reaches_the_trusted(api: Api, world: World, stage: Stage, group: Chat, how: str) -> None:
    if how == "administrator":
        membership.promote(world, group, world.bots[1], world.people[1001])
    else:
        world.bots[1].privacy = False
    await api.drained()
    stage.person("小明").says("签到", to=stage.group("第三党小组"))
    assert await texts(api) == ["签到"]


async def test_bare_commands_go_to_the_bot_that_spoke_last(api: Api, world: World, stage: Stage, group: Chat) -> None:
    other = world.add_bot("2:OTHER", "other_bot", "别的")
    membership.add_bot(world, group, other, world.people[1001])
    await api.drained()
    ming, here = stage.person("小明"), stage.group("第三党小组")
    ming.says("/help", to=here)
    await api.call("sendMessage", chat_id=group.id, text="在")
    ming.says("/today", to=here)
    assert await texts(api) == ["/today"]


async def test_coming_going_and_rising(api: Api, world: World, stage: Stage, group: Chat, bot: Bot) -> None:
    chen = world.people[1001]
    joined, arrival = await api.drained()
    change = joined["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("left", "member")
    assert arrival["message"]["new_chat_members"][0]["id"] == bot.id
    membership.promote(world, group, bot, chen)
    membership.demote(world, group, bot, chen)
    yu = world.add_person("小雨")
    stage.person("小雨").joins(stage.group("第三党小组"))
    stage.person("小雨").leaves(stage.group("第三党小组"))
    promoted, demoted, came, went = await api.drained()
    assert promoted["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert demoted["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert came["message"]["new_chat_members"][0]["id"] == yu.id
    assert went["message"]["left_chat_member"]["id"] == yu.id
    membership.remove_bot(world, group, bot, chen)
    kicked = (await api.drained())[-1]
    assert kicked["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_senders_that_are_no_person(api: Api, stage: Stage, group: Chat) -> None:
    await api.drained()
    chen, here = stage.person("陈姐"), stage.group("第三党小组")
    chen.says_anonymously("/setup", to=here)
    chen.says_as_channel("/setup", to=here, channel="先锋")
    anonymous, channel = (update["message"] for update in await api.drained())
    assert (anonymous["from"]["id"], anonymous["sender_chat"]["id"]) == (1087968824, group.id)
    assert (channel["from"]["id"], channel["sender_chat"]["type"], channel["sender_chat"]["title"]) == (
        136817688,
        "channel",
        "先锋",
    )


async def test_topics(api: Api, world: World, stage: Stage) -> None:
    forum = world.add_group("大群", [world.people[1001]], forum=True)
    thread = membership.create_topic(world, forum, "学习", world.people[1001])
    await api.drained()
    chen, here = stage.person("陈姐"), stage.group("大群")
    chen.says("/today", to=here, topic="学习")
    chen.says("/today", to=here)
    in_topic, in_general = (update["message"] for update in await api.drained())
    assert (in_topic["message_thread_id"], in_topic["is_topic_message"]) == (thread, True)
    assert in_topic["reply_to_message"]["forum_topic_created"]["name"] == "学习"
    assert "message_thread_id" not in in_general
    answer: dict[str, Any] = await api.call("sendMessage", chat_id=forum.id, text="在", message_thread_id=thread)
    assert answer["result"]["message_thread_id"] == thread
    assert (await here.hears()).topic == thread


async def test_links_into_private_chat_and_group(api: Api, world: World, stage: Stage) -> None:
    big = world.add_group("大群", [world.people[1002]], with_bot=False)
    await api.drained()
    ming = stage.person("小明")
    ming.opens("https://t.me/xiaoban_bot?start=abc-1")
    ming.opens("https://t.me/xiaoban_bot?startgroup=here", group=stage.group("大群"))
    assert await texts(api) == ["/start abc-1", "/start@xiaoban_bot here"]
    assert big.holds(1)
    with pytest.raises(Impossible):
        ming.opens("https://example.org/")


async def test_people_cannot_do_what_their_app_does_not_offer(stage: Stage, world: World) -> None:
    ming = stage.person("小明")
    with pytest.raises(Impossible, match="开始"):
        ming.says("签到")
    ming.starts()
    ming.blocks()
    with pytest.raises(Impossible, match="停用"):
        ming.says("签到")
    with pytest.raises(Impossible):
        ming.starts("有空格 的")
    world.add_person("过路人")
    with pytest.raises(Impossible, match="不在"):
        stage.person("过路人").says("/setup", to=stage.group("第三党小组"))
