"""When a member is asked how they are: as they chose, through the gate, once, and then left alone (C1, MOOD-01)."""

from datetime import datetime, time, timedelta
from typing import Final

from domain.features import Feature
from domain.members import Member, is_here
from domain.messages import Message
from domain.mood import DEFAULT, Often, Rhythm, next_at, read_day, read_hour
from domain.reminders import Reminder, ReminderKind
from domain.workdays import Calendar
from services import dialogues, features, people, reminding
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.mood import showing
from services.mood.answering import agrees
from services.reminding import Wanted
from services.reminding.promising import calendars_of
from services.turn import Turn, apart
from storage import moods as store
from storage import people as members
from storage import reminders
from texts import mood as say
from texts import mood_rhythm as say_rhythm

AT_ONCE: Final = 100  # members a turn looks after
LATEST: Final = time(21)  # what could not be said on its day is not said at all
_KIND: Final = ReminderKind.MOOD


async def plan(turn: Turn) -> bool:
    """A chore: promise the next question of everybody whose last one is over; one indexed query where there is none.

    Who has left the branch or died is asked no more, and would have to say yes anew.
    """
    found = await store.to_plan(turn.tx, turn.now, AT_ONCE)
    for one in await members.many(turn.tx, found):
        if not is_here(one):
            await stop(turn, one)
        elif not await apart(turn, _promise(turn, one, found[one.id])):
            await store.plan_at(turn.tx, one.id, turn.now + timedelta(hours=1))
    return len(found) == AT_ONCE


async def say_it(turn: Turn, reminder: Reminder) -> Message | None:
    """The question; None where they agree no more, have stopped it, or have said it today of their own accord."""
    member = await members.get(turn.tx, reminder.member_id)
    if member is None or not await _wants(turn, member):
        return None
    last = await store.of_member(turn.tx, member.id, 1)
    if last and last[0].day >= reminder.at.astimezone(turn.now.tzinfo).date():
        return None
    return say.asked(reminder.id)


async def choose(turn: Turn, member: Member) -> Message:
    """Begin to choose when to be asked."""
    return await dialogues.begin(turn, member.telegram_id or 0, RHYTHM)


async def stop(turn: Turn, member: Member) -> bool:
    """不再问我: at once, and nobody is told; False where nothing was to stop. What they said stays theirs."""
    await reminding.cancel(turn, _KIND, member.id)
    return bool(await store.end_rhythm(turn.tx, member.id))


async def _keep(turn: Turn, member: Member, rhythm: Rhythm) -> datetime:
    """From now on in this rhythm; returns when it is asked first."""
    await reminding.cancel(turn, _KIND, member.id)
    await store.keep_rhythm(turn.tx, member.id, rhythm, turn.now)
    return await _promise(turn, member, rhythm)


async def _promise(turn: Turn, member: Member, rhythm: Rhythm) -> datetime:
    """Promise the next question, and look again when its moment has come."""
    calendar = (await calendars_of(turn, [member]))[member.node_id]
    said = [one.at for one, state in await reminders.of_matter(turn.tx, _KIND, member.id) if state == "told"]
    at = next_at(rhythm, turn.now, calendar.zone, max(said, default=None))
    if member.telegram_id is not None:
        wanted = Wanted(member, f"{at:%Y-%m-%d}", at, _worth_until(at, calendar), self_set=True)
        await reminding.promise(turn, _KIND, member.id, [wanted])
    await store.plan_at(turn.tx, member.id, at)
    return at


def _worth_until(at: datetime, calendar: Calendar) -> datetime:
    """Until the evening: a question that comes days late would be one more in another week."""
    evening = datetime.combine(at.date(), LATEST, calendar.zone)
    return max(evening, at + timedelta(hours=1))


async def _wants(turn: Turn, member: Member) -> bool:
    if not await agrees(turn, member) or await store.rhythm(turn.tx, member.id) is None:
        return False
    return await features.on_at(turn, Feature.MOOD, member.node_id)


async def _ask_often(asker: Asker, draft: Draft) -> Question:
    return Question(say_rhythm.ask_often(), say_rhythm.often_options(DEFAULT), per_row=1)


async def _read_often(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() == say_rhythm.label_no_rhythm():
        return Done(await showing.home(asker.turn, await dialogues.member(asker)))
    chosen = say_rhythm.read_often(text, DEFAULT)
    if isinstance(chosen, Rhythm):
        return await _done(asker, chosen)
    return Problem(say_rhythm.often_unclear()) if chosen is None else Goto({"often": str(chosen)}, "day")


async def _ask_day(asker: Asker, draft: Draft) -> Question:
    often = Often(str(draft["often"]))
    return Question(say_rhythm.ask_day(often), say_rhythm.day_options(often))


async def _read_day(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    often = Often(str(draft["often"]))
    day = read_day(often, text)
    return Problem(say_rhythm.day_unclear(often)) if day is None else Goto({**draft, "day": day}, "hour")


async def _ask_hour(asker: Asker, draft: Draft) -> Question:
    return Question(say_rhythm.ask_hour(), say_rhythm.hour_options())


async def _read_hour(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    hour = read_hour(text)
    if hour is None:
        return Problem(say_rhythm.hour_unclear())
    return await _done(asker, Rhythm(Often(str(draft["often"])), dialogues.number(draft, "day"), hour))


async def _done(asker: Asker, rhythm: Rhythm) -> Done:
    turn = asker.turn
    member = await people.known(turn, asker.telegram_id)
    if member is None or not await agrees(turn, member):
        return Done(say.gone_message())
    return Done(say_rhythm.rhythm_kept(rhythm, await _keep(turn, member, rhythm), turn.now))


RHYTHM = Script(
    "mood_rhythm",
    (Step("often", _ask_often, _read_often), Step("day", _ask_day, _read_day), Step("hour", _ask_hour, _read_hour)),
)
