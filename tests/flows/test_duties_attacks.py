"""Every button of the calendar, pressed by everybody it was not made for; and that no amount is ever said."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from domain.duties import Code
from domain.messages import Press
from domain.party_dates import PartyDates
from domain.reminders import ReminderKind
from handlers import ROUTES
from handlers.routing import Routes, Tap
from storage import duties, duty_settings, party_dates
from storage.reminders import reminders
from tests.flows.intruders import QIAN, all_press, anchors, next_door, state
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WU, YU, ZHOU, Quarter
from tests.flows.test_duties import morning
from tests.flows.town import STRANGER
from texts.duties import AGAIN, DONE, NOT_APPLICABLE

OTHERS: Final = (CHEN, YU, HE, WU, QIAN, STRANGER)
HOWS: Final = (DONE, NOT_APPLICABLE, AGAIN)
OF_THE_BRANCH: Final[Mapping[str, tuple[int, ...]]] = {  # what of the branch's own a button names first
    **dict.fromkeys(("duv", "duq", "dus", "due", "dum", "dup"), ()),
    "duc": HOWS,
    "dut": (0, len(Code) - 1),
}
OF_THE_TOLD: Final = "dud"
ONES_OWN: Final = "duw"
TEMPLATES = Path(__file__).parents[2] / "texts" / "zh"
SECRETS: Final = ("书记日历｜", "还没有安排", "走访", "预备期到", "任期到", "任期", "小雨的", "党小组会（第三党小组）")


def our_taps() -> dict[str, Tap]:
    taps = Routes.of(ROUTES).taps
    return {action: tap for action, tap in taps.items() if action.startswith("du") and isinstance(tap, Tap)}


def test_somebody_has_thought_about_every_tap() -> None:
    assert set(our_taps()) == {*OF_THE_BRANCH, OF_THE_TOLD, ONES_OWN}


def test_none_of_them_works_in_a_group() -> None:
    assert [action for action, tap in our_taps().items() if not tap.private] == []


async def test_nobody_else_sees_or_settles_it(quarter: Quarter) -> None:
    """Members, a group leader, a committee member without the post, the levels above, next door, a stranger."""
    await next_door(quarter)
    async with quarter.town.database.write() as tx:
        await party_dates.write(tx, quarter.member(YU).id, PartyDates(date(2026, 1, 20)), quarter.town.clock.now())
    await morning(quarter, 2026, 12, 1)
    quarter.town.forget_unheard()
    async with quarter.town.database.read() as tx:
        table, branch_id = duties.duties, quarter.town.branch_id
        owed = list(await tx.scalars(sa.select(table.c.id).where(table.c.node_id == branch_id).limit(2)))
        ours = [quarter.member(name).id for name in (ZHOU, LI)]
        said = list(await tx.scalars(sa.select(reminders.c.id).where(reminders.c.member_id.in_(ours))))
    assert len(owed) == len(said) == 2
    on = await anchors(quarter, OTHERS)
    before = await state(quarter)
    presses = [Press(OF_THE_TOLD, (one, how)) for one in said for how in HOWS]
    for action, args in OF_THE_BRANCH.items():
        firsts = owed if action == "duc" else [quarter.town.branch_id]
        presses += [Press(action, (first, each)) for first in firsts for each in args] or [Press(action)]
    found: list[str] = []
    for press in presses:
        others = {name: on[name] for name in OTHERS if not (name == QIAN and press.args == ())}
        for attempt in await all_press(quarter, others, press):
            found += attempt.holds(SECRETS)
        quarter.town.forward(minutes=5)
    after = await state(quarter)
    assert found == []
    assert [name for name in before if before[name] != after[name]] == []
    quarter.town.forget_unheard()


async def test_next_door_sees_its_own_alone(quarter: Quarter) -> None:
    await next_door(quarter)
    page = await quarter.town.ask(QIAN, "书记日历")
    assert "幸福社区第二党支部" in page.text
    assert "第一党支部" not in page.text
    await quarter.settle()
    quarter.town.forget_unheard()


async def test_a_duty_is_settled_by_the_one_it_was_said_to(quarter: Quarter) -> None:
    """The deputy may on the calendar, not with the secretary's reminder; nobody with a number beyond the three."""
    await morning(quarter, 2026, 12, 1)
    quarter.town.forget_unheard()
    async with quarter.town.database.read() as tx:
        reminder_id = await tx.scalar(
            sa.select(reminders.c.id).where(
                reminders.c.kind == str(ReminderKind.DUTY), reminders.c.member_id == quarter.member(ZHOU).id
            )
        )
    assert reminder_id is not None
    on = await anchors(quarter, (SUN, ZHOU))
    for who, how in ((SUN, DONE), (ZHOU, 7)):
        (attempt,) = await all_press(quarter, {who: on[who]}, Press(OF_THE_TOLD, (reminder_id, how)))
        assert "只有负责这件事的同志能办" in attempt.heard[0]
    (attempt,) = await all_press(quarter, {ZHOU: on[ZHOU]}, Press(OF_THE_TOLD, (reminder_id, DONE)))
    assert "办好了" in attempt.heard[0]


async def test_only_what_is_a_members_own_can_be_wished_away(quarter: Quarter) -> None:
    on = await anchors(quarter, (MING,))
    before = await state(quarter)
    for number, code in enumerate(Code):
        await all_press(quarter, on, Press(ONES_OWN, (number, 0)))
        quarter.town.forward(minutes=5)
        async with quarter.town.database.read() as tx:
            unwanted = {each for _, each in await duty_settings.unwanted_by(tx, [quarter.member(MING).id])}
        assert (code in unwanted) == (code in {Code.DUES, Code.ANNIVERSARY})
    after = await state(quarter)
    assert {name for name in before if before[name] != after[name]} <= {"duty_wishes", "branch_calendars"}


def test_s13_no_amount_is_ever_said() -> None:
    """DUE-02 and on are nobody's business here: no sum, no share of a pay, no payment, no account."""
    about = ("duties", "duty_settings", "party_dates")
    words = "".join((TEMPLATES / f"{name}.j2").read_text("utf-8") for name in about)
    assert re.findall(r"元(?!旦)|块钱|金额|工资|养老金|基数|比例|[%％¥￥]", re.sub(r"\{%.*?%\}", "", words)) == []
    assert re.findall(r"支付|转账|扫码|收款|付款|账号|缴费|欠|补交", words) == []
