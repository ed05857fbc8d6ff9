"""Groups that move, and forum topics that come and go (L8, L14)."""

import pytest
import sqlalchemy as sa

from sandbox.world import doings, membership
from sandbox.world.chats import Chat as PlayedChat
from storage import nodes
from storage.nodes import Chat
from storage.schema import metadata
from tests.flows.town import MING, ZHOU, Town
from tests.flows.troubles import begun, calls, count, signed_in, tell


async def rows_about(town: Town, chat_id: int) -> dict[str, int]:
    """How often a chat's id stands in each table that has one."""
    tables = [table for table in metadata.tables.values() if "chat_id" in table.columns]
    assert len(tables) >= 4
    async with town.database.read() as tx:
        found = {
            table.name: await tx.scalar(sa.select(sa.func.count()).select_from(table).where(table.c.chat_id == chat_id))
            for table in tables
        }
    return {name: number for name, number in found.items() if number}


@pytest.mark.parametrize("heard_first", ["the service message", "the refusal"])
async def test_a_group_becomes_a_supergroup(town: Town, heard_first: str) -> None:
    """L8: every stored id follows in one transaction, a new board appears, sign-in goes on."""
    board = await begun(town)
    old, queue = board.chat, town.box.world.queues[town.stage.bot.id]
    town.forward(minutes=1)
    if heard_first == "the refusal":
        queue.hold()
        new = membership.migrate(town.box.world, old)
        await tell(town, old.id, "大家好")
    else:
        new = membership.migrate(town.box.world, old)
        queue.hold()
    await town.settle()
    town.forward(seconds=4)
    await town.settle()
    heard = [one for one in town.stage.unheard if one.chat is new]
    [posted] = [one for one in heard if "党小组会" in one.text]
    assert await rows_about(town, old.id) == {}
    assert set(await rows_about(town, new.id)) >= {"chats", "meetings", "outbox", "cards"}
    queue.release()
    assert "已签到" in (await town.toast(MING, "✅ 签到", posted)).text
    assert "已签到 1 人" in (await town.board()).text
    assert town.group.chat is new
    assert await signed_in(town) == 1
    assert [one for one in town.stage.unheard if not one.edited and "党小组会" in one.text and one is not posted] == []
    town.forget_unheard()


async def test_presses_on_the_board_of_the_old_group_still_count(town: Town) -> None:
    """L8."""
    board = await begun(town)
    membership.migrate(town.box.world, board.chat)
    assert "已签到" in (await town.toast(MING, "✅ 签到", board)).text
    assert await signed_in(town) == 1
    assert "已签到 1 人" in (await town.board()).text
    town.forget_unheard()


@pytest.fixture
async def topic(town: Town) -> int:
    """The group is a forum, and bound to one of its topics."""
    chat: PlayedChat = town.group.chat
    chat.is_forum = True
    thread = membership.create_topic(town.box.world, chat, "会议", town[ZHOU].person)
    async with town.database.write() as tx:
        await nodes.bind(tx, Chat(chat.id, town.group_id, thread, chat.title), town.clock.now())
    return thread


async def test_the_board_stands_in_the_bound_topic(town: Town, topic: int) -> None:
    """L14."""
    board = await begun(town)
    assert board.topic == topic
    await town.toast(MING, "✅ 签到", board)
    assert (await town.board()).topic == topic
    town.forget_unheard()


async def test_an_answer_in_general_names_no_topic(town: Town, topic: int) -> None:
    """L14: General has no thread id that one could send to."""
    town[ZHOU].says("/setup", to=town.group)
    heard = await town.group.hears()
    assert heard.topic is None
    assert "message_thread_id" not in calls(town, "sendMessage")[-1].params
    town[ZHOU].says("/setup", to=town.group, topic=topic)
    assert (await town.group.hears()).topic == topic
    await town.settle()
    town.forget_unheard()


async def test_a_topic_that_is_gone_falls_back_to_general(town: Town, topic: int) -> None:
    """L14: deleting a topic deletes the board in it."""
    board = await begun(town)
    del town.group.chat.topics[topic]
    doings.vanish(town.box.world, board.chat, board.message_id)
    await tell(town, board.chat.id, "大家好", thread_id=topic)
    town.forward(seconds=4)
    town[MING].says("签到")
    await town[MING].hears()
    new = await town.board()
    assert new.message_id != board.message_id
    assert new.topic is None
    assert "已签到 1 人" in new.text
    assert [message.topic for message in board.chat.messages.values() if message.text == "大家好"] == [None]
    assert await count(town.database, "chats", thread_id=topic) == 0
    town.forget_unheard()


async def test_a_leader_chooses_what_a_topic_is_for(town: Town) -> None:
    """U10: boards go to the topic of meetings; a member cannot choose; what is taken away goes to General."""
    chat: PlayedChat = town.group.chat
    chat.is_forum = True
    thread = membership.create_topic(town.box.world, chat, "会议", town[ZHOU].person)
    town[ZHOU].says("/topic", to=town.group)
    assert "这里不是话题" in (await town.group.hears()).text
    town[MING].says("/topic", to=town.group, topic=thread)
    assert "书记或党小组长来定" in (await town.group.hears()).text
    town.forward(seconds=4)
    town[ZHOU].says("/topic", to=town.group, topic=thread)
    asked = await town.group.hears()
    assert "什么都不放" in asked.text
    assert "不是您的按钮" in (await town.toast(MING, "放会议签到板", asked)).text
    town.forward(seconds=4)
    town[ZHOU].presses("放会议签到板", on=asked)
    assert "这个话题里放：会议签到板" in (await town.group.hears()).text
    board, _ = await town.plan()
    assert board.topic == thread
    town.forward(seconds=4)
    town[ZHOU].says("/topic", to=town.group, topic=thread)
    town[ZHOU].presses("不放会议签到板", on=await town.group.hears())
    assert "什么都不放" in (await town.group.hears()).text
    board, _ = await town.plan(title="再开一次", when="下周五下午三点")
    assert board.topic is None
    town.forget_unheard()
