"""python-telegram-bot's requests over aiohttp, against a real server on this machine."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut

from bot.transport import AiohttpRequest

TOKEN = "7000000001:tests-only"
ME = {"id": 7000000001, "is_bot": True, "first_name": "小伴", "username": "xiaoban_bot"}
SENT = {"message_id": 5, "date": 1, "chat": {"id": 1, "type": "private"}}
DATE = "Mon, 23 Nov 2026 02:00:00 GMT"


@dataclass
class Server:
    """Answers as it is told, and keeps what it was asked."""

    url: str = ""
    body: bytes = b""
    text: str = "{}"
    status: int = 200
    hang_up: bool = False
    patience: asyncio.Event | None = None
    asked: list[str] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path.partition(TOKEN)[2])
        self.body = await request.read()
        if self.patience is not None:
            await self.patience.wait()
        if self.hang_up:
            assert request.transport is not None
            request.transport.abort()
        response = web.Response(text=self.text, status=self.status, headers={"Date": DATE})
        response.enable_compression()
        return response


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", made.take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


@pytest.fixture
async def dates() -> list[str]:
    return []


@pytest.fixture
async def bot(server: Server, dates: list[str]) -> AsyncIterator[Bot]:
    made = Bot(
        TOKEN,
        base_url=f"{server.url}/bot",
        base_file_url=f"{server.url}/file/bot",
        request=AiohttpRequest(on_date=dates.append),
        get_updates_request=AiohttpRequest(),
    )
    server.text = json.dumps({"ok": True, "result": ME})
    await made.initialize()
    server.text = json.dumps({"ok": True, "result": SENT})
    yield made
    await made.shutdown()


async def test_an_answer_and_its_date(bot: Bot, server: Server, dates: list[str]) -> None:
    """The server compresses, as Telegram's does."""
    assert (await bot.send_message(1, "你好 & 再见")).message_id == 5
    assert dates == [DATE] * 2
    assert b"text=%E4%BD%A0%E5%A5%BD+%26+%E5%86%8D%E8%A7%81" in server.body


async def test_a_file_keeps_its_chinese_name_and_every_byte(bot: Bot, server: Server) -> None:
    data = bytes(range(256)) * 300
    await bot.send_document(1, InputFile(data, "花名册.xlsx", attach=True), caption="花名册")
    assert data in server.body
    assert "花名册.xlsx".encode() in server.body


async def test_a_download(bot: Bot, server: Server) -> None:
    server.text = json.dumps({"ok": True, "result": {"file_id": "f", "file_unique_id": "u", "file_path": "a/b"}})
    file = await bot.get_file("f")
    server.text = "姓名,党小组\n"
    assert bytes(await file.download_as_bytearray()).decode() == "姓名,党小组\n"
    assert server.asked[-1] == "/a/b"


async def test_a_refusal_is_telegrams(bot: Bot, server: Server) -> None:
    server.status, server.text = 400, '{"ok": false, "description": "Bad Request: chat not found"}'
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "你好")


@pytest.mark.parametrize("trouble", ["hangs up", "is gone", "has an address of nonsense"])
async def test_errors_never_carry_the_token(bot: Bot, server: Server, trouble: str) -> None:
    """V9."""
    server.hang_up = trouble == "hangs up"
    url = {"is gone": "http://127.0.0.1:1", "has an address of nonsense": "http://:x"}.get(trouble, server.url)
    transport = AiohttpRequest()
    await transport.initialize()
    with pytest.raises(NetworkError) as raised:
        await transport.do_request(f"{url}/bot{TOKEN}/getMe", "POST")
    assert TOKEN not in repr(raised.value)
    assert raised.value.__suppress_context__
    await transport.shutdown()


async def test_a_silent_server_is_timed_out(server: Server) -> None:
    """The read timeout is the caller's: a long poll waits longer than a message."""
    transport = AiohttpRequest()
    await transport.initialize()
    server.patience = asyncio.Event()
    with pytest.raises(TimedOut):
        await transport.do_request(server.url, "GET", read_timeout=0.01)
    server.patience.set()
    await transport.shutdown()


async def test_it_must_be_initialised() -> None:
    transport = AiohttpRequest()
    with pytest.raises(TelegramError):
        await transport.post("http://127.0.0.1:1")
    await transport.shutdown()
