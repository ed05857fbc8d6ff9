"""Places to meet: the list for who plans meetings, the homes near by for everybody."""

from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.venues import hosting, listing, writing
from texts import refusals
from texts import venues as say


async def kept(visit: Visit) -> None:
    venues = await listing.kept(visit.turn, visit.me)
    visit.says(refusals.plain(refusals.not_allowed()) if venues is None else say.kept_list(venues))


async def homes(visit: Visit) -> None:
    visit.says(say.homes(await listing.homes(visit.turn, visit.me, visit.text), visit.me))


async def add(visit: Visit) -> None:
    visit.says_if_allowed(await writing.add(visit.turn, visit.me))


async def open_home(visit: Visit) -> None:
    visit.says_if_allowed(await hosting.open_home(visit.turn, visit.me))


async def agree(visit: Visit) -> None:
    visit.says_if_allowed(await hosting.agree(visit.turn, visit.me, visit.args[0]))


async def decline(visit: Visit) -> None:
    if await hosting.decline(visit.turn, visit.me, visit.args[0]):
        visit.replaces(say.declined())
    else:
        visit.answers(Toast(say.settled()))


async def end(visit: Visit) -> None:
    ended = await listing.end(visit.turn, visit.me, visit.args[0])
    if ended is None:
        visit.refuses()
    else:
        visit.replaces(say.ended(ended.venue, ended.still, visit.turn.now))


ROUTES: tuple[Route, ...] = (
    Command("venues", kept, ("场地",), menu="场地：阵地和家庭党校", feature=Feature.VENUES, leads=True),
    Command("hosts", homes, ("家庭党校",), menu="附近的家庭党校", feature=Feature.VENUES, takes_text=True),
    Tap("vea", add, Feature.VENUES),
    Tap("veo", open_home, Feature.VENUES),
    Tap("vey", agree, Feature.VENUES),
    Tap("ven", decline),
    Tap("vee", end),
)
