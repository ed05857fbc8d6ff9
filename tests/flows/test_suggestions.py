"""The suggestion box knows no names: not in any row, not by the order or the time of rows (H30, H31)."""

import re
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from domain.members import Role
from domain.suggestions import MOST_A_DAY
from storage import access_log, people
from storage.suggestions import suggestions
from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, YU, ZHOU, Town

WORDS = "活动室的灯坏了两盏，晚上学习看不清"
MORE = "楼梯口那盏也不亮"
TUESDAY_NINE = datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
TOKEN = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}")


async def appoint(town: Town, name: str, role: Role) -> None:
    async with town.database.write() as tx:
        await people.appoint(tx, town.members[name].id, town.branch_id, role, town.clock.now())


async def put_in(town: Town, who: str, words: str = WORDS, to: str = "交给书记") -> str:
    """Write a suggestion; returns its token."""
    notice = await town.ask(who, "建议")
    assert "不存姓名，不存账号" in notice.text
    await town.tap(who, "✍️ 写建议", notice)
    preview = await town.ask(who, words)
    assert words in preview.text
    receipt = await town.tap(who, to, preview)
    return str(TOKEN.findall(receipt.text)[0])


async def next_morning(town: Town) -> None:
    town.at(TUESDAY_NINE)
    await town.app.ring()
    await town.settle()


async def test_a_suggestion_is_answered_and_nobody_knows_whose_it_was(town: Town) -> None:
    token = await put_in(town, MING)
    assert "打开建议箱" not in str((await town.ask(ZHOU, "建议")).buttons)
    await town.app.ring()
    assert town.stage.unread() == [], "nothing before the box is opened in the morning"
    await next_morning(town)
    news = await town.hears(ZHOU, "有 1 条新建议")
    page = await town.tap(ZHOU, "打开看", news)
    assert WORDS in page.text
    assert MING not in page.text
    assert await town.tap(ZHOU, "💬 答复", page)
    assert "凭令牌来看" in (await town.ask(ZHOU, "灯周四就换，谢谢提醒")).text
    thread = await town.ask(MING, f"/reply {token.lower().replace('-', ' ')}")
    assert "已答复" in thread.text
    assert "灯周四就换" in thread.text
    await town.tap(MING, "✍️ 再补充几句", thread)
    assert "放进去了" in (await town.ask(MING, MORE)).text
    town.at(TUESDAY_NINE + timedelta(hours=3))
    await town.app.ring()
    assert "打开建议箱" not in str((await town.ask(ZHOU, "建议")).buttons), "it would tell the hour"
    town.at(TUESDAY_NINE + timedelta(days=1))
    await town.app.ring()
    page = await town.tap(ZHOU, "打开看", await town.hears(ZHOU, "有 1 条新建议"))
    assert MORE in page.text
    async with town.database.read() as tx:
        assert await access_log.about(tx, town.members[MING].id) == []


async def test_a_word_about_the_secretary_passes_by_the_secretary(town: Town) -> None:
    await appoint(town, CHEN, Role.DISCIPLINE_MEMBER)
    await appoint(town, YU, Role.DEPUTY_SECRETARY)
    preview = await town.tap(MING, "✍️ 写建议", await town.ask(MING, "建议箱"))
    preview = await town.ask(MING, "想请书记开会别拖堂")
    assert preview.buttons == [["交给书记和副书记"], ["交给书记"], ["交给副书记"], ["交给纪检委员"], ["不发了"]]
    await town.tap(MING, "交给纪检委员", preview)
    await next_morning(town)
    page = await town.tap(CHEN, "打开看", await town.hears(CHEN, "1 条新建议"))
    assert "别拖堂" in page.text
    assert town.stage.unread() == [], "neither the secretary nor the deputy hears of it"
    data = next(one["callback_data"] for row in page.button_rows for one in row if one["text"] == "💬 答复")
    notice = await town.ask(ZHOU, "建议")
    assert "打开建议箱" not in str(notice.buttons)
    refused = await town[ZHOU].toast(town[ZHOU].presses_data(data, on=notice))
    assert "只有负责这件事的同志" in refused.text
    async with town.database.read() as tx:
        assert [one.actor_id for one in await access_log.refusals(tx)] == [town.members[ZHOU].id]


