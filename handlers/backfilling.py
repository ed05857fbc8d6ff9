"""补录会议."""

from domain.features import Feature
from handlers.routing import Command, Route
from handlers.visits import Visit
from services.backfilling import writing
from texts import refusals


async def begin(visit: Visit) -> None:
    question = await writing.begin(visit.turn, visit.me)
    visit.says(refusals.plain(refusals.not_allowed()) if question is None else question)


ROUTES: tuple[Route, ...] = (
    Command("backfill", begin, ("补录会议",), menu="补录开过的会（组长、书记）", feature=Feature.MEETINGS, leads=True),
)
