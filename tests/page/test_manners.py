"""The page's own manners: text stays text, hints and toasts go when told, nothing jumps, everybody can use it."""

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.page.measures import FAINT, SMALL, UNNAMED

if TYPE_CHECKING:
    from tests.page.desk import Desk

pytestmark = pytest.mark.page

NASTY = "<img src=x onerror=document.title='坏了'>👵🏻\u202eabc\u200f<b>x</b>&amp;"
GROUP = -4_000_000_001


async def as_bot(desk: "Desk", method: str, **asked: Any) -> dict[str, Any]:
    """What a bot would call; the quiet world has none of its own."""
    url = f"{desk.address}/bot7000000001:sandbox-only/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=asked) as response:
        answer: dict[str, Any] = await response.json()
    assert answer["ok"], answer
    return answer


async def test_text_stays_text(quiet_desk: "Desk") -> None:
    desk = quiet_desk
    await desk.be("<img src=x")
    await desk.types(NASTY, "group")
    await desk.reads(NASTY, "group")
    keys = {"inline_keyboard": [[{"text": NASTY, "callback_data": "a"}]]}
    await as_bot(desk, "sendMessage", chat_id=GROUP, text=NASTY, reply_markup=keys)
    await desk.taps(NASTY, "group")
    query = (await as_bot(desk, "getUpdates", timeout=5))["result"][-1]["callback_query"]
    await as_bot(desk, "answerCallbackQuery", callback_query_id=query["id"], text=NASTY)
    await desk.sees_toast(NASTY)
    assert await desk.page.title() == "和小伴聊天"
    assert await desk.page.locator("#bar img, #tabs img, #chats img, .words b").count() == 0


async def test_news_takes_no_button_from_under_a_finger(quiet_desk: "Desk") -> None:
    from playwright.async_api import expect  # noqa: PLC0415 - no other test needs Playwright

    desk = quiet_desk
    chip = desk.page.get_by_test_id("me-switch").get_by_role("button", name="<img")
    await desk.be("陈姐")
    await chip.hover()
    await desk.page.mouse.down()
    await as_bot(desk, "sendMessage", chat_id=GROUP, text="正好这时来了一条")
    await desk.page.evaluate(
        """() => new Promise((done) => {
            const line = new EventSource("/page/events");
            line.onmessage = () => { line.close(); setTimeout(done, 100); };  // a finger rests longer than the grace
        })"""
    )
    await desk.page.mouse.up()
    await expect(chip).to_have_attribute("aria-pressed", "true")
    await desk.reads("正好这时来了一条", "group")


async def test_a_toast_can_be_read_and_sent_away(quiet_desk: "Desk") -> None:
    desk = quiet_desk
    await desk.page.clock.install()
    grandmother = desk.page.get_by_test_id("me-switch").get_by_role("button", name="王奶奶")
    toast = desk.page.get_by_test_id("toast")
    await grandmother.click(force=True)
    assert await toast.inner_text() == "王奶奶：没有手机，由组长代办"
    await desk.page.clock.run_for(4000)
    assert await toast.is_visible()
    await desk.page.clock.run_for(20_000)
    assert not await toast.is_visible()
    for _ in range(5):
        await grandmother.click(force=True)
    assert await toast.count() == 2
    await desk.page.keyboard.press("Escape")
    assert await toast.count() == 0


async def test_hints_one_by_one(quiet_desk: "Desk") -> None:
    page = quiet_desk.page
    guide = page.get_by_role("region", name="试一试")
    assert "先看这里" in await guide.inner_text()
    await page.get_by_test_id("guide-next").click()
    assert "再看那里" in await guide.inner_text()
    await page.get_by_test_id("guide-next").click()
    assert not await guide.is_visible()
    await page.reload()
    await quiet_desk.chat("private")
    assert not await guide.is_visible()
    async with quiet_desk.drawer():
        await page.get_by_test_id("guide-again").click()
    await page.get_by_test_id("guide-close").click()
    assert not await guide.is_visible()


async def test_new_messages_do_not_pull_the_reader_away(quiet_desk: "Desk") -> None:
    desk = quiet_desk
    for number in range(30):
        await as_bot(desk, "sendMessage", chat_id=GROUP, text=f"第 {number} 条")
    await desk.reads("第 29 条", "group")
    log = (await desk.chat("group")).get_by_role("log")
    await log.evaluate("(node) => { node.scrollTop = 0; }")
    newer = desk.page.get_by_test_id("chat-group").get_by_test_id("newer")
    await as_bot(desk, "sendMessage", chat_id=GROUP, text="最后一条")
    await newer.wait_for()
    assert await log.evaluate("(node) => node.scrollTop") == 0
    await newer.click()
    await desk.reads("最后一条", "group")
    await newer.wait_for(state="hidden")
    await log.evaluate("(node) => { node.scrollTop = 0; }")
    await desk.types("我说一句", "group")
    await desk.reads("我说一句", "group")


async def test_a_long_message_is_read_from_its_beginning(quiet_desk: "Desk") -> None:
    await as_bot(quiet_desk, "sendMessage", chat_id=GROUP, text="先说这一句\n" + "再说几句\n" * 60)
    message = await quiet_desk.reads("先说这一句", "group")
    log = (await quiet_desk.chat("group")).get_by_role("log")
    top = "(node) => node.getBoundingClientRect().top"
    assert await message.evaluate(top) > await log.evaluate(top)


async def test_what_comes_of_a_press_is_seen(quiet_desk: "Desk") -> None:
    desk = quiet_desk
    await desk.taps("开始")
    await desk.reads("/start")
    keys = {"inline_keyboard": [[{"text": "去", "callback_data": "a"}]]}
    await as_bot(desk, "sendMessage", chat_id=1001, text="去吗？", reply_markup=keys)
    for number in range(20):
        await as_bot(desk, "sendMessage", chat_id=1001, text=f"第 {number} 条")
    await desk.reads("第 19 条")
    await desk.taps("去")
    await as_bot(desk, "sendMessage", chat_id=1001, text="记下了")
    await desk.reads("记下了")


async def test_enter_while_composing_chinese_sends_nothing(quiet_desk: "Desk") -> None:
    writing = (await quiet_desk.chat("group")).get_by_test_id("composer")
    await writing.fill("qiandao")
    await writing.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    await writing.press("Shift+Enter")
    assert await writing.input_value() == "qiandao\n"
    await writing.press("Enter")
    await quiet_desk.reads("qiandao", "group")
    assert await writing.input_value() == ""


async def test_everybody_can_use_it(desk: "Desk") -> None:
    assert await desk.page.get_by_role("button", name="开始").is_visible()
    await desk.joins("陈姐")
    await desk.taps("更多")
    await desk.reads("您想办哪一件")
    for scheme in ("light", "dark"):
        await desk.page.emulate_media(color_scheme=scheme)
        for kind in ("private", "group"):
            await desk.chat(kind)
            await fair(desk)
        async with desk.drawer():
            await fair(desk)
    await desk.page.get_by_test_id("drawer-toggle").press("Enter")
    await desk.page.get_by_test_id("drawer-close").wait_for()
    await desk.page.keyboard.press("Escape")
    await desk.page.get_by_test_id("drawer-close").wait_for(state="hidden")


async def fair(desk: "Desk") -> None:
    """Names for those who hear the page, targets for thumbs, contrast for tired eyes."""
    assert await desk.page.evaluate(UNNAMED) == []
    assert await desk.page.evaluate(SMALL) == []
    assert await desk.page.evaluate(FAINT) == []
    assert await desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
