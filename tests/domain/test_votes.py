"""What was counted in a room, read and weighed: tables for votes and paper ballots (QRM-05, 08, 14, ELE-01 to 03)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.elections import (
    Ballots,
    Candidate,
    ElectionProblem,
    read_ballots,
    read_candidates,
    read_elected,
    read_electors,
    readings,
)
from domain.meetings import MeetingKind, QuorumRule
from domain.members import MemberStatus
from domain.quorum import QuorumSheet, quorum_sheet
from domain.votes import (
    Matter,
    VoteProblem,
    Votes,
    carries,
    is_ballot,
    matters,
    may_carry,
    problem,
    read_count,
    read_votes,
)
from tests.domain.people import START
from tests.domain.test_quorum import away, there

GENERAL, COMMITTEE, GROUP = (
    MeetingKind.GENERAL_MEETING,
    MeetingKind.COMMITTEE_MEETING,
    MeetingKind.GROUP_MEETING,
)


def sheet(
    present: int, expected: int, kind: MeetingKind = GENERAL, rule: QuorumRule | None = None, probationary: int = 0
) -> QuorumSheet:
    """So many voters there, of so many expected, and some probationary members beside them."""
    voters = [there(one) if one <= present else away(one) for one in range(1, expected + 1)]
    others = [there(100 + one, MemberStatus.PROBATIONARY_MEMBER) for one in range(probationary)]
    return quorum_sheet(kind, [*voters, *others], on_date=START.date(), rule=rule)


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("赞成8 反对1 弃权1", Votes(8, 1, 1)),
        ("８票赞成，１票反对", Votes(8, 1, 0)),
        ("同意 8，弃权 2", Votes(8, 0, 2)),
        ("同意 8，不同意 2", Votes(8, 2)),
        ("8同意，2不同意", Votes(8, 2)),
        ("8 1 1", Votes(8, 1, 1)),
        ("8、1、1", Votes(8, 1, 1)),
        ("9", Votes(9)),
        ("大家都同意", None),
        ("8 1 1 1", None),
        ("下午8点", None),
        ("", None),
    ],
)
def test_what_somebody_counted(text: str, votes: Votes | None) -> None:
    assert read_votes(text) == votes


@given(st.text(max_size=60))
def test_nothing_typed_is_too_strange(text: str) -> None:
    found = read_votes(text)
    assert found is None or found.in_the_room >= 0
    assert read_count(text) is None or read_count(text) in range(1000)
    assert isinstance(is_ballot(text), bool)
    assert isinstance(read_candidates(text, 5), tuple | ElectionProblem)
    assert isinstance(read_ballots(text, 5), Ballots | ElectionProblem)
    assert isinstance(read_electors(text), tuple | ElectionProblem)


@pytest.mark.parametrize(
    ("votes", "found", "holds"),
    [
        pytest.param(Votes(3), sheet(3, 4), True, id="QRM-05 more than half of those expected"),
        pytest.param(Votes(2, 1), sheet(3, 4), False, id="QRM-05 of those expected, not of those there"),
        pytest.param(Votes(3, 2), sheet(5, 5), True, id="odd"),
        pytest.param(Votes(3, 3), sheet(6, 6), False, id="even, exactly half"),
        pytest.param(Votes(2), sheet(2, 4, probationary=3), False, id="QRM-03 probationary members do not count"),
        pytest.param(Votes(2, written_ayes=2), sheet(3, 5), False, id="QRM-08 writing counts for admission only"),
        pytest.param(Votes(3), sheet(5, 5, COMMITTEE), True, id="a committee of its members"),
        pytest.param(Votes(3, 3), sheet(6, 6, COMMITTEE), False, id="a committee, exactly half"),
    ],
)
def test_a_motion(votes: Votes, found: QuorumSheet, holds: bool) -> None:
    sum_ = carries(Matter.MOTION, votes, found)
    assert sum_ is not None
    assert sum_.holds is holds
    assert may_carry(Matter.MOTION, votes, found) is holds


def test_admission_counts_what_was_written_before() -> None:
    found = sheet(3, 5, rule=QuorumRule.ADMISSION)
    assert may_carry(Matter.ADMISSION, Votes(2, 1, written_ayes=1), found)
    assert not may_carry(Matter.ADMISSION, Votes(2, 1), found)
    assert not may_carry(Matter.ADMISSION, Votes(2, written_ayes=2), sheet(2, 4, rule=QuorumRule.ADMISSION))


def test_too_few_there_and_nothing_is_carried() -> None:
    assert not may_carry(Matter.MOTION, Votes(2), sheet(1, 4))
    assert carries(Matter.MOTION, Votes(2), sheet(2, 4, GROUP)) is None
    assert may_carry(Matter.MOTION, Votes(2), sheet(2, 4, GROUP))
    assert may_carry(Matter.AGREED, None, sheet(1, 4))


def test_what_cannot_be() -> None:
    found = sheet(3, 5)
    assert problem(Votes(2, 1), found) is None
    assert problem(Votes(3, 1), found) is VoteProblem.MORE_THAN_PRESENT
    assert problem(Votes(3, written_ayes=2), found) is None
    assert problem(Votes(3, written_ayes=3), found) is VoteProblem.MORE_THAN_ABSENT
    assert problem(replace(Votes(3), ayes=100_000), found) is VoteProblem.UNREADABLE
    assert matters(GENERAL) == tuple(Matter)
    assert Matter.ADMISSION not in matters(COMMITTEE)


@pytest.mark.parametrize(
    "text",
    [
        *("投票选小组长", "换届选举", "选一位副书记", "选谁当书记，选书记", "差额选举怎么办", "推选代表"),
        *("同意接收小李为预备党员吗", "小雨转正行不行", "给他什么处分", "要不要开除他", "民主评议，投一下"),
        *("补选 委员", "罢 免", "同意李华入党"),
    ],
)
def test_what_is_for_a_ballot(text: str) -> None:
    assert is_ballot(text)


@pytest.mark.parametrize(
    "text", ["春游去哪里？", "选哪天去植物园", "选一本书一起读", "下个月党日干什么", "活动放上午好不好", "选什么题目"]
)
def test_what_is_an_opinion(text: str) -> None:
    assert not is_ballot(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("发10 收10 废0", Ballots(10, 10)),
        ("10 9", Ballots(10, 9)),
        ("发出10张，收回9张，废票1张", Ballots(10, 9, 1)),
        ("发10 收11", ElectionProblem.MORE_RETURNED),
        ("发11 收10", ElectionProblem.MORE_ISSUED),
        ("发3 收2 废3", ElectionProblem.MORE_SPOILT),
        ("十张", ElectionProblem.UNREADABLE),
    ],
)
def test_papers(text: str, found: Ballots | ElectionProblem) -> None:
    assert read_ballots(text, 10) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("李秀英 9\n张建国 7", (Candidate("李秀英", 9), Candidate("张建国", 7))),
        ("李秀英：9票；买买提·吐尔逊 3", (Candidate("李秀英", 9), Candidate("买买提·吐尔逊", 3))),
        ("李秀英", ElectionProblem.UNREADABLE),
        ("李秀英 9\n李秀英 7", ElectionProblem.UNREADABLE),
        ("李秀英 11", ElectionProblem.MORE_AYES),
    ],
)
def test_candidates(text: str, found: tuple[Candidate, ...] | ElectionProblem) -> None:
    assert read_candidates(text, 10) == found


@pytest.mark.parametrize(
    ("ayes", "present", "expected", "of_present", "of_expected"),
    [
        pytest.param(6, 10, 12, True, False, id="ELE-02 the two readings differ"),
        pytest.param(7, 10, 12, True, True, id="both"),
        pytest.param(5, 10, 12, False, False, id="exactly half is too few"),
    ],
)
def test_both_readings(ayes: int, present: int, expected: int, of_present: bool, of_expected: bool) -> None:
    found = readings([Candidate("李秀英", ayes)], present, expected)
    assert (bool(found.of_present), bool(found.of_expected)) == (of_present, of_expected)
    assert found.agree is (of_present == of_expected)


def test_names_that_are_on_the_ballot() -> None:
    ballot = (Candidate("李秀英", 9), Candidate("张建国", 7))
    assert read_elected("张建国、李秀英", ballot) == ("李秀英", "张建国")
    assert read_elected("张三", ballot) is ElectionProblem.NO_CANDIDATE
    assert read_electors("应到12 实到10") == (12, 10)
    assert read_electors("10 12") is ElectionProblem.MORE_PRESENT
