"""Answers before a meeting, leave, and the approver's card."""

from collections.abc import Callable

from domain.features import Feature
from domain.meetings import LeaveDecision, LeaveKind, Meeting, Rsvp
from domain.messages import Message, Toast
from domain.privacy import Scope
from handlers.routing import Command, Route, Tap, privately
from handlers.visits import Visit
from services import attendance, corrections, dialogues, leave, privacy
from services.attendance import Purpose
from services.reminding import wishing
from texts import leave as say
from texts import meetings as say_meetings
from texts import panel as say_panel
from texts import refusals
from texts import reminders as say_reminders
from texts.panel import Page

DECISIONS = (LeaveDecision.REJECTED, LeaveDecision.APPROVED)


async def ask_by_word(visit: Visit) -> None:
    member = visit.me
    meetings = await leave.can_ask(visit.turn, member)
    if len(meetings) == 1:
        await _ask_kind(visit, meetings[0], visit.says)
    elif meetings:
        visit.says(say.which(meetings, visit.turn.now))
    else:
        visit.says(say.nothing_to_ask())


async def choose_kind(visit: Visit) -> None:
    mine = await leave.can_ask(visit.turn, visit.me)
    meeting = next((meeting for meeting in mine if meeting.id == visit.args[0]), None)
    if meeting is None:
        visit.answers(Toast(say.too_late()))
    else:
        await _ask_kind(visit, meeting, visit.replaces)


async def _ask_kind(visit: Visit, meeting: Meeting, says: Callable[[Message], None]) -> None:
    """What kind of leave; who has asked already gets the receipt again, with all that can still be done."""
    asked = await leave.asked(visit.turn, visit.me, meeting.id)
    words = say.which_kind(meeting, visit.turn.now) if asked is None else say.asked(meeting, asked.id, visit.turn.now)
    says(words)


async def ask(visit: Visit) -> None:
    """One tap on the board, or on a kind in the private chat: the request is made."""
    meeting_id, *kind = visit.args
    chosen = say.NUMBERED[kind[0]] if kind else LeaveKind.OTHER
    match await leave.ask(visit.turn, visit.me, meeting_id, chosen, visit.moment):
        case leave.Asked(before=True) if not visit.private:
            visit.answers(Toast(say.asked_before_toast()))
        case leave.Asked(meeting, asked):
            receipt = say.asked(meeting, asked.id, visit.turn.now)
            if visit.private:
                visit.replaces(receipt)
            else:
                visit.answers(Toast(say.asked_toast()))
                visit.whispers(receipt)
        case leave.Begun():
            visit.answers(Toast(say.too_late()))
        case leave.NotExpected():
            visit.answers(Toast(say_meetings.not_expected()))


async def going(visit: Visit) -> None:
    await _answer(visit, Rsvp.GOING)


async def maybe(visit: Visit) -> None:
    await _answer(visit, Rsvp.MAYBE)


async def _answer(visit: Visit, given: Rsvp) -> None:
    match await leave.answer(visit.turn, visit.me, visit.args[0], given, visit.moment):
        case leave.Answered(meeting, given, anew):
            visit.answers(Toast(say_meetings.answered(given, meeting, visit.turn.now)))
            offer = await wishing.offer(visit.turn, visit.me, meeting.id) if anew else None
            if offer is not None:
                visit.whispers(say_reminders.offer(offer.meeting, offer.steps, visit.turn.now))
        case leave.Begun():
            visit.answers(Toast(say_meetings.too_late_to_answer()))
        case leave.NotExpected():
            visit.answers(Toast(say_meetings.not_expected()))


async def take_back(visit: Visit) -> None:
    match await leave.take_back(visit.turn, visit.me, visit.args[0]):
        case leave.TakenBack(meeting):
            visit.replaces(say.taken_back(meeting, visit.turn.now))
        case leave.Begun():
            visit.answers(Toast(say.too_late()))
        case leave.Refused():
            visit.answers(Toast(refusals.stale_button()))


async def write_reason(visit: Visit) -> None:
    if await privacy.has(visit.turn, visit.me.id, Scope.HEALTH):
        await _begin_reason(visit)
    else:
        visit.says(say.consent_to_reason(visit.args[0]))


async def consent_and_write(visit: Visit) -> None:
    await privacy.give(visit.turn, visit.me.id, Scope.HEALTH)
    await _begin_reason(visit)


async def _begin_reason(visit: Visit) -> None:
    draft: dialogues.Draft = {"leave": visit.args[0]}
    visit.says(await dialogues.begin(visit.turn, visit.telegram_id, corrections.LEAVE_REASON, draft))


async def no_reason(visit: Visit) -> None:
    visit.replaces(say.no_reason_needed())


async def see_reason(visit: Visit) -> None:
    reason = await leave.read_reason(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.reason_shown(reason), alert=True) if reason else Toast(say.no_reason_there()))


async def decide(visit: Visit) -> None:
    leave_id, yes = visit.args
    match await leave.decide(visit.turn, visit.me, leave_id, DECISIONS[yes]):
        case leave.Decided(member, decision):
            visit.answers(Toast(say.decided(member, decision)))
        case leave.DecidedBefore():
            visit.answers(Toast(say.decided_before()))
        case leave.Refused():
            visit.refuses()


async def leave_for(visit: Visit) -> None:
    meeting_id, member_id, _number = visit.args
    member = await leave.ask_for(visit.turn, visit.me, meeting_id, member_id)
    visit.answers(Toast(say_panel.leave_for_done(member) if member is not None else refusals.not_allowed()))
    page = await attendance.to_choose(visit.turn, visit.me, meeting_id, 0, Purpose.LEAVE)
    if isinstance(page, Page):
        visit.replaces(say_panel.choose_leave_for(page))


ROUTES: tuple[Route, ...] = (
    Command("leave", ask_by_word, ("请假",), menu="请假", feature=Feature.LEAVE),
    Tap("l", ask, Feature.LEAVE),
    Tap("g", going, Feature.RSVP),
    Tap("m", maybe, Feature.RSVP),
    *privately(
        Tap("la", ask, Feature.LEAVE),
        Tap("lk", choose_kind, Feature.LEAVE),
        Tap("lb", take_back),
        Tap("lr", write_reason),
        Tap("ly", consent_and_write),
        Tap("ln", no_reason),
        Tap("ls", see_reason),
        Tap("ld", decide),
        Tap("lt", leave_for, Feature.LEAVE),
    ),
)
