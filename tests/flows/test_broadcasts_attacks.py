"""Buttons of notices and phone lists, pressed by those they were not made for (V5, S10)."""

from domain.calls import Matter
from domain.messages import Press
from handlers import broadcasts, calls
from handlers.routing import Tap, privately
from services import calls as phone_lists
from services.turn import Turn
from tests.flows.announcing import BODY, hush, previewed, ring, sent
from tests.flows.intruders import FAR, QIAN, all_press, anchors, next_door, state
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WANG, ZHOU, Quarter

OF_A_NOTICE = ("bco", "bce", "bcc", "bcp", "bcg", "bcs", "bcm", "bcr")
OF_A_LIST = ("clp", "cld")
WITHOUT_A_SAY = sorted(FAR | {MING})
TITLE = BODY[:6]


def test_somebody_has_thought_about_every_tap() -> None:
    taps = {route.action for route in (*broadcasts.ROUTES, *calls.ROUTES) if isinstance(route, Tap)}
    assert taps == {"bcn", *OF_A_NOTICE, *OF_A_LIST}


def test_none_of_them_works_in_a_group() -> None:
    routes = privately(*broadcasts.ROUTES, *calls.ROUTES)
    assert [route for route in routes if isinstance(route, Tap) and not route.private] == []


async def notices(quarter: Quarter) -> tuple[int, int]:
    """One that is under way and waits for 小明, and one that is planned."""
    town = await hush(quarter)
    await next_door(quarter)
    await quarter.away(MING, days=2)
    await sent(town, ZHOU)
    await ring(town)
    preview = await previewed(town, SUN, text="机关食堂开放日")
    await town.tap(SUN, "🕘 定时间", preview)
    preview = await town.ask(SUN, "后天上午九点")
    town[SUN].presses("📤 发送", on=preview)
    await town.hears(SUN, "通知定好了")
    await quarter.settle()
    town.forget_unheard()
    return 1, 2


async def test_nobody_else_sees_changes_or_stops_a_notice(quarter: Quarter) -> None:
    """A member, another group's leader, a committee member without the post, the level above, next door, a stranger."""
    ids = await notices(quarter)
    on = await anchors(quarter, WITHOUT_A_SAY)
    before = await state(quarter)
    found: list[str] = []
    for action in OF_A_NOTICE:
        for notice in ids:
            reads = {CHEN} if action == "bcr" and notice == ids[0] else set()
            others = {name: message for name, message in on.items() if name not in reads}
            for attempt in await all_press(quarter, others, Press(action, (notice,))):
                found += attempt.holds((TITLE, "食堂", "已送达", WANG))
            quarter.town.forward(minutes=5)
    assert found == []
    after = await state(quarter)
    assert [name for name in before if before[name] != after[name]] == []


async def test_without_a_post_nobody_writes(quarter: Quarter) -> None:
    await notices(quarter)
    others = [name for name in WITHOUT_A_SAY if name not in {CHEN, QIAN}]
    on = await anchors(quarter, others)
    before = await state(quarter)
    for attempt in await all_press(quarter, on, Press("bcn")):
        assert not attempt.holds(("请写下通知的内容",))
    after = await state(quarter)
    assert [name for name in before if before[name] != after[name]] == []


async def test_a_notice_and_its_number_of_somebody_elses(quarter: Quarter) -> None:
    """李委员 has a say in the branch: what the secretary sent can be paused by them as well, and there is no third."""
    first, _ = await notices(quarter)
    on = await anchors(quarter, [LI])
    (attempt,) = await all_press(quarter, on, Press("bcp", (999,)))
    assert "暂停了" not in attempt.heard[0]
    (attempt,) = await all_press(quarter, on, Press("bcp", (first,)))
    assert "暂停了" in attempt.heard[0]
    quarter.town.forget_unheard()


async def test_a_phone_list_is_its_leaders(quarter: Quarter) -> None:
    town = await hush(quarter)
    await next_door(quarter)
    wang = town.members[WANG]
    async with town.database.write() as tx:
        await phone_lists.ask(Turn(tx, town.clock.now()), wang, Matter.CONTACT, 1)
    on = await anchors(quarter, [name for name in (*WITHOUT_A_SAY, LI) if name != CHEN])
    before = await state(quarter)
    presses = [Press("clp", (0,)), *(Press("cld", (wang.id, 1, outcome, 0)) for outcome in range(3))]
    found: list[str] = []
    for press in presses:
        for attempt in await all_press(quarter, on, press):
            found += attempt.holds((WANG,))
        town.forward(minutes=5)
    assert found == []
    after = await state(quarter)
    assert [name for name in before if before[name] != after[name]] == []
    assert HE in on
    assert WANG in (await town.ask(CHEN, "电话单")).text
