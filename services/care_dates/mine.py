"""「我的日子」: what comes to a member by itself, one tap to be spared each, and days of their own (K8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.care_dates import Benefit, Born, CareDate, DayKind, OwnDay, Said, joined_before_1949
from domain.duties import Code
from domain.members import Member, is_counted, is_here
from domain.privacy import Scope
from services import privacy
from services.care_dates import coming, congratulating, facts, greeting, looking
from services.duties import pressing
from services.own_data import withdrawing
from services.turn import Turn
from storage import access_log
from storage import care_dates as store
from storage import people as members
from texts import benefits

OPENED: Final = "own_day"


@dataclass(frozen=True, slots=True)
class Mine:
    """`joined` is None where no political birthday comes; the days are those still ahead, by their next time."""

    joined: date | None
    wants_anniversary: bool
    born: Born | None
    said: frozenset[Said]
    in_group: bool
    days: Sequence[tuple[OwnDay, date]]
    benefits: Sequence[Benefit]


@dataclass(frozen=True, slots=True)
class Opened:
    """A day whose words may be read, and whose it is."""

    own: OwnDay
    about: Member


async def page(turn: Turn, member: Member) -> Mine:
    known = await facts.of_member(turn, member)
    today = turn.now.date()
    coming = [(one, on) for one in known.own_days if (on := greeting.own_day_on(one, today)) is not None]
    of_use = known.known(member, today)
    return Mine(
        known.of(member.id).join_date if is_counted(member) else None,
        member.id not in known.no_anniversary,
        known.born.get(member.id),
        frozenset(what for member_id, what in known.said if member_id == member.id),
        await privacy.has(turn, member.id, Scope.PUBLISH),
        sorted(coming, key=lambda pair: (pair[1], pair[0].id)),
        benefits.fitting(of_use.age, joined_before_1949=joined_before_1949(of_use)),
    )


async def want_anniversary(turn: Turn, member: Member, *, wanted: bool) -> None:
    """不过政治生日: nothing to them, nothing to their leader, nothing in the group; and back again."""
    await pressing.wish(turn, member, Code.ANNIVERSARY, wanted=wanted)
    await looking.again(turn, member)


async def say(turn: Turn, member: Member, what: Said, *, stands: bool) -> None:
    """One tap: 不过生日, 不用来走访, 群里写党龄; and back again."""
    await store.say(turn.tx, member.id, what, stands=stands)
    await looking.again(turn, member)


async def with_years(turn: Turn, member: Member) -> bool:
    """Whether the group may hear the years too."""
    return (member.id, Said.WITH_YEARS) in await store.said_by(turn.tx, [member.id])


async def publish(turn: Turn, member: Member, *, wanted: bool) -> None:
    """Whether the group may hear of it at all: a consent of its own (PRV-11)."""
    if wanted:
        await privacy.give(turn, member.id, Scope.PUBLISH)
        await congratulating.agree(turn, member, turn.now.date())
        await looking.again(turn, member)
    else:
        await withdrawing.withdraw(turn, member, Scope.PUBLISH)


async def drop(turn: Turn, member: Member, own_day_id: int) -> bool:
    """Away with a day of one's own; False where it is somebody else's."""
    if not await _is_theirs(turn, member, own_day_id):
        return False
    await store.drop_own_day(turn.tx, own_day_id)
    await looking.again(turn, member)
    return True


async def keep_to_oneself(turn: Turn, member: Member, own_day_id: int) -> bool:
    """The leader is to know no more of it."""
    if not await _is_theirs(turn, member, own_day_id):
        return False
    await store.share(turn.tx, own_day_id, with_leader=False)
    await looking.again(turn, member)
    return True


async def open_words(turn: Turn, leader: Member, own_day_id: int) -> Opened | None:
    """What the member wrote, for the one leader they let know; who read it is written down (PRV-15)."""
    found = await store.own_day(turn.tx, own_day_id)
    about = None if found is None else await members.get(turn.tx, found.member_id)
    if found is None or about is None:
        return None
    known = await facts.of_member(turn, about)
    one = CareDate(DayKind.OWN_DAY, turn.now.date(), found.id, about.name, about.node_id, found.kind)
    who = await coming.responsible(turn, known)
    may = found.with_leader and is_here(about) and who.of(known, one) == leader
    await access_log.note(turn.tx, turn.now, leader.id, OPENED, granted=may, node_id=about.node_id, member_id=about.id)
    return Opened(found, about) if may else None


async def _is_theirs(turn: Turn, member: Member, own_day_id: int) -> bool:
    found = await store.own_day(turn.tx, own_day_id)
    return found is not None and found.member_id == member.id
