"""A helper's card, its buttons, and 待办."""

from domain.messages import Toast
from domain.requests import Refused, RefusedBecause
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import dialogues, people
from services.dialogues import Draft, Script
from services.requests import answering, handing, helping, moving, todo
from services.requests.reading import Opened
from services.tasks import looking as tasks
from texts import handing as say_handing
from texts import helping as say


async def open_words(visit: Visit) -> None:
    _opened(visit, await helping.open_words(visit.turn, visit.me, visit.args[0]))


async def open_files(visit: Visit) -> None:
    _opened(visit, await helping.open_files(visit.turn, visit.me, visit.args[0]))


def _opened(visit: Visit, found: Opened | Refused) -> None:
    match found:
        case Opened():
            visit.answers(Toast(say.opened_toast()))
        case Refused(RefusedBecause.GONE):
            visit.answers(Toast(say.gone(), alert=True))
        case Refused():
            visit.answers(Toast(say.refused(), alert=True))


async def take(visit: Visit) -> None:
    match await helping.take(visit.turn, visit.me, visit.args[0]):
        case helping.Taken():
            visit.answers(Toast(say.taken_toast()))
        case helping.HasIt(owner):
            visit.answers(Toast(say.has_it_toast(owner)))
        case helping.Over():
            visit.answers(Toast(say.over_toast()))
        case helping.NotYours():
            visit.answers(Toast(say.not_yours_toast()))


async def reply(visit: Visit) -> None:
    await _begin(visit, answering.REPLY)


async def note(visit: Visit) -> None:
    await _begin(visit, answering.NOTE)


async def _begin(visit: Visit, script: Script) -> None:
    request = await helping.owned(visit.turn, visit.me, visit.args[0])
    if request is None:
        visit.answers(Toast(say.not_yours_toast()))
        return
    draft: Draft = {"request": request.id, "number": request.number}
    visit.says(await dialogues.begin(visit.turn, visit.telegram_id, script, draft))


async def hand_on(visit: Visit) -> None:
    await _hand(visit, back=False)


async def hand_back(visit: Visit) -> None:
    await _hand(visit, back=True)


async def _hand(visit: Visit, *, back: bool) -> None:
    match await handing.whom(visit.turn, visit.me, visit.args[0], back=back):
        case handing.ChooseOne(request):
            draft: Draft = {"request": request.id, "number": request.number, "back": back, "settled": False}
            visit.says(await dialogues.begin(visit.turn, visit.telegram_id, moving.HAND_ON, draft))
        case handing.OnlyTo(request, to, settled):
            draft = {"request": request.id, "number": request.number, "back": back, "settled": settled}
            draft |= {"to": to.member.id, "title": to.title}
            visit.says(await dialogues.begin(visit.turn, visit.telegram_id, moving.HAND_TO, draft))
        case handing.StaysHere(request):
            visit.says(say_handing.stays(request.number))
        case handing.NotYours():
            visit.answers(Toast(say.not_yours_toast()))


async def done(visit: Visit) -> None:
    resolved = await helping.done(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.done_toast() if resolved is not None else say.not_yours_toast()))


async def to_do(visit: Visit) -> None:
    waiting = await todo.to_do(visit.turn, visit.me)
    given = await tasks.open_of(visit.turn, visit.me)
    if waiting or given:
        visit.says(say.to_do(waiting, given, visit.me.id, visit.turn.now))
    elif await people.posts(visit.turn, visit.me):
        visit.says(say.nothing_to_do())
    else:
        visit.says(say.not_a_helper())


async def bring(visit: Visit) -> None:
    if not await todo.bring(visit.turn, visit.me, visit.args[0]):
        visit.answers(Toast(say.over_toast()))


ROUTES: tuple[Route, ...] = (
    Command("todo", to_do, ("待办",), menu="等我办的事"),
    Tap("to", open_words),
    Tap("tm", open_files),
    Tap("tt", take),
    Tap("tr", reply),
    Tap("tn", note),
    Tap("tf", hand_on),
    Tap("tb", hand_back),
    Tap("td", done),
    Tap("tw", bring),
)
