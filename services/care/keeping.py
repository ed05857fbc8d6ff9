"""What goes with the consent to care, or with the member, and what of it stands in their own file (PRV-05, PRV-07)."""

from domain.care import VisitTrigger
from domain.members import Member
from domain.messages import Json
from services import people
from services.care import contacting, visits
from services.care.talks import settling
from services.turn import Turn
from storage import care_contacts, care_talks, care_visits
from storage import people as members
from texts import care_file as say


async def forget_visits(turn: Turn, member: Member) -> int:
    """All that was written down of visits to them; who was to go is told that nobody need.

    Who is asked to see the family of somebody who died still goes: that is not about the dead.
    """
    about = await care_visits.about(turn.tx, member.id)
    found = [one for one in about if one.trigger is not VisitTrigger.CONDOLENCE or not one.is_open]
    for visit in found:
        await visits.drop(turn, visit)
    return len(found)


async def forget_notes(turn: Turn, member: Member) -> int:
    """The lines two had agreed to keep: without one of the two there is no agreement."""
    return await care_talks.drop_notes_of(turn.tx, member.id)


async def forget_mourning(turn: Turn, member: Member) -> int:
    return await care_contacts.forget_mourning(turn.tx, member.id)


async def leave(turn: Turn, member: Member) -> int:
    """They go: what was arranged with them is called off, and visits that were theirs to make go to somebody else."""
    for visit in await care_visits.for_visitor(turn.tx, member.id):
        await visits.give_back(turn, visit)
    await settling.end_all(turn, member)
    await contacting.end_all(turn, member)
    return 0  # counted as the rows are swept


async def export(turn: Turn, member: Member) -> tuple[str, Json]:
    """Everything of it about one member, in plain words; of a line two keep only that there is one (TALK-07)."""
    lines: list[Json] = []
    for visit in await care_visits.about(turn.tx, member.id):
        words, note = await care_visits.words(turn.tx, visit.id), await care_visits.note(turn.tx, visit.id)
        lines.append(say.visit(visit, await _title(turn, visit.visitor_id), words, note, turn.now))
    for talk in await care_talks.all_of(turn.tx, member.id):
        lines.append(say.talk(talk, await _title(turn, talk.partner_of(member.id)), turn.now))
    for by_id, how, day in await care_contacts.all_about(turn.tx, member.id):
        lines.append(say.contact(how, None if by_id == member.id else await _title(turn, by_id), day, turn.now))
    for ask in await care_contacts.asks_of(turn.tx, member.id):
        lines.append(say.ask(await _title(turn, ask.leader_id), ask.asked_at, turn.now))
    if (until := await care_contacts.mourns_until(turn.tx, member.id)) is not None:
        lines.append(say.mourning(until, turn.now))
    return say.name(), lines


async def _title(turn: Turn, member_id: int | None) -> str | None:
    found = await members.get(turn.tx, member_id) if member_id is not None else None
    return None if found is None else await people.title(turn, found)
