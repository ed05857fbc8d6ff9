from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meetings import (
    KIND_WORDS,
    KINDS,
    AlreadySignedIn,
    Cancelled,
    Closed,
    LeaveDecision,
    MeetingKind,
    MeetingState,
    NotExpected,
    Period,
    SignedIn,
    SignInVerdict,
    TooEarly,
    TooLate,
    expected,
    judge_sign_in,
    kind_of,
    leave_counts,
    may_answer,
    window,
)
from domain.members import MemberStatus, Office, Role
from domain.moments import Moment
from tests.domain.people import (
    BRANCH,
    COMMUNITY,
    FIRST_GROUP,
    HUB,
    OTHER_BRANCH,
    SECOND_GROUP,
    START,
    TREE,
    meeting,
    member,
)

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
EVERYBODY = [
    member(1, BRANCH),
    member(2, FIRST_GROUP),
    member(3, SECOND_GROUP, MemberStatus.PROBATIONARY_MEMBER),
    member(4, HUB),
    member(5, OTHER_BRANCH),
    member(6, FIRST_GROUP, MemberStatus.MEMBERSHIP_SUSPENDED),
    member(7, FIRST_GROUP, MemberStatus.REMOVED),
    member(8, FIRST_GROUP, MemberStatus.APPLICANT_ACTIVIST),
]
OFFICES = [
    Office(1, Role.BRANCH_SECRETARY, BRANCH),
    Office(2, Role.GROUP_LEADER, FIRST_GROUP),
    Office(4, Role.ORGANIZATION_MEMBER, BRANCH),
    Office(4, Role.PUBLICITY_MEMBER, BRANCH),
    Office(5, Role.BRANCH_SECRETARY, OTHER_BRANCH),
    Office(6, Role.YOUTH_MEMBER, BRANCH),
]


@pytest.mark.parametrize(
    ("kind", "node_id", "ids"),
    [
        pytest.param(MeetingKind.GENERAL_MEETING, BRANCH, {1, 2, 3, 4}, id="MTG-01 probationary too, QRM-13 out"),
        pytest.param(MeetingKind.GENERAL_MEETING, FIRST_GROUP, {1, 2, 3, 4}, id="MTG-01 made in a group"),
        pytest.param(MeetingKind.COMMITTEE_MEETING, BRANCH, {1, 4}, id="MTG-02 M3"),
        pytest.param(MeetingKind.COMMITTEE_MEETING, HUB, {1, 4}, id="MTG-02 made in a hub"),
        pytest.param(MeetingKind.GROUP_MEETING, FIRST_GROUP, {2, 4}, id="MTG-03 M3"),
        pytest.param(MeetingKind.GROUP_MEETING, HUB, {2, 4}, id="MTG-03 hub belongs to its group"),
        pytest.param(MeetingKind.PARTY_LECTURE, BRANCH, {1, 2, 3, 4}, id="MTG-04"),
        pytest.param(MeetingKind.THEME_DAY, SECOND_GROUP, {3}, id="MTG-05 in a group"),
        pytest.param(MeetingKind.THEME_DAY, COMMUNITY, {1, 2, 3, 4, 5}, id="MTG-05 in a community"),
    ],
)
def test_m3_invitees_follow_from_kind_and_node(kind: MeetingKind, node_id: int, ids: set[int]) -> None:
    assert {one.id for one in expected(kind, node_id, EVERYBODY, OFFICES, TREE)} == ids


def test_expected_at_an_unknown_node_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        expected(MeetingKind.THEME_DAY, 999, EVERYBODY, OFFICES, TREE)


@pytest.mark.parametrize(
    ("kind", "per"),
    [
        pytest.param(MeetingKind.GENERAL_MEETING, Period.QUARTER, id="MTG-01"),
        pytest.param(MeetingKind.COMMITTEE_MEETING, Period.MONTH, id="MTG-02"),
        pytest.param(MeetingKind.GROUP_MEETING, Period.MONTH, id="MTG-03"),
        pytest.param(MeetingKind.THEME_DAY, Period.MONTH, id="MTG-05"),
        pytest.param(MeetingKind.ORGANIZATIONAL_LIFE_MEETING, Period.YEAR, id="MTG-07"),
        pytest.param(MeetingKind.DEMOCRATIC_APPRAISAL, Period.YEAR, id="MTG-08"),
    ],
)
def test_m1_national_frequencies(kind: MeetingKind, per: Period) -> None:
    frequency = KINDS[kind].frequency
    assert frequency is not None
    assert (frequency.per, frequency.at_least, frequency.national) == (per, 1, True)


def test_mtg_04_the_frequency_of_lectures_is_only_a_default() -> None:
    frequency = KINDS[MeetingKind.PARTY_LECTURE].frequency
    assert frequency is not None
    assert not frequency.national


def test_m1_only_general_and_committee_meetings_have_a_national_quorum() -> None:
    assert {kind for kind, rule in KINDS.items() if rule.has_quorum} == {
        MeetingKind.GENERAL_MEETING,
        MeetingKind.COMMITTEE_MEETING,
    }


def test_words_for_kinds_read_back() -> None:
    assert {kind_of(rule.word) for rule in KINDS.values()} == set(MeetingKind) == set(KINDS)
    assert kind_of(" 党员 大会") is MeetingKind.GENERAL_MEETING
    assert kind_of("小组会") is KIND_WORDS["党小组会"] is MeetingKind.GROUP_MEETING
    assert kind_of("茶话会") is None


