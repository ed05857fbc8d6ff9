"""Somebody is named to go, hands it on, has been there (C17, C18). Nothing of it is ever said in a group."""

from dataclasses import dataclass
from datetime import date

from domain.access import Action
from domain.care import Contact, Visit, VisitState, VisitTrigger, due_on
from domain.members import Member, is_here
from services import access
from services.care import cards, contacts, near, reminding, rules
from services.turn import Turn
from storage import care_visits as store
from storage import people as members


@dataclass(frozen=True, slots=True)
class Named:
    """This one goes now."""

    visit: Visit
    visitor: Member


@dataclass(frozen=True, slots=True)
class Over:
    """It is done, not wanted any more, or somebody else's."""


@dataclass(frozen=True, slots=True)
class Refused:
    pass


async def assign(turn: Turn, about: Member, trigger: VisitTrigger, visitor: Member, due: date, by: Member) -> int:
    """A visit with its visitor and its day, from a plan or after a death. Returns its id.

    The member it is for hears who comes, and can say 不用来 to it; the visitor gets a card and two reminders at most.
    """
    visit_id = await store.add(turn.tx, about.id, trigger, VisitState.WAITING, by.id, turn.now)
    await _name(turn, visit_id, visitor, due)
    return visit_id


async def find_visitor(turn: Turn, visit_id: int) -> Member | None:
    """Name whoever the branch's list names; None where nobody is there, and a leader has to say who."""
    visit = await store.get(turn.tx, visit_id)
    about = await members.get(turn.tx, visit.about_id) if visit is not None else None
    if visit is None or about is None:
        return None
    rule = await rules.rule_of(turn, about, visit.trigger)
    visitor = await rules.responsible(turn, about, rule)
    if visitor is None:
        return None
    await _name(turn, visit_id, visitor, due_on(rule, turn.now))
    return visitor


async def task(turn: Turn, member: Member, visit_id: int) -> Visit | None:
    """A visit that is theirs to make."""
    visit = await store.get(turn.tx, visit_id)
    return visit if visit is not None and visit.visitor_id == member.id else None


async def own(turn: Turn, member: Member, visit_id: int) -> Visit | None:
    """A visit to them."""
    visit = await store.get(turn.tx, visit_id)
    return visit if visit is not None and visit.about_id == member.id else None


async def candidates(turn: Turn, member: Member, visit_id: int) -> list[Member] | None:
    """Who could go instead: holders of posts who can be reached. None where it is not theirs to hand on."""
    visit = await _to_hand_on(turn, member, visit_id)
    about = await members.get(turn.tx, visit.about_id) if visit is not None else None
    if visit is None or about is None:
        return None
    return [one for one in await near.holders(turn, about) if one.id != visit.visitor_id]


async def hand_on(turn: Turn, member: Member, visit_id: int, to_id: int) -> Named | Refused:
    """换人去: the day stays, unless it is over."""
    fitting = await candidates(turn, member, visit_id)
    to = next((one for one in fitting or [] if one.id == to_id), None)
    visit = await store.get(turn.tx, visit_id)
    if to is None or visit is None:
        return Refused()
    await cards.take_from(turn, visit)
    await reminding.end(turn, visit_id)
    due = visit.due if visit.due is not None and visit.due >= turn.now.date() else None
    about = await members.get(turn.tx, visit.about_id)
    if due is None and about is not None:
        due = due_on(await rules.rule_of(turn, about, visit.trigger), turn.now)
    await _name(turn, visit_id, to, due or turn.now.date())
    return Named(await store.get(turn.tx, visit_id) or visit, to)


async def went(turn: Turn, visitor: Member, visit_id: int) -> Visit | Over:
    """去过了, or phoned where that was wanted. One press is enough: no proof, no report."""
    visit = await store.get(turn.tx, visit_id)
    if visit is None or visit.visitor_id != visitor.id or visit.state is not VisitState.NAMED:
        return Over()
    await store.change(turn.tx, visit_id, state=VisitState.DONE, went_on=turn.now.date())
    await reminding.end(turn, visit_id)
    about = await members.get(turn.tx, visit.about_id)
    if about is not None and is_here(about):
        how = Contact.CALL if cards.wants_call(visit) else Contact.VISIT
        await contacts.note(turn, visit.about_id, visitor.id, how)
    await cards.refresh(turn, visit_id)
    return await store.get(turn.tx, visit_id) or visit


async def give_back(turn: Turn, visit: Visit) -> None:
    """The one who was to go is not there any more: whoever the list names now goes instead."""
    await reminding.end(turn, visit.id)
    if visit.state is VisitState.NAMED:
        await cards.take_from(turn, visit)
        await store.name_visitor(turn.tx, visit.id, None, visit.due)
        if await find_visitor(turn, visit.id) is None:
            await cards.refresh(turn, visit.id)


async def drop(turn: Turn, visit: Visit, *, declined: bool = False) -> None:
    """Nobody goes and nothing of it is kept; `declined` where the member has said so just now."""
    await reminding.end(turn, visit.id)
    await cards.close(turn, visit, declined=declined)
    await store.remove(turn.tx, [visit.id])


async def _name(turn: Turn, visit_id: int, visitor: Member, due: date) -> None:
    await store.name_visitor(turn.tx, visit_id, visitor.id, due)
    await reminding.of_visit(turn, visit_id, visitor, due)
    await cards.refresh(turn, visit_id, anew=True)


async def _to_hand_on(turn: Turn, member: Member, visit_id: int) -> Visit | None:
    """An open visit that this one goes to, or whose people they look after."""
    visit = await store.get(turn.tx, visit_id)
    about = await members.get(turn.tx, visit.about_id) if visit is not None else None
    if visit is None or about is None or visit.state not in {VisitState.WAITING, VisitState.NAMED}:
        return None
    if visit.visitor_id == member.id:
        return visit
    return visit if await access.may(turn, member, Action.MANAGE_CARE, about.node_id, about.id) else None
