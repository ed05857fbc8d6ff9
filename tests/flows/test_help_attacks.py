"""Every button of the help features, pressed by everybody it was not made for (V5, V7, H10, O15).

Telegram lets a changed app send any data it has seen, so a button's data may come from anybody. A tap that stands in
neither table fails the first test: whoever adds one says here whose it is.
"""

from collections.abc import Mapping
from typing import Final

import pytest

from domain.messages import Press
from handlers import ROUTES
from handlers.routing import Routes, Tap
from storage import access_log
from tests.flows.cries import cries
from tests.flows.intruders import (
    EVERYBODY,
    FAR,
    NUMBER,
    QIAN,
    SAID,
    STAGES,
    TOPIC,
    a_request,
    all_press,
    anchors,
    dialogues_about_requests,
    next_door,
    state,
)
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WU, YU, ZHOU, Quarter
from tests.flows.test_suggestions import WORDS, next_morning, put_in
from tests.flows.town import STRANGER

REQUEST: Final = -1  # stands for the id of what the test has made

ASKERS: Final[Mapping[str, tuple[tuple[int, ...], ...]]] = {
    **dict.fromkeys(("qk", "qb", "qx", "qa", "qu", "qh", "qs", "qw", "qd", "qy", "qn", "qo"), ((REQUEST,),)),
    "ql": ((REQUEST, 1), (REQUEST, 0)),
    "qr": ((REQUEST, 3),),
    "wy": ((REQUEST, 1), (REQUEST, 0)),
}
HELPERS: Final[Mapping[str, tuple[tuple[int, ...], ...]]] = {
    **dict.fromkeys(("to", "tm", "tt", "tr", "tn", "tf", "tb", "td", "tw"), ((REQUEST,),)),
    **dict.fromkeys(("wt", "wo", "wq"), ((REQUEST,),)),
}
LEADERS: Final[Mapping[str, tuple[tuple[int, ...], ...]]] = {
    "wg": ((),),
    "wa": ((),),
    "wp": ((REQUEST, 0, 0),),
    "wn": ((REQUEST, 0, 1),),
    "wd": ((REQUEST, 0),),
    "yp": ((),),
    "yt": ((), (0,)),
    "yr": ((0, 0),),
    "yw": ((),),
    "yx": ((0,),),
    "ya": ((),),
    "yq": ((),),
    "ye": ((),),
    "yv": ((),),
    "xd": ((),),
    "ka": ((),),
    "kd": ((1,),),
}
OF_A_CALL: Final = ("xa", "xr", "xn", "xq")
OF_A_SUGGESTION: Final = ("ub", "us", "un", "up", "uc")
OF_A_PERSON: Final = {"wf": "member", "wb": "member", "xy": "tie", "xe": "tie"}
ONES_OWN: Final = {  # what they bring is the presser's own, or nobody's, or they begin something of their own
    *("qm", "qc", "qj", "qf", "xt", "xc", "xv", "xi", "xm", "xs", "xg", "uw", "ur", "ua", "kw")
}


def help_taps() -> dict[str, Tap]:
    """Two letters, the first one that of a help feature; 名单点到 (ti) is a meeting's."""
    taps = Routes.of(ROUTES).taps
    ours = {action: tap for action, tap in taps.items() if len(action) == 2 and action[0] in "qtxywuk"}
    return {action: tap for action, tap in ours.items() if isinstance(tap, Tap) and action != "ti"}


def presses(table: Mapping[str, tuple[tuple[int, ...], ...]], made: int) -> list[Press]:
    return [
        Press(action, tuple(made if one == REQUEST else one for one in args))
        for action, choices in table.items()
        for args in choices
    ]


def test_somebody_has_thought_about_every_tap() -> None:
    known = {*ASKERS, *HELPERS, *LEADERS, *OF_A_CALL, *OF_A_SUGGESTION, *OF_A_PERSON, *ONES_OWN}
    assert set(help_taps()) == known


def test_none_of_them_works_in_a_group() -> None:
    assert [action for action, tap in help_taps().items() if not tap.private] == []


