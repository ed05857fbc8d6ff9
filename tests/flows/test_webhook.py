"""The webhook door: 200 is said when an update is in the inbox, not before."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.webhook import SECRET_HEADER
from sandbox.play.heard import Heard
from tests.flows.town import CHEN, MING, YU, ZHOU, Town
from tests.flows.troubles import begun, count, signed_in, trouble_of

SECRET = "made-up_for_tests"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
async def board(town: Town) -> AsyncIterator[Heard]:
    """The bot has changed from polling to a webhook; a meeting's sign-in is open."""
    made = await begun(town)
    await town.stop()
    port = free_port()
    changed = {
        "webhook_url": f"http://127.0.0.1:{port}/",
        "webhook_secret": SecretStr(SECRET),
        "listen": f"127.0.0.1:{port}",
    }
    town.settings = town.settings.model_copy(update=changed)
    await town.start()
    await town.box.world.wait_until(lambda: town.box.world.webhooks)
    yield made
    await town.board()
    town.forget_unheard()


async def post(town: Town, body: str, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    url = str(town.settings.webhook_url)
    async with aiohttp.ClientSession() as session, session.post(url, data=body.encode(), headers=headers) as answer:
        return answer.status


def press(number: int, who: int, board: Heard) -> dict[str, Any]:
    """A press of 签到 as Telegram would bring it."""
    data = board.button_rows[0][0]["callback_data"]
    message = {"message_id": board.message_id, "date": 1, "chat": board.chat.as_chat()}
    sender = {"id": who, "is_bot": False, "first_name": "x"}
    query = {"id": str(number), "from": sender, "chat_instance": "1", "data": data, "message": message}
    return {"update_id": number, "callback_query": query}


async def test_telegram_brings_updates(town: Town, board: Heard) -> None:
    assert "已签到" in (await town.toast(MING, "✅ 签到", board)).text
    assert town.box.world.webhooks[town.stage.bot.id].secret_token == SECRET
    assert await signed_in(town) == 1


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x"])
async def test_who_does_not_know_the_secret_is_not_heard(town: Town, board: Heard, secret: str | None) -> None:
    assert await post(town, json.dumps(press(1, town[MING].id, board)), secret) == 401
    assert await count(town.database, "inbox", update_id=1) == 0


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "{}", '{"update_id": "x"}', '{"update_id": null}', "\xff"])
async def test_what_is_no_update_is_refused(town: Town, board: Heard, body: str) -> None:
    assert await post(town, body) == 400


@pytest.mark.parametrize("body", [{"message": 5}, {"message": {"chat": 5}}, {"callback_query": []}, {"poll": {}}])
async def test_what_is_not_for_us_is_taken_and_dropped(town: Town, board: Heard, body: dict[str, Any]) -> None:
    assert await post(town, json.dumps({"update_id": 1, **body})) == 200
    assert await count(town.database, "inbox", update_id=1) == 0


async def test_stored_before_it_is_confirmed(town: Town, board: Heard) -> None:
    """L10."""
    assert await post(town, json.dumps(press(1, town[MING].id, board))) == 200
    assert await count(town.database, "inbox", update_id=1) == 1


async def test_in_parallel_twice_and_in_any_order(town: Town, board: Heard) -> None:
    people = [town[who].id for who in (CHEN, MING, YU, ZHOU)]
    bodies = [json.dumps(press(9 - index, who, board)) for index, who in enumerate(people)] * 3
    assert set(await asyncio.gather(*(post(town, body) for body in bodies))) == {200}
    await town.settle()
    assert await signed_in(town) == 4
    assert "已签到 4 人" in (await town.board()).text


async def test_while_the_database_is_away_telegram_keeps_it(town: Town, board: Heard, database_url: str) -> None:
    """503, and Telegram's retry brings it."""
    async with trouble_of(town, database_url) as trouble:
        async with trouble.locked():
            assert await post(town, json.dumps(press(1, town[MING].id, board))) == 503
            pressed = town[YU].presses("✅ 签到", on=board)
            assert "还没有算数" in (await town[YU].toast(pressed)).text
        queue = town.box.world.queues[town.stage.bot.id]
        await town.box.world.wait_until(lambda: not queue.waiting)
        await town.settle()
    assert await signed_in(town) == 1
    assert "已签到 1 人" in (await town.board()).text
