"""The dialogue that moves a meeting: what changes, a look at it, and 就这样改 (M29)."""

from datetime import date, datetime

from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Message
from domain.series import is_holiday
from domain.when import Unclear, When, WhenProblem, read_when
from services import dialogues, planning, policies
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.rescheduling import changing
from services.turn import Turn
from services.venues import choosing
from texts import planning as say_planning
from texts import rescheduling as say
from texts.dialogues import press_a_button

LONGEST_REASON = 100
WHAT, WHEN, TIME, PLACE, REASON, PREVIEW = "what", "when", "time", "place", "reason", "preview"


async def begin(turn: Turn, leader: Member, meeting_id: int) -> Message | changing.NotNow:
    """The first question; or why it cannot be moved."""
    meeting = await changing.may_change(turn, leader, meeting_id)
    if not isinstance(meeting, Meeting):
        return meeting
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, {"meeting": meeting_id})


async def _ask_what(asker: Asker, draft: Draft) -> Question:
    meeting = await dialogues.meeting(asker, draft)
    return Question(say.ask_what(meeting, asker.turn.now), say.options(say.WHAT))


async def _read_what(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    match say.choice(text, say.WHAT):
        case "when" | "place" as step:
            return Goto(draft, step)
        case _:
            return Problem(press_a_button())


async def _ask_when(_asker: Asker, _draft: Draft) -> Question:
    return Question(say_planning.ask_when())


async def _ask_time(asker: Asker, draft: Draft) -> Question:
    return Question(say_planning.ask_time(date.fromisoformat(str(draft["day"])), asker.turn.now))


async def _read_when(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    known = draft.get("day")
    match read_when(text, asker.turn.now, on=date.fromisoformat(known) if isinstance(known, str) else None):
        case When(at=at) if at <= asker.turn.now:
            return Problem(say_planning.meanwhile_past())
        case When(at=at):
            further = {name: value for name, value in draft.items() if name != "day"}
            return Goto({**further, "starts_at": at.isoformat()}, PREVIEW)
        case Unclear(problem=WhenProblem.NO_TIME, day=day) if day is not None:
            return Goto({**draft, "day": day.isoformat()}, TIME)
        case Unclear() as unclear:
            return Problem(say_planning.unclear_when(unclear, asker.turn.now))


async def _ask_place(asker: Asker, draft: Draft) -> Question:
    meeting = await dialogues.meeting(asker, draft)
    known = [one for one in await choosing.places(asker.turn, meeting.node_id) if one != meeting.place]
    return Question(say_planning.ask_place(), known, per_row=1)


async def _read_place(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    place = await planning.line(asker, text)
    if isinstance(place, Problem):
        return place
    node_id = (await dialogues.meeting(asker, draft)).node_id
    return Goto({**draft, "place": await choosing.named(asker.turn, node_id, place)}, PREVIEW)


async def _ask_reason(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_reason())


async def _read_reason(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    reason = await read_reason(asker, text)
    return reason if isinstance(reason, Problem) else Goto({**draft, "reason": reason}, PREVIEW)


async def read_reason(asker: Asker, text: str) -> str | Problem:
    """One line that everybody concerned will read."""
    return await planning.line(asker, text, LONGEST_REASON)


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    meeting = await dialogues.meeting(asker, draft)
    starts_at, place = _wished(draft, meeting)
    calendar = (await policies.in_force(asker.turn, meeting.node_id)).calendar
    off = is_holiday(starts_at.astimezone(calendar.zone).date(), calendar)
    words = say.preview(meeting, starts_at, place, reason_of(draft), asker.turn.now, on_holiday=off)
    return Question(words, say.options(say.CHOICES))


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    match say.choice(text, say.CHOICES):
        case "move":
            return await _move(asker, draft)
        case "when" | "place" | "reason" as step:
            return Goto(draft, step)
        case _:
            return Problem(press_a_button())


async def _move(asker: Asker, draft: Draft) -> Done | Problem:
    starts_at, place = _wished(draft, await dialogues.meeting(asker, draft))
    if starts_at <= asker.turn.now:
        return Problem(say_planning.meanwhile_past())
    leader = await dialogues.member(asker)
    match await changing.move(asker.turn, leader, meeting_id(draft), starts_at, place, reason_of(draft)):
        case changing.Moved(move, told, to_phone):
            return Done(say.moved(move, told, to_phone, asker.turn.now))
        case refused:
            return Done(not_now(refused))


def not_now(outcome: changing.NotNow) -> Message:
    """Why it cannot be changed."""
    match outcome:
        case changing.Over():
            return say.over()
        case changing.BeingHeld():
            return say.being_held()
        case changing.Refused():
            return say.refused()


def meeting_id(draft: Draft) -> int:
    return dialogues.number(draft, "meeting")


def reason_of(draft: Draft) -> str | None:
    reason = draft.get("reason")
    return reason if isinstance(reason, str) else None


def _wished(draft: Draft, meeting: Meeting) -> tuple[datetime, str]:
    starts_at, place = draft.get("starts_at"), draft.get("place")
    return (
        datetime.fromisoformat(starts_at) if isinstance(starts_at, str) else meeting.starts_at,
        place if isinstance(place, str) else meeting.place,
    )


SCRIPT = Script(
    "meeting_move",
    (
        Step(WHAT, _ask_what, _read_what),
        Step(WHEN, _ask_when, _read_when),
        Step(TIME, _ask_time, _read_when),
        Step(PLACE, _ask_place, _read_place),
        Step(REASON, _ask_reason, _read_reason),
        Step(PREVIEW, _ask_preview, _read_preview),
    ),
)
