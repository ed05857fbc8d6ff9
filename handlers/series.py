"""Meetings on fixed days: making a series, looking at it, pausing and ending it."""

from domain.features import Feature
from domain.series import Shown
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.series import planning, steering
from texts import refusals
from texts import series as say


async def listing(visit: Visit) -> None:
    mine = await steering.of_leader(visit.turn, visit.me)
    visit.says(refusals.plain(refusals.not_allowed()) if mine is None else say.listing(mine))


async def new(visit: Visit) -> None:
    question = await planning.begin(visit.turn, visit.me)
    visit.says(question or refusals.plain(refusals.not_allowed()))


async def change(visit: Visit) -> None:
    visit.says_if_allowed(await planning.change(visit.turn, visit.me, visit.args[0]))


async def look(visit: Visit) -> None:
    _show(visit, await steering.look(visit.turn, visit.me, visit.args[0]))


async def pause(visit: Visit) -> None:
    _show(visit, await steering.pause(visit.turn, visit.me, visit.args[0]))


async def go_on(visit: Visit) -> None:
    _show(visit, await steering.go_on(visit.turn, visit.me, visit.args[0]))


async def leave_out(visit: Visit) -> None:
    series_id, day = visit.args
    _show(visit, await steering.leave_out(visit.turn, visit.me, series_id, day))


async def ask_end(visit: Visit) -> None:
    if await steering.look(visit.turn, visit.me, visit.args[0]) is None:
        visit.refuses()
    else:
        visit.replaces(say.ask_end(visit.args[0]))


async def end(visit: Visit) -> None:
    _show(visit, await steering.end(visit.turn, visit.me, visit.args[0]))


def _show(visit: Visit, shown: Shown | None) -> None:
    if shown is None:
        visit.refuses()
    else:
        visit.replaces(say.card(shown, visit.turn.now))


ROUTES: tuple[Route, ...] = (
    Command(
        "series",
        listing,
        ("固定会期", "会期"),
        menu="固定会期，节假日顺延（组长、书记）",
        feature=Feature.SERIES,
        leads=True,
    ),
    Tap("sen", new, Feature.SERIES),
    Tap("seo", look, Feature.SERIES),
    Tap("sec", change, Feature.SERIES),
    Tap("sep", pause),
    Tap("seg", go_on, Feature.SERIES),
    Tap("ses", leave_out, Feature.SERIES),
    Tap("see", ask_end),
    Tap("sex", end),
)
