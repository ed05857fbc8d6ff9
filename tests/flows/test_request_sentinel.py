"""What somebody confides stands nowhere in the open: not as a draft, not as a request, not as an addition (H5, V9)."""

import logging

import pytest
import sqlalchemy as sa

from domain.concerns import Topic
from services import lessons
from services.turn import Turn
from storage import requests as store
from storage.schema import metadata
from tests.flows.asked import labels, over
from tests.flows.quarter import LI, MING, Quarter
from tests.flows.test_sentinel import everything

DRAFT = "三舅公的医保卡和住院押金条都找不着了"
MORE = "押金条后来在五斗橱里翻出来了"


async def counted(quarter: Quarter) -> dict[str, int]:
    """How many rows each table holds."""
    async with quarter.town.database.read() as tx:
        return {
            name: int(await tx.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
            for name, table in metadata.tables.items()
        }


async def test_it_is_sealed_or_absent(quarter: Quarter, caplog: pytest.LogCaptureFixture) -> None:
    town = quarter.town
    caplog.set_level(logging.DEBUG)
    for name in ("aiosqlite", "sqlalchemy", "alembic", "telegram", "aiohttp", "apscheduler", "jieba"):
        caplog.set_level(logging.WARNING, name)
    before = await counted(quarter)
    draft = await town.ask(MING, DRAFT)
    if "转人工" in labels(draft):
        draft = await town.tap(MING, "医疗健康", draft)
    await quarter.settle()
    after = await counted(quarter)
    on_the_way = {"heard", "inbox", "outbox"}  # emptied when it is done
    assert {name for name in after if after[name] != before[name]} - on_the_way == {"dialogues"}
    consent = await town.tap(MING, "✅ 发送", draft)
    card = await town.tap(MING, "只在支部里办", await town.tap(MING, "同意，继续", consent))
    await town.tap(MING, "补充", card)
    town.forward(seconds=9)
    await town.ask(MING, MORE)
    await quarter.settle()
    task = quarter.heard(LI)[-1]
    await town.toast(LI, "👁 打开看", task)
    await quarter.settle()
    opened = "".join(one.text for one in quarter.heard(LI))
    assert DRAFT in opened
    assert MORE in opened
    found = await everything(town)
    for words in (DRAFT, MORE, "三舅公", "五斗橱"):
        assert words.encode() not in found
        assert words not in caplog.text
    async with town.database.read() as tx:
        assert await store.body(tx, 1) == DRAFT
    await over(quarter)


async def test_a_draft_is_forgotten_after_a_day(quarter: Quarter) -> None:
    """H5: TTL 24 h."""
    town = quarter.town
    draft = await town.ask(MING, DRAFT)
    town.forward(hours=24, minutes=1)
    await quarter.ring()
    assert (await counted(quarter))["dialogues"] == 0
    assert "已经过去了" in (await town.toast(MING, labels(draft)[0], draft)).text


async def test_what_the_asker_puts_right_is_learned_and_taken_back(quarter: Quarter) -> None:
    """改一下 writes a lesson of the branch; withdrawing takes it back (H3, H23)."""
    town = quarter.town
    draft = await town.ask(MING, "住院的医药费医保怎么报销")
    changed = await town.tap(MING, "改类别", await town.tap(MING, "改一下", draft))
    draft = await town.tap(MING, "生活困难", changed)
    consent = await town.tap(MING, "✅ 发送", draft)
    card = await town.tap(MING, "只在支部里办", await town.tap(MING, "同意，继续", consent))
    async with town.database.read() as tx:
        learned = await lessons.of_branch(Turn(tx, town.clock.now()), town.branch_id)
    assert dict(learned.examples) == {Topic.HARDSHIP: 1}
    sure = await town.tap(MING, "撤回并删除", await town.tap(MING, "更多…", card))
    await town.tap(MING, "撤回并删除", sure)
    async with town.database.read() as tx:
        learned = await lessons.of_branch(Turn(tx, town.clock.now()), town.branch_id)
    assert dict(learned.examples) == {}
    await over(quarter)
