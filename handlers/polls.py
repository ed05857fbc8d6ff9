"""问意见: asking, answering in the group or in private, ending."""

from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Command, Route, Tap, privately
from handlers.visits import Visit
from services.polls import answering, asking
from texts import polls as say


async def overview(visit: Visit) -> None:
    polls = await answering.lately(visit.turn, visit.me)
    visit.says(say.overview(polls, visit.turn.now, leads=await asking.may_ask(visit.turn, visit.me)))


async def new(visit: Visit) -> None:
    visit.says(await asking.begin(visit.turn, visit.me))


async def choose(visit: Visit) -> None:
    """One tap, in the group or in private; what was chosen is said to nobody but the one who pressed."""
    poll_id, choice = visit.args
    match await answering.answer(visit.turn, visit.me, poll_id, choice):
        case answering.Counted(poll, chosen):
            visit.answers(Toast(say.counted(poll, chosen), alert=True))
        case answering.Over():
            visit.answers(Toast(say.is_over()))
        case answering.NotAsked():
            visit.answers(Toast(say.not_asked()))


async def look(visit: Visit) -> None:
    found = await answering.look(visit.turn, visit.me, visit.args[0])
    if found is None:
        visit.answers(Toast(say.not_asked()))
    else:
        visit.replaces(found)


async def sure_to_end(visit: Visit) -> None:
    poll = await answering.to_end(visit.turn, visit.me, visit.args[0])
    if poll is None:
        visit.refuses()
    else:
        visit.replaces(say.sure_to_end(poll))


async def end(visit: Visit) -> None:
    poll = await answering.close(visit.turn, visit.me, visit.args[0])
    if poll is None:
        visit.answers(Toast(say.is_over()))
    else:
        visit.replaces(say.poll(poll, poll.answered, visit.turn.now, leads=True))


_ON = Feature.POLLS
ROUTES: tuple[Route, ...] = (
    Command("poll", overview, ("问意见", "投票"), menu="问意见：听听大家怎么想", feature=_ON),
    Tap("voc", choose, _ON),
    *privately(
        Tap("von", new, _ON),
        Tap("vol", look, _ON),
        Tap("voe", sure_to_end, _ON),
        Tap("voz", end, _ON),
    ),
)
