"""Groups we are brought into, made administrator of, thrown out of, and moved with (V1, V11, L8)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.world import membership
from storage import nodes
from storage.nodes import Place
from tests.clock import FrozenClock
from tests.flows.houses import House, empty_house


@pytest.fixture
async def house(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[House]:
    """陈姐's group is bound to 第三党小组."""
    async with empty_house(database_url, key_file, clock) as made:
        chen = await made.found()
        made.adds_bot("陈姐")
        await made.group.hears()
        made.pause()
        chen.says("/setup", to=made.group)
        await made.group.hears()
        await made.tap(chen, "第三党小组", await chen.hears())
        await made.group.hears()
        made.pause()
        yield made


async def place(house: House, chat_id: int) -> Place | None:
    async with house.database.read() as tx:
        chat = await nodes.chat(tx, chat_id)
    return None if chat is None else chat.place


async def test_a_foreign_group_is_left_without_a_word(house: House) -> None:
    passer_by = house.person("路人")
    foreign = house.stage.world.add_group("麻将群", [passer_by.person], with_bot=False)
    house.adds_bot("路人", foreign)
    last = await house.stage.group("麻将群").hears()
    assert "left_chat_member" in last.message.service
    assert not foreign.holds(house.stage.bot.id)


async def test_an_ordinary_member_brings_us_nowhere(house: House) -> None:
    ming = house.person("小明")
    other = house.stage.world.add_group("旅游群", [ming.person], with_bot=False)
    house.adds_bot("小明", other)
    last = await house.stage.group("旅游群").hears()
    assert "left_chat_member" in last.message.service
    assert not other.holds(house.stage.bot.id)


async def test_an_administrator_hears_too_much_and_says_so(house: House) -> None:
    chen, world = house.person("陈姐"), house.stage.world
    membership.promote(world, house.chat, house.stage.bot, by=chen.person)
    assert "改回普通成员" in (await chen.hears()).text
    assert "我是管理员" in (await house.ask(chen, "检查")).text
    membership.demote(world, house.chat, house.stage.bot, by=chen.person)
    assert "我是管理员" not in (await house.ask(chen, "检查")).text


async def test_thrown_out_and_brought_back(house: House) -> None:
    chen, world = house.person("陈姐"), house.stage.world
    membership.remove_bot(world, house.chat, house.stage.bot, by=chen.person)
    assert "被移出了「第三党小组」" in (await chen.hears()).text
    assert "已经不在「第三党小组」里" in (await house.ask(chen, "检查")).text
    membership.add_bot(world, house.chat, house.stage.bot, by=house.person("小明").person)
    assert "已经不在" not in (await house.ask(chen, "检查")).text
    assert await place(house, house.chat.id) is Place.MEMBER


async def test_the_group_becomes_a_supergroup(house: House) -> None:
    chen = house.person("陈姐")
    grown = membership.migrate(house.stage.world, house.chat)
    await house.ask(chen, "检查")
    assert await place(house, grown.id) is Place.MEMBER
    assert await place(house, house.chat.id) is None
    house.pause()
    chen.says("/setup", to=house.group)
    assert "第三党小组的群" in (await house.group.hears()).text
    assert "✅ 群" in (await chen.hears()).text


async def test_the_new_supergroup_is_not_left_before_we_hear_of_the_move(house: House) -> None:
    """Telegram may tell of the new group first, and the one who made it need not be a leader."""
    world, ming = house.stage.world, house.person("小明")
    grown = world.add_group("第三党小组", [ming.person], with_bot=False, supergroup=True)
    membership.add_bot(world, grown, house.stage.bot, by=ming.person)
    await house.ask(house.person("陈姐"), "检查")
    assert grown.holds(house.stage.bot.id)


async def test_stopping_the_bot_is_known_and_told_to_the_leader(house: House) -> None:
    chen = house.person("陈姐")
    await house.tap(chen, "导入", await house.send_roster(chen, "姓名,党小组\n小明,第三党小组\n"))
    ming = await house.join(chen, "小明")
    ming.blocks()
    assert "有 1 位同志现在收不到我的消息" in (await house.ask(chen, "检查")).text
    await house.app.ring()
    assert "小明" in (await chen.hears()).text
    ming.unblocks()
    assert "收不到我的消息" not in (await house.ask(chen, "检查")).text


async def test_the_topic_of_setup_is_where_we_speak(house: House) -> None:
    chen = house.person("陈姐")
    await house.tap(chen, "导入", await house.send_roster(chen, "姓名,党小组\n小明,第四党小组\n"))
    forum = house.stage.world.add_group("大群", [chen.person], with_bot=False, forum=True)
    topic = membership.create_topic(house.stage.world, forum, "会议", chen.person)
    house.adds_bot("陈姐", forum)
    group = house.stage.group("大群")
    await group.hears()
    house.pause()
    chen.says("/setup", to=group, topic="会议")
    assert (await group.hears()).topic == topic
    await house.tap(chen, "第四党小组", await chen.hears())
    assert (await group.hears()).topic == topic
    async with house.database.read() as tx:
        bound = await nodes.chat(tx, forum.id)
    assert bound is not None
    assert bound.thread_id == topic
