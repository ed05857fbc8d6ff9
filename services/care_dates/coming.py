"""The days ahead in a branch, and who is responsible for which."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.care_dates import ROUND, CareDate, CareRule, DayKind, Festival, Said
from domain.care_dates import age as age_of
from domain.members import Member, MemberStatus, Role, is_counted
from domain.party_dates import NO_DATES
from domain.standing import probation_ends
from services import people, recurring, standins
from services.care_dates import falling, greeting
from services.care_dates.facts import Facts
from services.turn import Turn
from storage import people as members

KEEPERS = (Role.ORGANIZATION_MEMBER, Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY)
NOBODY = 0  # what a festival is about


def dates(known: Facts, today: date, until: date) -> list[CareDate]:
    """From today up to and with a day, by day: what is known, wanted, and some human's business."""
    found = [one for member in known.people.values() for one in _of_member(known, member, today)]
    found += [
        CareDate(DayKind.FESTIVAL, falling.festival(which, today), NOBODY, str(which), known.node_id, for_keepers=True)
        for which in Festival
    ]
    return sorted((one for one in found if one.on <= until), key=lambda one: (one.on, one.kind, one.about_id))


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who there is to think of people now: the keeper of the branch, and the leaders of each node, nearest first."""

    keeper: Member | None
    leaders: Mapping[int, Sequence[Member]]

    def of(self, known: Facts, one: CareDate) -> Member | None:
        """The leader of the member it is about, never oneself; for the branch's own matters who keeps the roster."""
        about = about_whom(known, one)
        if about is None or one.for_keepers:
            return self.keeper
        return next((leader for leader in self.leaders[about.node_id] if leader.id != about.id), None)


async def responsible(turn: Turn, known: Facts) -> Responsible:
    """Asked once for all members of a node: they turn to the same."""
    leaders: dict[int, list[Member]] = {}
    for one in {member.node_id: member for member in known.people.values()}.values():
        found = [leader for leader in await people.leaders_of(turn, one) if leader.telegram_id is not None]
        leaders[one.node_id] = [leader for leader in found if not await standins.is_away(turn, leader.id)]
    return Responsible(await keeper(turn, known.node_id), leaders)


async def keeper(turn: Turn, node_id: int) -> Member | None:
    """组织委员, else 书记, else 副书记: the first who is there, or whoever stands in."""
    there = await standins.holders(turn, [node_id], turn.now)
    for role in KEEPERS:
        for person in there.get((node_id, role), ()):
            return await members.get(turn.tx, person.member_id)
    return None


def about_whom(known: Facts, one: CareDate) -> Member | None:
    if one.kind is DayKind.FESTIVAL:
        return None
    if one.kind is DayKind.OWN_DAY:
        own = next((each for each in known.own_days if each.id == one.about_id), None)
        return None if own is None else known.people.get(own.member_id)
    return known.people.get(one.about_id)


def _of_member(known: Facts, member: Member, today: date) -> Iterator[CareDate]:
    yield from _party_days(known, member, today)
    yield from _round_birthday(known, member, today)
    for own in known.own_days:
        on = greeting.own_day_on(own, today) if own.member_id == member.id and own.with_leader else None
        if on is not None:
            yield CareDate(DayKind.OWN_DAY, on, own.id, member.name, member.node_id, own.kind)


def _party_days(known: Facts, member: Member, today: date) -> Iterator[CareDate]:
    dates_of = known.dates.get(member.id, NO_DATES)
    joined = dates_of.join_date
    if joined is not None and is_counted(member) and member.id not in known.no_anniversary:
        this_year = max(today.year, joined.year + 1)
        coming = (recurring.years_after(joined, year - joined.year) for year in (this_year, this_year + 1))
        on = next(each for each in coming if each >= today)
        yield CareDate(DayKind.PARTY_ANNIVERSARY, on, member.id, member.name, member.node_id)
    ends = probation_ends(dates_of)
    on_probation = member.status is MemberStatus.PROBATIONARY_MEMBER and dates_of.full_member_date is None
    if on_probation and ends is not None and ends >= today:
        yield CareDate(DayKind.PROBATION_ENDS, ends, member.id, member.name, member.node_id, for_keepers=True)


def _round_birthday(known: Facts, member: Member, today: date) -> Iterator[CareDate]:
    """An eightieth birthday and each tenth after it; for who keeps the roster, as they know the date already."""
    born, rule = known.born.get(member.id), known.rules[CareRule.AGED]
    if born is None or born.day is None or not rule.on or known.has_said(member.id, Said.NO_BIRTHDAY):
        return
    on = falling.comes_next(born.day, today)
    first = falling.born_on(born)
    if on is None or first is None:
        return
    turns = falling.year_of(born.day, on) - born.year if born.day.lunar else age_of(born, first, on)
    if turns >= rule.years and (turns - rule.years) % ROUND == 0:
        yield CareDate(DayKind.ROUND_BIRTHDAY, on, member.id, member.name, member.node_id, for_keepers=True)
