"""补学: one's own, the leader's list, and what an organiser writes for who was not there (M15)."""

from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.make_up import doing, showing, writing
from services.reminding import saying
from texts import make_up as say


async def show(visit: Visit) -> None:
    """What waits and what was done lately; the only one that waits is opened at once."""
    own = await showing.own(visit.turn, visit.me)
    if len(own.waiting) == 1 and not own.lately and not own.leads:
        await _open(visit, own.waiting[0][0].id)
    else:
        visit.says(say.own(own.waiting, own.lately, visit.turn.now, leads=own.leads))


async def open_card(visit: Visit) -> None:
    await _open(visit, visit.args[0])


async def _open(visit: Visit, make_up_id: int) -> None:
    card = await showing.card(visit.turn, visit.me, make_up_id)
    if card is None:
        visit.answers(Toast(say.gone()))
    else:
        visit.says(card)


async def done(visit: Visit) -> None:
    """Under a reminder that tells of other things too, those stay and the receipt comes by itself."""
    make_up_id, reminder_id = visit.args
    match await doing.done(visit.turn, visit.me, make_up_id):
        case doing.Done(make_up, minutes):
            rest = await saying.rest(visit.turn, visit.me, reminder_id)
            if rest is None:
                visit.replaces(say.done(make_up, minutes))
            else:
                visit.replaces(rest)
                visit.says(say.done(make_up, minutes))
        case doing.Before():
            visit.answers(Toast(say.done_before()))
        case doing.Refused():
            visit.answers(Toast(say.gone()))


async def take_back(visit: Visit) -> None:
    match await doing.take_back(visit.turn, visit.me, visit.args[0]):
        case doing.Reopened(make_up):
            visit.answers(Toast(say.taken_back()))
            card = await showing.card(visit.turn, visit.me, make_up.id)
            if card is not None:
                visit.replaces(card)
        case doing.Refused():
            visit.answers(Toast(say.gone()))


async def group(visit: Visit) -> None:
    await _page(visit, visit.args[0])


async def record(visit: Visit) -> None:
    make_up_id, number = visit.args
    slip = None
    match await doing.record(visit.turn, visit.me, make_up_id):
        case doing.Recorded(member):
            visit.answers(Toast(say.recorded(member)))
            slip = make_up_id
        case doing.Before():
            visit.answers(Toast(say.done_before()))
        case doing.Refused():
            visit.refuses()
            return
    await _page(visit, number, slip)


async def take_record_back(visit: Visit) -> None:
    make_up_id, number = visit.args
    match await doing.take_back(visit.turn, visit.me, make_up_id):
        case doing.Reopened():
            visit.answers(Toast(say.taken_back()))
            await _page(visit, number)
        case doing.Refused():
            visit.refuses()


async def _page(visit: Visit, number: int, slip: int | None = None) -> None:
    page = await showing.page(visit.turn, visit.me, number, slip)
    if page is None:
        visit.refuses()
    else:
        visit.replaces(say.page(page, visit.turn.now))


async def write(visit: Visit) -> None:
    visit.says_if_allowed(await writing.begin(visit.turn, visit.me, visit.args[0]))


async def choose_course(visit: Visit) -> None:
    visit.says_if_allowed(await writing.begin(visit.turn, visit.me, visit.args[0], writing.COURSE))


async def erase_note(visit: Visit) -> None:
    card = await doing.erase_note(visit.turn, visit.me, visit.args[0]) and await showing.card(
        visit.turn, visit.me, visit.args[0]
    )
    if not card:
        visit.answers(Toast(say.gone()))
    else:
        visit.answers(Toast(say.note_erased()))
        visit.replaces(card)


async def write_note(visit: Visit) -> None:
    visit.says_if_allowed(await writing.begin_note(visit.turn, visit.me, visit.args[0]))


ROUTES: tuple[Route, ...] = (
    Command("makeup", show, ("补学", "我的补学"), menu="补学：没能来的会，有空补一补", feature=Feature.STUDY),
    Tap("muo", open_card, Feature.STUDY),
    Tap("mud", done, Feature.STUDY),
    Tap("mut", take_back, Feature.STUDY),
    Tap("mug", group, Feature.STUDY),
    Tap("mur", record, Feature.STUDY),
    Tap("mux", take_record_back, Feature.STUDY),
    Tap("muw", write, Feature.STUDY),
    Tap("muc", choose_course, Feature.STUDY),
    Tap("mun", write_note, Feature.STUDY),
    Tap("mue", erase_note),
)
