"""What settles an entry, what a quarter still asks for, and that the table of entries is whole."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from domain.duties import (
    ENTRIES,
    OF_A_MEMBER,
    OF_THE_BRANCH,
    Branch,
    Code,
    Held,
    Missing,
    Unrecorded,
    missing,
    settled,
    this_quarter,
)
from domain.meetings import MeetingKind, Period
from domain.members import Member, MemberStatus
from domain.party_dates import PartyDates

BRANCH_ID, THIRD, FOURTH = 1, 3, 4
TODAY = date(2026, 12, 16)
PEOPLE = tuple(Member(number, THIRD, f"党员{number}", MemberStatus.FULL_MEMBER) for number in range(1, 8))


def branch(
    meetings: Sequence[Held] = (),
    people: Sequence[Member] = PEOPLE,
    *,
    unrecorded: tuple[Unrecorded, ...] = (),
    dates: dict[int, PartyDates] | None = None,
) -> Branch:
    groups = ((THIRD, "第三党小组"), (FOURTH, "第四党小组"))
    return Branch(BRANCH_ID, tuple(people), groups, tuple(meetings), unrecorded, dates or {})


def held(kind: MeetingKind, month: int, day: int, node_id: int = BRANCH_ID, year: int = 2026) -> Held:
    return Held(kind, node_id, date(year, month, day))


DECEMBER = date(2026, 12, 1)
THEME = held(MeetingKind.THEME_DAY, 12, 18)
COMMITTEE = held(MeetingKind.COMMITTEE_MEETING, 12, 3)
GROUPS = [held(MeetingKind.GROUP_MEETING, 12, 4, THIRD), held(MeetingKind.GROUP_MEETING, 12, 5, FOURTH)]


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        (
            [],
            [
                Missing(MeetingKind.THEME_DAY),
                Missing(MeetingKind.COMMITTEE_MEETING),
                Missing(MeetingKind.GROUP_MEETING, ("第三党小组", "第四党小组")),
            ],
        ),
        ([THEME, COMMITTEE, GROUPS[0]], [Missing(MeetingKind.GROUP_MEETING, ("第四党小组",))]),
        ([THEME, COMMITTEE, *GROUPS], []),
        ([replace(THEME, day=date(2026, 11, 30)), COMMITTEE, *GROUPS], [Missing(MeetingKind.THEME_DAY)]),
        ([replace(THEME, day=date(2027, 1, 1)), COMMITTEE, *GROUPS], [Missing(MeetingKind.THEME_DAY)]),
        ([replace(THEME, day=date(2026, 12, 31)), COMMITTEE, *GROUPS], []),
    ],
)
def test_the_month(meetings: list[Held], expected: list[Missing]) -> None:
    there = branch(meetings)
    assert missing(Code.MONTH_PLAN, DECEMBER, there) == expected
    assert settled(Code.MONTH_PLAN, DECEMBER, 0, there) == (not expected)


def test_org_06_a_small_branch_has_no_committee_to_meet() -> None:
    small = branch([THEME, *GROUPS], PEOPLE[:6])
    assert settled(Code.MONTH_PLAN, DECEMBER, 0, small)
    assert MeetingKind.COMMITTEE_MEETING not in {one.kind for one in this_quarter(small, TODAY)}


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ([], [MeetingKind.GENERAL_MEETING, MeetingKind.PARTY_LECTURE]),
        ([held(MeetingKind.GENERAL_MEETING, 10, 1)], [MeetingKind.PARTY_LECTURE]),
        ([held(MeetingKind.GENERAL_MEETING, 9, 30)], [MeetingKind.GENERAL_MEETING, MeetingKind.PARTY_LECTURE]),
        ([held(MeetingKind.GENERAL_MEETING, 12, 31), held(MeetingKind.PARTY_LECTURE, 11, 2)], []),
    ],
)
def test_the_quarter(meetings: list[Held], expected: list[MeetingKind]) -> None:
    assert [one.kind for one in missing(Code.QUARTER_PLAN, date(2026, 12, 15), branch(meetings))] == expected


def test_mtg_08_one_organisational_life_meeting_settles_both() -> None:
    first = date(2026, 10, 1)
    assert not settled(Code.ORGANIZATIONAL_LIFE, first, 0, branch())
    assert settled(Code.ORGANIZATIONAL_LIFE, first, 0, branch([held(MeetingKind.ORGANIZATIONAL_LIFE_MEETING, 12, 30)]))
    january = held(MeetingKind.ORGANIZATIONAL_LIFE_MEETING, 1, 20, year=2027)
    assert not settled(Code.ORGANIZATIONAL_LIFE, first, 0, branch([january]))


def test_rec_03_a_meeting_that_is_recorded_needs_no_word() -> None:
    there = branch(unrecorded=(Unrecorded(7, "党小组会", TODAY, TODAY),))
    assert not settled(Code.MINUTES, TODAY, 7, there)
    assert settled(Code.MINUTES, TODAY, 8, there)


@pytest.mark.parametrize(
    ("became_full", "listed"),
    [
        (date(1976, 7, 1), True),
        (date(1976, 7, 2), False),
        (date(1975, 7, 2), True),
        (date(1975, 7, 1), False),
        (date(1976, 2, 29), True),
        (None, False),
    ],
)
def test_care_04_fifty_years_by_the_first_of_july(became_full: date | None, listed: bool) -> None:
    """Standing counts from full membership (MEM-03); who had it by last July was on that year's list."""
    there = branch(dates={1: PartyDates(date(1974, 1, 1), became_full)})
    assert there.fifty_years(2026) == (["党员1"] if listed else [])
    assert settled(Code.FIFTY_YEARS, date(2026, 4, 1), 0, there) is not listed


