"""选举结果: writing down what a paper ballot came to."""

from domain.features import Feature
from handlers.routing import Command, Route, Tap, privately
from handlers.visits import Visit
from services.elections import looking, recording
from texts import elections as say
from texts import refusals


async def which(visit: Visit) -> None:
    meetings = await looking.where(visit.turn, visit.me)
    if meetings is None:
        visit.says(refusals.plain(refusals.not_allowed()))
    else:
        visit.says(say.which(meetings, visit.turn.now))


async def new(visit: Visit) -> None:
    visit.says_if_allowed(await recording.begin(visit.turn, visit.me, visit.args[0]))


async def look(visit: Visit) -> None:
    found = await looking.look(visit.turn, visit.me, visit.args[0])
    if found is None:
        visit.refuses()
    else:
        visit.says(say.kept(found))


async def drop(visit: Visit) -> None:
    election = await looking.drop(visit.turn, visit.me, visit.args[0])
    if election is None:
        visit.refuses()
    else:
        visit.replaces(say.dropped(election.meeting_id))


_ON = Feature.RECORDS
ROUTES: tuple[Route, ...] = (
    Command("election", which, ("选举结果", "选举"), menu="选举结果：记纸票的结果", feature=_ON, leads=True),
    *privately(
        Tap("eln", new, _ON),
        Tap("ell", look, _ON),
        Tap("elx", drop, _ON),
    ),
)
