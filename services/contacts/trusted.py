"""The trusted person (安全联系人): named by a member, asked whether they will, and free to end it like the member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from domain.members import Member
from domain.messages import Message
from services import dialogues, people
from services.contacts import finding
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import contacts as store
from storage import danger
from storage import people as members
from storage.contacts import SafetyContact
from texts import contacts as say
from texts import refusals

SHOWN_CALLS: Final = 5


@dataclass(frozen=True, slots=True)
class Tie:
    """One side of it as the other sees it."""

    id: int
    person: Member
    accepted: bool


@dataclass(frozen=True, slots=True)
class Called:
    """A round of calls as the member may look at it: when, who was called, who came. Nobody else can."""

    called_at: datetime
    names: Sequence[str]
    answered_by: str | None


@dataclass(frozen=True, slots=True)
class Trust:
    """All that one's own page shows: `mine` are one's trusted person and who is asked, `others` who trusts one."""

    mine: Sequence[Tie]
    others: Sequence[Tie]
    called: Sequence[Called]


@dataclass(frozen=True, slots=True)
class Accepted:
    member: Member


@dataclass(frozen=True, slots=True)
class Ended:
    other: Member
    declined: bool


@dataclass(frozen=True, slots=True)
class Over:
    """It has ended already, or it is none of theirs."""


Reply: TypeAlias = Accepted | Over


async def page(turn: Turn, me: Member) -> Trust:
    """What `/trusted` shows."""
    mine = [await _tie(turn, row, row.contact_id) for row in await store.contacts_of(turn.tx, me.id)]
    others = [await _tie(turn, row, row.member_id) for row in await store.trusted_by(turn.tx, me.id)]
    called = []
    for call in await danger.calls_of(turn.tx, me.id, SHOWN_CALLS):
        rung = list(dict.fromkeys(member_id for member_id, _ in await danger.rung(turn.tx, call.id)))
        found = {one.id: one.name for one in await members.many(turn.tx, rung)}
        by = found.get(call.answered_by) if call.answered_by is not None else None
        called.append(Called(call.called_at, [found[one] for one in rung], by))
    return Trust([tie for tie in mine if tie], [tie for tie in others if tie], called)


async def begin(turn: Turn, telegram_id: int) -> Message:
    """Ask whom."""
    return await dialogues.begin(turn, telegram_id, SCRIPT)


async def accept(turn: Turn, me: Member, row_id: int) -> Reply:
    """愿意. From now on they are called; whoever it was before is told that it is over."""
    row = await store.contact(turn.tx, row_id)
    member = await members.get(turn.tx, row.member_id) if row is not None else None
    if row is None or member is None or row.contact_id != me.id:
        return Over()
    if not row.accepted:
        for before in await store.accept_contact(turn.tx, row, turn.now):
            await _tell(turn, before.contact_id, say.ended_with(member.name))
        await _tell(turn, member.id, say.accepted_for_you(me.name))
    return Accepted(member)


async def end(turn: Turn, me: Member, row_id: int) -> Ended | Over:
    """Either side, at any time; the other one is told, and needs no reason."""
    row = await store.contact(turn.tx, row_id)
    if row is None or me.id not in {row.member_id, row.contact_id}:
        return Over()
    other = await members.get(turn.tx, row.contact_id if me.id == row.member_id else row.member_id)
    if other is None:
        return Over()
    declined = me.id == row.contact_id and not row.accepted
    await store.end_contact(turn.tx, row_id, turn.now)
    await _tell(turn, other.id, say.declined_for_you(me.name) if declined else say.ended_with(me.name))
    return Ended(other, declined)


async def _ask(asker: Asker, draft: Draft) -> Question:
    again = draft.get("among")
    if isinstance(again, list):
        return Question(say.which_one(), [(str(label), str(label)) for label in again], per_row=1)
    me = await people.known(asker.turn, asker.telegram_id)
    near = [one for one in await people.leaders_of(asker.turn, me) if one.id != me.id] if me is not None else []
    return Question(say.whom_to_trust(), [(one.name, one.name) for one in near if one.telegram_id is not None])


async def _read(asker: Asker, draft: Draft, text: str) -> Done | Goto | Problem:
    turn = asker.turn
    me = await people.known(turn, asker.telegram_id)
    if me is None:
        return Done(refusals.not_on_roster())
    found = (await finding.named(turn, await finding.branch_id_of(turn, me), text)).people
    others = [(label, one) for label, one in found if one.id != me.id]
    if not others:
        return Problem(say.not_yourself() if found else say.nobody_of_that_name())
    if len(others) > 1:
        return Goto({"among": [label for label, _ in others]}, "who")
    person = others[0][1]
    if person.telegram_id is None:
        return Problem(say.no_telephone(person.name))
    row_id = await store.ask_contact(turn.tx, me.id, person.id, turn.now)
    turn.tell(person.telegram_id, say.will_you(me.name, row_id, person.telegram_id))
    return Done(say.asked_them(person.name))


async def _tie(turn: Turn, row: SafetyContact, other_id: int) -> Tie | None:
    other = await members.get(turn.tx, other_id)
    return Tie(row.id, other, row.accepted) if other is not None else None


async def _tell(turn: Turn, member_id: int, message: Message) -> None:
    for person in await store.reachable(turn.tx, [member_id]):
        if person.telegram_id is not None:
            turn.tell(person.telegram_id, message)


SCRIPT: Final = Script("trusted", (Step("who", _ask, _read),))