def test_only_full_members_are_on_the_list() -> None:
    gone = replace(PEOPLE[0], status=MemberStatus.MEMBERSHIP_SUSPENDED)
    assert branch(people=[gone], dates={1: PartyDates(None, date(1976, 1, 1))}).fifty_years(2026) == []


def test_what_only_people_know_is_never_settled_by_itself() -> None:
    by_hand = {Code.VISITS_SUMMER, Code.VISITS_WINTER, Code.PROBATION, Code.TERM_END, Code.ANNIVERSARY, Code.DUES}
    assert [code for code in by_hand if settled(code, TODAY, 1, branch())] == []


def test_m33_this_quarter() -> None:
    counts = this_quarter(
        branch(
            [
                held(MeetingKind.COMMITTEE_MEETING, 10, 9),
                held(MeetingKind.COMMITTEE_MEETING, 11, 6),
                held(MeetingKind.THEME_DAY, 12, 16),
                held(MeetingKind.GENERAL_MEETING, 12, 25),
                held(MeetingKind.GROUP_MEETING, 12, 4, THIRD),
                held(MeetingKind.GROUP_MEETING, 12, 24, FOURTH),
                held(MeetingKind.GENERAL_MEETING, 9, 25),
                held(MeetingKind.ORGANIZATIONAL_LIFE_MEETING, 3, 6),
            ]
        ),
        TODAY,
    )
    said = [(one.kind, one.group, one.held, one.announced, one.due, one.now_missing) for one in counts]
    assert [one.kind for one in counts if one.of_year] == [
        MeetingKind.ORGANIZATIONAL_LIFE_MEETING,
        MeetingKind.DEMOCRATIC_APPRAISAL,
    ]
    assert said == [
        (MeetingKind.GENERAL_MEETING, None, 0, 1, 1, False),
        (MeetingKind.COMMITTEE_MEETING, None, 2, 0, 3, True),
        (MeetingKind.GROUP_MEETING, "第三党小组", 1, 0, 3, False),
        (MeetingKind.GROUP_MEETING, "第四党小组", 0, 1, 3, False),
        (MeetingKind.PARTY_LECTURE, None, 0, 0, 1, False),
        (MeetingKind.THEME_DAY, None, 1, 0, 3, False),
        (MeetingKind.ORGANIZATIONAL_LIFE_MEETING, None, 1, 0, 1, False),
        (MeetingKind.DEMOCRATIC_APPRAISAL, None, 0, 0, 1, False),
    ]


def test_the_yearly_meetings_belong_to_the_last_quarter() -> None:
    yearly = {MeetingKind.ORGANIZATIONAL_LIFE_MEETING, MeetingKind.DEMOCRATIC_APPRAISAL}
    assert not yearly & {one.kind for one in this_quarter(branch(), date(2026, 9, 30))}
    assert yearly <= {one.kind for one in this_quarter(branch(), date(2026, 10, 1))}


def test_every_entry_is_the_branchs_or_a_members() -> None:
    assert set(ENTRIES) == set(Code) == {*OF_THE_BRANCH, *OF_A_MEMBER}
    assert all(entry.source for entry in ENTRIES.values())


@pytest.mark.parametrize(
    ("per", "quarter", "month", "counted"),
    [
        (Period.QUARTER, True, False, (0, 1, False)),
        (Period.MONTH, False, True, (0, 3, False)),
        (Period.YEAR, False, False, (0, 1, True)),
    ],
)
def test_a_branch_says_how_often_a_lecture_is_due(
    per: Period, quarter: bool, month: bool, counted: tuple[int, int, bool]
) -> None:
    """MTG-04: no text has a number; each of the three asks for lectures in one place."""
    there = replace(branch(), lectures_per=per)
    of_quarter = {one.kind for one in missing(Code.QUARTER_PLAN, TODAY, there)}
    of_month = {one.kind for one in missing(Code.MONTH_PLAN, TODAY, there)}
    assert (MeetingKind.PARTY_LECTURE in of_quarter, MeetingKind.PARTY_LECTURE in of_month) == (quarter, month)
    (lectures,) = [one for one in this_quarter(there, TODAY) if one.kind is MeetingKind.PARTY_LECTURE]
    assert (lectures.held, lectures.due, lectures.of_year) == counted
