"""A branch's own wordings for invitations and notices."""

from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.templates import keeping, writing
from texts import refusals
from texts import templates as say


async def listing(visit: Visit) -> None:
    kept = await keeping.all_of(visit.turn, visit.me)
    if kept is None:
        visit.says(refusals.plain(refusals.not_allowed()))
    else:
        visit.says(say.listing(kept.node.name, [(one.id, one.use, one.words) for one in kept.templates], kept.new))


async def look(visit: Visit) -> None:
    match await keeping.look(visit.turn, visit.me, visit.args[0]):
        case keeping.Looked(one, sample):
            visit.replaces(say.card(one.id, one.use, one.words, sample))
        case None:
            visit.answers(Toast(refusals.stale_button()))


async def new(visit: Visit) -> None:
    visit.says_if_allowed(await writing.begin(visit.turn, visit.me, say.USES[visit.args[0]]))


async def change(visit: Visit) -> None:
    visit.says_if_allowed(await writing.change(visit.turn, visit.me, visit.args[0]))


async def drop(visit: Visit) -> None:
    if await keeping.drop(visit.turn, visit.me, visit.args[0]):
        visit.replaces(say.dropped())
    else:
        visit.answers(Toast(refusals.stale_button()))


ROUTES: tuple[Route, ...] = (
    Command("templates", listing, ("模板",), menu="会议邀请、通知的模板（组长、书记）", leads=True),
    Tap("setl", look),
    Tap("setn", new),
    Tap("setc", change),
    Tap("setx", drop),
)
