"""Whom to turn to: leaders, emergency numbers, offices, policies; offline and dated (H18, H27, H28)."""

from datetime import datetime

import pytest

from storage import people
from storage.schema import metadata
from tests.conftest import SHANGHAI
from tests.flows.test_sentinel import everything
from tests.flows.town import CHEN, MING, STRANGER, YU, ZHOU, Town


@pytest.mark.parametrize("said", ["电话", "找人", "/contacts", "紧急电话"])
async def test_leaders_and_numbers(town: Town, said: str) -> None:
    heard = await town.ask(MING, said)
    assert "党小组长：陈姐" in heard.text
    assert "书记：老周" in heard.text
    for number in ("110", "119", "120", "96110", "12348", "12356"):
        assert number in heard.text
    assert "每天不少于18小时，具体以当地为准" in heard.text


async def test_the_numbers_are_for_everybody_and_cannot_be_switched_off(town: Town) -> None:
    """H27: also for a stranger, for who has not agreed to anything, and where the branch does without the list."""
    town[STRANGER].starts()
    await town[STRANGER].hears()
    assert "110" in (await town.ask(STRANGER, "电话")).text
    page = await town.ask(ZHOU, "功能")
    await town.tap(ZHOU, next(label for row in page.buttons for label in row if "找人" in label), page)
    heard = await town.ask(MING, "电话")
    assert "110" in heard.text
    assert "陈姐" not in heard.text
    assert "没有开通" in (await town.ask(MING, "资源")).text


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("资源 低保", "最低生活保障（低保）"),
        ("资源 老人", "高龄津贴"),
        ("/resources 住院自费的医药费", "大病医疗救助"),
        ("资源 想咨询法律", "12348"),
        ("资源 被骗了怎么转账", "96110"),
        ("资源 公积金", "12329"),
    ],
)
async def test_a_search_by_words(town: Town, said: str, found: str) -> None:
    """H28, H18: with the source and the day, and the last word is local."""
    heard = await town.ask(MING, said)
    assert found in heard.text
    assert "来源：" in heard.text
    assert "登记" in heard.text
    assert "请核实" not in heard.text


async def test_one_tap_for_what_is_asked_most(town: Town) -> None:
    asked = await town.ask(MING, "资源")
    assert "法律援助法" in (await town.tap(MING, "法律", asked)).text
    assert "没有找到「量子纠缠」" in (await town.ask(MING, "资源 量子纠缠")).text


async def test_an_old_card_asks_to_be_checked(town: Town) -> None:
    town.at(datetime(2027, 12, 1, 10, 0, tzinfo=SHANGHAI))
    heard = await town.ask(MING, "资源 低保")
    assert "请核实" in heard.text


async def test_the_branch_adds_a_card_of_its_own(town: Town) -> None:
    kept = await town.ask(ZHOU, "资源 添加")
    question = await town.tap(ZHOU, "➕ 添加一张", kept)
    assert "这个地方叫什么" in question.text
    await town.ask(ZHOU, "幸福路长者食堂", "给老人做午饭，可以送餐", "8800 1234")
    place = await town.ask(ZHOU, "每天中午")
    preview = await town.tap(ZHOU, "先不写", place)
    assert "☎️ 8800 1234" in preview.text
    await town.restart()
    assert "存下了" in (await town.tap(ZHOU, "存下这张", preview)).text
    heard = await town.ask(MING, "资源 送餐")
    assert "幸福路长者食堂" in heard.text
    assert "来源：本支部，2026年11月23日登记" in heard.text
    kept = await town.ask(ZHOU, "资源 添加")
    assert "幸福路长者食堂" not in (await town.tap(ZHOU, "删：幸福路长者食堂", kept)).text
    assert "没有找到" in (await town.ask(MING, "资源 送餐")).text


async def test_cards_are_kept_by_whoever_keeps_the_roster(town: Town) -> None:
    assert "只有负责这件事的同志" in (await town.ask(YU, "资源 添加")).text
    kept = await town.ask(ZHOU, "资源 添加")
    data = next(one["callback_data"] for row in kept.button_rows for one in row if "添加" in one["text"])
    yus = await town.ask(YU, "资源")
    refused = await town[YU].toast(town[YU].presses_data(data, on=yus))
    assert "只有负责这件事的同志" in refused.text


async def test_what_was_looked_for_is_not_kept(town: Town) -> None:
    """H27: shown without storing anything."""
    await town.ask(CHEN, "资源 家里揭不开锅怎么办")
    await town.ask(CHEN, "电话")
    await town.settle()
    assert "揭不开锅".encode() not in await everything(town)
    async with town.database.read() as tx:
        assert await people.by_telegram(tx, town[CHEN].id) is not None
        assert list(await tx.execute(metadata.tables["resource_cards"].select())) == []
