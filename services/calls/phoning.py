"""What a leader does with the phone list: says that a call was made, and what came of it."""

from dataclasses import dataclass
from typing import TypeAlias

from domain.calls import Matter, Outcome
from domain.care import Contact
from domain.members import Member
from services import leave, people
from services.care import contacts
from services.turn import Turn
from storage import calls as store
from storage import mobility
from storage import people as members


@dataclass(frozen=True, slots=True)
class Done:
    member: Member
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DoneBefore:
    """Somebody else has phoned, or the member answered meanwhile."""


@dataclass(frozen=True, slots=True)
class Refused:
    pass


Phoned: TypeAlias = Done | DoneBefore | Refused


async def done(
    turn: Turn, leader: Member, member_id: int, last_call_id: int, outcome: Outcome = Outcome.PHONED
) -> Phoned:
    """打过了: one call does for all that the leader was shown about this person, up to the last call shown."""
    member = await members.get(turn.tx, member_id)
    if member is None or leader not in await people.leaders_of(turn, member):
        return Refused()
    made = [call for call in await store.of_members(turn.tx, [member_id]) if call.id <= last_call_id]
    if not made:
        return DoneBefore()
    for call in made:
        if call.matter is Matter.MEETING and outcome is Outcome.LEAVE:
            await leave.ask_for(turn, leader, call.ref, member_id)
        elif call.matter is Matter.MEETING and outcome is Outcome.COMING:
            await leave.comes(turn, leader, call.ref, member_id)
        elif call.matter is Matter.WHEREABOUTS:
            await mobility.heard(turn.tx, member_id, turn.now.date())
    await store.done(turn.tx, [call.id for call in made], leader.id, outcome, turn.now)
    await contacts.note(turn, member_id, leader.id, Contact.CALL)
    return Done(member, outcome)
