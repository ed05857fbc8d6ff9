"""A branch's values in conversations: seen, changed in a line or by a file, shown first, brought back (A3)."""

from domain.configuration import Key
from sandbox.play.heard import Heard
from services import configuration
from services.turn import Turn
from tests.flows.town import CHEN, MING, ZHOU, Town


async def send(town: Town, who: str, text: str) -> Heard:
    town.forward(seconds=4)
    town[who].sends_file("支部配置.yaml", text.encode())
    return await town[who].hears()


async def make_up_days(town: Town) -> int:
    async with town.database.read() as tx:
        return await configuration.value(Turn(tx, town.clock.now()), town.group_id, Key.MAKE_UP_DAYS)


async def test_a_value_is_changed_in_a_line_and_brought_back(town: Town) -> None:
    page = await town.ask(ZHOU, "支部配置")
    assert "补学：14（会后多少天内补学）" in page.text
    assert "半数以上含本数：是（应到是双数、正好到一半时，算不算够；待支部确认）" in page.text
    preview = await town.ask(ZHOU, "支部配置 补学 21")
    assert "补学：14 → 21" in preview.text
    assert "请点「启用」" in (await town.ask(ZHOU, "好")).text
    preview = await town.ask(ZHOU, "支部配置 补学 21")
    await town.restart()
    done = await town.tap(ZHOU, "✅ 启用", preview)
    assert "启用了" in done.text
    assert await make_up_days(town) == 21
    page = await town.tap(ZHOU, "看支部配置", done)
    assert "补学：21（会后多少天内补学；支部自己定的）" in page.text
    back = await town.tap(ZHOU, "↩️ 恢复上一版", page)
    assert "补学：21 → 14" in back.text
    await town.tap(ZHOU, "✅ 启用", back)
    assert await make_up_days(town) == 14


async def test_what_may_not_be_set_is_said_with_its_source(town: Town) -> None:
    assert "《中国共产党支部工作条例（试行）》第十一条" in (await town.ask(ZHOU, "支部配置 表决通过 到会的半数")).text
    assert "只能更严，不能低于 1/2" in (await town.ask(ZHOU, "支部配置 党员大会到会 1/3")).text
    assert "请写7 到 60 的整数" in (await town.ask(ZHOU, "支部配置 补学 不限")).text
    assert "没有“天气”这一项" in (await town.ask(ZHOU, "支部配置 天气 晴")).text
    assert "跟现在的一样" in (await town.ask(ZHOU, "支部配置 补学 14")).text


async def test_a_file_is_read_line_by_line(town: Town) -> None:
    file = await town.tap(ZHOU, "导出文件", await town.ask(ZHOU, "支部配置"))
    assert file.document is not None
    assert file.document.name == "支部配置.yaml"
    assert "跟现在的一样" in (await send(town, ZHOU, file.document.data.decode())).text
    bad = await send(town, ZHOU, "补学: 9999\n任期: 十年\n支委会到会: 2/5\n")
    assert "第 1 行：“补学”写成“9999”我看不懂" in bad.text
    assert "第 2 行：“任期”不能改：《中国共产党支部工作条例（试行）》第二十一条" in bad.text
    assert "第 3 行：“支委会到会”只能更严" in bad.text
    assert "第 2 行：“补学”写了两次" in (await send(town, ZHOU, "补学: 20\n补学: 21\n")).text
    preview = await send(town, ZHOU, "支委会到会: 2/3\n党课: 每月\n")
    assert "支委会到会：1/2 → 2/3" in preview.text
    assert "党课：每季度 → 每月" in preview.text
    await town.tap(ZHOU, "✅ 启用", preview)
    seen = await town.ask(CHEN, "支部配置")
    assert "要改，请找书记或副书记" in seen.text
    assert seen.buttons == []
    assert "负责" in (await town.ask(CHEN, "支部配置 补学 30")).text
    assert "负责" in (await town.ask(MING, "支部配置")).text
