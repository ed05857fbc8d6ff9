"""A meeting's paper: all that is known stands there, all that is not is a blank (REC-01, M20, M21)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain.decisions import Decided
from domain.documents import Facts, Paragraph
from domain.elections import Ballots, Candidate, Election
from domain.meetings import Attendee, LeaveDecision, LeaveKind, Meeting, MeetingKind, MeetingState, tally
from domain.members import Member, MemberStatus
from domain.minutes import Content, Point, Record
from domain.quorum import quorum_sheet
from domain.tasks import Given, Task
from domain.votes import Matter, Outcome, Resolution, Votes
from texts import record_paper

AT = datetime(2025, 12, 30, 15, tzinfo=UTC)
NOW = AT + timedelta(days=9)
MEETING = Meeting(
    1, 1, MeetingKind.GENERAL_MEETING, "四季度党员大会", "活动室", AT, AT, AT, MeetingState.CLOSED, AT, None, 1
)


def somebody(number: int, name: str, **known: object) -> Attendee:
    return replace(Attendee(Member(number, 1, name, MemberStatus.FULL_MEMBER)), **known)  # type: ignore[arg-type] # any field


ATTENDEES = [
    somebody(1, "陈姐", present_at=AT),
    somebody(2, "小明", present_at=AT, late=True, left_early=True),
    somebody(3, "老周", leave=LeaveDecision.APPROVED),
    somebody(4, "小雨"),
]
RESOLUTION = Resolution(1, 1, Matter.MOTION, "每周二给独居老人送饭", Votes(2, 0, 0), 1)
TASK = Given(Task(1, 1, 1, "排出送饭的班", 1, date(2026, 1, 6), 1), "陈姐")
RECORD = Record(
    MEETING,
    "幸福社区第一党支部",
    Content(points=(Point("送饭"),)),
    ATTENDEES,
    tally(ATTENDEES, closed=True),
    quorum_sheet(MEETING.kind, ATTENDEES, on_date=AT.date()),
)


def facts(record: Record) -> dict[str, str]:
    paper = record_paper.of_meeting(record, NOW)
    return dict(next(block for block in paper.blocks if isinstance(block, Facts)).rows)


def lines(record: Record) -> list[str]:
    return [block.text for block in record_paper.blocks(record, NOW) if isinstance(block, Paragraph)]


def test_what_is_known_stands_there_with_the_year() -> None:
    found = facts(RECORD)
    assert found["时间"] == "2025年12月30日（周二）15:00"
    assert found["人数"].startswith("应到 4 人，实到 2 人（其中正式 2、预备 0），请假 1 人，缺席 1 人")
    assert found["表决人数"] == "有表决权的应到 4 人，实到 2 人"
    assert (found["到会"], found["请假"], found["缺席"]) == ("陈姐、小明（迟到、早退）", "老周", "小雨")
    assert (found["主持人"], found["记录人"], found["列席"]) == ("____", "____", "____")
    assert lines(RECORD) == ["1．送饭", "____", "____", "____"]


def test_codes_guests_and_sittings_where_there_are_some() -> None:
    record = replace(
        RECORD,
        codes={3: LeaveKind.SICK},
        guests=["吴主任"],
        notes=["第二场 3 人"],
        meeting=replace(MEETING, second_at=AT + timedelta(hours=4)),
    )
    found = facts(record)
    assert found["请假"] == "老周（病假）"
    assert found["时间"] == "第一场 2025年12月30日（周二）15:00，第二场 2025年12月30日（周二）19:00"
    assert found["另记"] == "第二场 3 人"
    written = {"": "吴主任", "没有": "吴主任", "郑主任": "吴主任、郑主任"}
    for typed, shown in written.items():
        assert facts(replace(record, content=Content(guests=typed)))["列席"] == shown


def test_a_result_is_the_secretarys_word() -> None:
    """Counted votes without a declared result leave a blank (M16)."""
    counted = lines(replace(RECORD, decided=[Decided(RESOLUTION, (TASK,))]))[-2:]
    assert counted == [
        "1．每周二给独居老人送饭\n赞成 2 票，反对 0 票，弃权 0 票\n结果：____",
        "落实：排出送饭的班，由 陈姐 办，2026年1月6日（周二）前",
    ]
    carried = replace(RESOLUTION, outcome=Outcome.CARRIED, votes=replace(RESOLUTION.votes or Votes(0), written_ayes=1))
    assert lines(replace(RECORD, decided=[Decided(carried, ())]))[-1].endswith("会前书面赞成 1 票\n结果：通过")
    agreed = replace(RESOLUTION, matter=Matter.AGREED, votes=None)
    assert lines(replace(RECORD, decided=[Decided(agreed, ())]))[-1] == "1．每周二给独居老人送饭"


def test_a_paper_ballot_is_written_down_and_nobody_is_elected_by_it() -> None:
    ballots = Ballots(issued=4, returned=4, spoilt=1)
    election = Election(1, 1, "支部书记", 5, 4, ballots, (Candidate("陈姐", 3), Candidate("老周", 0)), (), 1)
    shown = lines(replace(RECORD, loose=[TASK], elections=[election]))[-2:]
    assert shown[0].startswith("落实：排出送饭的班")
    assert shown[1] == (
        "选举：支部书记\n应到有选举权 5 人，实到 4 人；发出选票 4 张，收回 4 张，有效 3 张，废票 1 张\n"
        "得票：陈姐 3 票、老周 0 票\n当选：____"
    )