@pytest.mark.parametrize("kind", MeetingKind)
def test_m6_the_window_surrounds_the_meeting(kind: MeetingKind) -> None:
    opens_at, closes_at = window(START, kind)
    assert opens_at == START - 30 * MINUTE
    assert closes_at >= START + 2 * HOUR
    assert closes_at >= START + KINDS[kind].default_minutes * MINUTE


OPENS, CLOSES = window(START, MeetingKind.GENERAL_MEETING)


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        (OPENS - MINUTE, TooEarly(OPENS)),
        (OPENS, SignedIn(OPENS)),
        (START, SignedIn(START)),
        (CLOSES, SignedIn(CLOSES)),
        (CLOSES + MINUTE, TooLate(CLOSES)),
    ],
)
def test_m6_a_message_knows_its_time(at: datetime, verdict: SignInVerdict) -> None:
    assert judge_sign_in(meeting(), Moment.at(at), True, None) == verdict


@pytest.mark.parametrize(
    ("earliest", "latest", "verdict"),
    [
        pytest.param(START, CLOSES + 5 * HOUR, SignedIn(CLOSES), id="down since the start, back after the end"),
        pytest.param(OPENS - 2 * HOUR, START, SignedIn(START), id="down before it opened"),
        pytest.param(OPENS - HOUR, CLOSES + HOUR, SignedIn(CLOSES), id="down all along"),
        pytest.param(CLOSES, CLOSES + HOUR, SignedIn(CLOSES), id="down at the last moment"),
        pytest.param(OPENS - HOUR, OPENS - MINUTE, TooEarly(OPENS), id="surely before"),
        pytest.param(CLOSES + MINUTE, CLOSES + HOUR, TooLate(CLOSES), id="surely after"),
    ],
)
def test_nobody_is_late_because_the_bot_was_down(earliest: datetime, latest: datetime, verdict: SignInVerdict) -> None:
    assert judge_sign_in(meeting(), Moment(earliest, latest), True, None) == verdict


def test_closing_ends_the_window_but_not_for_presses_made_before() -> None:
    closed = meeting(MeetingState.CLOSED, HOUR)
    assert judge_sign_in(closed, Moment.at(START + HOUR + MINUTE), True, None) == Closed(START + HOUR)
    assert judge_sign_in(closed, Moment(START, START + 5 * HOUR), True, None) == SignedIn(START + HOUR)


def test_a_meeting_closed_after_its_window_is_too_late_as_before() -> None:
    closed = meeting(MeetingState.CLOSED, 10 * HOUR)
    assert judge_sign_in(closed, Moment.at(START + 5 * HOUR), True, None) == TooLate(CLOSES)


def test_a_meeting_closed_before_it_opened_asks_nobody_to_come_back() -> None:
    closed = meeting(MeetingState.CLOSED, -HOUR)
    assert judge_sign_in(closed, Moment.at(START - 2 * HOUR), True, None) == Closed(START - HOUR)


def test_the_order_of_answers() -> None:
    late = Moment.at(CLOSES + HOUR)
    assert judge_sign_in(meeting(), late, True, START) == AlreadySignedIn(START)
    assert judge_sign_in(meeting(), late, False, None) == NotExpected()
    assert judge_sign_in(meeting(), Moment.at(OPENS - HOUR), False, None) == NotExpected()
    assert judge_sign_in(meeting(MeetingState.CANCELLED), Moment.at(START), True, None) == Cancelled()
    assert judge_sign_in(meeting(MeetingState.CLOSED, HOUR), late, False, None) == NotExpected()


minutes = st.integers(-600, 600)


@given(minutes, st.integers(0, 600), st.none() | minutes)
def test_a_press_counts_exactly_where_its_span_meets_the_window(
    first: int, length: int, closed_after: int | None
) -> None:
    held = meeting() if closed_after is None else meeting(MeetingState.CLOSED, timedelta(minutes=closed_after))
    moment = Moment(START + first * MINUTE, START + (first + length) * MINUTE)
    verdict = judge_sign_in(held, moment, True, None)
    if isinstance(verdict, SignedIn):
        assert moment.earliest <= held.signs_until
        assert verdict.at <= held.signs_until
        assert moment.earliest <= verdict.at or verdict.at == held.signs_until
        assert verdict.at <= moment.latest
    if held.opens_at <= held.signs_until:
        meets = moment.earliest <= held.signs_until and moment.latest >= held.opens_at
        assert isinstance(verdict, SignedIn) == meets


@pytest.mark.parametrize(
    ("decision", "counts"),
    [
        pytest.param(LeaveDecision.PENDING, True, id="M13"),
        (LeaveDecision.APPROVED, True),
        (LeaveDecision.REJECTED, False),
        (LeaveDecision.CANCELLED, False),
        (None, False),
    ],
)
def test_m13_leave_that_nobody_decided_counts(decision: LeaveDecision | None, counts: bool) -> None:
    assert leave_counts(decision) is counts


def test_m4_answers_change_until_the_start() -> None:
    assert may_answer(meeting(), Moment.at(START - MINUTE))
    assert not may_answer(meeting(), Moment.at(START))
    assert may_answer(meeting(), Moment(START - MINUTE, START + 5 * HOUR))
    assert not may_answer(meeting(MeetingState.CANCELLED), Moment.at(START - MINUTE))
