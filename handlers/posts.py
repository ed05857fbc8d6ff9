"""「职务」: who holds what; and the way through setting a branch up."""

from domain.messages import Message
from handlers.routing import Command, Handler, Route, Tap
from handlers.setup import ready
from handlers.visits import Visit
from services.dialogues import Script
from services.posts import choosing, giving, grouping, relieving, seeing, setting_up, terms
from texts import posts as say


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
            visit.refuses()


def _asking(script: Script) -> Handler:
    async def ask(visit: Visit) -> None:
        visit.says_if_allowed(await choosing.begin(visit.turn, visit.me, script))

    return ask


async def add_groups(visit: Visit) -> None:
    visit.says_if_allowed(await grouping.begin(visit.turn, visit.me))


ROUTES: tuple[Route, ...] = (
    Command("posts", page, ("职务",), menu="职务：谁担任什么，到什么时候"),
    Tap("psp", page),
    Tap("psa", _asking(giving.APPOINTING)),
    Tap("psr", _asking(relieving.RELIEVING)),
    Tap("pst", _asking(terms.TERMS)),
    Tap("psg", add_groups),
    Tap("psn", go_on),
)