async def test_reading_is_logged(town: Town) -> None:
    await put_in(town, MING)
    await next_morning(town)
    await town.tap(ZHOU, "打开看", await town.hears(ZHOU, "新建议"))
    async with town.database.read() as tx:
        rows = (await tx.execute(sa.select(access_log.access_log))).all()
    assert [(row.actor_id, row.action, row.granted, row.member_id) for row in rows] == [
        (town.members[ZHOU].id, "read_suggestion", True, None)
    ]


async def test_it_waits_where_it_is_set_aside(town: Town) -> None:
    tokens = {MING: await put_in(town, MING), YU: await put_in(town, YU, "希望学习资料印大字")}
    await next_morning(town)
    page = await town.tap(ZHOU, "打开看", await town.hears(ZHOU, "有 2 条新建议"))
    assert "还在建议箱里" in (await town.toast(ZHOU, "放一放", page)).text
    other = await town.tap(ZHOU, "下一条（还有 1 条）", page)
    assert other.text != page.text
    threads = [(await town.ask(who, f"/reply {token}")).text for who, token in tokens.items()]
    assert sorted("先放一放" in text for text in threads) == [False, True]
    assert "打开建议箱（2 条）" in str((await town.ask(ZHOU, "建议")).buttons)


async def test_three_a_day(town: Town) -> None:
    for number in range(MOST_A_DAY):
        await put_in(town, MING, f"第 {number + 1} 条建议")
    notice = await town.ask(MING, "建议")
    assert "写满了" in (await town.tap(MING, "✍️ 写建议", notice)).text
    await put_in(town, YU)
    town.forward(days=1)
    await put_in(town, MING)


async def test_the_draft_goes_with_cancelling_and_survives_a_restart(town: Town) -> None:
    await town.tap(MING, "✍️ 写建议", await town.ask(MING, "建议"))
    preview = await town.ask(MING, WORDS)
    await town.restart()
    assert WORDS in preview.text
    await town.tap(MING, "不发了", preview)
    async with town.database.read() as tx:
        assert await tx.scalar(sa.select(sa.func.count()).select_from(suggestions)) == 0
        assert await tx.scalar(sa.text("SELECT count(*) FROM dialogues")) == 0


@pytest.mark.parametrize("typed", ["ABCD-EFGH-JKMN-PQRS", "随便写写", "O0O0"])
async def test_a_token_that_is_none(town: Town, typed: str) -> None:
    assert "没有找到这个令牌" in (await town.ask(MING, f"/reply {typed}")).text
    asked = await town.ask(MING, "建议回复")
    assert "四组" in asked.text
    assert "没有找到这个令牌" in (await town.ask(MING, typed)).text
    assert "取消" in (await town.ask(MING, "取消")).text


@pytest.mark.parametrize(("hour", "opened"), [(0, False), (8, False), (9, True), (20, True), (21, False)])
async def test_the_box_is_opened_by_day(town: Town, hour: int, opened: bool) -> None:
    await put_in(town, MING)
    town.at(TUESDAY_NINE.replace(hour=hour))
    await town.app.ring()
    await town.settle()
    assert bool(town.stage.unread()) is opened
    await town.app.ring()
    await town.settle()
    assert len(town.stage.unread()) == int(opened), "once"
    town.forget_unheard()


async def test_what_one_thinks_of_the_bot_itself(town: Town) -> None:
    """A11: the way stays open also where the branch has no box."""
    asked = await town.ask(MING, "意见")
    assert "告诉支部书记" in asked.text
    assert "写下您的建议" in (await town.tap(MING, "✍️ 不留名字，写一条", asked)).text
    page = await town.ask(ZHOU, "功能")
    await town.tap(ZHOU, next(label for row in page.buttons for label in row if "建议箱" in label), page)
    assert (await town.ask(MING, "/feedback")).buttons == []
    assert "没有开通" in (await town.ask(MING, "建议")).text


async def test_nobody_to_give_it_to(town: Town) -> None:
    async with town.database.write() as tx:
        await tx.execute(sa.text("DELETE FROM roles WHERE role = 'branch_secretary'"))
    notice = await town.ask(MING, "建议")
    assert "当面跟书记说" in (await town.tap(MING, "✍️ 写建议", notice)).text
