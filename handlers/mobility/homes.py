"""「双报到」: asking a second place to take one along, its answer, and its meetings."""

from domain.features import Feature
from domain.meetings import SignedIn
from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import leading
from services.mobility import belonging, guests
from texts import meetings as say_meetings
from texts import mobility_homes as say


async def show(visit: Visit) -> None:
    page = await belonging.page(visit.turn, visit.me)
    visit.says(say.page(page.places, page.others, visit.turn.now, keeps=page.keeps))


async def ask(visit: Visit) -> None:
    match await belonging.ask(visit.turn, visit.me, visit.args[0]):
        case belonging.Asked(place):
            visit.says(say.asked(place))
        case belonging.AskedBefore(place, affiliation):
            visit.says(say.asked_before(place, affiliation, visit.turn.now))
        case belonging.NobodyReceives(place):
            visit.says(say.nobody_receives(place))
        case belonging.TooMany():
            visit.says(say.too_many())
        case belonging.Refused():
            visit.refuses()


async def decide(visit: Visit) -> None:
    affiliation_id, yes = visit.args
    match await belonging.decide(visit.turn, visit.me, affiliation_id, yes=bool(yes)):
        case belonging.Settled(member, _, accepted):
            visit.replaces(say.settled(member, yes=accepted))
        case belonging.SettledBefore():
            visit.answers(Toast(say.settled_before()))
        case belonging.Refused():
            visit.refuses()


async def leave(visit: Visit) -> None:
    place = await belonging.leave(visit.turn, visit.me, visit.args[0])
    if place is None:
        visit.answers(Toast(say.not_there()))
    else:
        visit.replaces(say.left(place))


async def show_here(visit: Visit) -> None:
    match await belonging.here(visit.turn, visit.me):
        case belonging.Refused():
            visit.refuses()
        case found:
            now = visit.turn.now
            lines = [(one.member.name, one.home, say.since_words(one.affiliation, now), one.came) for one in found]
            visit.says(say.here(lines))


async def answer(visit: Visit) -> None:
    guest_id, comes = visit.args
    meeting = await guests.answer(visit.turn, visit.me, guest_id, comes=bool(comes))
    words = say.too_late() if meeting is None else say.answer_given(meeting, visit.turn.now, comes=bool(comes))
    visit.answers(Toast(words))


async def arrive(visit: Visit) -> None:
    verdict = await guests.arrive(visit.turn, visit.me, visit.args[0], visit.moment)
    visit.answers(Toast(say_meetings.verdict(verdict, visit.turn.now), alert=not isinstance(verdict, SignedIn)))


async def show_guests(visit: Visit) -> None:
    meeting = await leading.led(visit.turn, visit.me, visit.args[0])
    if meeting is None:
        visit.refuses()
    else:
        visit.says(say.guests(meeting, await guests.of_meeting(visit.turn, meeting.id)))


ROUTES: tuple[Route, ...] = (
    Command("second_home", show, ("双报到",), menu="双报到", feature=Feature.MOBILE),
    Tap("mba", ask, Feature.MOBILE),
    Tap("mbd", decide),
    Tap("mbx", leave),
    Tap("mbh", show_here),
    Tap("mbc", answer, Feature.MOBILE),
    Tap("mbi", arrive),
    Tap("mbg", show_guests, Feature.MOBILE),
)
