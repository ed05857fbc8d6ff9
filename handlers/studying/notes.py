"""写几句: one's own notes, and sharing them by choice (S17)."""

from domain.features import Feature
from domain.messages import Message, Toast
from domain.studying import Shared
from handlers.routing import Route, Tap
from handlers.visits import Visit
from services.studying import notes, sharing
from texts import studying as say_study
from texts import studying_notes as say


async def write(visit: Visit) -> None:
    question = await notes.begin(visit.turn, visit.me, visit.args[0])
    if question is None:
        visit.answers(Toast(say_study.gone()))
    else:
        visit.says(question)


async def list_own(visit: Visit) -> None:
    visit.replaces(say.notes(await notes.listed(visit.turn, visit.me), visit.turn.now))


async def show(visit: Visit) -> None:
    _replace(visit, await notes.show(visit.turn, visit.me, visit.args[0]))


async def offer(visit: Visit) -> None:
    _replace(visit, await sharing.offer(visit.turn, visit.me, visit.args[0]))


async def to_reader(visit: Visit) -> None:
    note_id, reader_id = visit.args
    await _shared(visit, Shared.BRANCH, done=await sharing.to_reader(visit.turn, visit.me, note_id, reader_id))


async def to_group(visit: Visit) -> None:
    await _shared(visit, Shared.GROUP, done=await sharing.to_group(visit.turn, visit.me, visit.args[0]))


async def _shared(visit: Visit, where: Shared, *, done: bool) -> None:
    if done:
        visit.answers(Toast(say.shared(where)))
        await show(visit)
    else:
        visit.answers(Toast(say.nobody()))


async def take_back(visit: Visit) -> None:
    if await sharing.take_back(visit.turn, visit.me, visit.args[0]):
        visit.answers(Toast(say.taken_back_toast()))
        await show(visit)
    else:
        visit.answers(Toast(say.gone()))


async def erase(visit: Visit) -> None:
    erased = await notes.erase(visit.turn, visit.me, visit.args[0])
    _replace(visit, say.erased() if erased else None)


def _replace(visit: Visit, message: Message | None) -> None:
    if message is None:
        visit.answers(Toast(say.gone()))
    else:
        visit.replaces(message)


ROUTES: tuple[Route, ...] = (
    Tap("stn", write, Feature.STUDY),
    Tap("stnl", list_own),
    Tap("stnv", show),
    Tap("stns", offer, Feature.STUDY),
    Tap("stnb", to_reader, Feature.STUDY),
    Tap("stng", to_group, Feature.STUDY),
    Tap("stnw", take_back),
    Tap("stnd", erase),
)
