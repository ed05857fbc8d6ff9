"""走访 in the private chat: what is reported, who goes, what was promised; whom the organisation has missed."""

from domain.care import Visit as CareVisit
from domain.features import Feature
from domain.messages import Message, Toast
from handlers.routing import Command, Route, Tap, privately
from handlers.visits import Visit
from services import people
from services.care import asking, cards, contacting, noting, reading, reporting, visits
from services.care import page as pages
from texts import care as say
from texts import care_contacts as say_contacts
from texts import care_reports as say_reports
from texts import refusals


async def page(visit: Visit) -> None:
    found = await pages.page(visit.turn, visit.me)
    own = [say.own_line(one, title, visit.turn.now) for one, title in found.own]
    asks = [(one.id, member) for one, member in found.asks]
    mine = [one for one, _ in found.own]
    words = say.page(own, mine, found.tasks, found.unnamed, asks, found.read_by, leads=found.leads, keeps=found.keeps)
    visit.says(words)


async def report(visit: Visit) -> None:
    visit.says(await reporting.begin(visit.turn, visit.me))


async def arrange(visit: Visit) -> None:
    visit.says_if_allowed(await reporting.begin_about(visit.turn, visit.me, visit.args[0]), refusals.not_allowed())


async def show_task(visit: Visit) -> None:
    found = await visits.task(visit.turn, visit.me, visit.args[0])
    await _bring(visit, found)


async def show_own(visit: Visit) -> None:
    found = await visits.own(visit.turn, visit.me, visit.args[0])
    await _bring(visit, found)


async def answer(visit: Visit) -> None:
    """The member's own word about a visit to them."""
    visit_id, number = visit.args
    wish = say.WISHES[number % len(say.WISHES)]
    if not await asking.answer(visit.turn, visit.me, visit_id, wish):
        visit.answers(Toast(say.over_toast()))
    elif number == say.NO:
        visit.replaces(say.not_needed())
    else:
        visit.answers(Toast(say.wish_kept()))


async def answer_for(visit: Visit) -> None:
    """A leader says what somebody without an account answered."""
    visit_id, number = visit.args
    wish = say.WISHES[number % len(say.WISHES)]
    answered = await asking.answer_for(visit.turn, visit.me, visit_id, wish)
    if answered is None:
        visit.answers(Toast(say.over_toast()))
    else:
        title = None if answered.visitor is None else await people.title(visit.turn, answered.visitor)
        visit.replaces(say_reports.they_said(answered.about, wish, title))


async def went(visit: Visit) -> None:
    match await visits.went(visit.turn, visit.me, visit.args[0]):
        case CareVisit():
            visit.answers(Toast(say.went_toast()))
        case visits.Over():
            visit.answers(Toast(say.over_toast()))


async def choose_visitor(visit: Visit) -> None:
    fitting = await visits.candidates(visit.turn, visit.me, visit.args[0])
    if fitting is None:
        visit.refuses()
        return
    titled = [(one, await people.title(visit.turn, one)) for one in fitting]
    visit.says(say.choose_visitor(visit.args[0], titled))


async def hand_on(visit: Visit) -> None:
    visit_id, to_id = visit.args
    match await visits.hand_on(visit.turn, visit.me, visit_id, to_id):
        case visits.Named(visitor=visitor):
            visit.replaces(Message(say.named_toast(visitor)))
        case visits.Refused():
            visit.refuses()


async def write_note(visit: Visit) -> None:
    visit.says_if_allowed(await noting.begin(visit.turn, visit.me, visit.args[0]), say.over_toast())


async def next_done(visit: Visit) -> None:
    done = await noting.next_done(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.next_done_toast() if done else say.over_toast()))


async def read_words(visit: Visit) -> None:
    words = await reading.words(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.words_shown(words), alert=words is not None))


async def read_note(visit: Visit) -> None:
    note = await reading.note(visit.turn, visit.me, visit.args[0])
    if note is None:
        visit.answers(Toast(say.words_shown(None)))
    else:
        visit.says(say.note_shown(note))


async def contacted(visit: Visit) -> None:
    member = await contacting.done(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.over_toast() if member is None else say_contacts.contacted_toast(member)))


async def ask_again(visit: Visit) -> None:
    leader = await contacting.again(visit.turn, visit.me, visit.args[0])
    if leader is None:
        visit.answers(Toast(say_contacts.not_asked_again(), alert=True))
    else:
        visit.replaces(say_contacts.asked_again(await people.title(visit.turn, leader)))


async def take_ask_back(visit: Visit) -> None:
    if await contacting.take_back(visit.turn, visit.me, visit.args[0]):
        visit.replaces(say_contacts.ask_taken_back())
    else:
        visit.answers(Toast(say.over_toast()))


async def _bring(visit: Visit, found: CareVisit | None) -> None:
    if found is None:
        visit.answers(Toast(say.over_toast()))
    else:
        await cards.bring(visit.turn, found, visit.me)


ROUTES: tuple[Route, ...] = (
    Command("visits", page, ("走访",), menu="走访：报一件事，看谁来看您", feature=Feature.CARE),
    Command("report", report, ("报一件事",), feature=Feature.CARE),
    *privately(
        Tap("vir", report, Feature.CARE),
        Tap("vip", arrange, Feature.CARE),
        Tap("viv", show_task),
        Tap("vib", show_own),
        Tap("via", answer),
        Tap("viy", answer_for, Feature.CARE),
        Tap("vid", went),
        Tap("vih", choose_visitor, Feature.CARE),
        Tap("vit", hand_on, Feature.CARE),
        Tap("vin", write_note, Feature.CARE),
        Tap("vix", next_done),
        Tap("vio", read_words),
        Tap("vis", read_note),
        Tap("viq", contacted),
        Tap("cna", ask_again, Feature.CARE),
        Tap("cnt", take_ask_back),
    ),
)
