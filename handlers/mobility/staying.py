"""「流动」: one's own stay, the tap of the month, and the list for who looks after those away."""

from domain.features import Feature
from domain.members import is_hosted
from domain.messages import Message, Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.mobility import listing, staying
from texts import mobility as say


async def show(visit: Visit) -> None:
    page, hosted = await staying.page(visit.turn, visit.me), is_hosted(visit.me)
    if page.stay is None:
        visit.says(say.at_home(hosted=hosted, leads=page.leads))
    else:
        visit.says(say.away(page.stay, visit.turn.now, hosted=hosted, leads=page.leads))


async def leave(visit: Visit) -> None:
    await _begin(visit, visit.me.id)


async def leave_for(visit: Visit) -> None:
    await _begin(visit, visit.args[0])


async def still(visit: Visit) -> None:
    stay = await staying.still(visit.turn, visit.me)
    visit.says(say.not_away() if stay is None else say.still(stay, hosted=is_hosted(visit.me)))


async def move(visit: Visit) -> None:
    _ask(visit, await staying.move(visit.turn, visit.me))


async def come_home(visit: Visit) -> None:
    stay = await staying.come_home(visit.turn, visit.me)
    visit.says(say.not_away() if stay is None else say.home(hosted=is_hosted(visit.me)))


async def show_list(visit: Visit) -> None:
    match await listing.away(visit.turn, visit.me, visit.args[0]):
        case listing.Away(stays, page, more, total):
            visit.replaces(say.listed(stays, page, total, visit.turn.now, more=more))
        case listing.NotAllowed():
            visit.refuses()


async def show_one(visit: Visit) -> None:
    found = await listing.one(visit.turn, visit.me, visit.args[0])
    if found is None:
        visit.answers(Toast(say.not_listed()))
    else:
        visit.says(say.opened(*found, visit.turn.now))


async def choose_for_whom(visit: Visit) -> None:
    match await listing.without_phone(visit.turn, visit.me):
        case listing.NoPhones(members):
            visit.says(say.for_whom(members))
        case listing.NotAllowed():
            visit.refuses()


async def _begin(visit: Visit, member_id: int) -> None:
    visit.says_if_allowed(await staying.leave(visit.turn, visit.me, member_id))


def _ask(visit: Visit, question: Message | None) -> None:
    visit.says(say.not_away() if question is None else question)


ROUTES: tuple[Route, ...] = (
    Command("mobile", show, ("流动", "流动登记"), menu="外出登记", feature=Feature.MOBILE),
    Tap("mb", leave, Feature.MOBILE),
    Tap("mbf", leave_for, Feature.MOBILE),
    Tap("mbs", still, Feature.MOBILE),
    Tap("mbm", move, Feature.MOBILE),
    Tap("mbb", come_home),
    Tap("mbl", show_list, Feature.MOBILE),
    Tap("mbo", show_one, Feature.MOBILE),
    Tap("mbn", choose_for_whom, Feature.MOBILE),
)
