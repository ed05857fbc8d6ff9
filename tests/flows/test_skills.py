"""特长: offered by choice, found as far as the owner says, asked through the bot, answered with one tap (O12)."""

from datetime import timedelta

from domain.messages import Press
from storage import skills as store
from storage.skills import asks, skills
from tests.flows.intruders import QIAN, all_press, anchors, next_door, state
from tests.flows.quarter import CHEN, HE, LI, MING, WU, YU, ZHOU, Quarter
from tests.flows.town import STRANGER, Town

TAPS_IN_LINE = "厨房的水龙头一直漏，周六方便吗"


async def offers(town: Town, who: str, kind: str, words: str, times: str, seen_by: str) -> None:
    question = await town.tap(who, "➕ 写一条", await town.ask(who, "特长"))
    question = await town.tap(who, kind, question)
    assert "不用写电话" in question.text
    question = await town.tap(who, times, await town.ask(who, words))
    done = await town.tap(who, seen_by, question)
    assert f"记下了：{kind}，{seen_by}能看到" in done.text


async def finds(town: Town, who: str, words: str) -> list[list[str]]:
    found = await town.ask(who, f"找特长 {words}")
    return found.buttons


async def test_offered_found_asked_and_answered(town: Town) -> None:
    """A draft survives a restart; once a month means once a month; the words are for two."""
    question = await town.tap(MING, "➕ 写一条", await town.ask(MING, "特长"))
    assert "请点下面的一个按钮" in (await town.ask(MING, "什么都会")).text
    question = await town.tap(MING, "水电", question := await town.ask(MING, "随便"))
    await town.restart()
    question = await town.ask(MING, "修水管、换灯泡")
    assert "请点下面的一个按钮" in (await town.ask(MING, "天天都行")).text
    question = await town.tap(MING, "1 次", await town.ask(MING, "三次"))
    assert "我先来问您" in (await town.tap(MING, "全支部的同志", question)).text
    assert "水电：修水管、换灯泡（一个月 1 次，全支部的同志能看到）" in (await town.ask(MING, "特长")).text
    found = await town.ask(YU, "找特长 漏水")
    assert "小明，水电：修水管、换灯泡" in found.text
    question = await town.tap(YU, "请 小明 帮忙", found)
    assert "只有小明看得到" in question.text
    assert "替您问小明了" in (await town.ask(YU, TAPS_IN_LINE)).text
    card = await town.hears(MING, "小雨想请您帮个忙")
    assert TAPS_IN_LINE in card.text
    again = await town.tap(YU, "请 小明 帮忙", await town.ask(YU, "找特长 水电"))
    assert "先等等回音" in again.text
    assert "已经告诉小雨" in (await town.tap(MING, "愿意", card)).text
    assert "小明愿意帮您" in (await town.hears(YU, "愿意帮您")).text
    assert "答复过了" in (await town.toast_data(MING, card, "这次不方便")).text
    full = await town.ask(CHEN, "找特长 水管")
    assert "这个月排满了" in full.text
    assert full.buttons == []
    town.forward(days=9)
    assert await finds(town, CHEN, "水管") == [["请 小明 帮忙"]]
    assert "小明" not in (await town.ask(MING, "找特长")).text
    town.forget_unheard()


async def test_as_far_as_the_owner_says_and_not_while_it_rests(quarter: Quarter) -> None:
    town = quarter.town
    await offers(town, YU, "外语", "英语信件", "2 次", "支部的负责同志")
    await offers(town, LI, "法律", "看合同", "4 次", "全支部的同志")
    await offers(town, CHEN, "陪诊", "陪老人挂号", "1 次", "本小组的同志")
    assert await finds(town, MING, "外语") == []
    assert await finds(town, ZHOU, "外语") == [["请 小雨 帮忙"]]
    assert await finds(town, CHEN, "翻译") == [["请 小雨 帮忙"]]
    assert await finds(town, MING, "挂号") == [["请 陈姐 帮忙"]]
    assert await finds(town, HE, "陪诊") == []
    assert await finds(town, WU, "法律") == []
    assert await finds(town, MING, "合同") == [["请 李委员 帮忙"]]
    card = await town.tap(LI, "先停着：法律", await town.ask(LI, "特长"))
    assert "先停着" in card.text
    assert await finds(town, MING, "合同") == []
    card = await town.tap(LI, "接着帮：法律", card)
    found = await town.ask(MING, "找特长 合同")
    await town.tap(LI, "删掉：法律", card)
    assert "眼下不能请了" in (await town.tap(MING, "请 李委员 帮忙", found)).text
    town.forget_unheard()


async def test_nobody_answers_for_another_or_asks_past_the_owner(quarter: Quarter) -> None:
    """Words are sealed at rest, read by the one asked; others' taps change nothing."""
    await next_door(quarter)
    town = quarter.town
    await offers(town, YU, "外语", "英语信件", "2 次", "支部的负责同志")
    async with town.database.write() as tx:
        [offer] = await store.of_member(tx, quarter.member(YU).id)
        ask_id = await store.ask(tx, offer, quarter.member(ZHOU).id, TAPS_IN_LINE, town.clock.now())
        assert (await tx.execute(asks.select())).one().words == TAPS_IN_LINE
        raw = (await tx.exec_driver_sql("select words from skill_asks")).scalar_one()
        assert TAPS_IN_LINE.encode() not in bytes(raw)
    others = (MING, HE, WU, QIAN, STRANGER)
    on = await anchors(quarter, others)
    before = await state(quarter)
    presses = [Press("sky", (ask_id,)), Press("skn", (ask_id,)), Press("skp", (offer.id,)), Press("skd", (offer.id,))]
    for press in [*presses, Press("skq", (offer.id,))]:
        for attempt in await all_press(quarter, on, press):
            assert attempt.holds([TAPS_IN_LINE, "英语信件"]) == []
    assert await state(quarter) == before
    async with town.database.write() as tx:
        assert await store.forget_asks(tx, town.clock.now() + timedelta(days=1)) == 1
        assert len((await tx.execute(skills.select())).all()) == 1
    town.forget_unheard()
