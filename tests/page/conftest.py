"""A real browser before a real sandbox that runs the real bot. Playwright is imported only when a page test runs."""

import json
import signal
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.conftest import SHANGHAI
from tests.page.windows import SIZES
from tests.sandbox.running import ROOT, address_of, free_port, sandbox, state_when

if TYPE_CHECKING:
    from tests.page.desk import Desk

EVIDENCE = ROOT / "build" / "page"
FAILED = pytest.StashKey[bool]()
NOBODY_RUNS = """
guide = ["先看这里", "再看那里"]
[bot]
token = "7000000001:sandbox-only"
username = "xiaoban_bot"
name = "小伴"
[[person]]
name = "陈姐"
[[person]]
name = "<img src=x onerror=document.title='坏了'>"
note = "<b>组员</b>"
[[person]]
name = "王奶奶"
note = "没有手机，由组长代办"
phone = false
[[group]]
title = "第三党小组"
members = ["陈姐", "<img src=x onerror=document.title='坏了'>"]
"""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """How large the window is."""
    return SIZES[request.param]


@asynccontextmanager
async def _opened(address: str, size: tuple[int, int], request: pytest.FixtureRequest) -> AsyncIterator["Desk"]:
    """The page at an address; a failed test leaves a picture and the bot's last words in build/page."""
    from tests.page.desk import browser, look  # noqa: PLC0415 - no other test needs Playwright

    async with browser() as chromium, look(chromium, address, size) as desk:
        yield desk
        if request.node.stash.get(FAILED, False):
            await _keep_evidence(desk, request.node.name)


async def _keep_evidence(desk: "Desk", name: str) -> None:
    EVIDENCE.mkdir(parents=True, exist_ok=True)
    await desk.page.screenshot(path=EVIDENCE / f"{name}.png")
    async with aiohttp.ClientSession() as session, session.get(f"{desk.address}/page/events") as events:
        news = json.loads((await events.content.readline())[6:])
    tail = (news["state"]["process"] or {}).get("tail", [])
    (EVIDENCE / f"{name}.txt").write_text("\n".join(tail), "utf-8")


@pytest.fixture
def monday() -> datetime:
    """Next Monday, ten in the morning: nothing in these tests depends on the day they run on."""
    today = datetime.now(SHANGHAI).replace(hour=10, minute=0, second=0, microsecond=0)
    return today + timedelta(days=7 - today.weekday())


@pytest.fixture
async def desk(
    tmp_path: Path, size: tuple[int, int], monday: datetime, request: pytest.FixtureRequest
) -> AsyncIterator["Desk"]:
    """The page of the demo world on Monday morning, with the bot at work. It ends as by Ctrl-C."""
    async with (
        sandbox("--state", tmp_path / "state", "--port", free_port()) as process,
        aiohttp.ClientSession() as session,
    ):
        address = await address_of(process)
        seconds = (monday - datetime.now(SHANGHAI)).total_seconds()
        async with session.post(f"{address}/page/control/clock", json={"seconds": seconds}) as answer:
            assert (await answer.json())["ok"]
        await state_when(session, address, "running", "开始工作")
        async with _opened(address, size, request) as desk:
            yield desk
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 0


@pytest.fixture
async def quiet_desk(tmp_path: Path, size: tuple[int, int], request: pytest.FixtureRequest) -> AsyncIterator["Desk"]:
    """The page of a world without a bot process."""
    world = tmp_path / "world.toml"
    world.write_text(NOBODY_RUNS, "utf-8")
    async with (
        sandbox("--world", world, "--state", tmp_path / "state", "--port", free_port()) as process,
        _opened(await address_of(process), size, request) as desk,
    ):
        yield desk
