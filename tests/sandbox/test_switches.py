"""A bad day, switch by switch."""

import asyncio
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
import telegram
from telegram.error import ChatMigrated, NetworkError, RetryAfter

from sandbox import Sandbox, World
from sandbox.play import Stage
from sandbox.world import membership
from sandbox.world.actors import Bot
from sandbox.world.chats import Chat
from sandbox.world.doings import vanish
from sandbox.world.refusals import Refusal
from tests.sandbox.conftest import TOKEN, Api, Noon


async def test_429_for_one_chat_only(ptb: telegram.Bot, world: World, stage: Stage, group: Chat) -> None:
    stage.person("小明").starts()
    world.faults.too_many_requests(2, retry_after=7, chat_id=group.id)
    await ptb.send_message(1002, "私聊不受影响")
    for _ in range(2):
        with pytest.raises(RetryAfter) as refused:
            await ptb.send_message(group.id, "开会")
        assert refused.value.retry_after == timedelta(seconds=7)
    await ptb.send_message(group.id, "开会")
    assert [call.ok for call in world.calls if call.chat_id == group.id] == [False, False, True]


async def test_any_refusal_of_one_method(api: Api, world: World) -> None:
    world.faults.refuse(Refusal(500, "Internal Server Error"), method="getChat")
    assert (await api.call("getMe"))["ok"]
    assert await api.refusal("getChat", chat_id=1) == "500 Internal Server Error"
    assert world.faults.pending == 0


async def test_telegram_is_away(ptb: telegram.Bot, world: World, box: Sandbox) -> None:
    waiting = asyncio.create_task(ptb.get_updates(offset=2**31, timeout=50))
    await world.wait_until(lambda: world.queues[1].polls == 1)
    world.faults.away = True
    for call in (waiting, ptb.get_me()):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await call
    world.faults.away = False
    assert (await ptb.get_me()).username == "xiaoban_bot"


async def test_an_answer_gets_lost_after_the_deed(ptb: telegram.Bot, world: World, group: Chat, stage: Stage) -> None:
    world.faults.lose_answers()
    with pytest.raises(NetworkError):
        await ptb.send_message(group.id, "开会")
    assert (await stage.group("第三党小组").hears()).text == "开会"


async def test_clock_forward_ends_polls_and_is_in_every_date(api: Api, world: World, box: Sandbox, noon: Noon) -> None:
    await api.drained()
    waiting = asyncio.create_task(api.updates(timeout=50))
    await world.wait_until(lambda: world.queues[1].polls == 3)
    world.clock.forward(3600)
    assert await waiting == []
    async with api.session.get(f"{box.api_url}{TOKEN}/getMe") as response:
        assert parsedate_to_datetime(response.headers["Date"]) == world.clock.now()
    async with api.session.get(f"{box.address}/nowhere") as response:
        assert parsedate_to_datetime(response.headers["Date"]) == world.clock.now()
    with pytest.raises(ValueError, match="back"):
        world.clock.forward(-1)


