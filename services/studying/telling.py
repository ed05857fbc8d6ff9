"""The week's piece comes to each as they like it: promised, said, and then left alone (S6, S7, S16)."""

from datetime import timedelta
from typing import Final

from domain.features import Feature
from domain.members import Member
from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from domain.studying import AGAIN, FIRST, Piece, Programme, Taste, moments, void_at
from domain.workdays import Calendar
from services import features, policies, quizzes, reminding
from services.reminding import Wanted
from services.studying import pieces
from services.turn import Turn, apart
from storage import people as members
from storage import studying as programmes
from storage import studying_marks as store
from texts import studying as say_study

AT_ONCE: Final = 20  # pieces a turn looks after
EVERY: Final = timedelta(hours=1)  # who joins, changes group or is renamed hears of it within the hour


async def plan(turn: Turn) -> bool:
    """A chore: what is promised about each running piece is made to agree with what should be.

    A piece is looked at a day before its week, each hour until its end, and at once when somebody changed it.
    """
    found = await programmes.to_plan(turn.tx, turn.now, AT_ONCE)
    for programme, piece in found:
        calendar = (await policies.in_force(turn, programme.node_id)).calendar
        over = piece.withdrawn or void_at(piece, calendar) <= turn.now
        agreed = await apart(turn, _agree(turn, programme, piece, calendar, over=over))
        await programmes.plan_at(turn.tx, [piece.id], None if over and agreed else turn.now + EVERY)
    return bool(found)


async def say(turn: Turn, reminder: Reminder) -> Message | None:
    """The piece, with the question of the week the first time; None where it is marked, taken back or unwanted."""
    member = await members.get(turn.tx, reminder.member_id)
    piece = None if member is None else await pieces.mine(turn, member, reminder.ref)
    if member is None or piece is None or not await _wants(turn, member):
        return None
    shown = await pieces.shown(turn, member, piece)
    if shown.mark is not None:
        return None
    message = say_study.piece(shown, turn.now, reminder.id, again=reminder.step == AGAIN)
    if reminder.step != FIRST or (await pieces.this_week(turn, member))[:1] != [piece]:
        return message
    quiz = await quizzes.of_week(turn, member.node_id, piece.opens_on)
    return message if quiz is None else say_study.with_question(message, await quizzes.message(turn, quiz))


async def taste(turn: Turn, member: Member) -> Taste:
    return await store.taste(turn.tx, member.id)


async def like(turn: Turn, member: Member, wanted: Taste) -> None:
    """From now on in this way; nothing else changes. What was said stays said."""
    await store.keep_taste(turn.tx, member.id, wanted)
    running = [piece.id for piece in await pieces.left(turn, member)]
    for piece_id in running if wanted is Taste.NONE else ():
        await reminding.cancel(turn, ReminderKind.STUDY, piece_id, [member.id])
    await programmes.plan_at(turn.tx, running, turn.now)


async def _wants(turn: Turn, member: Member) -> bool:
    on = await features.on_at(turn, Feature.STUDY, member.node_id)
    return on and await store.taste(turn.tx, member.id) is not Taste.NONE


async def _agree(turn: Turn, programme: Programme, piece: Piece, calendar: Calendar, *, over: bool) -> None:
    """Promise what is missing or has moved, and take back what nobody needs to hear any more."""
    listed = [] if over else await _wanted(turn, programme, piece, calendar)
    wanted = {(one.member.id, one.step): one for one in listed}
    promised = await store.promised(turn.tx, piece.id)
    fresh = [one for key, one in wanted.items() if _differs(one, promised.get(key))]
    if fresh:
        await reminding.promise(turn, ReminderKind.STUDY, piece.id, fresh)
    for member_id, step in (key for key, (_, _, waits) in promised.items() if waits and key not in wanted):
        await reminding.cancel(turn, ReminderKind.STUDY, piece.id, [member_id], [step])


def _differs(one: Wanted, promised: tuple[object, object, bool] | None) -> bool:
    """What was said stays said; what waits may have another moment by now."""
    return promised is None or (promised[2] and promised[:2] != (one.at, one.worth_until))


async def _wanted(turn: Turn, programme: Programme, piece: Piece, calendar: Calendar) -> list[Wanted]:
    everybody = [one for one in await pieces.learners(turn, programme) if one.telegram_id is not None]
    marked = await store.on_piece(turn.tx, piece.id)
    tastes = await store.tastes_of(turn.tx, [one.id for one in everybody])
    until = void_at(piece, calendar)
    return [
        Wanted(member, step, at, until)
        for member in everybody
        for step, at in moments(piece, tastes.get(member.id, Taste.WEEKLY), calendar).items()
        if member.id not in marked
    ]
