"""A member has died: all that would still be said stops within the turn, and only named people hear of it (C19)."""

from dataclasses import dataclass

from domain.access import Action
from domain.members import Member, MemberStatus, is_here
from services import access, expecting
from services.care import stopping
from services.turn import Turn
from storage import care_deaths as store
from storage import people as members
from storage.care_deaths import Before


@dataclass(frozen=True, slots=True)
class Recorded:
    member: Member


@dataclass(frozen=True, slots=True)
class RecordedBefore:
    pass


@dataclass(frozen=True, slots=True)
class Refused:
    pass


async def may_record(turn: Turn, leader: Member, member_id: int) -> Member | None:
    """The member, for who looks after them and may write it down; nobody does so of themselves."""
    member = await members.get(turn.tx, member_id)
    if member is None or member.id == leader.id:
        return None
    allowed = await access.may(turn, leader, Action.MANAGE_CARE, member.node_id, about=member_id)
    return member if allowed else None


async def record(turn: Turn, leader: Member, member_id: int) -> Recorded | RecordedBefore | Refused:
    """Write it down, once. All of it is one turn: before its commit nothing has changed, after it nothing goes out."""
    member = await may_record(turn, leader, member_id)
    if member is None:
        return Refused()
    if not is_here(member):
        return RecordedBefore()
    await write_down(turn, leader, member)
    return Recorded(member)


async def write_down(turn: Turn, keeper: Member, member: Member) -> None:
    """What a tap and a roster file have in common; whoever calls this has asked whether they may."""
    posts = tuple((office.role, office.node_id) for office in await members.offices_of(turn.tx, member.id))
    before = Before(member.status, member.telegram_id, posts)
    await store.record(turn.tx, member.id, keeper.id, before, turn.now)
    await members.change(turn.tx, member.id, node_id=member.node_id, status=MemberStatus.DECEASED)
    await stopping.stop(turn, member)


async def undo(turn: Turn, leader: Member, member_id: int) -> Member | None:
    """It was a mistake, within the day: row, account and posts are as they were. None where it is too late."""
    member = await may_record(turn, leader, member_id)
    death = await store.get(turn.tx, member_id)
    if member is None or death is None or death.before is None or member.status is not MemberStatus.DECEASED:
        return None
    before = death.before
    await members.change(turn.tx, member_id, node_id=member.node_id, status=before.status)
    if before.telegram_id is not None:
        await members.bind(turn.tx, member_id, before.telegram_id)
    for role, node_id in before.posts:
        await members.appoint(turn.tx, member_id, node_id, role, turn.now)
    await store.undo(turn.tx, member_id)
    await expecting.settle(turn, member.node_id)
    await stopping.call_off_condolences(turn, member)
    return member
