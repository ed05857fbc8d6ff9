"""台账: a year's meetings, for whoever keeps the records."""

from domain.features import Feature
from domain.messages import Message
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import ledgers
from services.ledgers import Form
from texts import refusals


async def this_year(visit: Visit) -> None:
    visit.says(await ledgers.page(visit.turn, visit.me, visit.turn.now.year) or refusals.plain(refusals.not_allowed()))


async def year(visit: Visit) -> None:
    page = await ledgers.page(visit.turn, visit.me, visit.args[0])
    if page is None:
        visit.refuses()
    else:
        visit.replaces(page)


async def file(visit: Visit) -> None:
    of_year, form = visit.args
    message: Message | None = await ledgers.file(visit.turn, visit.me, of_year, Form(form))
    if message is None:
        visit.refuses()
    else:
        visit.says(message)


ROUTES: tuple[Route, ...] = (
    Command("ledger", this_year, ("台账", "会议台账"), menu="一年的台账", feature=Feature.RECORDS, leads=True),
    Tap("le", year, Feature.RECORDS),
    Tap("lef", file, Feature.RECORDS),
)
