"""可以来看您吗: the person says whether they want it; where they have no account, a leader asks them (C17)."""

from dataclasses import dataclass
from datetime import timedelta

from domain.access import Action
from domain.care import OF_ONESELF, Visit, VisitState, VisitTrigger, Wish, answered
from domain.features import Feature
from domain.members import Member, is_here
from domain.messages import Message
from domain.privacy import Scope
from services import access, features, people, privacy
from services.care import cards, mourning, visits
from services.reminding.promising import hushed
from services.turn import Turn, apart
from storage import care_visits as store
from storage import people as members
from storage import standins
from texts import care_deaths as say_deaths
from texts import care_reports as say

UNANSWERED_FOR = timedelta(days=7)
LOOKED_AGAIN = timedelta(hours=1)  # for somebody who could go, where nobody was there


@dataclass(frozen=True, slots=True)
class Answered:
    """Of whom, and who goes now; `visitor` None where nobody is there, or nobody need go."""

    about: Member
    visitor: Member | None


async def ask(turn: Turn, reporter: Member, about: Member, visit_id: int) -> Message:
    """Ask the person themself; without an account their leader is to ask them. Returns words to the reporter."""
    reachable = await members.reachable(turn.tx, [about.id])
    if about.id in reachable:
        await cards.refresh(turn, visit_id, anew=True)
        return say.reported(about)
    leader = await _asker_for(turn, about)
    if leader is None:
        await store.remove(turn.tx, [visit_id])
        return say.nobody_there()
    if leader.id == reporter.id:
        return say.ask_them(about, await _trigger(turn, visit_id), visit_id)
    words = say.ask_them(about, await _trigger(turn, visit_id), visit_id)
    turn.tell(leader.telegram_id or 0, words, silent=await hushed(turn, leader))
    return say.leader_asks(about, await people.title(turn, leader))


async def again(turn: Turn, reporter: Member, about: Member, before: Visit) -> Message:
    """Somebody says what another has said already: the person is not asked twice, a leader who has to ask is."""
    if before.state is not VisitState.ASKED or about.id in await members.reachable(turn.tx, [about.id]):
        return say.reported(about)
    return await ask(turn, reporter, about, before.id)


async def answer(turn: Turn, member: Member, visit_id: int, wish: Wish) -> bool:
    """The person's own word, at any time before somebody has been there. A yes is consent to keep it (PRV-02)."""
    visit = await store.get(turn.tx, visit_id)
    if visit is None or visit.about_id != member.id or not visit.is_open:
        return False
    if answered(wish) is None:
        await visits.drop(turn, visit, declined=True)
        return True
    await privacy.give(turn, member.id, Scope.CARE)
    await _wants(turn, visit_id, wish, first=visit.state is VisitState.ASKED)
    return True


async def answer_for(turn: Turn, leader: Member, visit_id: int, wish: Wish) -> Answered | None:
    """问过本人了: a leader says what somebody without an account answered. None where it is not theirs, or over."""
    visit = await store.get(turn.tx, visit_id)
    about = await members.get(turn.tx, visit.about_id) if visit is not None else None
    if visit is None or about is None or visit.state is not VisitState.ASKED or about.id == leader.id:
        return None
    if about.id in await members.reachable(turn.tx, [about.id]):
        return None
    if not await access.may(turn, leader, Action.MANAGE_CARE, about.node_id, about=about.id):
        return None
    if answered(wish) is None:
        await visits.drop(turn, visit)
    else:
        await _wants(turn, visit_id, wish, first=True)
    visit = await store.get(turn.tx, visit_id)
    visitor_id = None if visit is None else visit.visitor_id
    return Answered(about, None if visitor_id is None else await members.get(turn.tx, visitor_id))


async def keeps(turn: Turn, member: Member, about: Member) -> bool:
    """Whether they are one of those who look after somebody and may write down that they died."""
    return member.id in {one.id for one in await people.leaders_of(turn, about)}


async def tell_of_death(turn: Turn, reporter: Member, about: Member) -> Message:
    """Somebody says that a member has died: those who may write it down are asked to make sure. Nothing is stored."""
    if not is_here(about):
        return say.visit_over()
    keepers = [*await people.leaders_of(turn, about)]
    there = await standins.there(turn.tx, [one.id for one in keepers], turn.now)
    if await keeps(turn, reporter, about):
        return say_deaths.confirm(about)
    told = [one for one in keepers if one.id in there and one.id != about.id]
    for leader in told:
        turn.tell(leader.telegram_id or 0, say_deaths.heard(about, reporter), silent=await hushed(turn, leader))
    return say_deaths.passed_on() if told else say.nobody_there()


async def look(turn: Turn) -> bool:
    """A chore: who has not answered for a week is not asked any more; where a post has ended, somebody else goes.

    Where nobody was there to go, it is tried again until somebody is.
    """
    if not await store.any_open(turn.tx):
        return False
    for visit in await store.unanswered(turn.tx, turn.now - UNANSWERED_FOR):
        await apart(turn, visits.drop(turn, visit))
    for visit in await store.orphaned(turn.tx):
        await apart(turn, visits.give_back(turn, visit))
    for visit in await store.unnamed(turn.tx, turn.now):
        await store.change(turn.tx, visit.id, look_at=turn.now + LOOKED_AGAIN)
        await apart(turn, _find_visitor(turn, visit))
    return False


async def _find_visitor(turn: Turn, visit: Visit) -> None:
    """Nobody is sent anywhere while the branch has care switched off."""
    about = await members.get(turn.tx, visit.about_id)
    if about is not None and await features.on_at(turn, Feature.CARE, about.node_id):
        await visits.find_visitor(turn, visit.id)


async def _wants(turn: Turn, visit_id: int, wish: Wish, *, first: bool) -> None:
    await store.change(turn.tx, visit_id, wish=wish)
    visit = await store.get(turn.tx, visit_id)
    if visit is not None and first:
        await store.change(turn.tx, visit_id, state=VisitState.WAITING, reported_by=None)
        if visit.trigger is VisitTrigger.BEREAVEMENT:
            await mourning.begin(turn, visit.about_id)
        if await visits.find_visitor(turn, visit_id) is None:
            await cards.refresh(turn, visit_id)
    elif visit is not None:
        await cards.refresh(turn, visit_id)


async def _asker_for(turn: Turn, about: Member) -> Member | None:
    leaders = await people.leaders_of(turn, about)
    there = await standins.there(turn.tx, [one.id for one in leaders], turn.now)
    return next((one for one in leaders if one.id in there and one.id != about.id), None)


async def _trigger(turn: Turn, visit_id: int) -> VisitTrigger:
    visit = await store.get(turn.tx, visit_id)
    if visit is None or visit.trigger in OF_ONESELF:
        raise LookupError("a visit that nobody can be asked about")
    return visit.trigger
