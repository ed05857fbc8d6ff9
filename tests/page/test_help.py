"""Help asked for and given, as the people of the demo branch live it on the page. The group hears nothing of it."""

from typing import TYPE_CHECKING

import pytest

from tests.page.windows import AT_A_DESK, ON_A_TELEPHONE

if TYPE_CHECKING:
    from playwright.async_api import FilePayload

    from tests.page.desk import Desk

pytestmark = pytest.mark.page

WORRY = "老伴住院快一个月了，自费部分有点撑不住"
REPLY = "我今天下午来看您，请带上医保卡和缴费单"
DESPAIR = "我不想活了"


async def sends(desk: "Desk") -> None:
    """From the draft to the status card, the first time."""
    await desk.taps("✅ 发送")
    await desk.reads("您同意我保存并转给负责的同志吗")
    await desk.taps("同意，继续")
    await desk.reads("可以转到社区、街道吗")
    await desk.taps("只在支部里办")
    await desk.reads("📮 求助")
    await desk.reads("已交给 组织委员 李姐")


async def opens(desk: "Desk") -> None:
    """What was sent, as 李姐."""
    await desk.be("李姐")
    await desk.reads("内容点「打开看」才显示")
    await desk.taps("👁 打开看")
    await desk.reads("只给办理的同志看")
    await desk.sees(desk.page.get_by_role("button", name="李姐"))


async def test_help_is_asked_for_and_given(desk: "Desk") -> None:
    await desk.joins("李姐")
    await desk.joins("小明")
    await desk.types(WORRY)
    await desk.reads("医疗健康")
    await sends(desk)

    await desk.be("李姐")
    card = await desk.reads("内容点「打开看」才显示")
    assert "老伴" not in await card.inner_text()
    await opens(desk)
    await desk.reads(WORRY)
    await desk.taps("🙋 我来办")
    await desk.reads("由您办理")
    await desk.taps("💬 回复")
    await desk.reads("您写的会原样发给求助人")
    await desk.types(REPLY)
    await desk.reads("请您再看一眼")
    await desk.taps("📨 发送")
    await desk.reads("已发给求助人")

    await desk.be("小明")
    await desk.reads(REPLY)
    assert await desk.page.get_by_test_id("tab-private").text_content() == "小伴"
    await desk.taps("谁看过")
    await desk.reads("打开看过内容的同志")
    await desk.taps("返回")
    await desk.reads("现在由 组织委员 李姐 办理")

    await desk.be("李姐")
    await desk.taps("✅ 办好了")
    await desk.reads("已请求助人确认")
    await desk.be("小明")
    await desk.reads("您看解决了吗")
    await desk.taps("解决了")
    await desk.sees_toast("好的，已办结")
    assert await desk.messages_of_the_bot("group") == 0


@AT_A_DESK
async def test_the_plug_is_pulled_before_it_is_sent(desk: "Desk") -> None:
    await desk.joins("李姐")
    await desk.joins("小明")
    await desk.types(WORRY)
    await desk.reads("医疗健康")
    await desk.pulls_the_plug()
    await desk.taps("✅ 发送")
    await desk.page.get_by_test_id("power-on").click()
    await desk.reads("您同意我保存并转给负责的同志吗")
    await desk.taps("同意，继续")
    await desk.reads("最后问一句")
    await desk.taps("只在支部里办")
    await desk.reads("已交给 组织委员 李姐")


async def test_somebody_in_danger_is_called_at_once(desk: "Desk") -> None:
    await desk.joins("陈姐")
    await desk.joins("老周")
    await desk.joins("小明")
    await desk.types(DESPAIR)
    answer = await desk.reads("12356")
    await desk.sees(answer.get_by_text("有生命危险，请马上打 120 或 110"))

    for name in ("陈姐", "老周"):
        await desk.be(name)
        call = await desk.reads("小明 需要马上联系")
        assert "不想活" not in await call.inner_text()
    await desk.taps("我来联系")
    await desk.reads("请现在就打给小明")
    await desk.be("陈姐")
    await desk.reads("老周正在联系小明")
    await desk.be("小明")
    await desk.reads("老周看到了，马上联系您")
    assert await desk.messages_of_the_bot("group") == 0


@ON_A_TELEPHONE
async def test_a_voice_message_becomes_a_request(desk: "Desk") -> None:
    await desk.joins("李姐")
    await desk.joins("小明")
    await (await desk.chat("private")).get_by_test_id("speak").click()
    await desk.reads("会原样交给同志听")
    await sends(desk)
    await desk.be("李姐")
    await desk.reads("🎤 这是一条语音")
    await opens(desk)
    await desk.taps("📎 听语音、看附件")
    await desk.sees(desk.page.get_by_test_id("voice"))


@ON_A_TELEPHONE
async def test_a_photo_goes_with_the_draft(desk: "Desk") -> None:
    await desk.joins("李姐")
    await desk.joins("小明")
    await desk.types(WORRY)
    await desk.reads("医疗健康")
    receipt: FilePayload = {"name": "缴费单.png", "mimeType": "image/png", "buffer": await desk.page.screenshot()}
    await (await desk.chat("private")).get_by_test_id("file").set_input_files(receipt)
    await desk.reads("带 1 个附件")
    await sends(desk)
    await opens(desk)
    await desk.taps("📎 听语音、看附件")
    picture = desk.page.get_by_role("img", name="图片")
    assert await picture.evaluate("(image) => image.decode().then(() => image.naturalWidth > 0)")