async def test_a_second_poll_ends_the_first(api: Api, world: World) -> None:
    await api.drained()
    first = asyncio.create_task(api.call("getUpdates", timeout=50))
    await world.wait_until(lambda: world.queues[1].polls == 3)
    second = asyncio.create_task(api.call("getUpdates", timeout=50))
    assert (await first)["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    world.clock.forward(1)
    assert (await second)["result"] == []


async def test_a_webhook_ends_the_poll(api: Api, world: World) -> None:
    await api.drained()
    poll = asyncio.create_task(api.call("getUpdates", timeout=50))
    await world.wait_until(lambda: world.queues[1].polls == 3)
    await api.call("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"


async def test_update_twice(api: Api, world: World, stage: Stage) -> None:
    await api.drained()
    world.queues[1].repeat_next()
    stage.person("小明").starts()
    [first] = await api.updates()
    [second] = await api.updates(offset=first["update_id"] + 1)
    assert first == second
    assert await api.updates(offset=first["update_id"] + 1) == []


async def test_updates_late_and_backwards(api: Api, world: World, stage: Stage) -> None:
    await api.drained()
    ming = stage.person("小明")
    ming.starts()
    world.queues[1].hold()
    ming.says("一")
    ming.says("二")
    [start] = await api.updates()
    world.queues[1].release(backwards=True)
    [newest] = await api.updates(offset=start["update_id"] + 1, limit=1)
    assert newest["message"]["text"] == "二"
    [older] = await api.updates(offset=newest["update_id"] + 1)
    assert (older["message"]["text"], older["update_id"] < newest["update_id"]) == ("一", True)
    assert await api.updates(offset=newest["update_id"] + 1) == []


async def test_updates_are_kept_for_a_day(api: Api, world: World, noon: Noon) -> None:
    assert await api.updates()
    noon.passes(24 * 3600 + 1)
    assert await api.updates() == []


async def test_only_asked_for_updates_come(api: Api, stage: Stage) -> None:
    await api.updates(allowed_updates=["callback_query"])
    await api.drained()
    stage.person("小明").starts()
    assert await api.updates() == []


async def test_migration_moves_people_and_bot(
    ptb: telegram.Bot, world: World, group: Chat, stage: Stage, api: Api
) -> None:
    await api.drained()
    grown = membership.migrate(world, group)
    away, here = await api.drained()
    assert away["message"]["migrate_to_chat_id"] == grown.id
    assert here["message"]["migrate_from_chat_id"] == group.id
    with pytest.raises(ChatMigrated) as moved:
        await ptb.send_message(group.id, "开会")
    await ptb.send_message(moved.value.new_chat_id, "开会")
    assert (await stage.group("第三党小组").hears()).text == "开会"


async def test_a_message_vanishes(api: Api, world: World, group: Chat) -> None:
    sent = (await api.call("sendMessage", chat_id=group.id, text="开会"))["result"]
    vanish(world, group, sent["message_id"])
    assert await api.refusal("editMessageText", chat_id=group.id, message_id=sent["message_id"], text="x") == (
        "400 Bad Request: message to edit not found"
    )


async def test_limits_per_chat(api: Api, world: World, noon: Noon, stage: Stage) -> None:
    stage.person("小明").starts()
    world.limits.enforce = True
    assert (await api.call("sendMessage", chat_id=1002, text="一"))["ok"]
    noon.passes(0.4)
    assert (await api.call("sendMessage", chat_id=1002, text="二"))["parameters"] == {"retry_after": 1}
    noon.passes(0.6)
    assert (await api.call("sendMessage", chat_id=1002, text="三"))["ok"]


async def test_limits_per_group_count_edits(api: Api, world: World, noon: Noon, group: Chat) -> None:
    world.limits.enforce = True
    sent = (await api.call("sendMessage", chat_id=group.id, text="0"))["result"]
    for number in range(1, 20):
        noon.passes(1)
        assert (await api.call("editMessageText", chat_id=group.id, message_id=sent["message_id"], text=str(number)))[
            "ok"
        ]
    noon.passes(1)
    refused = await api.call("editMessageText", chat_id=group.id, message_id=sent["message_id"], text="20")
    assert refused["parameters"] == {"retry_after": 40}
    noon.passes(40)
    assert (await api.call("sendMessage", chat_id=group.id, text="21"))["ok"]


async def test_limits_overall(api: Api, world: World) -> None:
    people = [world.add_person(f"人{number}") for number in range(31)]
    for person in people:
        world.private_chat(world.bots[1], person).started = True
    world.limits.enforce = True
    answers = [await api.call("sendMessage", chat_id=person.id, text="通知") for person in people]
    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]


async def test_blocking_is_told(api: Api, stage: Stage, bot: Bot) -> None:
    ming = stage.person("小明")
    ming.starts()
    await api.drained()
    ming.blocks()
    ming.unblocks()
    statuses = [update["my_chat_member"]["new_chat_member"]["status"] for update in await api.drained()]
    assert statuses == ["kicked", "member"]
    ming.blocks()
    ming.starts("again")
    *_, start = await api.drained()
    assert start["message"]["text"] == "/start again"
