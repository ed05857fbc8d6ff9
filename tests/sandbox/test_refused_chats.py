"""Whom a bot may not write to, and what it may not ask."""

import pytest

from sandbox import Sandbox, World
from sandbox.play import Stage
from sandbox.world import membership
from sandbox.world.actors import Bot
from sandbox.world.chats import Chat
from tests.sandbox.conftest import Api


async def test_unknown_method(api: Api) -> None:
    assert await api.refusal("sendPigeon") == "404 Not Found"


async def test_unknown_token(box: Sandbox, api: Api) -> None:
    async with api.session.get(f"{box.api_url}2:OTHER/getMe") as response:
        assert (response.status, (await response.json())["description"]) == (401, "Unauthorized")
    async with api.session.get(f"{box.api_url}nonsense/getMe") as response:
        assert (response.status, (await response.json())["description"]) == (404, "Not Found")


async def test_people_who_have_not_started_or_have_blocked(api: Api, stage: Stage) -> None:
    ming = stage.person("小明")
    assert await api.refusal("sendMessage", chat_id=ming.id, text="在吗") == (
        "403 Forbidden: bot can't initiate conversation with a user"
    )
    ming.starts()
    ming.blocks()
    assert (
        await api.refusal("sendMessage", chat_id=ming.id, text="在吗") == "403 Forbidden: bot was blocked by the user"
    )


@pytest.mark.parametrize("chat_id", [999, -999, "@nobody"])
async def test_unknown_chat(api: Api, chat_id: int | str) -> None:
    assert await api.refusal("sendMessage", chat_id=chat_id, text="在吗") == "400 Bad Request: chat not found"


async def test_somebody_without_a_phone_is_no_chat(api: Api, world: World) -> None:
    nobody = world.add_person("王奶奶", has_phone=False)
    assert await api.refusal("sendMessage", chat_id=nobody.id, text="在吗") == "400 Bad Request: chat not found"


async def test_group_that_threw_the_bot_out_or_was_left(api: Api, world: World, group: Chat, bot: Bot) -> None:
    chen = world.people[1001]
    big = world.add_group("大群", [chen], supergroup=True)
    membership.remove_bot(world, group, bot, chen)
    await api.call("leaveChat", chat_id=big.id)
    assert await api.refusal("sendMessage", chat_id=group.id, text="在吗") == (
        "403 Forbidden: bot was kicked from the group chat"
    )
    assert await api.refusal("sendMessage", chat_id=big.id, text="在吗") == (
        "403 Forbidden: bot is not a member of the supergroup chat"
    )


async def test_group_that_became_a_supergroup(api: Api, world: World, group: Chat) -> None:
    grown = membership.migrate(world, group)
    answer = await api.call("sendMessage", chat_id=group.id, text="在吗")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": grown.id}
    assert (await api.call("sendMessage", chat_id=grown.id, text="在"))["ok"]


async def test_members_of_a_group_that_hides_them(api: Api, world: World, group: Chat, bot: Bot) -> None:
    about = {"chat_id": group.id, "user_id": 1002}
    assert (await api.call("getChatMember", **about))["result"]["status"] == "member"
    group.hides_members = True
    assert await api.refusal("getChatMember", **about) == "400 Bad Request: member list is inaccessible"
    membership.promote(world, group, bot, world.people[1001])
    assert (await api.call("getChatMember", **about))["ok"]
    assert (
        await api.refusal("getChatMember", chat_id=group.id, user_id=4711) == "400 Bad Request: PARTICIPANT_ID_INVALID"
    )


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        ({"command": "签到", "description": "签到"}, "BOT_COMMAND_INVALID"),
        ({"command": "SignIn", "description": "签到"}, "BOT_COMMAND_INVALID"),
        ({"command": "sign_in", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_menu(api: Api, command: dict[str, str], refusal: str) -> None:
    assert await api.refusal("setMyCommands", commands=[command]) == f"400 Bad Request: {refusal}"


async def test_one_road_for_updates_at_a_time(api: Api) -> None:
    await api.call("setWebhook", url="http://127.0.0.1:9/hook")
    assert await api.refusal("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await api.call("deleteWebhook")
    assert (await api.call("getUpdates"))["ok"]
