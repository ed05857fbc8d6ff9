"""City words, no coordinates and no numbers; since when; when to ask again; where one can report (MOB-01, MOB-07)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.affiliations import is_open_to_guests, places_for
from domain.meetings import MeetingKind
from domain.mobility import PlaceProblem, is_mobile, next_asked, problem_of, read_since
from domain.nodes import Node, NodeKind, Tree

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("广东东莞", None),
        ("深圳，跟女儿住", None),
        ("第3工业区A栋", None),
        ("", PlaceProblem.EMPTY),
        ("……", PlaceProblem.EMPTY),
        ("23.0207, 113.7518", PlaceProblem.COORDINATES),
        ("２３．０２０７", PlaceProblem.COORDINATES),
        ("东经113度", PlaceProblem.COORDINATES),
        ("138 0013 8000", PlaceProblem.NUMBER),
        ("打0769-22223333", PlaceProblem.NUMBER),
        ("远" * 41, PlaceProblem.TOO_LONG),
    ],
)
def test_city_words_are_enough(words: str, problem: PlaceProblem | None) -> None:
    assert problem_of(words) is problem


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("从今天起", TODAY),
        ("从5月开始", date(2026, 5, 1)),
        ("半年前", date(2026, 5, 23)),
        ("5月", date(2026, 5, 1)),
        ("12月起", date(2025, 12, 1)),
        ("2026年5月", date(2026, 5, 1)),
        ("2026 年 5 月 8 日", date(2026, 5, 8)),
        ("2025-12-20", date(2025, 12, 20)),
        ("2026-12-01", None),
        ("13月", None),
        ("0000年5月", None),
        ("1901年5月", None),
        ("很久了", None),
        ("", None),
    ],
)
def test_since_when(text: str, since: date | None) -> None:
    assert read_since(text, TODAY) == since


@given(st.text(max_size=60))
def test_nothing_typed_raises(text: str) -> None:
    found = read_since(text, TODAY)
    assert found is None or found <= TODAY
    assert problem_of(text) in {None, *PlaceProblem}


@pytest.mark.parametrize(("since", "mobile"), [(date(2026, 5, 23), True), (date(2026, 5, 24), False), (TODAY, False)])
def test_mob_01_half_a_year_in_a_row(since: date, mobile: bool) -> None:
    assert is_mobile(since, TODAY) is mobile


@given(st.dates(date(2020, 1, 1), TODAY), st.integers(1, 6))
def test_mob_07_the_next_question_lies_ahead_and_not_far(heard_on: date, every: int) -> None:
    asked = next_asked(heard_on, TODAY, every)
    assert asked > TODAY
    assert (asked - TODAY).days <= every * 31


def test_nobody_reports_where_they_belong() -> None:
    """ORG-15: a second place is neither one's own branch, nor a part of it, nor what stands above it."""
    tree = Tree(
        [
            Node(1, None, NodeKind.COMMUNITY_COMMITTEE, "幸福社区"),
            Node(2, 1, NodeKind.BRANCH, "第一党支部"),
            Node(3, 2, NodeKind.PARTY_GROUP, "第三党小组"),
            Node(4, 1, NodeKind.BRANCH, "第二党支部"),
            Node(5, None, NodeKind.BRANCH, "机关支部"),
            Node(6, 5, NodeKind.PARTY_GROUP, "第一党小组"),
        ]
    )
    assert [one.id for one in places_for(3, tree, [1, 2, 3, 4, 5, 6])] == [4, 5]
    assert [one.id for one in places_for(6, tree, [1, 2, 3, 4, 5, 6])] == [1, 2, 4]


def test_guests_come_to_all_but_the_committee() -> None:
    closed = [kind for kind in MeetingKind if not is_open_to_guests(kind)]
    assert closed == [MeetingKind.COMMITTEE_MEETING]
