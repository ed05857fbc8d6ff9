"""「支部配置」: the values a branch sets for itself, in a line or by a file."""

from domain.configuration import Fault
from domain.messages import Message
from domain.policies import FileProblem
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.configuration import files, proposing
from texts import configuration as say
from texts import refusals


async def page(visit: Visit) -> None:
    """支部配置; 支部配置 补学 21 changes one value."""
    if visit.text:
        _answer(visit, await proposing.change(visit.turn, visit.me, visit.text))
        return
    match await proposing.page(visit.turn, visit.me):
        case proposing.Page(branch, configuration, manages):
            visit.replaces(say.page(branch.name, configuration, manages=manages))
        case proposing.NotAllowed():
            visit.refuses()


async def export(visit: Visit) -> None:
    match await proposing.export(visit.turn, visit.me):
        case Message() as file:
            visit.says(file)
        case proposing.NotAllowed():
            visit.refuses()


async def restore(visit: Visit) -> None:
    match await proposing.restore(visit.turn, visit.me):
        case proposing.NothingBefore():
            visit.says_briefly(say.nothing_before())
        case outcome:
            _answer(visit, outcome)


async def brought(visit: Visit, name: str, data: bytes) -> None:
    """A file with these values has been fetched."""
    member = await visit.member()
    if member is None:
        visit.says(refusals.not_on_roster())
        return
    match await proposing.read_sent(visit.turn, member, name, data):
        case files.BadLines(lines):
            visit.says(say.bad_lines([(one.line, one.fault, one.twice) for one in lines]))
        case FileProblem() as problem:
            visit.says(say.unreadable(problem))
        case outcome:
            _answer(visit, outcome)


def _answer(visit: Visit, outcome: proposing.Outcome | Fault) -> None:
    match outcome:
        case proposing.Proposed(question):
            visit.replaces(question)
        case proposing.Unchanged():
            visit.says_briefly(say.unchanged())
        case proposing.NotAllowed():
            visit.refuses()
        case Fault() as fault:
            visit.says_briefly(say.fault(fault))


ROUTES: tuple[Route, ...] = (
    Command("config", page, ("支部配置",), menu="支部配置：补学天数等（书记）", takes_text=True, leads=True),
    Tap("psc", page),
    Tap("psx", export),
    Tap("psv", restore),
)
