"""The roster: its page, and the files people send."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

from domain.messages import Json, Letter, Method
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import roster
from services.spreadsheets import is_table
from texts import refusals
from texts import roster as say

ErrandHandler: TypeAlias = Callable[[Visit, Mapping[str, Any]], Awaitable[None]]


async def page(visit: Visit) -> None:
    member = visit.me
    match await roster.page(visit.turn, member):
        case roster.Page(groups, posts, keeps, keepers):
            visit.says(say.page(groups, posts, keeps, keepers, visit.telegram_id))
        case roster.NotAllowed(keepers):
            visit.says(say.not_allowed(keepers))


async def template(visit: Visit) -> None:
    visit.says(say.template())


async def takes(visit: Visit, name: str, size: int | None) -> bool:
    """Whether this file would be read as a roster, from this person."""
    return isinstance(await roster.offered(visit.turn, visit.me, name, size), roster.Fetch)


async def is_meant(visit: Visit, name: str, size: int | None) -> bool:
    """Whether a file has to do with the roster: a table, or anything at all from who keeps one."""
    match await roster.offered(visit.turn, visit.me, name, size):
        case roster.NotAllowed():
            return is_table(name)
        case _:
            return True


async def document(visit: Visit, name: str, size: int | None, file_id: str) -> None:
    """A file in a member's private chat. It is fetched outside any turn and comes back as an errand."""
    match await roster.offered(visit.turn, visit.me, name, size):
        case roster.Fetch():
            errand: dict[str, Json] = {"purpose": "roster", "telegram_id": visit.telegram_id}
            errand |= {"file_id": file_id, "name": name}
            visit.turn.letters.append(Letter(visit.chat_id, Method.FETCH, errand=errand))
        case roster.Unreadable(problem):
            visit.says(say.unreadable(problem))
        case roster.NotAllowed(keepers):
            visit.says(say.not_allowed(keepers))


async def brought(visit: Visit, body: Mapping[str, Any]) -> None:
    """The file is here."""
    member = await visit.member()
    if member is None:
        visit.says(refusals.not_on_roster())
        return
    match await roster.read(visit.turn, member, str(body["name"]), body["data"]):
        case roster.Previewed(preview):
            visit.says(preview)
        case roster.Unreadable(problem):
            visit.says(say.unreadable(problem))
        case roster.Lost():
            visit.says(say.lost())
        case roster.NotAllowed(keepers):
            visit.says(say.not_allowed(keepers))


ROUTES: tuple[Route, ...] = (
    Command("roster", page, words=("花名册",), menu="花名册", leads=True),
    Tap("roster", page),
    Tap("template", template),
)
ERRANDS: dict[str, ErrandHandler] = {"roster": brought}
