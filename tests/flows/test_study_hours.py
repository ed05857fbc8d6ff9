"""Study hours: counted from what is known anyway, for oneself only, correctable, printable (EDU-01, 02, 05, 06)."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from domain.members import MemberFlag
from domain.messages import Press
from domain.studying import Source
from services.studying import hours
from services.turn import Turn
from storage import studying_hours
from storage.people import members
from tests.conftest import SHANGHAI
from tests.flows.study import FIRST, arrange, days, heard, on, presses, ring
from tests.flows.town import CHEN, MING, STRANGER, YU, ZHOU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)
NOVEMBER = date(2027, 11, 1)


async def credit(town: Town, who: str, minutes: int, day: date, title: str = "上级培训") -> None:
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        await hours.add(turn, town.members[who].id, minutes, Source.OWN, None, title=title, day=day)


async def test_from_a_meeting_a_piece_and_ones_own(town: Town) -> None:
    """EDU-05: a theme day is four, forty minutes are forty minutes, half a day is four."""
    await town.plan(kind="党课", title="廉政党课")
    await arrange(town, week="11月23日（周一）")
    town.at(FRIDAY_THREE)
    await town.ask(MING, "签到")
    await town.ask(MING, "已学")
    year = await town.ask(MING, "我的学时")
    assert "已有 4.6 学时，一般不少于 32 学时" in year.text
    assert "党课、党日和小组会：4" in year.text
    assert "支部安排的学习：0.6" in year.text
    question = await town.tap(MING, "➕ 补记一次", year)
    question = await town.ask(MING, "看纪录片《国家记忆》")
    assert question.buttons[:2] == [["1 小时", "半天"], ["一天"]]
    assert "没看懂有多久" in (await town.ask(MING, "好久好久")).text
    question = await town.ask(MING, "半天")
    assert "已经过去的一天" in (await town.ask(MING, "12月30日")).text
    kept = await town.ask(MING, "昨天")
    assert "看纪录片《国家记忆》，11月26日（周四），4 学时" in kept.text
    assert "一共 8.6 学时" in kept.text
    struck = await town.tap(MING, "写错了，去掉", kept)
    assert "去掉了：看纪录片" in struck.text
    assert "已有 4.6 学时" in (await town.ask(MING, "学时")).text
    await town.tap(MING, "放回来", struck)
    assert "已有 8.6 学时" in (await town.ask(MING, "/hours")).text
    await town.settle()
    town.forget_unheard()


async def test_taking_a_piece_out_takes_its_mark_along(town: Town) -> None:
    await arrange(town, week="11月23日（周一）")
    await town.ask(MING, "已学")
    year = await town.ask(MING, "我的学时")
    listed = await town.tap(MING, "✏️ 改一改", year)
    assert listed.buttons == [[f"11月23日 {FIRST} 0.6 学时"]]
    struck = await town.tap(MING, listed.buttons[0][0], listed)
    assert FIRST in (await town.ask(MING, "学习")).text
    await town.tap(MING, "放回来", struck)
    assert "本周的学完了" in (await town.ask(MING, "学习")).text
    assert "已有 0.6 学时" in (await town.ask(MING, "我的学时")).text


async def test_a_copy_to_print(town: Town) -> None:
    await credit(town, MING, 240, date(2026, 11, 20), "=HYPERLINK(1)")
    year = await town.ask(MING, "我的学时")
    sheet = await town.tap(MING, "🖨 打印一份", year)
    assert sheet.document is not None
    rows = [
        [cell.value for cell in row] for row in load_workbook(BytesIO(sheet.document.data)).worksheets[0].iter_rows()
    ]
    assert rows[0][0] == "小明 2026 年学习学时"
    assert rows[2] == ["2026-11-20", "'=HYPERLINK(1)", "4", "自己补记的"]
    assert rows[3][1:3] == ["合计", "4"]


async def test_nobody_sees_anothers_hours(town: Town) -> None:
    """Not the leader, not the secretary, not by a button that was never theirs."""
    await credit(town, MING, 240, date(2026, 11, 20), "上级培训")
    for who in (CHEN, ZHOU, YU):
        message = await town.ask(who, "我的学时")
        assert "已有 0 学时" in message.text
        for press in (Press("stx", (1,)), Press("stb", (1,))):
            assert "找不到了" in (await presses(town, who, message, press)).text
        await presses(town, who, message, Press("stc", (0,)))
        assert not [one for one in heard(town, who) if "上级培训" in one.text + str(one.buttons)]
    assert "已有 4 学时" in (await town.ask(MING, "我的学时")).text
    town[STRANGER].starts()
    assert "上级培训" not in (await town[STRANGER].hears()).text
    town.forget_unheard()


async def test_the_committee_and_those_of_whom_nothing_is_asked(town: Town) -> None:
    """EDU-02, EDU-06."""
    assert "一般不少于 56 学时" in (await town.ask(ZHOU, "我的学时")).text
    async with town.database.write() as tx:
        flags = f'["{MemberFlag.EXEMPT_HARD_REQUIREMENT}"]'
        await tx.execute(sa.update(members).where(members.c.id == town.members[MING].id).values(flags=flags))
    assert "一般" not in (await town.ask(MING, "我的学时")).text
    assert "一般" not in (await town.ask(MING, "学习")).text


async def test_one_word_in_november_to_who_is_short(town: Town) -> None:
    """Once, in the morning, to themselves; not to who has enough, nor to whom nothing is asked of."""
    async with town.database.write() as tx:
        flags = f'["{MemberFlag.EXEMPT_HARD_REQUIREMENT}"]'
        await tx.execute(sa.update(members).where(members.c.id == town.members[CHEN].id).values(flags=flags))
    town.at(datetime(2027, 10, 20, 9, tzinfo=SHANGHAI))
    await credit(town, YU, 32 * 60, date(2027, 5, 1))
    await credit(town, MING, 31 * 60 + 59, date(2027, 5, 1))
    await credit(town, ZHOU, 55 * 60, date(2027, 5, 1))
    await credit(town, MING, 10 * 60, date(2026, 12, 31))
    await ring(town)
    town.forget_unheard()
    await on(town, NOVEMBER, 0)
    assert heard(town, MING) == []
    await on(town, NOVEMBER)
    (told,) = heard(town, MING)
    assert "到现在有 31.9 学时，一般不少于 32 学时，还差 0.1" in told.text
    assert "只发给您一个人" in told.text
    assert told.buttons == [["➕ 补记一次", "🕒 我的学时"]]
    assert any("还差 1" in one.text for one in heard(town, ZHOU))
    assert [one for who in (CHEN, YU) for one in heard(town, who) if "学时" in one.text] == []
    await town.restart()
    await days(town, NOVEMBER + timedelta(days=1), 12)
    assert [one for one in heard(town, MING) if "学时" in one.text] == []
    town.forget_unheard()


async def test_enough_in_time_says_nothing(town: Town) -> None:
    """S6: what was settled between the promise and the morning is not said."""
    town.at(datetime(2027, 10, 31, 9, tzinfo=SHANGHAI))
    await on(town, NOVEMBER, 0)
    await credit(town, MING, 32 * 60, date(2027, 10, 31))
    await on(town, NOVEMBER)
    assert [one for one in heard(town, MING) if "学时" in one.text] == []
    town.forget_unheard()


async def test_a_branch_that_began_in_autumn_is_not_asked(town: Town) -> None:
    """Nothing is known of the hours before, so nothing is said of them."""
    town.at(datetime(2026, 12, 1, 9, tzinfo=SHANGHAI))
    async with town.database.read() as tx:
        assert await studying_hours.members_after(tx, 0, 10, town.clock.now() - timedelta(days=90)) == []


async def test_who_keeps_the_roster_says_of_whom_nothing_is_asked(town: Town) -> None:
    """EDU-06; the member hears of it, and nobody else may say so."""
    people = await town.ask(ZHOU, "学时要求")
    people = await town.tap(ZHOU, "▫️ 小明", people)
    assert "🏠 小明" in str(people.buttons)
    assert "不作硬性要求，量力而行" in (await town.hears(MING, "老周")).text
    assert "一般" not in (await town.ask(MING, "我的学时")).text
    for who in (CHEN, YU):
        message = await town.ask(who, "学时要求")
        assert "只有负责这件事的同志" in message.text
        toast = await presses(town, who, message, Press("stz", (town.members[MING].id, 0)))
        assert "只有负责这件事的同志" in toast.text
    await town.tap(ZHOU, "🏠 小明", people)
    await town.hears(MING, "照常参加学习")
    assert "一般不少于 32" in (await town.ask(MING, "我的学时")).text
    town.forget_unheard()


@pytest.mark.parametrize("text", ["  ", "长" * 61, "传达秘密★文件"])
async def test_what_cannot_be_entered(town: Town, text: str) -> None:
    """SEC-04: a marker is not kept, and the secretary learns no more than that there was one."""
    await town.tap(MING, "➕ 补记一次", await town.ask(MING, "我的学时"))
    if text.strip():
        answer = (await town.ask(MING, text)).text
        assert "60 个字以内" in answer or "涉密的标记" in answer
        await town.settle()
        assert not [one for one in heard(town, ZHOU) if "传达" in one.text]
    assert "学了多久" in (await town.ask(MING, "上级党校培训")).text
    town.forget_unheard()


async def test_the_same_credit_twice_counts_once(town: Town) -> None:
    """What other features credit: make-up study, by its id."""
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        for minutes in (60, 90):
            await hours.add(turn, town.members[MING].id, minutes, Source.MAKE_UP, 7, title="补学党课")
    year = await town.ask(MING, "我的学时")
    assert "会后补学：1.5" in year.text
    async with town.database.write() as tx:
        await hours.take_away(Turn(tx, town.clock.now()), town.members[MING].id, Source.MAKE_UP, 7)
    assert "已有 0 学时" in (await town.ask(MING, "我的学时")).text
