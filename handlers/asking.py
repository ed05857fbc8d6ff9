"""Asking for help: free words, the big buttons, the line in the group."""

from domain.codes import read_spoken
from domain.features import Feature
from domain.requests.areas import Area
from handlers import directory, requests, suggestions
from handlers.codes import enter as enter_code
from handlers.routing import Command, Event, Route, Start, Tap
from handlers.visits import Visit
from services import features, joining
from services.codes import entering
from services.requests import asking, drafting
from services.suggestions.writing import is_token
from texts import asking as say
from texts import refusals


async def ask(visit: Visit) -> None:
    """求助. In a group one neutral line; to whoever has not agreed to the notice yet the telephone numbers."""
    if not visit.private:
        visit.says(say.in_group())
        return
    member = await visit.member()
    if member is None or await joining.needs_notice(visit.turn, member):
        await directory.contacts(visit)
    elif visit.text:
        await heard(visit)
    elif await features.on_at(visit.turn, Feature.HELP, member.node_id):
        visit.says(say.way_in(has_requests=bool(await asking.mine(visit.turn, member))))
    else:
        visit.says(refusals.plain(refusals.feature_off()))


async def mentioned(visit: Visit) -> None:
    """Somebody spoke of the bot or to it in front of everybody."""
    visit.says(say.in_group())


async def heard(visit: Visit) -> None:
    """Words in the private chat that nothing else waits for, from a member who has agreed to the notice."""
    if read_spoken(visit.text) is not None and await entering.awaits(visit.turn, visit.me):
        await enter_code(visit)
        return
    if visit.text.startswith("/") or not await features.on_at(visit.turn, Feature.HELP, visit.me.node_id):
        visit.says(refusals.not_understood())
        return
    if is_token(visit.text) and await features.on_at(visit.turn, Feature.SUGGESTIONS, visit.me.node_id):
        await suggestions.look(visit)
        return
    began = await drafting.begin(visit.turn, visit.me, visit.text)
    if isinstance(began, drafting.WantsCard):
        await requests.mine(visit)
    else:
        show(visit, began)


def show(visit: Visit, began: drafting.Began | drafting.TooBig | drafting.Busy) -> None:
    match began:
        case drafting.Drafted(message):
            visit.says(message)
        case drafting.NotForUs(where):
            visit.says(say.elsewhere(where))
        case drafting.NoWords():
            visit.says(refusals.not_understood())
        case drafting.Thanks(to):
            visit.says(say.thanks(to))
        case drafting.Called(has_requests):
            visit.says(say.way_in(has_requests=has_requests, called=True))
        case drafting.TooLong(most):
            visit.says(say.not_kept(most))
        case drafting.TooBig():
            visit.says(say.too_big())
        case drafting.Busy():
            visit.says(say.finish_first())


async def choose_area(visit: Visit) -> None:
    began = await drafting.begin_area(visit.turn, visit.me, list(Area)[visit.args[0]])
    visit.replaces(began.message)


async def not_a_report(visit: Visit) -> None:
    began = await drafting.begin_anyway(visit.turn, visit.me)
    visit.replaces(began.message)


async def for_somebody(visit: Visit) -> None:
    began = await drafting.begin_care(visit.turn, visit.me)
    visit.says(began.message)


ROUTES: tuple[Route, ...] = (
    Command("help", ask, ("求助",), menu="求助：有难处就直接说", in_group=True, anyone=True),
    Start("help", ask),
    Event("mentioned", mentioned),
    Tap("qc", choose_area, Feature.HELP),
    Tap("qj", not_a_report, Feature.HELP),
    Tap("qf", for_somebody, Feature.HELP),
)
