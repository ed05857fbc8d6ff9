"""Which duties stand in a branch's calendar today: the table of entries, laid over the facts and the working days."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import chain, takewhile

from domain.duties import (
    ENTRIES,
    AfterMeeting,
    BeforeDate,
    Branch,
    Code,
    Due,
    Entry,
    Lead,
    OnDayOfMonth,
    OnDays,
    Step,
)
from domain.members import MemberStatus, is_counted
from domain.party_dates import NO_DATES
from domain.standing import probation_ends
from domain.workdays import Calendar
from services import recurring

LOOKS_AHEAD = timedelta(days=60)
_LONGEST_HOLIDAY = timedelta(days=14)  # so far a day off can put something off, and its end with it


def standing(branch: Branch, today: date, calendar: Calendar) -> list[Due]:
    """All that is open today or comes within sixty days, by its first day. What is settled is among them too."""
    last = today + LOOKS_AHEAD
    found = chain.from_iterable(_of(entry, branch, today, last) for entry in ENTRIES.values())
    moved = [_on_working_days(one, calendar) for one in found if one.day <= last]
    return sorted((one for one in moved if today <= one.until), key=lambda one: (one.day, one.on, one.about_id))


def _of(entry: Entry, branch: Branch, today: date, last: date) -> Iterator[Due]:
    stays = timedelta(days=entry.stays)
    first = today - stays - _LONGEST_HOLIDAY
    match entry.when:
        case OnDayOfMonth(day):
            set_day = branch.dues_day if day is None else day
            days = iter(()) if set_day is None else recurring.monthly(first, set_day)
            return (_plain(entry, on, f"{on:%Y-%m}") for on in takewhile(lambda on: on <= last, days))
        case OnDays(days_of_year):
            asked_on = (branch.fifty_list,) if entry.code is Code.FIFTY_YEARS else days_of_year
            each = [recurring.yearly(first, month, day) for month, day in asked_on]
            within = (takewhile(lambda on: on <= last, days) for days in each)
            return (_plain(entry, on, on.isoformat()) for on in chain.from_iterable(within))
        case BeforeDate(leads):
            return (
                _before(entry, _leads(entry.code, leads, branch), on, about_id)
                for on, about_id in _DATES[entry.code](branch, today)
            )
        case AfterMeeting():
            return (
                Due(entry.code, one.day.isoformat(), one.meeting_id, one.day, (Step("day", one.due),), one.due + stays)
                for one in branch.unrecorded
            )


def _plain(entry: Entry, on: date, period: str) -> Due:
    return Due(entry.code, period, 0, on, (Step("day", on),), on + timedelta(days=entry.stays))


def _before(entry: Entry, leads: tuple[Lead, ...], on: date, about_id: int) -> Due:
    steps = tuple(Step(f"{lead.days}", _so_long_before(on, lead)) for lead in leads)
    return Due(entry.code, on.isoformat(), about_id, on, steps, on + timedelta(days=entry.stays))


def _leads(code: Code, leads: tuple[Lead, ...], branch: Branch) -> tuple[Lead, ...]:
    """The first word on the end of a term comes when the branch wants it (ORG-10)."""
    if code not in {Code.TERM_END, Code.POST_TERM}:
        return leads
    first = Lead(leads[0].days * branch.term_notice // leads[0].months, branch.term_notice)
    return (first, *(lead for lead in leads[1:] if lead.days < first.days))


def _so_long_before(on: date, lead: Lead) -> date:
    days = on - timedelta(days=lead.days)
    return min(days, recurring.months_after(on, -lead.months)) if lead.months else days


def _on_working_days(one: Due, calendar: Calendar) -> Due:
    """Each step on a day that is worked, but never after the date it comes before.

    A member's own anniversary is no matter of working days; dues day stays as long after a holiday as without one.
    """
    if one.code is Code.ANNIVERSARY:
        return one
    moved = ((step, recurring.working_on_or_after(step.day, calendar)) for step in one.steps)
    steps = tuple(Step(step.name, day if step.day >= one.on or day < one.on else step.day) for step, day in moved)
    until = one.until + (steps[0].day - one.day) if one.code is Code.DUES else one.until
    return Due(one.code, one.period, one.about_id, one.on, steps, until)


def _probations(branch: Branch, _today: date) -> Iterator[tuple[date, int]]:
    for one in branch.people:
        known = branch.dates.get(one.id, NO_DATES)
        ends = probation_ends(known)
        on_probation = one.status is MemberStatus.PROBATIONARY_MEMBER and known.full_member_date is None
        if on_probation and ends is not None:
            yield ends, one.id


def _anniversaries(branch: Branch, today: date) -> Iterator[tuple[date, int]]:
    for one in branch.people:
        joined = branch.dates.get(one.id, NO_DATES).join_date
        if joined is not None and is_counted(one):
            yield _next_anniversary(joined, today), one.id


def _next_anniversary(joined: date, today: date) -> date:
    """The first one from today on, and at the earliest after a year."""
    years = max(1, today.year - joined.year)
    this_year = recurring.years_after(joined, years)
    return this_year if this_year >= today else recurring.years_after(joined, years + 1)


def _terms(branch: Branch, _today: date) -> Iterator[tuple[date, int]]:
    return iter(() if branch.term_ends is None else ((branch.term_ends, 0),))


def _post_terms(branch: Branch, _today: date) -> Iterator[tuple[date, int]]:
    return iter([(ends, 0) for ends in sorted({one.ends for one in branch.post_terms})])


_DATES: dict[Code, Callable[[Branch, date], Iterator[tuple[date, int]]]] = {
    Code.PROBATION: _probations,
    Code.ANNIVERSARY: _anniversaries,
    Code.TERM_END: _terms,
    Code.POST_TERM: _post_terms,
}
