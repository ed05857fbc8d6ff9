"""「书记日历」, 「本季」, and the one tap that a duty or a member's own reminder takes."""

from collections.abc import Awaitable, Callable

from domain.duties import Code
from domain.features import Feature
from domain.members import Member
from domain.messages import Message, Toast
from handlers.routing import Command, Handler, Route, Tap
from handlers.visits import Visit
from services.duties import calendar, pressing
from services.turn import Turn
from texts import duties as say
from texts import duty_settings as say_settings
from texts import refusals


async def show(visit: Visit) -> None:
    screen = await calendar.screen(visit.turn, visit.me)
    visit.says(_refused() if screen is None else say.screen(screen, visit.turn.now))


async def back(visit: Visit) -> None:
    screen = await calendar.screen(visit.turn, visit.me)
    visit.replaces(_refused() if screen is None else say.screen(screen, visit.turn.now))


async def show_quarter(visit: Visit) -> None:
    quarter = await calendar.quarter(visit.turn, visit.me)
    if quarter is None:
        visit.says(_refused())
    else:
        visit.says(say.quarter(quarter.branch, quarter.counts, visit.turn.now.date()))


async def answer(visit: Visit) -> None:
    """A tap on a reminder: it says the rest of what it said, or that all is noted."""
    reminder_id, how = visit.args
    match await pressing.answer(visit.turn, visit.me, reminder_id, how):
        case pressing.Settled(shown=shown, rest=rest):
            visit.answers(Toast(say.settled_toast(shown, how)))
            visit.replaces(say.settled(shown, reminder_id) if rest is None else rest)
        case pressing.Refused():
            visit.refuses()


async def settle(visit: Visit) -> None:
    """A tap on the calendar, which is drawn anew."""
    duty_id, how = visit.args
    match await pressing.settle(visit.turn, visit.me, duty_id, how):
        case pressing.Settled(duty, shown):
            visit.answers(Toast(say.settled_toast(shown, how)))
            screen = await calendar.screen(visit.turn, visit.me, None if how == say.AGAIN else duty)
            if screen is not None:
                visit.replaces(say.screen(screen, visit.turn.now))
        case pressing.Refused():
            visit.refuses()


async def wish(visit: Visit) -> None:
    number, wanted = visit.args
    code = _code(number)
    if not await pressing.wish(visit.turn, visit.me, code, wanted=bool(wanted)):
        visit.answers(Toast(refusals.stale_button()))
        return
    visit.replaces(say_settings.reminded_again(code) if wanted else say_settings.stopped(code))


async def show_switches(visit: Visit) -> None:
    panel = await calendar.switches(visit.turn, visit.me)
    visit.replaces(
        _refused() if panel is None else say_settings.switches(panel.branch.name, panel.branch.id, panel.off)
    )


async def switch(visit: Visit) -> None:
    node_id, number = visit.args
    panel = await calendar.switch(visit.turn, visit.me, node_id, _code(number))
    if panel is None:
        visit.refuses()
    else:
        visit.replaces(say_settings.switches(panel.branch.name, panel.branch.id, panel.off))


def _asking(asks: Callable[[Turn, Member], Awaitable[Message | None]]) -> Handler:
    async def ask(visit: Visit) -> None:
        visit.says(await asks(visit.turn, visit.me) or _refused())

    return ask


def _setting(
    sets: Callable[[Turn, Member, str], Awaitable[Message | str | None]],
    asks: Callable[[Turn, Member], Awaitable[Message | None]],
) -> Handler:
    """`换届日期 2029-11-20` in one line; without the day it is asked for."""

    async def set_(visit: Visit) -> None:
        if not visit.text:
            visit.says(await asks(visit.turn, visit.me) or _refused())
            return
        said = await sets(visit.turn, visit.me, visit.text)
        visit.says(_refused() if said is None else Message(said) if isinstance(said, str) else said)

    return set_


def _code(number: int) -> Code:
    return say_settings.NUMBERED[number]


def _refused() -> Message:
    return refusals.plain(refusals.not_allowed())


_ON = Feature.DUTIES
ROUTES: tuple[Route, ...] = (
    Command("secretary", show, ("书记日历",), menu="书记日历：该办的事", feature=_ON, leads=True),
    Command("quarter", show_quarter, ("本季",), menu="本季：会议开了几次", feature=_ON, leads=True),
    Command("term", _setting(calendar.set_term, calendar.ask_term), ("换届日期",), feature=_ON, takes_text=True),
    Command(
        "dues_day", _setting(calendar.set_dues_day, calendar.ask_dues_day), ("党费日",), feature=_ON, takes_text=True
    ),
    Tap("dud", answer, _ON),
    Tap("duc", settle, _ON),
    Tap("duv", back, _ON),
    Tap("duq", show_quarter, _ON),
    Tap("dus", show_switches, _ON),
    Tap("dut", switch, _ON),
    Tap("due", _asking(calendar.ask_term), _ON),
    Tap("dum", _asking(calendar.ask_dues_day), _ON),
    Tap("duw", wish),
)
