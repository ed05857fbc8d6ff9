"""What counts how much, who is meant, and when somebody hears of a piece (S3, S7, S16, EDU-01 to EDU-06)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import studying
from domain.meetings import MeetingKind
from domain.members import Member, MemberFlag, MemberStatus, Role
from domain.reminders import MESSAGES_A_DAY
from domain.studying import AGAIN, FIRST, Entry, Learners, Piece, Source, Taste
from domain.workdays import Calendar
from tests.conftest import SHANGHAI

CALENDAR = Calendar(SHANGHAI)
MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def member(status: MemberStatus = MemberStatus.FULL_MEMBER, *flags: MemberFlag) -> Member:
    return Member(1, 2, "小明", status, frozenset(flags))


def piece(opens: date = MONDAY, days: int = 6) -> Piece:
    return Piece(1, 1, 1, "党章第一章", None, None, "", 30, opens, opens + timedelta(days=days))


@pytest.mark.parametrize(
    ("kind", "title", "hours"),
    [
        (MeetingKind.PARTY_LECTURE, "党课", 4),
        (MeetingKind.THEME_DAY, "主题党日", 4),
        (MeetingKind.GROUP_MEETING, "党小组会", 1),
        (MeetingKind.OTHER, "集中学习", 1),
        (MeetingKind.OTHER, "读书会", 1),
        (MeetingKind.OTHER, "安全检查", 0),
        (MeetingKind.GENERAL_MEETING, "学习党章", 0),
        (MeetingKind.COMMITTEE_MEETING, "支委会", 0),
        (MeetingKind.ORGANIZATIONAL_LIFE_MEETING, "组织生活会", 0),
        (MeetingKind.DEMOCRATIC_APPRAISAL, "民主评议", 0),
    ],
)
def test_edu_05_what_a_meeting_counts(kind: MeetingKind, title: str, hours: int) -> None:
    assert studying.meeting_minutes(kind, title) == hours * studying.HOUR


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1 小时", 60),
        ("半天", 240),
        ("一天", 480),
        ("两天", 960),
        ("2学时", 120),
        ("3", 180),
        ("1.5小时", 90),
        ("一个半小时", 90),
        ("1小时半", 90),
        ("半小时", 30),
        ("40分钟", 40),
        ("40分", 40),
        ("十天", 4800),
        ("0", None),
        ("11天", None),
        ("很久", None),
        ("", None),
        ("2学时40", None),
    ],
)
def test_edu_05_reading_an_amount(text: str, minutes: int | None) -> None:
    assert studying.read_amount(text) == minutes


@given(st.text())
def test_reading_an_amount_never_fails(text: str) -> None:
    minutes = studying.read_amount(text)
    assert minutes is None or 0 < minutes <= 10 * studying.DAY


@pytest.mark.parametrize(
    ("minutes", "shown"), [(0, "0"), (20, "0.3"), (30, "0.5"), (60, "1"), (119, "1.9"), (1920, "32")]
)
def test_hours_are_summed_before_they_are_cut(minutes: int, shown: str) -> None:
    assert studying.in_hours(minutes) == shown


@given(st.integers(0, 10**6))
def test_hours_shown_are_never_more_than_there_are(minutes: int) -> None:
    shown = float(studying.in_hours(minutes))
    assert shown * 60 <= minutes + 1e-6
    assert minutes < (shown + 0.1) * 60 + 1e-6


@pytest.mark.parametrize(
    ("who", "roles", "hours"),
    [
        (member(), [], 32),
        (member(MemberStatus.PROBATIONARY_MEMBER), [], 32),
        (member(), [Role.GROUP_LEADER], 32),
        (member(), [Role.BRANCH_SECRETARY], 56),
        (member(), [Role.GROUP_LEADER, Role.PUBLICITY_MEMBER], 56),
        (member(MemberStatus.FULL_MEMBER, MemberFlag.EXEMPT_HARD_REQUIREMENT), [Role.BRANCH_SECRETARY], None),
        (member(MemberStatus.APPLICANT_ACTIVIST), [], None),
        (member(MemberStatus.MEMBERSHIP_SUSPENDED), [], None),
    ],
)
def test_edu_01_02_06_how_many_a_year(who: Member, roles: list[Role], hours: int | None) -> None:
    assert studying.target(who, roles) == hours


ENTRIES = st.lists(
    st.builds(Entry, day=DAYS, title=st.just("学"), minutes=st.integers(0, 5000), source=st.sampled_from(Source)),
    max_size=30,
)


@given(ENTRIES, st.sampled_from([None, 32, 56]))
def test_a_year_adds_up(entries: list[Entry], target: int | None) -> None:
    year = studying.counted(entries, 2026, target)
    assert year.minutes == sum(one.minutes for one in entries)
    assert sum(year.by_source.values()) == year.minutes
    assert all(one.minutes > 0 for one in year.entries)
    assert (year.missing == 0) == (target is None or year.minutes >= target * 60)


@pytest.mark.parametrize(
    ("learners", "who", "belongs"),
    [
        (Learners.EVERYONE, member(), True),
        (Learners.EVERYONE, member(MemberStatus.PROBATIONARY_MEMBER), True),
        (Learners.EVERYONE, member(MemberStatus.APPLICANT_ACTIVIST), False),
        (Learners.EVERYONE, member(MemberStatus.REMOVED), False),
        (Learners.PROBATIONARY, member(), False),
        (Learners.PROBATIONARY, member(MemberStatus.PROBATIONARY_MEMBER), True),
        (Learners.ACTIVISTS, member(MemberStatus.APPLICANT_ACTIVIST), True),
        (Learners.RETIRED, member(), False),
        (Learners.RETIRED, member(MemberStatus.FULL_MEMBER, MemberFlag.RETIRED_MEMBER), True),
        (Learners.RETIRED, member(MemberStatus.REMOVED, MemberFlag.RETIRED_MEMBER), False),
        (Learners.MOBILE, member(MemberStatus.PROBATIONARY_MEMBER, MemberFlag.MOBILE_MEMBER), True),
        (Learners.VETERANS, member(MemberStatus.FULL_MEMBER, MemberFlag.VETERAN_MEMBER), True),
    ],
)
def test_s3_who_is_of_a_class(learners: Learners, who: Member, belongs: bool) -> None:
    assert studying.belongs(who, learners) is belongs


@pytest.mark.parametrize(("marked", "shown"), [(0, None), (1, None), (4, None), (5, 5), (40, 40)])
def test_small_numbers_are_people(marked: int, shown: int | None) -> None:
    assert studying.count_shown(marked) == shown


def _at(day: int, hour: int = 8) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("taste", "opens", "days", "expected"),
    [
        (Taste.WEEKLY, MONDAY, 6, {FIRST: _at(23), AGAIN: _at(27)}),
        (Taste.DAILY, MONDAY, 6, {FIRST: _at(23), AGAIN: _at(27)}),
        (Taste.NONE, MONDAY, 6, {}),
        (Taste.WEEKLY, date(2026, 11, 25), 4, {FIRST: _at(23), AGAIN: _at(27)}),
        (Taste.DAILY, date(2026, 11, 25), 4, {FIRST: _at(25), AGAIN: _at(27)}),
        (Taste.DAILY, date(2026, 11, 26), 3, {FIRST: _at(26), AGAIN: _at(27)}),
        (Taste.DAILY, date(2026, 11, 27), 2, {FIRST: _at(27)}),
        (Taste.WEEKLY, MONDAY, 0, {FIRST: _at(23)}),
    ],
)
def test_s16_when_somebody_hears_of_it(taste: Taste, opens: date, days: int, expected: dict[str, datetime]) -> None:
    assert studying.moments(piece(opens, days), taste, CALENDAR) == expected


@given(DAYS, st.integers(0, 60), st.sampled_from(Taste), st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "UTC"]))
def test_s7_at_most_two_words_in_loud_hours_and_before_the_end(opens: date, days: int, taste: Taste, zone: str) -> None:
    calendar = Calendar(ZoneInfo(zone))
    one = piece(opens, days)
    told = list(studying.moments(one, taste, calendar).values())
    assert len(told) <= 2 < MESSAGES_A_DAY
    assert (not told) == (taste is Taste.NONE)
    assert told == sorted(told)
    for at in told:
        assert not calendar.is_quiet(at)
        assert at < studying.void_at(one, calendar)
        assert studying.plan_from(one, calendar) < at


@pytest.mark.parametrize(
    ("today", "mondays"),
    [
        (date(2026, 11, 23), [date(2026, 11, 23), date(2026, 11, 30)]),
        (date(2026, 11, 26), [date(2026, 11, 30)]),
        (date(2026, 12, 31), [date(2027, 1, 4)]),
        (date(2026, 6, 29), [date(2026, 6, 29), date(2026, 7, 6), date(2026, 8, 3)]),
    ],
)
def test_weeks_to_begin_with(today: date, mondays: list[date]) -> None:
    assert studying.starts(today) == mondays


@given(DAYS)
def test_every_offered_week_is_a_monday_that_is_not_over(today: date) -> None:
    for first in studying.starts(today):
        assert first.weekday() == 0
        assert first > today - timedelta(days=3)
        assert 1 <= studying.weeks_left(first) <= 5


@pytest.mark.parametrize(
    ("text", "title", "minutes", "link"),
    [
        ("学习党章第一章 40分钟", "学习党章第一章", 40, None),
        ("学习党章第一章（40分钟）", "学习党章第一章", 40, None),
        ("学习党章", "学习党章", 30, None),
        ("看纪录片 2小时 https://example.org/a?b=1", "看纪录片", 120, "https://example.org/a?b=1"),
        ("https://example.org/a 看纪录片，20分", "看纪录片", 20, "https://example.org/a"),
        ("2026年重要文章", "2026年重要文章", 30, None),
    ],
)
def test_reading_a_piece(text: str, title: str, minutes: int, link: str | None) -> None:
    assert studying.read_line(text) == studying.Draft(title, minutes, link)


@pytest.mark.parametrize("text", ["", "   ", "40分钟", "https://example.org/a"])
def test_no_piece_without_a_title(text: str) -> None:
    assert studying.read_line(text) is None


@given(st.text())
def test_reading_a_piece_never_fails(text: str) -> None:
    read = studying.read_line(text)
    assert read is None or (read.title and read.minutes > 0)


def test_a_piece_a_week() -> None:
    drafts = [studying.Draft(str(number), 30) for number in range(3)]
    weeks = studying.drafted(drafts, MONDAY)
    assert [(opens, due) for _, opens, due in weeks] == [
        (MONDAY + timedelta(days=7 * number), MONDAY + timedelta(days=7 * number + 6)) for number in range(3)
    ]


@pytest.mark.parametrize(
    ("text", "past", "coming"),
    [
        ("今天", date(2026, 11, 27), date(2026, 11, 27)),
        ("昨天", date(2026, 11, 26), None),
        ("周三", date(2026, 11, 25), date(2026, 12, 2)),
        ("3月5日", date(2026, 3, 5), date(2027, 3, 5)),
        ("2025年3月1日", None, None),
        ("12月1日", None, date(2026, 12, 1)),
        ("11月26日（周四）", date(2026, 11, 26), None),
        ("2月29日", None, None),
        ("什么", None, None),
    ],
)
def test_days_past_and_to_come(text: str, past: date | None, coming: date | None) -> None:
    today = date(2026, 11, 27)
    assert (studying.past_day(text, today), studying.coming_day(text, today)) == (past, coming)


@given(st.text(), DAYS)
def test_a_past_day_is_past_and_of_this_year(text: str, today: date) -> None:
    day = studying.past_day(text, today)
    assert day is None or (day <= today and day.year == today.year)
    after = studying.coming_day(text, today)
    assert after is None or after >= today


def test_what_is_void_ends_with_the_last_day() -> None:
    assert studying.void_at(piece(), CALENDAR).astimezone(UTC) == datetime(2026, 11, 29, 16, tzinfo=UTC)
