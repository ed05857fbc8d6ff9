"""「职务」: who holds what; and the way through setting a branch up."""

from collections.abc import Awaitable, Callable

from domain.members import Member
from domain.messages import Message, Toast
from handlers.routing import Command, Handler, Route, Tap
from handlers.setup import ready
from handlers.visits import Visit
from services.posts import giving, grouping, relieving, seeing, setting_up, terms
from services.turn import Turn
from texts import posts as say
from texts import refusals


async def page(visit: Visit) -> None:
    found = await seeing.page(visit.turn, visit.me)
    if found is None:
        visit.says(say.no_branch())
        return
    lines = [
        say.Line(
            post.node,
            post.role,
            [(one.member.name, one.held.since, one.held.term_ends) for one in post.holders],
            None if post.backup is None else post.backup.name,
            None if post.natural is None else post.natural.name,
        )
        for post in found.posts
    ]
    visit.replaces(say.page(lines, found.committee_ends, visit.turn.now, appoints=found.appoints))


async def go_on(visit: Visit) -> None:
    """The next thing that is open; at the end, what the readiness check says."""
    match await setting_up.onward(visit.turn, visit.me, visit.args[0]):
        case Message() as question:
            visit.replaces(question)
        case setting_up.NothingOpen():
            await ready(visit)
        case setting_up.NotAllowed():
            visit.answers(Toast(refusals.not_allowed()))


def _asking(asks: Callable[[Turn, Member], Awaitable[Message | None]]) -> Handler:
    async def ask(visit: Visit) -> None:
        question = await asks(visit.turn, visit.me)
        if question is None:
            visit.answers(Toast(refusals.not_allowed()))
        else:
            visit.says(question)

    return ask


ROUTES: tuple[Route, ...] = (
    Command("posts", page, ("职务",), menu="职务：谁担任什么，到什么时候"),
    Tap("psp", page),
    Tap("psa", _asking(giving.begin)),
    Tap("psr", _asking(relieving.begin)),
    Tap("pst", _asking(terms.begin)),
    Tap("psg", _asking(grouping.begin)),
    Tap("psn", go_on),
)
