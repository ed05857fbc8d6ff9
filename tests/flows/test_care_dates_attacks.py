"""Every button of the care calendar, pressed by everybody it was not made for (PRV-04, PRV-16)."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from domain.care_dates import CareRule, Festival, OwnDay, OwnKind, Said, Verdict, YearlyDay
from domain.messages import Press
from domain.party_dates import PartyDates
from handlers import ROUTES
from handlers.routing import Routes, Tap
from storage import care_dates, festival_plans
from tests.flows.intruders import QIAN, all_press, anchors, next_door, state
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WANG, WU, YU, ZHOU, Quarter
from tests.flows.test_care_dates import dated
from tests.flows.town import STRANGER

OTHERS: Final = (MING, YU, HE, WU, QIAN, STRANGER)
OF_ONESELF: Final = frozenset({"cdm", "cda", "cdw", "cdh", "cdy", "cdx", "cdo", "cdn", "cdi", "cdb"})
OF_LEADERS: Final = frozenset({"cdc", "cdr", "cdt", "cdz", "cdp", "cdv", "cdk", "cdl", "cds"})
OF_THE_CHECKER: Final = frozenset({"cdf", "cdg", "cdd"})
SECRETS: Final = (
    *("王奶奶", "1941", "腰椎", "谁去看望", "请写 50 到 120"),
    *("关怀日历｜", "走访名单｜", "规则｜", "党50年"),
)


def our_taps() -> dict[str, Tap]:
    taps = Routes.of(ROUTES).taps
    return {action: tap for action, tap in taps.items() if action.startswith("cd") and isinstance(tap, Tap)}


def test_somebody_has_thought_about_every_tap() -> None:
    assert set(our_taps()) == OF_ONESELF | OF_LEADERS | OF_THE_CHECKER


def test_none_of_them_works_in_a_group() -> None:
    assert [action for action, tap in our_taps().items() if not tap.private] == []


async def prepared(quarter: Quarter) -> Mapping[str, int]:
    """王奶奶 is on a list, has a day her leader may know and one nobody may; the ids of all three."""
    town, now = quarter.town, quarter.town.clock.now()
    wang = quarter.member(WANG).id
    await dated(quarter, WANG, PartyDates(date(1976, 3, 1), date(1977, 6, 30)))
    await town.ask(LI, "生日 王奶奶 1941")
    async with town.database.write() as tx:
        mine = OwnDay(0, wang, OwnKind.OPERATION, "腰椎手术", YearlyDay(12, 20), 2026, with_leader=False)
        shared = OwnDay(0, wang, OwnKind.OTHER, "腰椎复查", YearlyDay(12, 28), 2026, with_leader=True)
        ids = [await care_dates.add_own_day(tx, one, date(2026, 12, 28), now) for one in (mine, shared)]
        plan = await festival_plans.plan(tx, town.branch_id, Festival.SPRING, date(2027, 2, 6), now)
        await festival_plans.keep_listed(tx, plan.id, {wang: [CareRule.AGED]})
    return {"wang": wang, "alone": ids[0], "shared": ids[1], "plan": plan.id}


async def test_nobody_else_sees_or_changes_anything(quarter: Quarter) -> None:
    """Members, a committee member without the post, the levels above, next door, a stranger; leaders beyond theirs."""
    await next_door(quarter)
    at = await prepared(quarter)
    await quarter.settle()
    on = await anchors(quarter, (*OTHERS, CHEN, SUN, LI, ZHOU))
    wang, plan, li = at["wang"], at["plan"], quarter.member(LI).id
    of_leaders = [
        Press("cdv", (plan, wang)),
        Press("cdk", (plan, wang, li)),
        Press("cdl", (plan,)),
    ]
    of_the_own_branch = [
        *(Press(action) for action in ("cdc", "cdr", "cdp")),
        *(Press("cdt", (number,)) for number in (0, len(CareRule) - 1)),
        *(Press("cdz", (number,)) for number in (0, 1)),
    ]
    the_list = [Press("cdf"), Press("cdd")]
    verdicts = [Press("cdg", (wang, number)) for number in range(len(Verdict))]
    neighbours = tuple(name for name in OTHERS if name != QIAN)  # she keeps a branch of her own
    days = [Press(action, (at[which],)) for action in ("cdx", "cdo") for which in ("alone", "shared")]
    before = await state(quarter)
    found: list[str] = []

    async def press(names: tuple[str, ...], presses: list[Press]) -> None:
        for one in presses:
            for attempt in await all_press(quarter, {name: on[name] for name in names}, one):
                found.extend(attempt.holds(SECRETS))
            quarter.town.forward(minutes=5)

    await press(OTHERS, [*of_leaders, *days, *(Press("cds", (at[which],)) for which in ("alone", "shared"))])
    await press(neighbours, of_the_own_branch)
    await press((*neighbours, CHEN, SUN, ZHOU), the_list)
    await press((*OTHERS, CHEN, SUN, ZHOU), verdicts)
    await press((CHEN,), [Press("cdr"), Press("cdt", (0,)), Press("cdz", (1,)), Press("cds", (at["alone"],)), *days])
    await press((LI, ZHOU, SUN), [*days, *(Press("cds", (at[which],)) for which in ("alone", "shared"))])
    after = await state(quarter)
    assert found == []
    assert {name for name in before if before[name] != after[name]} <= {"branch_calendars", "care_branches"}
    (attempt,) = await all_press(quarter, {CHEN: on[CHEN]}, Press("cds", (at["shared"],)))
    assert "腰椎复查" in attempt.heard[0], "the one leader she lets know"
    quarter.town.forget_unheard()


async def test_ones_own_buttons_touch_ones_own_alone(quarter: Quarter) -> None:
    """Whatever numbers stand in them; a congratulation is for a day that is one's own, and today's."""
    at = await prepared(quarter)
    await quarter.settle()
    on = await anchors(quarter, (MING,))
    before = await state(quarter)
    presses = [
        *(Press("cdw", (number, 1)) for number in range(len(Said))),
        Press("cdy", (quarter.town.clock.now().date().toordinal(),)),
        Press("cda", (0,)),
        Press("cdx", (at["shared"],)),
    ]
    for press in presses:
        await all_press(quarter, on, press)
        quarter.town.forward(minutes=5)
    after = await state(quarter)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"care_wishes", "duty_wishes", "branch_calendars", "care_branches"}
    async with quarter.town.database.read() as tx:
        assert await care_dates.said_by(tx, [at["wang"]]) == frozenset()
        assert len(await care_dates.own_days_of(tx, [at["wang"]])) == 2
    quarter.town.forget_unheard()
