"""How the bot behaves towards many, towards the hasty, and towards those who are no person."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from sandbox.play.heard import Press
from sandbox.world import membership
from tests.flows.town import CHEN, MING, STRANGER, YU, ZHOU, Town
from tests.flows.troubles import begun, count, signed_in, tell

LONG = "".join(f"{number:04d}：一二三四五六七八九十\n" for number in range(700))


async def test_the_hasty_are_told_once_and_kindly(town: Town) -> None:
    """V10: and others do not notice."""
    for _ in range(60):
        town[MING].says("你好")
    await town.settle()
    assert "党小组会" not in (await town.ask(YU, "日历")).text
    heard = []
    for _ in range(20):
        town.forward(seconds=9)
        await town.settle()
    for one in list(town.stage.unheard):
        heard.append(one.text)
        town.stage.unheard.remove(one)
    assert len(heard) == 21
    assert [text for text in heard if "有点快" in text] == [heard[-1]]
    assert "有点快" not in (await town.ask(MING, "日历")).text


async def test_hasty_presses_are_all_answered(town: Town) -> None:
    """V10: else the button would spin; but only one of the answers says why."""
    board = await begun(town)
    presses = [town[MING].presses("✅ 签到", on=board) for _ in range(25)]
    toasts = [(await town[MING].toast(press)).text for press in presses]
    assert ["有点快" in text for text in toasts] == [False] * 20 + [True] + [False] * 4
    assert toasts[21:] == [""] * 4
    await town.board()
    town.forget_unheard()


async def test_a_long_message_comes_in_parts_and_nothing_is_repeated(town: Town) -> None:
    """L16: also where Telegram slows us down in the middle of it."""
    await tell(town, town[MING].id, LONG, "Schluss")
    first = await town[MING].hears()
    town.box.world.faults.too_many_requests(1, retry_after=5, chat_id=town[MING].id)
    heard = [first.text]
    for _ in range(4):
        await town.settle()
        town.forward(seconds=6)
    await town.settle()
    while town.stage.unheard:
        heard.append((await town[MING].hears()).text)
    assert heard.pop() == "Schluss"
    assert len(heard) > 2
    assert "\n".join(heard) == LONG.strip()


async def test_who_has_never_pressed_start_gets_a_link_in_the_group(town: Town) -> None:
    """L17: the board itself leads to the private chat."""
    board, _ = await town.plan()
    link = next(button for row in board.button_rows for button in row if "url" in button)
    assert link["url"] == "https://t.me/xiaoban_bot?start=hi"
    town[STRANGER].joins(town.group)
    town.forward(seconds=9)
    town[STRANGER].presses(str(link["text"]), on=board)
    assert "我还不认识您" in (await town[STRANGER].hears()).text


async def test_a_private_word_to_somebody_who_never_started(town: Town) -> None:
    """L17: Telegram refuses it; the leader hears of it, nothing else breaks."""
    town[MING].chat.started = False
    await tell(town, town[MING].id, "一")
    await town.settle()
    await town.app.ring()
    assert "小明" in (await town[CHEN].hears()).text
    assert await count(town.database, "outbox", state="dead", error="unreachable") == 1


async def test_senders_who_are_no_person(town: Town) -> None:
    """Anonymous administrators and channels get an answer to a command, and never a row."""
    members = await count(town.database, "members")
    membership.promote(town.box.world, town.group.chat, town[CHEN].person, by=town[CHEN].person)
    town[CHEN].says_anonymously("/setup@xiaoban_bot", to=town.group)
    assert "请用自己的名字发" in (await town.group.hears()).text
    town.forward(seconds=9)
    town[CHEN].says_as_channel("/setup@xiaoban_bot", to=town.group)
    assert "请用自己的名字发" in (await town.group.hears()).text
    town[CHEN].says_anonymously("签到", to=town.group)
    await town.settle()
    assert await count(town.database, "members") == members
    assert await count(town.database, "members", telegram_id=1087968824) == 0


async def test_talk_that_is_not_for_us_is_dropped_where_we_hear_everything(town: Town) -> None:
    """V2: the bot was made an administrator and privacy mode is off."""
    world = town.box.world
    town.stage.bot.privacy = False
    membership.promote(world, town.group.chat, town.stage.bot, by=town[CHEN].person)
    await town.settle()
    town.forget_unheard()
    rows = await count(town.database, "inbox")
    for words in ("今天天气不错", "小伴真好", "签到", "/menu@other_bot"):
        town[MING].says(words, to=town.group)
    await town.settle()
    assert await count(town.database, "inbox") == rows
    town[MING].says("/menu@xiaoban_bot", to=town.group)
    await town.settle()
    assert await count(town.database, "inbox") == rows + 1
    town.forget_unheard()


async def test_one_chat_is_served_in_order(town: Town) -> None:
    """A whole wizard typed at once, before the first question is answered."""
    queue = town.box.world.queues[town.stage.bot.id]
    queue.hold()
    for words in ("新会议", "党小组会", "十一月党小组会", "周五下午三点", "会议室"):
        town[CHEN].says(words)
    queue.release()
    for _ in range(3):
        town.forward(seconds=4)
        await town.settle()
    asked = [(await town[CHEN].hears()).text[:4] for _ in range(5)]
    assert asked == ["开什么会", "会议叫什", "什么时候", "在哪里开", "请看一遍"]
    await town.ask(CHEN, "取消")


@asynccontextmanager
async def gate(town: Town, people: int) -> AsyncIterator[str]:
    """A slow road to Telegram: no answer to a press comes back before this many have been asked for."""
    asked, enough = 0, asyncio.Event()

    async def pass_on(request: web.Request) -> web.Response:
        nonlocal asked
        if request.path.endswith("answerCallbackQuery"):
            asked += 1
            if asked == people:
                enough.set()
            await enough.wait()
        url = f"{town.box.address}{request.path_qs}"
        async with session.request(request.method, url, data=await request.read(), headers=request.headers) as answer:
            return web.Response(status=answer.status, body=await answer.read(), content_type=answer.content_type)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", pass_on)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
        await town.stop()
    await runner.cleanup()


async def test_sixty_presses_are_answered_side_by_side(town: Town) -> None:
    """No press waits for the answer to another: one after the other, the gate would never open."""
    board = await begun(town)
    await town.stop()
    async with gate(town, 60) as address:
        town.settings = town.settings.model_copy(update={"api_url": address})
        await town.start()
        presses: list[tuple[str, Press]] = []
        for _ in range(15):
            presses += [(who, town[who].presses("✅ 签到", on=board)) for who in (CHEN, MING, YU, ZHOU)]
        for who, press in presses:
            assert "签到" in (await town[who].toast(press)).text
        assert await signed_in(town) == 4
        await town.settle()
    town.forget_unheard()


async def test_a_second_bot_with_the_same_token(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """L11: one clear sentence."""
    queue = town.box.world.queues[town.stage.bot.id]
    await town.box.world.wait_until(lambda: queue.polls and not queue.waiting)
    polls = queue.polls
    town.forward(seconds=9)
    await town.box.world.wait_until(lambda: queue.polls > polls)
    async with aiohttp.ClientSession() as session:
        url = f"{town.box.api_url}{town.stage.bot.token}/getUpdates"
        async with session.get(url, params={"timeout": 0}) as answer:
            assert answer.status == 200
        await town.clock.asleep(seconds=1)
    assert [record.message for record in caplog.records] == [
        "另有一个程序在用同一个令牌收消息；一个令牌只能有一个小伴，请停掉其中一个。"
    ]
    town.forward(seconds=1)
    assert (await town.ask(MING, "菜单")).text
