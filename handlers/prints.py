"""The print pack, for leaders, in the private chat (S15)."""

from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import prints
from services.prints import NotAllowed, Readers
from texts import prints as say
from texts import refusals


async def begin(visit: Visit) -> None:
    places = await prints.places(visit.turn, visit.me)
    if not places:
        visit.says(refusals.plain(refusals.not_allowed()))
    elif len(places) > 1:
        visit.says(say.which(places))
    else:
        _show(visit, await prints.readers(visit.turn, visit.me, places[0][0]))


async def readers(visit: Visit) -> None:
    _show(visit, await prints.readers(visit.turn, visit.me, visit.args[0]))


async def choose(visit: Visit) -> None:
    node_id, number = visit.args
    found = await prints.others(visit.turn, visit.me, node_id, number)
    if isinstance(found, NotAllowed):
        visit.refuses()
    else:
        visit.replaces(say.others(found.node_id, found.others, found.number, found.pages))


async def add(visit: Visit) -> None:
    _show(visit, await prints.add(visit.turn, visit.me, *visit.args))


async def remove(visit: Visit) -> None:
    _show(visit, await prints.remove(visit.turn, visit.me, *visit.args))


async def pack(visit: Visit) -> None:
    made = await prints.pack(visit.turn, visit.me, visit.args[0])
    if isinstance(made, NotAllowed):
        visit.refuses()
    else:
        visit.says(made)


def _show(visit: Visit, found: Readers | NotAllowed) -> None:
    if isinstance(found, NotAllowed):
        visit.refuses()
    else:
        visit.replaces(say.readers(found.node_id, found.name, found.on_paper))


ROUTES: tuple[Route, ...] = (
    Command("print", begin, ("打印",), menu="给看纸质的同志打印一张大字", leads=True),
    Tap("prp", readers),
    Tap("pra", choose),
    Tap("prt", add),
    Tap("prx", remove),
    Tap("prf", pack),
)
