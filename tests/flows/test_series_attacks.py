"""Every button of series, moved meetings, calendar files and wordings, pressed by those it was not made for (V5)."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Final

from domain.meetings import MeetingKind
from domain.messages import Press
from domain.series import Every, OnHoliday, Rule, SeriesPlan
from domain.templates import Use
from handlers import ROUTES
from handlers.routing import Routes, Tap
from storage import series, templates
from tests.flows.intruders import PASSING, QIAN, all_press, anchors, next_door, state
from tests.flows.quarter import CHEN, HE, MING, WU, YU, Quarter
from tests.flows.test_study_attacks import in_dialogue
from tests.flows.town import STRANGER

TITLE, PLACE, WORDING = "腊月里的碰头会", "老槐树下的小院", "请带上自家的小板凳"
SECRETS: Final = (TITLE, PLACE, WORDING)
MEETING, SERIES, TEMPLATE, NODE = 1, 1, 1, -1
OF_A_LEADER: Final[Mapping[str, tuple[int, ...]]] = {
    **dict.fromkeys(("rsm", "rsc"), (MEETING,)),
    **dict.fromkeys(("seo", "sec", "sep", "seg", "see", "sex"), (SERIES,)),
    "ses": (SERIES, 0),
    **dict.fromkeys(("setl", "setc", "setx"), (TEMPLATE,)),
    "icsn": (NODE,),
}
OF_ANY_LEADER: Final[Mapping[str, tuple[int, ...]]] = {"sen": (), "setn": (0,)}
OF_WHO_IS_MEANT: Final = {"icsm": (MEETING,)}
ONES_OWN: Final[Mapping[str, tuple[int, ...]]] = {"ics": (), "icsc": ()}


def our_taps() -> set[str]:
    return {*OF_A_LEADER, *OF_ANY_LEADER, *OF_WHO_IS_MEANT, *ONES_OWN}


def test_none_of_them_works_in_a_group() -> None:
    taps = Routes.of(ROUTES).taps
    assert [action for action in our_taps() if not (isinstance(tap := taps[action], Tap) and tap.private)] == []


async def test_nobody_gets_at_what_is_a_leaders(quarter: Quarter) -> None:
    """A member who is invited, a committee member without that right, the levels above, next door, a stranger."""
    await next_door(quarter)
    town, chen = quarter.town, quarter.member(CHEN)
    await town.plan(title=TITLE)
    plan = SeriesPlan(
        town.group_id, MeetingKind.GROUP_MEETING, TITLE, PLACE, Rule(Every.MONTH, 4, 1), time(15), OnHoliday.SKIP, 7
    )
    async with town.database.write() as tx:
        assert await series.add(tx, plan, chen.id, town.clock.now() - timedelta(days=40)) == SERIES
        assert await templates.add(tx, town.group_id, Use.NOTICE, WORDING, chen.id, town.clock.now()) == TEMPLATE
    await quarter.ring()
    town.forget_unheard()
    far = (HE, WU, QIAN, STRANGER)
    on = await anchors(quarter, (MING, YU, *far))
    before = await state(quarter)
    found: list[str] = []
    for action, args in {**OF_A_LEADER, **OF_ANY_LEADER, **OF_WHO_IS_MEANT, **ONES_OWN}.items():
        numbers = tuple(town.group_id if one == NODE else one for one in args)
        whom = far if action in {*OF_WHO_IS_MEANT, *ONES_OWN} else tuple(on)
        # Who leads a branch of their own may begin something there.
        whom = tuple(one for one in whom if action not in OF_ANY_LEADER or one != QIAN)
        town.forward(minutes=1)
        for attempt in await all_press(quarter, {one: on[one] for one in whom}, Press(action, numbers)):
            found += attempt.holds(SECRETS)
            found += [f"{attempt}: it broke" for words in attempt.heard if "没有办成" in words]
    after = await state(quarter)
    assert found == []
    assert [name for name in before if name not in PASSING | {"burden"} and before[name] != after[name]] == []
    assert await in_dialogue(quarter, tuple(on)) == []
    town.forget_unheard()
