"""Agenda and material: the organiser's page, the invitee's card."""

from domain.features import Feature
from domain.meetings import LeaveKind, Rsvp
from domain.messages import Media, Toast
from handlers.routing import Route, Tap
from handlers.visits import Visit
from services import leave
from services.agendas import keeping, writing
from services.meeting_cards import drawing
from texts import agendas as say
from texts import leave as say_leave
from texts import meetings as say_meetings
from texts import refusals


async def page(visit: Visit) -> None:
    _show(visit, await keeping.page(visit.turn, visit.me, visit.args[0]))


async def changes(visit: Visit) -> None:
    found = await keeping.page(visit.turn, visit.me, visit.args[0])
    if found is None:
        visit.refuses()
    else:
        visit.replaces(say.changes(found.items, found.materials))


async def item(visit: Visit) -> None:
    found = await keeping.item(visit.turn, visit.me, visit.args[0])
    if found is None:
        visit.answers(Toast(refusals.stale_button()))
    else:
        visit.replaces(say.item(found))


async def raise_item(visit: Visit) -> None:
    _show(visit, await keeping.raise_item(visit.turn, visit.me, visit.args[0]))


async def drop_item(visit: Visit) -> None:
    _show(visit, await keeping.drop_item(visit.turn, visit.me, visit.args[0]))


async def drop_material(visit: Visit) -> None:
    _show(visit, await keeping.drop_material(visit.turn, visit.me, visit.args[0]))


def _show(visit: Visit, found: keeping.Page | None) -> None:
    if found is None:
        visit.refuses()
    else:
        visit.replaces(say.page(found.meeting, found.items, found.materials, found.given, visit.turn.now))


async def add_items(visit: Visit) -> None:
    visit.says_if_allowed(await writing.add_items(visit.turn, visit.me, visit.args[0]))


async def rewrite(visit: Visit) -> None:
    visit.says_if_allowed(await writing.change_item(visit.turn, visit.me, visit.args[0]))


async def add_material(visit: Visit) -> None:
    visit.says_if_allowed(await writing.add_material(visit.turn, visit.me, visit.args[0]))


async def hand_out(visit: Visit) -> None:
    match await keeping.hand_out(visit.turn, visit.me, visit.args[0]):
        case keeping.Handed(reached, without):
            visit.replaces(say.handed_out(reached, without))
        case keeping.NothingYet():
            visit.answers(Toast(say.nothing_yet()))
        case None:
            visit.refuses()


async def waits_for_file(visit: Visit) -> bool:
    """Whether a file that comes now is material of a meeting."""
    member = await visit.member()
    return member is not None and await writing.waits_for_file(visit.turn, member)


async def bring_file(visit: Visit, file: Media, name: str, caption: str) -> None:
    visit.says(await writing.bring_file(visit.turn, visit.me, file, name, caption))


async def file(visit: Visit) -> None:
    found = await drawing.material(visit.turn, visit.me, visit.args[0])
    if found is None:
        visit.answers(Toast(say.file_gone()))
    else:
        visit.says(say.file(found))


async def going(visit: Visit) -> None:
    """On the card: the card itself then says so."""
    match await leave.answer(visit.turn, visit.me, visit.args[0], Rsvp.GOING, visit.moment):
        case leave.Answered(meeting, given):
            visit.answers(Toast(say_meetings.answered(given, meeting, visit.turn.now)))
        case leave.Begun():
            visit.answers(Toast(say_meetings.too_late_to_answer()))
        case leave.NotExpected():
            visit.answers(Toast(say_meetings.not_expected()))


async def ask_leave(visit: Visit) -> None:
    match await leave.ask(visit.turn, visit.me, visit.args[0], LeaveKind.OTHER, visit.moment):
        case leave.Asked():
            visit.answers(Toast(say_leave.asked_toast()))
        case leave.Begun():
            visit.answers(Toast(say_leave.too_late()))
        case leave.NotExpected():
            visit.answers(Toast(say_meetings.not_expected()))


ROUTES: tuple[Route, ...] = (
    Tap("agp", page, Feature.MEETINGS),
    Tap("agc", changes, Feature.MEETINGS),
    Tap("agi", item, Feature.MEETINGS),
    Tap("agu", raise_item, Feature.MEETINGS),
    Tap("agd", drop_item, Feature.MEETINGS),
    Tap("agx", drop_material, Feature.MEETINGS),
    Tap("aga", add_items, Feature.MEETINGS),
    Tap("agw", rewrite, Feature.MEETINGS),
    Tap("agm", add_material, Feature.MEETINGS),
    Tap("ago", hand_out, Feature.MEETINGS),
    Tap("agf", file, Feature.MEETINGS),
    Tap("agg", going, Feature.RSVP),
    Tap("agl", ask_leave, Feature.LEAVE),
)
