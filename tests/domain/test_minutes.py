"""Minutes as data: blanks stay blank, corrections keep what stood there, nothing gets lost (REC-03, REC-06)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import minutes as rules
from domain.documents import BLANK
from domain.ledgers import held, number
from domain.meetings import Attendee, LeaveKind, Meeting, MeetingKind, MeetingState
from domain.members import Member, MemberStatus
from domain.minutes import Content, Point, Version
from domain.workdays import Calendar

NOW = datetime(2026, 11, 27, 15, tzinfo=UTC)
WORDS = st.text(max_size=40)
CONTENTS = st.builds(
    Content, WORDS, WORDS, WORDS, st.lists(st.builds(Point, WORDS, WORDS), max_size=4).map(tuple), WORDS
)


@given(CONTENTS)
def test_what_is_kept_comes_back(content: Content) -> None:
    assert rules.unpacked(rules.packed(content)) == content


@given(CONTENTS, WORDS, st.integers(0, 10))
def test_one_part_changes_and_no_other(content: Content, words: str, which: int) -> None:
    part = rules.parts(content)[which % len(rules.parts(content))]
    changed = rules.with_part(content, part, words)
    assert rules.part_of(changed, part) == words
    others = set(rules.parts(content)) - {part}
    assert all(rules.part_of(changed, other) == rules.part_of(content, other) for other in others)
    assert rules.with_part(changed, part, rules.part_of(content, part)) == content


@pytest.mark.parametrize("part", ["points:1", "points", "weather"])
def test_there_is_no_such_part(part: str) -> None:
    content = Content(points=(Point("送饭"),))
    with pytest.raises(KeyError):
        rules.part_of(content, part)
    with pytest.raises(KeyError):
        rules.with_part(content, part, "多云")


def test_rec_06_each_amendment_says_what_stood_there() -> None:
    first = Content(chair="老周", points=(Point("送饭", "每周两次"),))
    second = rules.with_part(first, "points:0", "每周三次")
    third = rules.with_part(second, rules.OPINIONS, "没有")
    versions = [
        Version(number, content, reason, 7, NOW)
        for number, content, reason in ((1, first, ""), (2, second, "写错了"), (3, third, "补写"))
    ]
    found = [(one.part, one.before, one.after, one.reason, one.by) for one in rules.changes(versions, {7: "陈姐"})]
    assert found == [
        ("points:0", "每周两次", "每周三次", "写错了", "陈姐"),
        (rules.OPINIONS, "", "没有", "补写", "陈姐"),
    ]
    assert rules.changes(versions[:1], {}) == []


def test_unreadable_drafts_are_blank() -> None:
    assert rules.unpacked(None) == Content()
    assert rules.unpacked({"points": [["送饭"], 3, ["学习", "讲了"]]}) == Content(points=(Point("学习", "讲了"),))
    assert BLANK == "____"


@pytest.mark.parametrize("typed", ["王芳、李强", "王芳，李强", "王芳 李强", "王芳\n李强；", " 王芳,, 李强 "])
def test_names_however_they_are_parted(typed: str) -> None:
    assert rules.read_names(typed) == "王芳、李强"


@pytest.mark.parametrize(
    ("over", "within", "last"),
    [
        (datetime(2026, 11, 25, 17, tzinfo=UTC), 3, date(2026, 11, 30)),  # Wednesday: Thursday, Friday, Monday
        (datetime(2026, 11, 27, 17, tzinfo=UTC), 3, date(2026, 12, 2)),
        (datetime(2026, 11, 28, 10, tzinfo=UTC), 1, date(2026, 12, 1)),  # a Saturday counts from Monday
    ],
)
def test_rec_03_so_many_working_days(over: datetime, within: int, last: date) -> None:
    assert rules.filed_by(over, within, Calendar(UTC)) == last


@pytest.mark.parametrize(
    ("kind", "code"), [(LeaveKind.SICK, "病假"), (LeaveKind.OFFICIAL, "公务"), (LeaveKind.OTHER, ""), (None, "")]
)
def test_m12_a_code_and_never_a_reason(kind: LeaveKind | None, code: str) -> None:
    one = Attendee(Member(3, 1, "小明", MemberStatus.FULL_MEMBER))
    assert rules.leave_code(one, {} if kind is None else {3: kind}) == code


def test_a_ledger_numbers_what_was_closed() -> None:
    def meeting(id_: int, day: int, state: MeetingState) -> Meeting:
        at = NOW.replace(day=day)
        return Meeting(id_, 1, MeetingKind.GROUP_MEETING, "会", "活动室", at, at, at, state, None, None, 1)

    states = (MeetingState.CLOSED, MeetingState.ANNOUNCED, MeetingState.CANCELLED, MeetingState.CLOSED)
    made = [meeting(id_, 20 - id_, state) for id_, state in enumerate(states)]
    assert [one.id for one in held(made)] == [3, 0]
    assert (number(2026, 7), number(2026, 123)) == ("2026-07", "2026-123")
