"""通知: a role holder writes to a branch, a group or the committee, and sees how far it has come (S10)."""

from collections.abc import Awaitable, Callable

from domain.features import Feature
from domain.members import Member
from domain.messages import Media, Toast
from handlers.routing import Command, Handler, Route, Tap
from handlers.visits import Visit
from services.broadcasts import showing, steering, writing
from services.broadcasts.steering import Steered
from services.turn import Turn
from texts import broadcasts as say


async def page(visit: Visit) -> None:
    """The newest notices; where there are none yet, the question what to write."""
    if not await writing.may_write(visit.turn, visit.me):
        visit.says(say.not_yours())
    elif newest := await showing.newest(visit.turn, visit.me):
        visit.says(say.listed(newest))
    else:
        visit.says(await writing.write(visit.turn, visit.me))


async def write(visit: Visit) -> None:
    if await writing.may_write(visit.turn, visit.me):
        visit.says(await writing.write(visit.turn, visit.me))
    else:
        visit.refuses()


async def open_card(visit: Visit) -> None:
    if not await showing.open_card(visit.turn, visit.me, visit.args[0]):
        visit.refuses()


async def rewrite(visit: Visit) -> None:
    question = await writing.rewrite(visit.turn, visit.me, visit.args[0])
    if question is None:
        visit.answers(Toast(say.too_late()))
    else:
        visit.says(question)


async def missed(visit: Visit) -> None:
    found = await showing.missed(visit.turn, visit.me, visit.args[0])
    if found is None:
        visit.refuses()
    else:
        visit.says(say.missed(found.names, found.total))


async def read_out(visit: Visit) -> None:
    """The whole notice, for the leader who is to phone about it."""
    visit.says_if_allowed(await showing.to_read_out(visit.turn, visit.me, visit.args[0]))


def _steering(steer: Callable[[Turn, Member, int], Awaitable[Steered]]) -> Handler:
    async def press(visit: Visit) -> None:
        match await steer(visit.turn, visit.me, visit.args[0]):
            case steering.Changed(state):
                visit.answers(Toast(say.steered(state)))
            case steering.TooLate():
                visit.answers(Toast(say.too_late()))
            case steering.Refused():
                visit.refuses()

    return press


async def waits_for_file(visit: Visit) -> bool:
    """Whether a picture or a file that comes now belongs to the notice that is being written."""
    member = await visit.member()
    return member is not None and await writing.waits_for_file(visit.turn, member)


async def bring_file(visit: Visit, file: Media, caption: str, name: str) -> None:
    visit.says(await writing.bring_file(visit.turn, visit.me, file, caption, name))


ROUTES: tuple[Route, ...] = (
    Command("notice", page, ("通知",), menu="发通知（书记、委员、组长）", leads=True, feature=Feature.BROADCASTS),
    Tap("bcn", write, Feature.BROADCASTS),
    Tap("bco", open_card),
    Tap("bce", rewrite),
    Tap("bcc", _steering(steering.cancel)),
    Tap("bcp", _steering(steering.pause)),
    Tap("bcg", _steering(steering.go_on), Feature.BROADCASTS),
    Tap("bcs", _steering(steering.stop)),
    Tap("bcm", missed),
    Tap("bcr", read_out),
)
