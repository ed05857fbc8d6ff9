"""我的数据: a copy, a correction, a deletion, each consent by itself; leavers nameless (O13, X8, V14, V3, A13)."""

import json
import logging
from datetime import date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from domain.members import MemberStatus, Role
from domain.privacy import Scope
from domain.requests import HelpRequest
from sandbox.play.heard import Heard
from services import privacy
from services.turn import Turn
from storage import danger, fixes, people, purges, standins, tables, traces
from tests.conftest import SHANGHAI
from tests.flows.quarter import BODY, CHEN, LI, MING, WANG, YU, ZHOU, Quarter
from tests.flows.test_sentinel import everything
from tests.flows.town import TOKEN, Town
from tests.processes import against, run
from tests.services.test_own_data_everywhere import of_people

REASON = "老伴住院，走不开"
WRONG = "入党日期应该是 1998年7月1日，转正晚一年"
WHY_NOT = "档案上写的就是六月"
OF_ONESELF = {"myp", "myx", "myr", "myw", "myk", "mya", "myf", "myd", "mys"}
OF_A_KEEPER = {"myo", "myg", "myn"}


async def confide(town: Town) -> None:
    """小明 has asked for leave, with a reason that 陈姐 has read."""
    board, _ = await town.plan()
    await town.toast(MING, "🙋 请假", board)
    receipt = await town[MING].hears()
    await town.tap(MING, "同意，我来写", await town.tap(MING, "写原因", receipt))
    await town.ask(MING, REASON)
    await town.toast(CHEN, "🔒 看原因", await town.hears(CHEN, "小明 请假"))
    town.forget_unheard()


async def ask_for_help(quarter: Quarter) -> HelpRequest:
    request = await quarter.submit(body=BODY)
    await quarter.settle()
    quarter.town.forget_unheard()
    return request


async def copy_of(town: Town, who: str) -> dict[str, Any]:
    sent = await town.tap(who, "给我一份", await town.ask(who, "我的数据"))
    assert "不要转发到群里" in sent.text
    assert sent.document is not None
    assert sent.document.name == f"我的数据-{who}-20261123.json"
    read: dict[str, Any] = json.loads(sent.document.data.decode("utf-8"))
    return read


