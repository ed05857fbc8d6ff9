"""A meeting without one telephone in the room, and what its organiser takes home; a relative who helps out."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.page.test_story import announce
from tests.page.windows import AT_A_DESK, ON_A_TELEPHONE

if TYPE_CHECKING:
    from tests.page.desk import Desk

pytestmark = pytest.mark.page


@ON_A_TELEPHONE
async def test_the_tick_list_and_the_minutes_as_a_file(desk: "Desk", monday: datetime) -> None:
    await announce(desk)
    await desk.waits_until(monday.replace(hour=14, minute=40) + timedelta(days=4))
    await desk.taps("⋯ 这次会还可以…")
    await desk.taps("☑️ 名单点到")
    await desk.taps("这一页没点的 5 位都到了")
    await desk.reads("已到 5 人，应到 5 人")
    await desk.reads("已签到 5 人", "group")
    await desk.taps("🏁 结束会议")
    await desk.taps("结束会议")
    await desk.taps("📝 会议记录")
    await desk.taps("✍️ 写会议记录")
    for question in ("谁主持的", "谁做记录", "有列席的同志吗"):
        await desk.reads(question)
        await desk.taps("先空着")
    await desk.reads("会上讲了什么")
    await desk.types("学习了全会精神，商量了楼道整治")
    await desk.reads("有什么意见和建议")
    await desk.taps("没有")
    await desk.taps("✅ 存好")
    await desk.taps("🖨 Word，可打印")
    minutes = await desk.reads("末尾留了签名的地方")
    async with desk.page.expect_download() as coming:
        await minutes.get_by_test_id("document").click()
    assert (await coming.value).suggested_filename.endswith(".docx")


@AT_A_DESK
async def test_a_relative_answers_for_who_has_no_telephone(desk: "Desk") -> None:
    await announce(desk)
    await desk.joins("小雨")
    await desk.types("代办")
    await desk.taps("我想替人办")
    await desk.types("王奶奶")
    for label in ("亲属", "📨 对，去问"):
        await desk.taps(label)
    await desk.reads("我请陈姐去问本人")
    await desk.be("陈姐")
    await desk.taps("本人同意")
    await desk.be("小雨")
    await desk.taps("替 王奶奶 办")
    await desk.reads("王奶奶没有手机，请您也当面说一声")
    await (await desk.chat("private")).get_by_role("button", name="👌 会来：").last.click()
    await desk.reads("十一月学习会：会来")
