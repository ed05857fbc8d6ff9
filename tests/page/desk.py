"""The page as a person uses it: who they are, what they tap, what they read."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

Kind = Literal["private", "group"]

NARROW = 720
PATIENCE_MS = 15_000
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")


def _chromium(fetched: str) -> str:
    """Where Chromium is: the system's, or the one Playwright has fetched."""
    found = next(filter(None, map(shutil.which, [*_NAMES, fetched])), None)
    if found is None:
        pytest.fail(
            "这台机器上没有 Chromium，请先装好，比如 apt install chromium，再运行 make test-page。", pytrace=False
        )
    return found


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """A browser without a window."""
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        place = _chromium(playwright.chromium.executable_path)
        chromium = await playwright.chromium.launch(executable_path=place, args=_QUIET)
        try:
            yield chromium
        finally:
            await chromium.close()


@dataclass
class Desk:
    """One open page. Whatever goes wrong in it, and whomever it asks, is noted."""

    page: Page
    address: str
    wrong: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    @property
    def narrow(self) -> bool:
        """Whether the page shows one chat at a time."""
        size = self.page.viewport_size
        return size is not None and size["width"] <= NARROW

    async def be(self, name: str) -> None:
        """Become somebody else."""
        chip = self.page.get_by_test_id("me-switch").get_by_role("button", name=re.compile(f"^{name}"))
        await chip.click()
        await expect(chip).to_have_attribute("aria-pressed", "true")

    async def chat(self, kind: Kind) -> Locator:
        """The group or the private chat, brought to the front."""
        tab = self.page.get_by_test_id(f"tab-{kind}")
        if self.narrow and await tab.get_attribute("aria-current") != "page":
            await tab.click()
        return self.page.get_by_test_id(f"chat-{kind}")

    async def taps(self, label: str, kind: Kind = "private") -> None:
        """Tap the lowest button with this label."""
        await (await self.chat(kind)).get_by_role("button", name=label, exact=True).last.click()

    async def types(self, text: str, kind: Kind = "private") -> None:
        """Write and press Enter."""
        writing = (await self.chat(kind)).get_by_test_id("composer")
        await writing.fill(text)
        await writing.press("Enter")

    async def reads(self, text: str, kind: Kind = "private", *, patience_ms: int = PATIENCE_MS) -> Locator:
        """The last message with these words, once it is there and in sight."""
        message = (await self.chat(kind)).get_by_test_id("message").filter(has_text=text).last
        await expect(message).to_be_in_viewport(timeout=patience_ms)
        return message

    async def hears(self, text: str) -> Locator:
        """What the bot says of its own accord: it comes with the bell, at the latest after a quarter of a minute."""
        return await self.reads(text, patience_ms=3 * PATIENCE_MS)

    async def sees(self, something: Locator) -> None:
        """It is in sight as a whole."""
        await expect(something).to_be_in_viewport(ratio=1)

    async def joins(self, name: str) -> None:
        """Start the bot as somebody and agree to the notice."""
        await self.be(name)
        await self.taps("开始")
        await self.reads("用之前，请先看看这几句")
        await self.taps("同意，加入")
        await self.reads(f"{name}同志，欢迎！")

    async def sees_toast(self, text: str) -> None:
        """A short answer with these words appears; tapping it takes it away."""
        toast = self.page.get_by_test_id("toast").filter(has_text=text)
        await expect(toast).to_be_visible()
        if await self.page.get_by_test_id("alert-ok").is_visible():
            await self.page.get_by_test_id("alert-ok").click()
        else:
            await toast.click()
        await expect(toast).to_be_hidden()

    @asynccontextmanager
    async def drawer(self) -> AsyncIterator[None]:
        """With the control drawer open."""
        await self.page.get_by_test_id("drawer-toggle").click()
        yield
        await self.page.get_by_test_id("drawer-close").click()

    async def pulls_the_plug(self) -> None:
        """The bot's process loses its power."""
        async with self.drawer():
            await self.page.get_by_test_id("kill").click()
            await expect(self.page.get_by_test_id("bot-state")).to_have_attribute("data-state", "unplugged")

    async def waits_until(self, moment: datetime) -> None:
        """Put the clock forward in the drawer."""
        async with self.drawer():
            await self.page.get_by_test_id("clock-at").fill(f"{moment:%Y-%m-%dT%H:%M}")
            await self.page.get_by_test_id("clock-jump").click()
            await expect(self.page.get_by_test_id("now")).to_contain_text(f"{moment:%H:%M}")

    async def messages_of_the_bot(self, kind: Kind) -> int:
        """How many messages of the bot this chat holds."""
        return await (await self.chat(kind)).locator("article:not(.mine)").count()


@asynccontextmanager
async def look(chromium: Browser, address: str, size: tuple[int, int]) -> AsyncIterator[Desk]:
    """The page in a window of this size. It must not stumble, and must ask nobody but the sandbox."""
    width, height = size
    context = await chromium.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", has_touch=width <= NARROW, reduced_motion="reduce"
    )
    page = await context.new_page()
    desk = Desk(page, address)
    page.on("pageerror", lambda error: desk.wrong.append(str(error)))
    page.on("console", lambda said: desk.wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: desk.asked.add(urlsplit(request.url).netloc))
    await page.goto(address)
    await expect(page.get_by_test_id("me-switch")).to_be_visible()
    yield desk
    await context.close()
    assert desk.wrong == []
    assert desk.asked - {""} == {urlsplit(address).netloc}
