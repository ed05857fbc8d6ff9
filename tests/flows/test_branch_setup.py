"""A branch is set up in one sitting, or in several: what is open is asked for one after the other (A1)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.clock import FrozenClock
from tests.flows.houses import House, empty_house
from tests.flows.test_setup import ROSTER


@pytest.fixture
async def house(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[House]:
    async with empty_house(database_url, key_file, clock) as made:
        yield made


async def test_groups_posts_terms_and_stand_ins(house: House) -> None:
    zhou = house.person("老周")
    zhou.starts(await house.leader_link())
    await zhou.hears()
    question = await house.ask(zhou, "老周", "第二党支部", "书记", "没有")
    await house.tap(zhou, "同意，建好支部", question)
    steps = await house.ask(zhou, "支部设置")
    assert "▫️ 党小组：0 个" in steps.text
    assert "简体中文（现在只有这一种）" in steps.text
    question = await house.tap(zhou, "▶️ 接着设置", steps)
    assert "一行写一个" in question.text
    assert "不能当名字" in (await house.ask(zhou, "字" * 60)).text
    assert "已经有了" in (await house.ask(zhou, "一组\n一组")).text
    question = await house.ask(zhou, "第三党小组\n陈姐家中心户")
    assert "党小组：第三党小组" in question.text
    assert "党员中心户：陈姐家中心户" in question.text
    added = await house.tap(zhou, "✅ 加上", question)
    house.clock.forward(days=1, hours=2)
    await house.tap(zhou, "导入", await house.send_roster(zhou, ROSTER.replace("党小组长", "")))
    chen = await house.join(zhou, "陈姐")
    question = await house.tap(zhou, "▶️ 接着设置", added)
    assert "第三党小组 党小组长由谁担任" in question.text
    question = await house.tap(zhou, "先不写任期", await house.tap(zhou, "陈姐", question))
    done = await house.tap(zhou, "✅ 任命", question)
    assert "辛苦您了" in (await chen.hears()).text
    question = await house.tap(zhou, "▶️ 接着设置", done)
    assert "陈姐家中心户 党小组长由谁担任" in question.text
    question = await house.tap(zhou, "▶️ 接着设置", await house.tap(zhou, "先跳过", question))
    assert "本届支委会的任期到哪天" in question.text
    assert "没看明白" in (await house.ask(zhou, "过几年")).text
    done = await house.ask(zhou, "2029-11-20")
    question = await house.tap(zhou, "▶️ 接着设置", done)
    assert "书记老周不在的时候，请谁替" in question.text
    done = await house.tap(zhou, "陈姐", question)
    assert "替补：陈姐" in done.text
    assert "替补（B岗）" in (await chen.hears()).text
    question = await house.tap(zhou, "▶️ 接着设置", done)
    assert "第三党小组 党小组长陈姐不在的时候" in question.text
    ready = await house.tap(zhou, "▶️ 接着设置", await house.tap(zhou, "先跳过", question))
    assert "还差这几样" in ready.text
    assert "第三党小组还没有设替补：党小组长" in ready.text
    assert "陈姐家中心户还没有党小组长" in ready.text
    steps = await house.ask(zhou, "支部设置")
    assert "✅ 党小组：1 个，中心户 1 个" in steps.text
    assert "✅ 任期：写好了" in steps.text
    assert "▫️ 替补：第三党小组 党小组长还没有" in steps.text
