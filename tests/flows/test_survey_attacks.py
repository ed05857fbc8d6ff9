"""Every button of surveys and of what goes upward, pressed by who is not of the branch (C20, X4, PRV-16)."""

from typing import Final

from domain.messages import Press
from handlers import ROUTES
from handlers.routing import Routes, Tap
from tests.flows.beside import attacked
from tests.flows.intruders import QIAN, next_door
from tests.flows.quarter import WU, ZHOU, Quarter
from tests.flows.town import STRANGER

TITLE = "2026年下半年需求调查"
FIRST = 2026 * 4 + 2  # a quarter by its number
OF_A_SURVEY: Final = {
    "svp": (1, 0),
    "svc": (1, 0, 0),
    "svn": (1, 0, 0, 1),
    "svh": (1, 0, 0, 1),
    "svx": (1,),
    "sve": (1,),
    "svz": (1,),
    "svr": (1, 0, 0),
    "svs": (1,),
}
ONES_OWN: Final = {"svo", "svb", "upq", "upf"}  # a leader's own branch, or the branches below


def our_taps() -> set[str]:
    taps = Routes.of(ROUTES).taps
    return {
        action
        for action, tap in taps.items()
        if len(action) == 3 and action[:2] in {"sv", "up"} and isinstance(tap, Tap)
    }


def test_somebody_has_thought_about_every_tap() -> None:
    assert our_taps() == OF_A_SURVEY.keys() | ONES_OWN


async def test_nobody_from_elsewhere_answers_sees_or_ends_it(quarter: Quarter) -> None:
    town = quarter.town
    await next_door(quarter)
    question = await town.tap(ZHOU, "➕ 开一次调查", await town.ask(ZHOU, "需求调查"))
    question = await town.tap(ZHOU, TITLE, question)
    await town.tap(ZHOU, "发出去", await town.tap(ZHOU, question.buttons[0][0], question))
    await quarter.ring()
    town.forget_unheard()
    tried = [Press(action, args) for action, args in OF_A_SURVEY.items()]
    assert await attacked(quarter, (QIAN, WU, STRANGER), tried) == []


async def test_a_member_sees_nothing_that_goes_upward(quarter: Quarter) -> None:
    tried = [Press("upq", (FIRST, 0)), Press("upf", (FIRST,)), Press("svo")]
    assert await attacked(quarter, (STRANGER, "小雨"), tried) == []
