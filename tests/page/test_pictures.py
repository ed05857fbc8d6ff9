"""A chart is seen on the page, and turns dark in its place."""

from typing import TYPE_CHECKING

import pytest

from tests.page.windows import ON_A_TELEPHONE

if TYPE_CHECKING:
    from tests.page.desk import Desk

pytestmark = pytest.mark.page


@ON_A_TELEPHONE
async def test_a_picture_is_seen_and_turns_dark(desk: "Desk") -> None:
    from playwright.async_api import expect  # noqa: PLC0415 - no other test needs Playwright

    await desk.joins("老周")
    await desk.types("上报")
    message = await desk.hears("只有数，没有姓名")
    picture = message.locator("img.photo")
    await expect(picture).to_have_js_property("complete", value=True)
    await expect(picture).to_have_js_property("naturalWidth", 1080)
    light = await picture.get_attribute("src")
    await desk.taps("🌙 深色")
    await expect(picture).not_to_have_attribute("src", light or "")
    await expect(picture).to_have_js_property("naturalWidth", 1080)
