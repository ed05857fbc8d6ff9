"""心情: one tap, and what comes of it is the member's to say."""

from domain.features import Feature
from domain.messages import Message, Toast
from domain.mood import Face
from domain.privacy import Scope
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import privacy
from services.mood import answering, asking, leaving, showing, totals
from services.reminding import saying
from texts import mood as say
from texts import refusals


async def show(visit: Visit) -> None:
    visit.says(await showing.home(visit.turn, visit.me))


async def show_here(visit: Visit) -> None:
    visit.replaces(await showing.home(visit.turn, visit.me))


async def agree(visit: Visit) -> None:
    """The separate consent; then when to be asked, which may as well be never."""
    await privacy.give(visit.turn, visit.me.id, Scope.MOOD)
    visit.replaces(await asking.choose(visit.turn, visit.me))


async def not_now(visit: Visit) -> None:
    visit.replaces(say.not_now())


async def answer(visit: Visit) -> None:
    face, reminder_id = visit.args
    match await answering.answer(visit.turn, visit.me, Face(face)):
        case answering.Kept(answer=kept, low=low, care=care):
            await _settle(visit, reminder_id, say.kept(kept, low=low, care=care))
        case answering.NoConsent():
            visit.replaces(say.consent())


async def skip(visit: Visit) -> None:
    await _settle(visit, visit.args[0], say.skipped())


async def stop(visit: Visit) -> None:
    await asking.stop(visit.turn, visit.me)
    await _settle(visit, visit.args[0], say.stopped())


async def only_me(visit: Visit) -> None:
    visit.replaces(say.only_me())


async def write(visit: Visit) -> None:
    question = await answering.write(visit.turn, visit.me, visit.args[0])
    if question is None:
        visit.answers(Toast(say.gone()))
    else:
        visit.says(question)


async def talk(visit: Visit) -> None:
    visit.says(await answering.talk(visit.turn, visit.me))


async def which_leader(visit: Visit) -> None:
    visit.replaces(say.which_leader(await answering.leaders(visit.turn, visit.me)))


async def contact(visit: Visit) -> None:
    match await answering.contact(visit.turn, visit.me, visit.args[0]):
        case answering.Told(leader, ask_id):
            visit.replaces(say.told(leader, ask_id))
        case answering.Unreached(leader, others):
            visit.replaces(say.which_leader(others, leader))
        case answering.NoSuchLeader():
            visit.answers(Toast(refusals.stale_button()))


async def choose_rhythm(visit: Visit) -> None:
    if await answering.agrees(visit.turn, visit.me):
        visit.says(await asking.choose(visit.turn, visit.me))
    else:
        visit.replaces(say.consent())


async def show_history(visit: Visit) -> None:
    answers = await answering.history(visit.turn, visit.me)
    dark = visit.args == (1,)
    visit.replaces(say.history(answers, visit.turn.now, dark=dark))


async def ask_delete(visit: Visit) -> None:
    visit.says(say.sure_to_delete())


async def delete(visit: Visit) -> None:
    visit.replaces(say.deleted(await leaving.delete(visit.turn, visit.me)))


async def keep(visit: Visit) -> None:
    visit.replaces(say.not_deleted())


async def show_totals(visit: Visit) -> None:
    branches = await totals.see(visit.turn, visit.me)
    if branches is None:
        visit.says(refusals.plain(refusals.not_allowed()))
    else:
        visit.says(say.totals([(one.name, [(each.first, each.lean) for each in one.months]) for one in branches]))


async def _settle(visit: Visit, reminder_id: int, receipt: Message) -> None:
    """The receipt takes the question's place; where other matters stand beside it, they stay, and it comes below."""
    rest = await saying.rest(visit.turn, visit.me, reminder_id) if reminder_id else None
    visit.replaces(receipt if rest is None else rest)
    if rest is not None:
        visit.says(receipt)


_ON = Feature.MOOD
# Stopping, skipping and deleting work where the branch has switched the rest off, too.
ROUTES: tuple[Route, ...] = (
    Command("mood", show, ("心情",), menu="心情：只给自己看", feature=_ON),
    Command("my_mood", show_history, ("我的心情",), menu="我的心情：只有自己看得到"),
    Command(
        "branch_mood", show_totals, ("支部心情",), menu="支部心情：一个月一个说法（书记）", feature=_ON, leads=True
    ),
    Tap("moa", show_here, _ON),
    Tap("moy", agree, _ON),
    Tap("mon", not_now),
    Tap("mof", answer, _ON),
    Tap("mos", skip),
    Tap("moq", stop),
    Tap("mob", only_me),
    Tap("mow", write, _ON),
    Tap("mot", talk, Feature.CARE),
    Tap("moc", which_leader, Feature.CARE),
    Tap("mop", contact, Feature.CARE),
    Tap("mor", choose_rhythm, _ON),
    Tap("moh", show_history),
    Tap("mod", ask_delete),
    Tap("moe", delete),
    Tap("mok", keep),
)
