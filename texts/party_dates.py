"""What is said about since when somebody is a member; to the member and to who keeps the roster."""

from datetime import date, datetime

from domain.dates import date_words
from domain.members import Member, MemberStatus
from domain.messages import Message
from domain.party_dates import DateProblem, PartyDates
from texts.rendering import html, message

FEATURE = "party_dates"


def ask_line() -> Message:
    return message(FEATURE, "ask_line")


def unclear() -> str:
    return html(FEATURE, "unclear")


def nobody_or_several(name: str, count: int) -> str:
    return html(FEATURE, "nobody_or_several", name=name, count=count)


def impossible(problem: DateProblem) -> str:
    return html(FEATURE, str(problem))


def written(member: Member, dates: PartyDates, probation_ends: date | None, now: datetime) -> Message:
    """What the roster says of a member's dates now."""
    return message(FEATURE, "written", name=member.name, lines=lines(member, dates, probation_ends, now))


def lines(member: Member, dates: PartyDates, probation_ends: date | None, now: datetime) -> str:
    """The dates that are known, one a line; the end of probation for whoever is on it."""
    on_probation = member.status is MemberStatus.PROBATIONARY_MEMBER
    return html(
        FEATURE,
        "lines",
        joined=_words(dates.join_date, now),
        full=_words(dates.full_member_date, now),
        probation=_words(probation_ends, now) if on_probation else None,
        extended=dates.probation_until is not None,
    )


def _words(day: date | None, now: datetime) -> str | None:
    return None if day is None else date_words(day, now)
