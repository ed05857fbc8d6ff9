"""How one likes to be reminded, 免打扰, and the answers given under a reminder."""

from domain.absences import AwayProblem
from domain.features import Feature
from domain.meetings import LeaveKind, Rsvp
from domain.messages import Message, Toast
from domain.reminders import Reminder
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import leave
from services.reminding import pausing, saying, wishing
from services.reminding.pausing import Paused
from services.reminding.wishing import Offer, Wishes
from texts import leave as say_leave
from texts import meetings as say_meetings
from texts import refusals
from texts import reminders as say


async def show(visit: Visit) -> None:
    visit.says(_card(await wishing.wishes(visit.turn, visit.me), visit))


async def set_mode(visit: Visit) -> None:
    visit.replaces(_card(await wishing.set_mode(visit.turn, visit.me, say.MODES[visit.args[0]]), visit))


async def switch(visit: Visit) -> None:
    visit.replaces(_card(await wishing.switch(visit.turn, visit.me, say.STEPS[visit.args[0]]), visit))


async def choose(visit: Visit) -> None:
    """One reminder of one meeting, on or off; or none at all."""
    meeting_id, number = visit.args
    step = None if number == say.NONE else say.STEPS[number]
    match await wishing.choose(visit.turn, visit.me, meeting_id, step):
        case Offer() as offer:
            visit.replaces(_offer(offer, visit))
        case None:
            visit.answers(Toast(say.offer_over()))


async def going(visit: Visit) -> None:
    """会来 under a reminder."""
    said = await wishing.said_to(visit.turn, visit.me, visit.args[0])
    if said is None:
        visit.answers(Toast(refusals.stale_button()))
        return
    match await leave.answer(visit.turn, visit.me, said.ref, Rsvp.GOING, visit.moment):
        case leave.Answered(meeting=meeting, given=given):
            words = say_meetings.answered(given, meeting, visit.turn.now)
            visit.answers(Toast(words))
            offer = await wishing.offer(visit.turn, visit.me, meeting.id)
            await _settle(visit, said, refusals.plain(words) if offer is None else _offer(offer, visit))
        case leave.Begun():
            visit.answers(Toast(say_meetings.too_late_to_answer()))
        case leave.NotExpected():
            visit.answers(Toast(say_meetings.not_expected()))


async def ask_leave(visit: Visit) -> None:
    """请假 under a reminder: one tap, no reason (M12)."""
    said = await wishing.said_to(visit.turn, visit.me, visit.args[0])
    if said is None:
        visit.answers(Toast(refusals.stale_button()))
        return
    match await leave.ask(visit.turn, visit.me, said.ref, LeaveKind.OTHER, visit.moment):
        case leave.Asked(meeting, asked):
            await _settle(visit, said, say_leave.asked(meeting, asked.id, visit.turn.now))
        case leave.Begun():
            visit.answers(Toast(say_leave.too_late()))
        case leave.NotExpected():
            visit.answers(Toast(say_meetings.not_expected()))


async def be_quiet(visit: Visit) -> None:
    """`/免打扰 到 12月1日`, or the question until when."""
    if not visit.text:
        visit.says(await pausing.ask(visit.turn, visit.me))
        return
    match await pausing.pause(visit.turn, visit.me, visit.text):
        case Paused(away, leads, in_hand):
            visit.says(say.quiet(away, visit.turn.now, leads=leads, in_hand=in_hand))
        case AwayProblem() as problem:
            visit.says(await pausing.ask(visit.turn, visit.me, problem))


async def ask_quiet(visit: Visit) -> None:
    visit.says(await pausing.ask(visit.turn, visit.me))


async def end_quiet(visit: Visit) -> None:
    if await pausing.end(visit.turn, visit.me):
        visit.replaces(say.quiet_over())
    else:
        visit.replaces(say.was_not_quiet())


async def _settle(visit: Visit, said: Reminder, receipt: Message) -> None:
    """The receipt takes the reminder's place; where other matters stand beside it, they stay, and it comes below."""
    rest = await saying.rest(visit.turn, visit.me, said.id)
    if rest is None:
        visit.replaces(receipt)
    else:
        visit.replaces(rest)
        visit.says(receipt)


def _card(wishes: Wishes, visit: Visit) -> Message:
    return say.wishes(wishes.wish.mode, wishes.wish.steps, wishes.quiet_until, visit.turn.now)


def _offer(offer: Offer, visit: Visit) -> Message:
    return say.offer(offer.meeting, offer.steps, visit.turn.now)


ROUTES: tuple[Route, ...] = (
    Command("reminders", show, ("提醒", "提醒设置"), menu="会议怎么提醒我", feature=Feature.REMINDERS),
    Command("quiet", be_quiet, ("免打扰", "勿扰"), menu="这几天别打扰我", takes_text=True),
    Tap("remc", set_mode, Feature.REMINDERS),
    Tap("rems", switch, Feature.REMINDERS),
    Tap("remo", choose, Feature.REMINDERS),
    Tap("remg", going, Feature.RSVP),
    Tap("reml", ask_leave, Feature.LEAVE),
    Tap("remp", ask_quiet),
    Tap("remq", end_quiet),
)
