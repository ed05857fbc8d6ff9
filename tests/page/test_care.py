"""A face and its picture, a visit from the first word to 去过了, and what is kept of it: one morning of a member."""

from typing import TYPE_CHECKING

import pytest

from tests.page.windows import ON_A_TELEPHONE

if TYPE_CHECKING:
    from tests.page.desk import Desk

pytestmark = pytest.mark.page


@ON_A_TELEPHONE
async def test_a_face_a_visit_and_what_is_kept(desk: "Desk") -> None:
    await desk.joins("陈姐")
    await desk.joins("小明")
    await _feels(desk)
    await desk.types("报一件事")
    for label in ("是我自己", "住院", "同意", "不写", "可以来看我"):
        await desk.taps(label)
    await desk.reads("陈姐会在")
    await desk.be("陈姐")
    await desk.reads("不用拍照，不用写材料")
    await desk.taps("✅ 去过了")
    await desk.reads("您去看了")
    await desk.be("小明")
    await desk.types("我的数据")
    await desk.reads("走访、谈心、联系：2 条")


async def _feels(desk: "Desk") -> None:
    """The member's own picture is seen, and turns dark in its place."""
    from playwright.async_api import expect  # noqa: PLC0415 - no other test needs Playwright

    await desk.types("心情")
    for label in ("同意，记我的心情", "先不定时", "🙂 不错"):
        await desk.taps(label)
    await desk.reads("记下了：🙂 不错")
    await desk.types("我的心情")
    picture = (await desk.reads("只有您看得到")).locator("img.photo")
    await expect(picture).to_have_js_property("complete", value=True)
    await expect(picture).to_have_js_property("naturalWidth", 1080)
    light = await picture.get_attribute("src")
    await desk.taps("🌙 深色")
    await expect(picture).not_to_have_attribute("src", light or "")
    await expect(picture).to_have_js_property("naturalWidth", 1080)
