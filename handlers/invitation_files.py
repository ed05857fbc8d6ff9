"""Meetings as calendar files."""

from domain.features import Feature
from domain.messages import Message
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import invitation_files
from texts import invitation_files as say


async def by_word(visit: Visit) -> None:
    """Whoever leads something chooses; everybody else gets their own at once."""
    found = await invitation_files.choices(visit.turn, visit.me)
    if found.nodes or found.committee is not None:
        visit.says(say.choose(found.nodes, committee=found.committee is not None))
    else:
        await mine(visit)


async def mine(visit: Visit) -> None:
    _hand(visit, await invitation_files.of_mine(visit.turn, visit.me))


async def of_node(visit: Visit) -> None:
    _hand(visit, await invitation_files.of_node(visit.turn, visit.me, visit.args[0]))


async def of_committee(visit: Visit) -> None:
    _hand(visit, await invitation_files.of_committee(visit.turn, visit.me))


async def of_meeting(visit: Visit) -> None:
    _hand(visit, await invitation_files.of_meeting(visit.turn, visit.me, visit.args[0]))


def _hand(visit: Visit, file: Message | None) -> None:
    visit.says(file or say.nothing())


ROUTES: tuple[Route, ...] = (
    Command("ics", by_word, ("日历文件",), menu="把会议存进手机日历", feature=Feature.MEETINGS),
    Tap("ics", mine, Feature.MEETINGS),
    Tap("icsn", of_node, Feature.MEETINGS),
    Tap("icsc", of_committee, Feature.MEETINGS),
    Tap("icsm", of_meeting, Feature.MEETINGS),
)
