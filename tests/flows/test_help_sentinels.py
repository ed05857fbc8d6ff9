"""What people confide while they ask for help and are helped is searched for wherever it could be left (V2, V9, H5).

The operator has the database, its journal, the log at its most talkative, and `python -m bot failed`.
"""

import logging

import pytest
import sqlalchemy as sa

from sandbox.play.heard import Heard
from storage.schema import metadata
from tests.flows.cries import called
from tests.flows.quarter import HE, LI, MING, YU, ZHOU, Quarter
from tests.flows.test_danger_anywhere import PNG
from tests.flows.test_poison import rename
from tests.flows.test_sentinel import everything, on_the_disk
from tests.flows.test_suggestions import TOKEN as SUGGESTION_TOKEN
from tests.flows.test_suggestions import next_morning
from tests.flows.town import CHEN, TOKEN
from tests.processes import against, run, running

REQUEST = "二姨住院押金是借来的，医药费医保怎么报销"
ONLY_A_DRAFT = "西屋漏雨把老相册泡了，住院那会儿顾不上"
MORE = "押金单压在米缸底下"
REPLY = "我替您问过住院处的老乡"
NOTE = "他家前年借过两回没还"
WHY = "跟我是连襟，该避一避"
CAPTION = "第三张是药费条子"

BOX = "锅炉房的师傅总提前下班"
BOX_ANSWER = "跟锅炉房说好了，晚走半小时"
IN_GROUP = "我家闺女离婚的事帮我问问"
BEHIND_COMMAND = "想借轮椅给老爷子"
CRY = "我不想活了，绳子都在柜子里"

UPPER = "让街道的人看见我就不说了"
SENTENCES = (
    *(REQUEST, ONLY_A_DRAFT, MORE, REPLY, NOTE, WHY, CAPTION, BOX, BOX_ANSWER, IN_GROUP, BEHIND_COMMAND),
    *(CRY, UPPER),
)


def standing_in(raw: bytes) -> list[str]:
    """Which sentences, or tell-tale pieces of four characters and more, stand in these bytes in any usual writing."""
    return [
        words
        for words in SENTENCES
        for piece in {words, words[:6], words[-6:]}
        for form in (piece.encode(), piece.encode("utf-16-le"), ascii(piece).strip("'").encode())
        if form in raw
    ]


async def asked_for_help(quarter: Quarter) -> Heard:
    """The request, with a picture and an addition; returns the asker's card."""
    town = quarter.town
    draft = await town.ask(MING, REQUEST)
    if "✅ 发送" not in str(draft.buttons):
        draft = await town.tap(MING, "医疗健康", draft)
    consent = await town.tap(MING, "✅ 发送", draft)
    card = await town.tap(MING, "只在支部里办", await town.tap(MING, "同意，继续", consent))
    await quarter.settle()
    quarter.heard(MING)
    for said in (MORE, None):
        town.forward(seconds=9)
        await town.tap(MING, "补充", card)
        town.forward(seconds=9)
        if said is None:
            town[MING].sends_photo(PNG, CAPTION)
        else:
            town[MING].says(said)
        assert "已补充" in (await town[MING].hears()).text
        await quarter.settle()
        quarter.heard(MING)
    return card


async def helped(quarter: Quarter) -> None:
    """Opened, taken, answered, noted, handed on, opened there."""
    town = quarter.town
    task = next(one for one in reversed(quarter.heard(LI)) if "我来办" in str(one.buttons))
    await town.toast(LI, "🙋 我来办", task)
    mine = await town.hears(LI, "由您办理")
    await town.toast(LI, "👁 打开看", mine)
    words = await town.hears(LI, REQUEST)
    assert MORE in words.text
    assert CAPTION in words.text
    quarter.heard(LI)
    await town.tap(LI, "💬 回复", mine)
    town[LI].presses("📨 发送", on=await town.ask(LI, REPLY))
    assert REPLY in (await town.hears(MING, REPLY)).text
    await quarter.settle()
    quarter.heard(LI)
    await town.tap(LI, "🗒 内部备注", mine)
    assert "记下了" in (await town.ask(LI, NOTE)).text
    await quarter.settle()
    quarter.heard(LI)
    await town.tap(LI, f"纪检委员 {HE}", await town.tap(LI, "↪️ 转给…", mine))
    await town.tap(LI, "不改分类", await town.ask(LI, WHY))
    his = await town.hears(HE, "由您办理")
    await town.toast(HE, "👁 打开看", his)
    shown = (await town.hears(HE, REQUEST)).text
    assert all(one in shown for one in (MORE, REPLY, NOTE, WHY, CAPTION))


