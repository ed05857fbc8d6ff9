"""吊唁: the few who are asked to go to the family, each by name; nobody else hears of it from us (C19)."""

from domain.care import VisitTrigger, due_on
from domain.members import Member, MemberStatus
from domain.messages import Message
from services import people
from services.care import death, near, rules, visits
from services.turn import Turn
from storage import care_visits as store
from texts import care_deaths as say


async def offer(turn: Turn, about: Member) -> Message:
    """A death is written down; to whoever did so: whom to ask to go, and the way back."""
    fitting = await near.holders(turn, about)
    return say.recorded(about, [(one, await people.title(turn, one)) for one in fitting])


async def ask(turn: Turn, leader: Member, about_id: int, person_id: int) -> Member | None:
    """This one is asked, once; None where it is not the leader's to ask, or not theirs to be asked."""
    about = await death.may_record(turn, leader, about_id)
    if about is None or about.status is not MemberStatus.DECEASED:
        return None
    visitor = next((one for one in await near.holders(turn, about) if one.id == person_id), None)
    if visitor is None:
        return None
    asked = [one for one in await store.about(turn.tx, about_id) if one.trigger is VisitTrigger.CONDOLENCE]
    if visitor.id not in {one.visitor_id for one in asked}:
        rule = await rules.rule_of(turn, about, VisitTrigger.CONDOLENCE)
        await visits.assign(turn, about, VisitTrigger.CONDOLENCE, visitor, due_on(rule, turn.now), leader)
    return visitor
