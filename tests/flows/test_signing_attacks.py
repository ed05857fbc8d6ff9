"""Every button of signing in and putting right, pressed by everybody it was not made for (V5, M25, M35)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from domain.meetings import MeetingKind
from domain.messages import Press
from domain.quorum import ExclusionClass
from handlers import ROUTES
from handlers.routing import Routes, Tap
from services import meetings
from services.codes import opening
from services.disputes import contesting
from services.turn import Turn, post
from storage import access_log, deductions
from storage import disputes as dispute_store
from storage.meetings import Plan
from tests.flows.intruders import QIAN, all_press, anchors, next_door, state
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WU, YU, ZHOU, Quarter
from tests.flows.town import STRANGER

OTHERS: Final = (
    MING,
    YU,
    HE,
    WU,
    QIAN,
    STRANGER,
)  # no post at this meeting: a member, others' posts, next door, nobody
MEETING, MEMBER, DISPUTE, ENTRY = -1, -2, -3, -4  # stand for the ids of what the test has made
LEADERS: Final[Mapping[str, tuple[tuple[int, ...], ...]]] = {
    **dict.fromkeys(("cos", "cox", "coo", "ti", "mk"), ((MEETING,),)),
    "tip": ((MEETING, 0),),
    "tit": ((MEETING, MEMBER, 0),),
    "tia": ((MEETING, 0),),
    "tiu": ((MEETING, 0, 0),),
    "dic": ((DISPUTE, 0), (DISPUTE, 1), (DISPUTE, 3)),
    "dit": ((MEETING, MEMBER),),
}
THE_SECRETARY: Final[Mapping[str, tuple[tuple[int, ...], ...]]] = {"dea": ((),), "dee": ((ENTRY,),)}
ONES_OWN: Final = frozenset({"di", "und"})
NAMES: Final = ("王奶奶", "老周", "我请过假", "线上签到码：")


def our_taps() -> dict[str, Tap]:
    firsts = ("cos", "cox", "coo", "ti", "mk", "di", "dea", "dee", "und")
    taps = Routes.of(ROUTES).taps
    return {action: tap for action, tap in taps.items() if isinstance(tap, Tap) and action.startswith(firsts)}


def test_somebody_has_thought_about_every_tap() -> None:
    assert {*LEADERS, *THE_SECRETARY, *ONES_OWN} == set(our_taps())


def test_none_of_them_works_in_a_group() -> None:
    ours = our_taps()
    assert [action for action in (*LEADERS, *THE_SECRETARY, *ONES_OWN) if not ours[action].private] == []


async def _made(quarter: Quarter) -> dict[int, int]:
    """A meeting that is on, 老周 late and contesting it, 王奶奶 left out of 应到; the ids."""
    now, chen, zhou = quarter.town.clock.now(), quarter.member(CHEN), quarter.member(ZHOU)
    start = now + timedelta(minutes=10)
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, now)
        plan = Plan(
            quarter.town.group_id,
            MeetingKind.GROUP_MEETING,
            "党小组会",
            "活动室",
            start,
            now - timedelta(minutes=20),
            start + timedelta(hours=2),
            None,
            chen.id,
        )
        meeting = await meetings.announce(turn, chen, plan)
        assert meeting is not None
        await opening.for_online(turn, chen, meeting.id)
        judge = await contesting.contest(turn, zhou, meeting.id, "我请过假")
        assert judge == chen
        [dispute] = await dispute_store.of(tx, meeting.id, zhou.id)
        wang = quarter.member("王奶奶")
        day = date(2026, 11, 20)
        await deductions.add(tx, wang.id, ExclusionClass.BEDRIDDEN, day, day, zhou.id, now)
        [entry] = await deductions.in_force(tx, [wang.id])
        await post(tx, [turn])
    return {MEETING: meeting.id, MEMBER: zhou.id, DISPUTE: dispute.id, ENTRY: entry.id}


async def test_nobody_else_signs_in_decides_or_sees_a_name(quarter: Quarter) -> None:
    await next_door(quarter)
    ids = await _made(quarter)
    await quarter.ring()
    quarter.town.forget_unheard()
    on = await anchors(quarter, (*OTHERS, CHEN, LI, SUN))
    before = await state(quarter)
    found: list[str] = []
    for table, people in ((LEADERS, OTHERS), (THE_SECRETARY, (CHEN, LI, SUN, MING, HE, WU, STRANGER))):
        for action, kinds in table.items():
            for args in kinds:
                press = Press(action, tuple(ids.get(one, one) for one in args))
                for attempt in await all_press(quarter, {name: on[name] for name in people}, press):
                    found += attempt.holds([*NAMES, "加一位", "请打全名"])
            quarter.town.forward(minutes=2)
    after = await state(quarter)
    assert found == []
    assert [name for name in before if before[name] != after[name]] == []
    async with quarter.town.database.read() as tx:
        assert await access_log.about(tx, ids[MEMBER])
    quarter.town.forget_unheard()


async def test_nobody_signs_somebody_else_in(quarter: Quarter) -> None:
    """M35: a scanned code signs in whoever pressed Start, and a code of another branch's meeting nobody."""
    await next_door(quarter)
    ids = await _made(quarter)
    on = await anchors(quarter, (QIAN, MING))
    before = await state(quarter)
    await all_press(quarter, {QIAN: on[QIAN]}, Press("und", (ids[MEETING],)))
    heard = await all_press(quarter, {QIAN: on[QIAN]}, Press("di", (ids[MEETING],)))
    assert not heard[0].holds(["您的记录"])
    after = await state(quarter)
    assert before["attendance"] == after["attendance"]
    assert before["disputes"] == after["disputes"]
    quarter.town.forget_unheard()