async def said_elsewhere(quarter: Quarter) -> None:
    """A draft that is never sent, the box, a leave's reason, the group, danger."""
    town = quarter.town
    assert ONLY_A_DRAFT not in (await town.ask(YU, ONLY_A_DRAFT)).text
    await quarter.settle()
    quarter.heard(YU)
    notice = await town.ask(CHEN, "建议")
    await town.tap(CHEN, "✍️ 写建议", notice)
    receipt = await town.tap(CHEN, "交给书记", await town.ask(CHEN, BOX))
    assert SUGGESTION_TOKEN.findall(receipt.text)
    town.forward(minutes=11)
    for said in (f"@xiaoban_bot {IN_GROUP}", f"/help@xiaoban_bot {BEHIND_COMMAND}"):
        town[YU].says(said, to=town.group)
        await quarter.settle()
    assert IN_GROUP not in "".join(
        one.text for one in town.group.chat.messages.values() if one.sender["id"] != town[YU].id
    )
    town.forget_unheard()
    await next_morning(town)
    page = await town.tap(ZHOU, "打开看", await town.hears(ZHOU, "有 1 条新建议"))
    assert BOX in page.text
    await town.tap(ZHOU, "💬 答复", page)
    await town.ask(ZHOU, BOX_ANSWER)
    await quarter.settle()
    town.forward(seconds=9)
    town[YU].says(CRY)
    assert "120" in (await town[YU].hears()).text
    await quarter.settle()
    alert = await called(town, ZHOU, about=YU)
    assert CRY not in alert.text
    town.forward(seconds=9)
    await town.ask(YU, "信任的人")
    await quarter.settle()
    town.forget_unheard()


async def test_nothing_that_was_confided_stands_in_the_open(
    quarter: Quarter, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("aiosqlite", "sqlalchemy", "alembic", "telegram", "aiohttp", "apscheduler", "jieba"):
        caplog.set_level(logging.WARNING, name)
    await asked_for_help(quarter)
    await helped(quarter)
    await said_elsewhere(quarter)
    assert standing_in(await everything(quarter.town)) == []
    assert standing_in(caplog.text.encode()) == []
    if quarter.town.database.embedded:
        assert standing_in(on_the_disk(database_url)) == []
    async with quarter.town.database.read() as tx:
        lessons = metadata.tables["lessons"]
        learned = [word for words in await tx.scalars(sa.select(lessons.c.words)) for word in words]
    assert learned
    assert not [word for word in learned if word in {"米缸", "连襟", "老乡"}]
    quarter.town.forget_unheard()


@pytest.mark.parametrize("table", ["help_requests", "request_steps", "dialogues", "lessons", "request_events"])
async def test_nor_in_what_is_logged_when_it_fails_in_the_middle(
    quarter: Quarter, database_url: str, table: str
) -> None:
    """A table that is not there: the traceback names it, and neither the words nor what was bound to the statement."""
    town = quarter.town
    draft = await town.ask(MING, REQUEST)
    if "✅ 发送" not in str(draft.buttons):
        draft = await town.tap(MING, "医疗健康", draft)
    if table != "dialogues":
        draft = await town.tap(MING, "同意，继续", await town.tap(MING, "✅ 发送", draft))
    await quarter.settle()
    await rename(town, table, "elsewhere")
    await town.stop()
    environment = against(town.box, TOKEN, database_url, town.settings.key_file, log_level="DEBUG")
    async with running(environment) as bot:
        town.forward(seconds=9)
        if table == "dialogues":
            town[MING].says(UPPER)
        else:
            town[MING].presses("只在支部里办", on=draft)
        await town.box.world.watch.until(lambda: failed_for(quarter), 10)
        await bot.stop()
        log = bot.log.read_bytes()
    failed = await run(environment, "failed")
    assert "有一条消息办不了".encode() in log
    assert standing_in(log) == []
    assert standing_in(failed.said.encode() + failed.complained.encode()) == []
    assert "Error" in failed.said
    await town.start()
    await rename(town, "elsewhere", table)
    await town.settle()
    town.forget_unheard()


def failed_for(quarter: Quarter) -> bool:
    """Whether somebody has been told that it did not work."""
    stage = quarter.town.stage
    return any(
        "没有办成" in text for text in [*(one.text for one in stage.unheard), *(one.text for one in stage.unseen)]
    )
