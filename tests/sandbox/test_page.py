"""What stands behind the page: its addresses, its news, its guards."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox, World
from sandbox.play import Stage
from sandbox.web.view import key
from sandbox.world.chats import Chat
from tests.sandbox.conftest import Api


class Browser:
    """One open page."""

    def __init__(self, api: Api, address: str, events: aiohttp.ClientResponse) -> None:
        self._api = api
        self._address = address
        self._events = events

    async def news(self, kind: str) -> dict[str, Any]:
        """The next news of a kind."""
        async for line in self._events.content:
            if line.startswith(b"data: "):
                news: dict[str, Any] = json.loads(line[6:])
                if news["kind"] == kind:
                    return news
        raise AssertionError(kind)

    async def post(self, path: str, **asked: Any) -> dict[str, Any]:
        """Do something."""
        async with self._api.session.post(f"{self._address}/page/{path}", json=asked) as response:
            answer: dict[str, Any] = await response.json()
            return answer


@pytest.fixture
async def browser(api: Api, box: Sandbox) -> AsyncIterator[Browser]:
    async with api.session.get(f"{box.address}/page/events") as events:
        yield Browser(api, box.address, events)


async def test_files_of_the_page(box: Sandbox, api: Api) -> None:
    for path, kind in (("/", "text/html"), ("/page/main.js", "text/javascript"), ("/page/style.css", "text/css")):
        async with api.session.get(f"{box.address}{path}") as response:
            assert (response.status, response.content_type) == (200, kind)


async def test_a_conversation(browser: Browser, api: Api, group: Chat) -> None:
    opened = await browser.news("everything")
    assert [person["name"] for person in opened["state"]["people"]] == ["陈姐", "小明"]
    assert (await browser.post("do/start", person=1002))["ok"]
    assert (await browser.news("message"))["message"]["text"] == "/start"
    assert (await browser.post("do/say", person=1002, chat="p1-1002", text="签到"))["ok"]
    keys = {"inline_keyboard": [[{"text": "去", "callback_data": "a"}]]}
    sent = (await api.call("sendMessage", chat_id=1002, text="去吗？", reply_markup=keys))["result"]
    pressed = await browser.post("do/press", person=1002, chat="p1-1002", message=sent["message_id"], data="a")
    await api.call("answerCallbackQuery", callback_query_id=pressed["result"], text="好", show_alert=True)
    answer = await browser.news("answer")
    assert (answer["query_id"], answer["text"], answer["alert"]) == (pressed["result"], "好", True)
    await browser.post("do/vanish", chat="p1-1002", message=sent["message_id"])
    assert (await browser.news("vanished"))["message_id"] == sent["message_id"]
    refused = await browser.post("do/say", person=1001, chat="p1-1001", text="签到")
    assert refused == {"ok": False, "why": "陈姐还没有点「开始」，没有地方可以打字"}


async def test_switches(browser: Browser, world: World, group: Chat, box: Sandbox) -> None:
    here = key(group)
    now = world.clock.now()
    for name, asked in (
        ("clock", {"seconds": 3600}),
        ("privacy", {"on": False}),
        ("limits", {"on": True}),
        ("too_many", {"chat": here, "times": 2}),
        ("lose_answers", {}),
        ("hold", {}),
        ("repeat", {}),
        ("promote_bot", {"chat": here}),
        ("away", {"on": True}),
    ):
        assert (await browser.post(f"control/{name}", **asked))["ok"]
    assert (world.clock.now() - now).total_seconds() == 3600
    assert not world.bots[1].privacy
    assert group.is_in_charge(1)
    assert (world.limits.enforce, world.faults.away, world.faults.pending) == (True, True, 3)
    assert (world.queues[1].holding, world.queues[1].repeating) == (True, 0)
    for name, asked in (("demote_bot", {"chat": here}), ("release", {"backwards": True}), ("migrate", {"chat": here})):
        assert (await browser.post(f"control/{name}", **asked))["ok"]
    grown = key(world.current(group))
    assert (await browser.post("control/remove_bot", chat=grown))["ok"]
    assert (await browser.post("control/add_bot", chat=grown))["ok"]
    assert (await browser.post("do/block", person=1002))["ok"]
    assert world.private[1, 1002].blocked
    assert (await browser.post("power/start")) == {"ok": False}


async def test_files_up_and_down(box: Sandbox, api: Api, stage: Stage) -> None:
    stage.person("小明").starts()
    where = {"person": "1002", "chat": "p1-1002", "name": "a<b>.html", "caption": "给你"}
    async with api.session.put(f"{box.address}/page/upload", params=where, data=b"<script>") as response:
        assert (await response.json())["ok"]
    document = (await api.updates())[-1]["message"]["document"]
    async with api.session.get(f"{box.address}/page/shelf/{document['file_id']}") as response:
        assert (await response.read(), response.content_type) == (b"<script>", "application/octet-stream")
    async with api.session.put(f"{box.address}/page/upload", params=where, data=b"") as response:
        assert not (await response.json())["ok"]


async def test_foreign_sites_stay_out(box: Sandbox, api: Api) -> None:
    async with api.session.post(f"{box.address}/page/control/away", data={"on": "1"}) as form:
        assert form.status == 403
    foreign = {"Host": "evil.example"}
    async with api.session.post(f"{box.address}/page/control/hold", json={}, headers=foreign) as rebound:
        assert rebound.status == 403
    async with api.session.get(f"{box.address}/page/events", headers=foreign) as rebound:
        assert rebound.status == 403
    async with api.session.put(f"{box.address}/page/upload", headers=foreign, data=b"x") as rebound:
        assert rebound.status == 403
    async with api.session.post(f"{box.address}/page/do/fly", json={}) as unknown:
        assert unknown.status == 404