async def test_ones_own_button_pressed_in_a_group_says_nothing_there(quarter: Quarter) -> None:
    """HELP-02: a changed app may send it from under any message; nobody reads there whose request it is."""
    town = quarter.town
    town[LI].joins(town.group)
    board, _ = await town.plan()
    request = await a_request(quarter, "taken")
    stood = {number: one.text for number, one in town.group.chat.messages.items()}
    for who, actions in ((MING, ASKERS), (LI, HELPERS), (ZHOU, ("/progress", "/todo", "/requests"))):
        for action in actions:
            args = () if action[0] == "/" else (request.id, 1)[: 2 if action in {"ql", "qr", "wy"} else 1]
            attempts = await all_press(quarter, {who: board}, Press(action, args))
            assert attempts[0].holds([NUMBER, TOPIC, *SAID]) == []
    assert {number: one.text for number, one in town.group.chat.messages.items()} == stood
    assert (await quarter.request(request.id)) == request
    town.forget_unheard()


@pytest.mark.parametrize("stage", STAGES)
async def test_nobody_gets_at_anothers_request(quarter: Quarter, stage: str) -> None:
    """Not the words, not the hidden name, and far from it not even that there is one; and nothing changes."""
    await next_door(quarter)
    request = await a_request(quarter, stage)
    on = await anchors(quarter, EVERYBODY)
    over = stage == "withdrawn"
    helper = {"asked": LI, "taken": LI, "handed on": SUN, "resolved": LI}.get(stage)
    before = await state(quarter)
    found: list[str] = []
    for table, rightly in ((ASKERS, None if over else MING), (HELPERS, helper)):
        others = {name: message for name, message in on.items() if name != rightly}
        for press in presses(table, request.id):
            for attempt in await all_press(quarter, others, press):
                found += attempt.holds(SAID if attempt.who != MING else ())
                found += attempt.holds([MING] if attempt.who != MING else ())
                found += attempt.holds([NUMBER, TOPIC] if attempt.who in FAR else ())
            found += [f"{press}: {one}" for one in await dialogues_about_requests(quarter, list(others))]
        after = await state(quarter)
        found += [f"{press.action[0]}*: {name} has changed" for name in before if before[name] != after[name]]
    assert found == []
    async with quarter.town.database.read() as tx:
        refused = {(one.actor_id, one.request_id) for one in await access_log.refusals(tx)}
    assert refused >= {(quarter.member(name).id, request.id) for name in (YU, CHEN, ZHOU, WU, QIAN)}
    quarter.town.forget_unheard()


async def test_nobody_manages_what_is_anothers_to_manage(quarter: Quarter) -> None:
    """Posts, rules, duty lists, cards: by a member, by the secretary next door, by a stranger."""
    await next_door(quarter)
    await a_request(quarter, "taken")
    on = await anchors(quarter, (YU, QIAN, STRANGER))
    before = await state(quarter)
    found: list[str] = []
    for press in presses(LEADERS, quarter.town.branch_id):
        for attempt in await all_press(quarter, on, press):
            found += attempt.holds(["第一党支部", NUMBER, LI, HE])
        await quarter.town.ask(YU, "/cancel")
        await quarter.settle()
    after = await state(quarter)
    assert found == []
    assert [name for name in before if before[name] != after[name]] == []
    quarter.town.forget_unheard()


async def test_a_call_belongs_to_who_was_called(quarter: Quarter) -> None:
    """SAFE-03: nobody else answers it, ends it, or learns who is in danger."""
    await next_door(quarter)
    town = quarter.town
    await cries(town, MING)
    await quarter.settle()
    on = await anchors(quarter, (YU, LI, HE, WU, QIAN, STRANGER))
    before = await state(quarter)
    found: list[str] = []
    for press in (Press(action, (1,)) for action in OF_A_CALL):
        for attempt in await all_press(quarter, on, press):
            found += attempt.holds([MING])
    after = await state(quarter)
    assert found == []
    assert [name for name in before if before[name] != after[name]] == []
    town.forget_unheard()


async def test_a_suggestion_belongs_to_who_was_chosen(quarter: Quarter) -> None:
    """H30: the reader named by its author, nobody else; and nobody's absence or trust is another's business."""
    await next_door(quarter)
    town = quarter.town
    await put_in(town, MING, to="交给书记")
    await quarter.settle()
    await next_morning(town)
    on = await anchors(quarter, (YU, LI, CHEN, WU, QIAN, STRANGER))
    before = await state(quarter)
    (suggestion,) = before["suggestions"]
    tried = [Press(action, (int(suggestion[0]),)) for action in OF_A_SUGGESTION]
    tried += [Press(action, (quarter.member(MING).id if of == "member" else 1,)) for action, of in OF_A_PERSON.items()]
    found: list[str] = []
    for press in tried:
        for attempt in await all_press(quarter, on, press):
            found += attempt.holds([WORDS, MING])
    after = await state(quarter)
    assert found == []
    assert [name for name in before if before[name] != after[name]] == []
    town.forget_unheard()
