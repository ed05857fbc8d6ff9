"""会议记录: the list, one meeting's page, writing, correcting, files."""

from domain.features import Feature
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.minutes import amending, showing, writing
from services.minutes.showing import Form


async def listed(visit: Visit) -> None:
    visit.says(await showing.listed(visit.turn, visit.me, 0))


async def turn_page(visit: Visit) -> None:
    visit.replaces(await showing.listed(visit.turn, visit.me, visit.args[0]))


async def page(visit: Visit) -> None:
    visit.says_if_allowed(await showing.page(visit.turn, visit.me, visit.args[0]))


async def write(visit: Visit) -> None:
    question = await writing.begin(visit.turn, visit.me, visit.args[0])
    visit.says_if_allowed(question or await showing.page(visit.turn, visit.me, visit.args[0]))


async def amend(visit: Visit) -> None:
    visit.says_if_allowed(await amending.begin(visit.turn, visit.me, visit.args[0]))


async def file(visit: Visit) -> None:
    meeting_id, form = visit.args
    visit.says_if_allowed(await showing.file(visit.turn, visit.me, meeting_id, Form(form)))


async def earlier(visit: Visit) -> None:
    visit.says_if_allowed(await showing.earlier(visit.turn, visit.me, visit.args[0]))


async def sign_in_sheet(visit: Visit) -> None:
    visit.says_if_allowed(await showing.sign_in_sheet(visit.turn, visit.me, visit.args[0]))


ROUTES: tuple[Route, ...] = (
    Command("minutes", listed, ("会议记录", "写会议记录"), menu="会议记录", feature=Feature.RECORDS, leads=True),
    Tap("mil", turn_page, Feature.RECORDS),
    Tap("mi", page, Feature.RECORDS),
    Tap("miw", write, Feature.RECORDS),
    Tap("mia", amend, Feature.RECORDS),
    Tap("mif", file, Feature.RECORDS),
    Tap("mio", earlier, Feature.RECORDS),
    Tap("mic", sign_in_sheet, Feature.RECORDS),
)