async def test_the_copy_holds_everything_and_of_others_only_who_acted(
    quarter: Quarter, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody else's words are in it, and its own words are nowhere but in the chat."""
    caplog.set_level(logging.DEBUG, "bot")
    town = quarter.town
    await confide(town)
    request = await ask_for_help(quarter)
    page = await town.ask(MING, "/mydata")
    for said in ("花名册：1 条", "请假：1 条", "求助：1 条", "同意过什么：2 条", "谁看过我的东西：1 条"):
        assert said in page.text
    assert "心情" not in page.text
    mine = await copy_of(town, MING)
    assert mine["这是谁的"] == MING
    assert mine["请假"][0]["原因"] == REASON
    assert mine["请假"][0]["会议"].endswith("十一月党小组会")
    assert mine["求助"][0]["编号"] == request.number
    assert mine["求助"][0]["我写的"] == BODY
    assert mine["花名册"][0]["身份"] == "正式党员"
    easy = await town.tap(MING, "📖 在手机上看", await town.tap(MING, "给我一份", await town.ask(MING, "我的数据")))
    assert easy.document is not None
    assert easy.document.name.endswith(".txt")
    lines = easy.document.data.decode("utf-8-sig")
    assert f"原因：{REASON}" in lines
    assert f"我写的：{BODY}" in lines
    assert mine["同意过什么"][1]["同意什么"] == "请假原因"
    assert [(one["谁"], one["什么"]) for one in mine["谁看过我的东西"]] == [(CHEN, "看请假原因")]
    others = await copy_of(town, YU)
    assert REASON not in json.dumps(others, ensure_ascii=False)
    assert "求助" not in others
    seen = await town.tap(MING, "谁看过", page)
    assert "陈姐：看请假原因" in seen.text
    kept = await town.tap(MING, "记多久", await town.tap(MING, "回到我的数据", seen))
    assert "请假原因：一年" in kept.text
    assert "信任的人：结束后一年" in (await town.tap(MING, "看全部", kept)).text
    await town.settle()
    left = await everything(town) + caplog.text.encode()
    assert [words for words in (REASON, BODY) for form in written(words) if form in left] == []
    town.forget_unheard()


def written(words: str) -> tuple[bytes, ...]:
    return words.encode(), json.dumps(words).strip('"').encode()


async def test_a_correction_goes_to_the_keeper_and_comes_back(quarter: Quarter) -> None:
    """PRV-06: 李委员 keeps the roster; the words lie behind a tap that 小明 can see."""
    town = quarter.town
    question = await town.tap(MING, "更正", await town.ask(MING, "我的数据"))
    assert "哪里记得不对" in question.text
    assert "一两句就行" in (await town.ask(MING, "\u200b\u202e")).text
    assert "最多 300 个字" in (await town.ask(MING, "错" * 301)).text
    assert "组织委员" in (await town.ask(MING, WRONG)).text
    card = await town.hears(LI, "资料有不对的地方")
    assert WRONG not in card.text
    opened = await town.tap(LI, "打开看", card)
    assert WRONG in opened.text
    await town.tap(LI, "不改，说明原因", opened)
    assert "转给小明" in (await town.ask(LI, WHY_NOT)).text
    assert WHY_NOT in (await town.hears(MING, "没有改")).text
    assert "已经有人办了" in (await town.toast(LI, "改好了", opened)).text
    seen = await town.tap(MING, "谁看过", await town.ask(MING, "我的数据"))
    assert "李委员：看更正的话" in seen.text
    await town.ask(MING, "更正", "身份写错了")
    opened = await town.tap(LI, "打开看", await town.hears(LI, "资料有不对的地方"))
    assert "已经告诉小明" in (await town.tap(LI, "改好了", opened)).text
    assert "已经改好了" in (await town.hears(MING, "您说的地方")).text
    mine = await copy_of(town, MING)
    assert [one["改了"] for one in mine["请人更正过"]] == ["否", "是"]


async def test_others_taps_and_those_without_a_post_open_nothing(quarter: Quarter) -> None:
    town = quarter.town
    await confide(town)
    await town.ask(MING, "更正", WRONG)
    card = await town.hears(LI, "资料有不对的地方")
    page = await town.ask(MING, "我的数据")
    asked = await town.tap(MING, "删除", page)
    theirs = await town.ask(YU, "菜单")
    for on, label in (
        (page, "给我一份"),
        (page, "谁看过"),
        (page, "更正"),
        (page, "记多久"),
        (page, "删除"),
        (page, "撤回同意：请假原因"),
        (asked, "确定退出"),
    ):
        refused = await town[YU].toast(town[YU].presses_data(data(on, label), on=theirs))
        assert "不是您的按钮" in refused.text, label
    for who in (YU, CHEN, MING):
        on = await town.ask(who, "菜单")
        refused = await town[who].toast(town[who].presses_data(data(card, "打开看"), on=on))
        assert "只有负责这件事的同志能办" in refused.text
    opened = await town.tap(LI, "打开看", card)
    async with town.database.write() as tx:
        await people.relieve(tx, town.members[LI].id, town.branch_id, Role.ORGANIZATION_MEMBER, town.clock.now())
    for label in ("改好了", "不改，说明原因"):
        await town.toast(LI, label, opened)
    async with town.database.read() as tx:
        fix = await fixes.get(tx, 1)
    assert fix is not None
    assert fix.done is None
    town.forget_unheard()


def data(on: Heard, label: str) -> str:
    return next(str(one["callback_data"]) for row in on.button_rows for one in row if one["text"] == label)


async def test_deletion_is_foretold_and_done_within_the_turn(quarter: Quarter) -> None:
    """V14, PRV-07: sign-ins and minutes stay without the account; everything else of 小明's goes at once."""
    town = quarter.town
    await confide(town)
    await ask_for_help(quarter)
    ming, account = town.members[MING].id, town[MING].id
    async with town.database.write() as tx:
        now = town.clock.now()
        await standins.be_away(tx, ming, now, now.replace(day=30), ming)
        await danger.begin_call(tx, ming, now)
    await town.ask(MING, "更正", WRONG)
    before = await snapshot(town)
    asked = await town.tap(MING, "删除", await town.ask(MING, "我的数据"))
    for said in ("还没有删", "请假原因：1 条", "会议、签到、花名册", "支部按档案规定留存", "一样算数"):
        assert said in asked.text
    assert (await snapshot(town))["leaves"] == before["leaves"]
    assert "什么都没有变" in (await town.tap(MING, "不退出", asked)).text
    asked = await town.tap(MING, "删除", await town.ask(MING, "我的数据"))
    done = await town.tap(MING, "确定退出", asked)
    assert "已经退出，您的数据删掉了" in done.text
    assert "请假原因：1 条" in done.text
    await town.settle()
    async with town.database.read() as tx:
        for name in (*traces.GO, *traces.EMPTIED):
            assert await count(tx, name, ming) == 0, name
        for name in (*traces.GO_WITH_THE_ACCOUNT, *traces.EMPTIED_WITH_THE_ACCOUNT, "members.telegram_id"):
            assert await count(tx, name, account) == 0, name
        kept = {name for name in of_people() if await count(tx, name, ming)}
        assert kept <= set(traces.STAY), kept
        assert await count(tx, "leaves.member_id", ming) == 1
        assert await count(tx, "danger_calls.member_id", ming) == 1
    after = await snapshot(town)
    assert not [text for text in after.values() if REASON in text or WRONG in text]
    assert "还不认识您" in (await town.ask(MING, "我的数据")).text
    town.forward(days=2)
    await quarter.ring()
    async with town.database.read() as tx:
        assert await count(tx, "danger_calls.member_id", ming) == 0
        assert await count(tx, "cards.chat_id", account) == 0
    town.forget_unheard()


async def snapshot(town: Town) -> dict[str, str]:
    """All rows of all tables, sealed ones opened."""
    async with town.database.read() as tx:
        return {
            table.name: str((await tx.execute(sa.select(table).order_by(*table.primary_key.columns))).all())
            for table in tables.metadata.sorted_tables
            if table.name not in {"inbox", "outbox"}
        }


async def count(tx: Any, name: str, who: int) -> int:
    table_name, column = name.split(".")
    table = tables.metadata.tables[table_name]
    return int(await tx.scalar(sa.select(sa.func.count()).where(table.c[column] == who)) or 0)


async def test_each_consent_is_taken_back_by_itself(quarter: Quarter) -> None:
    """V3: with the consent goes what stood on it; the other one and its words stay."""
    town = quarter.town
    await confide(town)
    ming = town.members[MING]
    async with town.database.write() as tx:
        await privacy.give(Turn(tx, town.clock.now()), ming.id, Scope.HELP)
    await ask_for_help(quarter)
    asked = await town.tap(MING, "撤回同意：请假原因", await town.ask(MING, "我的数据"))
    assert "请假原因：1 条" in asked.text
    assert (await copy_of(town, MING))["请假"][0]["原因"] == REASON
    done = await town.tap(MING, "撤回并删掉", asked)
    assert "已经撤回" in done.text
    assert "一起删掉了：请假原因 1 条" in done.text
    mine = await copy_of(town, MING)
    assert "原因" not in mine["请假"][0]
    assert mine["求助"][0]["我写的"] == BODY
    asked = await town.tap(MING, "撤回同意：求助", await town.ask(MING, "我的数据"))
    await town.tap(MING, "撤回并删掉", asked)
    mine = await copy_of(town, MING)
    assert "求助" not in mine
    assert [one.get("撤回") is not None for one in mine["同意过什么"]] == [False, True, True]
    town.forget_unheard()


async def test_whoever_left_is_nameless_after_a_year_and_still_counted(quarter: Quarter) -> None:
    town = quarter.town
    await confide(town)
    ming = town.members[MING]
    async with town.database.write() as tx:
        await people.change(tx, ming.id, node_id=ming.node_id, status=MemberStatus.MOVED_AWAY)
    await quarter.wait(days=1)
    await quarter.wait(days=364)
    async with town.database.read() as tx:
        still = await people.get(tx, ming.id)
    assert still is not None
    assert still.name == MING
    await quarter.wait(days=3)
    async with town.database.read() as tx:
        gone = await people.get(tx, ming.id)
        assert await count(tx, "expected.member_id", ming.id) == 1
        assert await count(tx, "consents.member_id", ming.id) == 0
        assert await people.by_telegram(tx, town[MING].id) is None
    assert gone is not None
    assert (gone.name, gone.flags, gone.telegram_id) == ("已离开的同志", frozenset(), None)
    town.forget_unheard()


async def test_kin_of_the_dead_get_the_roster_and_no_confidence(quarter: Quarter) -> None:
    """PRV-18: the secretary writes down who came; a leader of a group cannot, and nobody for the living."""
    town = quarter.town
    await confide(town)
    assert "只有负责这件事" in (await town.ask(CHEN, "亲属查阅")).text
    assert "没有找到这位已故的同志" in (await town.ask(ZHOU, "亲属查阅", MING)).text
    ming = town.members[MING]
    async with town.database.write() as tx:
        await people.change(tx, ming.id, node_id=ming.node_id, status=MemberStatus.DECEASED)
    choices = await town.ask(ZHOU, MING, "儿子 明明，看过户口本")
    assert "已经记下是您交的" in (await town.tap(ZHOU, "要一份", choices)).text
    copy = await town.hears(ZHOU, "请当面交给亲属")
    assert copy.document is not None
    handed = copy.document.data.decode("utf-8")
    assert '"姓名": "小明"' in handed
    assert REASON not in handed
    assert "请假" not in handed
    choices = await town.ask(ZHOU, "亲属查阅", MING, "儿子 明明，看过户口本")
    sure = await town.tap(ZHOU, "请我们删除", choices)
    assert "找不回来" in sure.text
    assert "请假原因：1 条" in (await town.tap(ZHOU, "确定删除", sure)).text
    assert REASON not in str(await snapshot(town))
    town.forget_unheard()


async def test_the_clearing_is_daily_and_reported(quarter: Quarter, database_url: str) -> None:
    """A13: once a day, also after days without power; the report names no one and no number under five."""
    town = quarter.town
    await town.ask(ZHOU, "菜单")
    await quarter.ring()
    await quarter.ring()
    town.at(datetime(2026, 12, 3, 9, 0, tzinfo=SHANGHAI))
    await quarter.ring()
    async with town.database.read() as tx:
        done = await purges.latest(tx, 30)
    assert [one.at.astimezone(SHANGHAI).date() for one in done] == [date(2026, 12, 3), date(2026, 11, 23)]
    town.forget_unheard()
    environment = against(town.box, TOKEN, database_url, town.settings.key_file)
    report = await run(environment, "purges")
    assert report.said.startswith("2026-12-03 09:00  ")
    assert "收到的消息 不到 5 条" in report.said
    assert "到期的内容：12月3日（周四）清理过" in (await town.ask(ZHOU, "状态")).text
    assert WANG not in str(done)
    town.forget_unheard()
