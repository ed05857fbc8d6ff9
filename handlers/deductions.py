"""不计入应到, for the secretary."""

from domain.features import Feature
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import deductions
from texts import deductions as say
from texts import refusals


async def show(visit: Visit) -> None:
    found = await deductions.listed(visit.turn, visit.me)
    if found is None:
        visit.says(refusals.plain(refusals.not_allowed()))
        return
    visit.says(say.listed([(entry.id, entry.deduction, who.name) for entry, who in found.entries], visit.turn.now))


async def add(visit: Visit) -> None:
    visit.says_if_allowed(await deductions.begin(visit.turn, visit.me))


async def end(visit: Visit) -> None:
    member = await deductions.end(visit.turn, visit.me, visit.args[0])
    if member is None:
        visit.refuses()
    else:
        visit.replaces(say.ended(member))


ROUTES: tuple[Route, ...] = (
    Command("deductions", show, ("不计入应到",), menu="不计入应到的同志（书记）", feature=Feature.MEETINGS, leads=True),
    Tap("dea", add, Feature.MEETINGS),
    Tap("dee", end),
)
