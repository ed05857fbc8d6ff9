"""Danger: the answer, the calls, and what is pressed afterwards. Everything is said in private chats only."""

from collections.abc import Awaitable, Callable

from domain.danger import TakenBack
from domain.members import Member
from domain.messages import Lane, Message, Toast
from handlers import dialogues
from handlers.routing import Command, Event, Handler, Route, Tap
from handlers.visits import Visit
from services.danger import calling, hearing
from texts import danger as say
from texts import refusals


async def heard(visit: Visit) -> None:
    """Words that speak of danger, or 我现在很难受. Who the words were about is not asked."""
    member = await visit.member()
    found = await hearing.hear(visit.turn, visit.telegram_id, member)
    answer = say.heard(
        found.called,
        found.coming,
        known=found.known,
        again=found.again,
        may_call_more=found.more,
        telegram_id=visit.telegram_id,
    )
    _whisper(visit, answer)
    if not visit.private and visit.update.callback_query is not None:
        visit.answers(Toast(say.look_private()))


def _known(handler: Callable[[Visit, Member], Awaitable[None]]) -> Handler:
    """For whoever is on the roster, with the notice or without: nobody in a call is held up by it."""

    async def known(visit: Visit) -> None:
        member = await visit.member()
        if member is None:
            visit.answers(Toast(refusals.stranger()))
        else:
            await handler(visit, member)

    return known


async def call_more(visit: Visit, me: Member) -> None:
    called = await calling.call_more(visit.turn, me)
    words = say.calling_more([one.name for one in called]) if called else say.nobody_more()
    visit.answers(Toast(words, alert=True))


async def violence(visit: Visit) -> None:
    _whisper(visit, say.violence())


async def illness(visit: Visit) -> None:
    _whisper(visit, say.illness())


async def mistaken(visit: Visit) -> None:
    await _take_back(visit, TakenBack.MISTAKE)


async def safe(visit: Visit) -> None:
    await _take_back(visit, TakenBack.SAFE)


def _by_word(how: TakenBack) -> Handler:
    """Typed it is the same as pressed, where there is something to take back; else the words mean what they say."""

    async def said(visit: Visit) -> None:
        if _typed(visit).startswith("/") or await hearing.can_take_back(visit.turn, await visit.member()):
            await _take_back(visit, how)
        else:
            await _say_on(visit)

    return said


def _typed(visit: Visit) -> str:
    message = visit.update.message
    return message.text or "" if message is not None else ""


async def _say_on(visit: Visit) -> None:
    """The words answer another question, or are words like any others."""
    visit.text = _typed(visit)
    await dialogues.heard(visit)


async def _take_back(visit: Visit, how: TakenBack) -> None:
    """Said below the answer, which stays with its numbers (C11)."""
    taken = await hearing.take_back(visit.turn, await visit.member(), how)
    _whisper(visit, say.taken_back(how, taken.told, taken.call_id, taken.follow_up_at, visit.turn.now))


async def fine(visit: Visit) -> None:
    visit.replaces(say.fine())


async def fine_by_word(visit: Visit) -> None:
    """我还好, where it answers what was asked lately; else the words mean what they say."""
    if await hearing.asked_lately(visit.turn, visit.telegram_id, await visit.member()):
        _whisper(visit, say.fine())
    else:
        await _say_on(visit)


async def no_follow_up(visit: Visit, me: Member) -> None:
    await hearing.no_follow_up(visit.turn, me, visit.args[0])
    visit.replaces(say.no_follow_up())


async def answer(visit: Visit, me: Member) -> None:
    """我来联系."""
    match await calling.answer(visit.turn, me, visit.args[0]):
        case calling.Yours(member):
            _whisper(visit, say.yours(member, visit.args[0], visit.telegram_id))
        case calling.YoursAlready(member):
            visit.answers(Toast(say.yours_already(member.name)))
        case calling.WithSomebody(member, by):
            visit.answers(Toast(say.with_somebody(by.name, member.name), alert=True))
        case calling.OverAlready(member, how):
            visit.answers(Toast(say.over_already(member.name, how), alert=True))
        case calling.NotCalled():
            visit.answers(Toast(refusals.stale_button()))


async def reached(visit: Visit, me: Member) -> None:
    done = await calling.reached(visit.turn, me, visit.args[0])
    visit.answers(Toast(say.reached_toast() if done else refusals.stale_button()))


async def not_reached(visit: Visit, me: Member) -> None:
    done = await calling.not_reached(visit.turn, me, visit.args[0])
    visit.answers(Toast(say.not_reached_toast() if done else refusals.stale_button(), alert=done))


def _whisper(visit: Visit, message: Message) -> None:
    visit.turn.tell(visit.telegram_id, message, lane=Lane.DANGER)


ROUTES: tuple[Route, ...] = (
    Event("danger", heard),
    Command("sos", heard, ("我现在很难受",), menu="我现在很难受", anyone=True, urgent=True),
    Command("mistake", _by_word(TakenBack.MISTAKE), ("误会了",), anyone=True, urgent=True),
    Command("safe", _by_word(TakenBack.SAFE), ("我没事", "我没事了", "我现在安全"), anyone=True, urgent=True),
    Command("fine", fine_by_word, ("我还好", "还好", "好些了", "好多了", "我好多了"), anyone=True, urgent=True),
    Tap("xc", _known(call_more), anyone=True, urgent=True),
    Tap("xv", violence, anyone=True, urgent=True),
    Tap("xi", illness, anyone=True, urgent=True),
    Tap("xm", mistaken, anyone=True, urgent=True),
    Tap("xs", safe, anyone=True, urgent=True),
    Tap("xg", fine, anyone=True, urgent=True),
    Tap("xq", _known(no_follow_up), anyone=True, urgent=True),
    Tap("xa", _known(answer), anyone=True, urgent=True),
    Tap("xr", _known(reached), anyone=True, urgent=True),
    Tap("xn", _known(not_reached), anyone=True, urgent=True),
)
