"""「本季」: how often each kind was held, beside how often it should be (M33). For the branch's own leaders only."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.duties.branch import Branch
from domain.meetings import KINDS, Expected, MeetingKind, Period
from domain.periods import days_of

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
_LAST_QUARTER = 10  # its first month; the yearly meetings belong into it (MTG-07)


@dataclass(frozen=True, slots=True)
class Count:
    """One kind, of one group or of the branch: held so far, announced besides, and how many it should be.

    `now_missing` is true where it comes monthly and this month has none yet, held or announced; `of_year` where all
    three count the whole year, as it is asked for.
    """

    kind: MeetingKind
    group: str | None
    held: int
    announced: int
    due: int
    now_missing: bool
    of_year: bool = False


def this_quarter(branch: Branch, today: date) -> list[Count]:
    """The kinds that the quarter asks for; the yearly ones where it is the last."""
    counts = []
    for kind, rule in KINDS.items():
        if rule.frequency is None or not _belongs(kind, _per(kind, rule.frequency.per, branch), branch, today):
            continue
        per_group = rule.expected is Expected.GROUP
        places = branch.groups if per_group else ((None, None),)
        counts += [_count(kind, node_id, name, branch, today) for node_id, name in places]
    return counts


def _per(kind: MeetingKind, usual: Period, branch: Branch) -> Period:
    """How often a kind is due: no text says it of lectures, so the branch does (MTG-04)."""
    return branch.lectures_per if kind is MeetingKind.PARTY_LECTURE else usual


def _belongs(kind: MeetingKind, per: Period, branch: Branch, today: date) -> bool:
    if kind is MeetingKind.COMMITTEE_MEETING:
        return branch.has_committee
    return per is not Period.YEAR or today.month >= _LAST_QUARTER


def _count(kind: MeetingKind, node_id: int | None, name: str | None, branch: Branch, today: date) -> Count:
    frequency = KINDS[kind].frequency
    if frequency is None:
        raise ValueError(f"{kind} has no frequency")
    per = _per(kind, frequency.per, branch)
    of_year = per is Period.YEAR
    start, end = days_of(Period.YEAR if of_year else Period.QUARTER, today)
    tomorrow = today + timedelta(days=1)
    per_quarter = max(1, 3 // _MONTHS[per]) * frequency.at_least
    return Count(
        kind,
        name,
        held=branch.held(kind, start, tomorrow, node_id),
        announced=branch.held(kind, tomorrow, end, node_id),
        due=per_quarter,
        now_missing=per is Period.MONTH and not branch.held(kind, *days_of(Period.MONTH, today), node_id),
        of_year=of_year,
    )
