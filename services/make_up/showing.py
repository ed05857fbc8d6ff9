"""What somebody has to make up for, for themselves; and who of the own group still has, for its leader alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.access import Action
from domain.agendas import Handout
from domain.features import Feature
from domain.make_up import NUDGES, MakeUp, State, owes
from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Message
from domain.reminders import CALL, Reminder
from services import access, courses, features, people
from services.turn import Turn
from storage import agendas, attendees, meetings, reminders
from storage import make_up as store
from storage import people as members
from texts import make_up as say
from texts.make_up import Page, Shown

PAGE = 8
LATELY = 3
SHOWN_FOR = timedelta(days=60)  # behind its day a leader's list lets it rest; the member's own keeps it


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody has open, what they have lately made up for, and whether they lead others."""

    waiting: list[tuple[MakeUp, Meeting]]
    lately: list[tuple[MakeUp, Meeting]]
    leads: bool


async def own(turn: Turn, member: Member) -> Own:
    lately = await store.done_of(turn.tx, member.id, turn.now - SHOWN_FOR)
    return Own(await open_of(turn, member), await _with_meetings(turn, lately[:LATELY]), bool(await _led(turn, member)))


async def open_of(turn: Turn, member: Member) -> list[tuple[MakeUp, Meeting]]:
    """What a member still has open, each with its meeting."""
    return await _with_meetings(turn, await store.open_of(turn.tx, member.id))


async def _with_meetings(turn: Turn, given: Sequence[MakeUp]) -> list[tuple[MakeUp, Meeting]]:
    of = await meetings.get_many(turn.tx, [one.meeting_id for one in given])
    return [(one, of[one.meeting_id]) for one in given]


async def card(turn: Turn, member: Member, make_up_id: int) -> Message | None:
    """One's own, with all that was given for it; None for anybody else's, and where it is void."""
    one = await store.get(turn.tx, make_up_id)
    if one is None or one.member_id != member.id or one.state is State.VOID:
        return None
    shown = await _shown(turn, member, one)
    return None if shown is None else say.card(shown, turn.now)


async def remind(turn: Turn, reminder: Reminder) -> Message | None:
    """The words of a nudge; None where nothing need be said any more."""
    member = await members.get(turn.tx, reminder.member_id)
    one = await store.of(turn.tx, reminder.ref, reminder.member_id)
    if member is None or one is None or not await is_open(turn, reminder):
        return None
    shown = await _shown(turn, member, one)
    return None if shown is None else say.reminder(shown, reminder.step, reminder.id, turn.now)


async def is_open(turn: Turn, reminder: Reminder) -> bool:
    """Whether it is worth a word or a call: not done, still owed, and the branch has not switched it off."""
    one = await store.of(turn.tx, reminder.ref, reminder.member_id)
    expected = await attendees.one(turn.tx, reminder.ref, reminder.member_id)
    if one is None or one.state is not State.OPEN or expected is None or not owes(expected, None):
        return False
    if not {Feature.REMINDERS, Feature.STUDY} <= await features.all_on_at(turn, expected.member.node_id):
        return False
    return reminder.step != CALL or await _needs_a_voice(turn, reminder)


async def _needs_a_voice(turn: Turn, reminder: Reminder) -> bool:
    """Nobody is phoned who was away, or was told once: a call comes behind two words, or where no word arrives (S7)."""
    if reminder.member_id not in await members.reachable(turn.tx, [reminder.member_id]):
        return True
    told = await reminders.told_steps(turn.tx, reminder.kind, reminder.ref, reminder.member_id)
    return set(NUDGES) <= set(told)


async def page(turn: Turn, leader: Member, number: int, slip: int | None = None) -> Page | None:
    """A page of who still has one open; None for who leads nobody. `slip` is one just put down, to take back."""
    led = await _led(turn, leader)
    if not led:
        return None
    given = await store.open_in(turn.tx, led, turn.now - SHOWN_FOR)
    last = max(0, (len(given) - 1) // PAGE)
    at = min(number, last)
    shown = given[at * PAGE : (at + 1) * PAGE]
    of = await meetings.get_many(turn.tx, [one.meeting_id for one in shown])
    who = {one.id: one for one in await members.many(turn.tx, [one.member_id for one in shown])}
    written = await store.materials_of(turn.tx, of)
    return Page(
        [(one, of[one.meeting_id], who[one.member_id]) for one in shown],
        [meeting for meeting in of.values() if meeting.id not in written],
        at,
        more=at < last,
        slip=slip,
    )


async def _led(turn: Turn, member: Member) -> list[int]:
    """Where somebody puts down for others what they did on paper."""
    return await access.nodes_for(turn, member, Action.RECORD_PAPER)


async def _shown(turn: Turn, member: Member, one: MakeUp) -> Shown | None:
    meeting = await meetings.get(turn.tx, one.meeting_id)
    if meeting is None:
        return None
    given = (await store.materials_of(turn.tx, [meeting.id])).get(meeting.id)
    course = await courses.get(turn, given.course_id) if given is not None and given.course_id is not None else None
    by = await members.get(turn.tx, one.recorded_by) if one.recorded_by is not None else None
    expected = await attendees.one(turn.tx, meeting.id, member.id)
    nearest = [leader for leader in await people.leaders_of(turn, member) if leader.id != member.id]
    return Shown(
        one,
        meeting,
        given,
        course,
        whom_to_ask=nearest[0].name if nearest else "",
        recorded_by=by.name if by is not None else "",
        note=await store.note(turn.tx, one.id) or "",
        excused=expected is not None and expected.excused,
        handout=await _handed_out(turn, meeting.id),
    )


async def _handed_out(turn: Turn, meeting_id: int) -> Handout:
    """What the invitees have been given; nothing, where the organiser kept it to themselves."""
    if not await agendas.cards(turn.tx, meeting_id):
        return Handout()
    items, materials = await agendas.items(turn.tx, meeting_id), await agendas.materials_of(turn.tx, meeting_id)
    return Handout(tuple(items), tuple(materials))
