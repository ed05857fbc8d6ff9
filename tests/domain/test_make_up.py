"""Who makes up for a meeting, by when, and how often anybody hears of it (M15, ATT-05, EDU-06, ATT-06)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.make_up import (
    FIRST,
    KINDS,
    LONGEST_QUESTION,
    SECOND,
    Materials,
    due_at,
    owes,
    read_questions,
    spans,
)
from domain.meetings import Attendee, LeaveKind, Meeting, MeetingKind, MeetingState
from domain.members import Member, MemberFlag, MemberStatus
from domain.reminders import CALL
from domain.workdays import Calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)
MING = Member(1, 1, "小明", MemberStatus.FULL_MEMBER)
EXEMPT = replace(MING, flags=frozenset({MemberFlag.EXEMPT_HARD_REQUIREMENT}))
MEETING = Meeting(
    id=1,
    node_id=1,
    kind=MeetingKind.PARTY_LECTURE,
    title="党课",
    place="党群服务中心",
    starts_at=FRIDAY,
    opens_at=FRIDAY - timedelta(minutes=30),
    closes_at=FRIDAY + timedelta(hours=2),
    state=MeetingState.CLOSED,
    closed_at=FRIDAY + timedelta(hours=2),
    chat_id=None,
    created_by=1,
)


@pytest.mark.parametrize(
    ("one", "leave", "expected"),
    [
        pytest.param(Attendee(MING), None, True, id="was not there"),
        pytest.param(Attendee(MING), LeaveKind.PERSONAL, True, id="leave makes no difference"),
        pytest.param(Attendee(MING), LeaveKind.OFFICIAL, True, id="nor does a trip"),
        pytest.param(Attendee(MING), LeaveKind.SICK, False, id="ATT-06 ill"),
        pytest.param(Attendee(MING), LeaveKind.MATERNITY, False, id="ATT-06 with a small child"),
        pytest.param(Attendee(MING, present_at=FRIDAY), None, False, id="was there"),
        pytest.param(Attendee(MING, present_at=FRIDAY), LeaveKind.PERSONAL, False, id="came after all"),
        pytest.param(Attendee(EXEMPT), None, False, id="EDU-06 frail"),
        pytest.param(Attendee(MING, exempt=True), None, False, id="ATT-06 exempt"),
        pytest.param(Attendee(replace(MING, status=MemberStatus.PROBATIONARY_MEMBER)), None, True, id="probationary"),
        pytest.param(Attendee(replace(MING, status=MemberStatus.REMOVED)), None, False, id="no member any more"),
    ],
)
def test_who_makes_up_for_it(one: Attendee, leave: LeaveKind | None, expected: bool) -> None:
    assert owes(one, leave) is expected


def test_which_kinds() -> None:
    """What a committee decides is nobody's study."""
    assert MeetingKind.COMMITTEE_MEETING not in KINDS
    assert {MeetingKind.PARTY_LECTURE, MeetingKind.THEME_DAY, MeetingKind.GENERAL_MEETING} < KINDS


def test_when_it_is_due_and_said() -> None:
    calendar = Calendar(SHANGHAI)
    found = spans(MEETING, calendar)
    assert due_at(MEETING) == datetime(2026, 12, 11, 17, 0, tzinfo=SHANGHAI)
    assert found[FIRST].at == datetime(2026, 11, 30, 9, 0, tzinfo=SHANGHAI)
    assert found[FIRST].worth_until == found[SECOND].at == datetime(2026, 12, 7, 9, 0, tzinfo=SHANGHAI)
    assert found[CALL].at == found[SECOND].worth_until == due_at(MEETING)
    assert list(found) == [FIRST, SECOND, CALL]


@pytest.mark.parametrize(
    ("closed_at", "off", "due_on", "called_on"),
    [
        pytest.param(FRIDAY + timedelta(days=5), frozenset(), date(2026, 12, 16), date(2026, 12, 16), id="closed late"),
        pytest.param(FRIDAY, {date(2026, 12, 11)}, date(2026, 12, 11), date(2026, 12, 12), id="due on a holiday"),
        pytest.param(None, frozenset(), date(2026, 12, 11), date(2026, 12, 11), id="an old row"),
    ],
)
def test_the_day_counts_from_the_close(
    closed_at: datetime | None, off: frozenset[date], due_on: date, called_on: date
) -> None:
    meeting = replace(MEETING, closed_at=closed_at)
    assert due_at(meeting).date() == due_on
    assert spans(meeting, Calendar(SHANGHAI, off=frozenset(off)))[CALL].at.date() == called_on


def test_the_morning_is_that_of_the_branch() -> None:
    """Seven in the evening in London is the next morning there."""
    late = replace(MEETING, closed_at=datetime(2026, 11, 27, 19, 0, tzinfo=UTC))
    assert spans(late, Calendar(SHANGHAI))[FIRST].at == datetime(2026, 12, 1, 9, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("党章第几条说到支部？", ("党章第几条说到支部？",)),
        ("1. 第一个\n2、第二个\n（三）第三个", ("第一个", "第二个", "第三个")),
        ("① 一大在哪里开的\n\n· 一切为了谁", ("一大在哪里开的", "一切为了谁")),
        ("一大在哪里开的", ("一大在哪里开的",)),
        ("2026年的目标是什么", ("2026年的目标是什么",)),
        ("一\n二\n三\n四", None),
        ("", None),
        ("   \n 1. \n", None),
        ("长" * LONGEST_QUESTION, ("长" * LONGEST_QUESTION,)),
        ("长" * (LONGEST_QUESTION + 1), None),
    ],
)
def test_questions_one_a_line(text: str, expected: tuple[str, ...] | None) -> None:
    assert read_questions(text) == expected


@pytest.mark.parametrize(
    ("given", "empty"),
    [
        (Materials(), True),
        (Materials("讲了党章"), False),
        (Materials(questions=("为什么",)), False),
        (Materials(course_id=1), False),
    ],
)
def test_nothing_given_is_nothing(given: Materials, empty: bool) -> None:
    assert given.empty is empty
