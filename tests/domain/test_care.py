"""Who is visited when, whom nobody asked after, what a sum of money looks like."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.care import (
    DEFAULTS,
    MISSED_AFTER,
    MOURNING,
    REPORTED,
    TALK_NAMES,
    TRIGGER_NAMES,
    Place,
    Rule,
    Talk,
    TalkState,
    TalkTrigger,
    VisitState,
    VisitTrigger,
    Wish,
    answered,
    closed_month,
    days_to_go,
    due_on,
    is_missed,
    may_report,
    may_settle,
    may_take,
    mourns_until,
    names_amount,
)
from domain.members import Role

NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
TODAY = NOW.date()
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def test_every_trigger_has_its_words_and_its_rule() -> None:
    assert set(VisitTrigger) == set(DEFAULTS) == set(TRIGGER_NAMES)
    assert set(TalkTrigger) == set(TALK_NAMES)


@pytest.mark.parametrize(
    ("trigger", "oneself", "may"),
    [
        (VisitTrigger.HOSPITAL, False, True),
        (VisitTrigger.LOW_SPIRITS, True, True),
        (VisitTrigger.LOW_SPIRITS, False, False),
        (VisitTrigger.FESTIVAL, True, False),
        (VisitTrigger.CONDOLENCE, False, False),
    ],
)
def test_what_may_be_reported_of_whom(trigger: VisitTrigger, oneself: bool, may: bool) -> None:
    assert may_report(trigger, of_oneself=oneself) is may


def test_nobody_watches_anybodys_spirits() -> None:
    assert VisitTrigger.LOW_SPIRITS not in REPORTED


@pytest.mark.parametrize(
    ("hours", "day", "words"),
    [(24, date(2026, 11, 24), "1 天"), (72, date(2026, 11, 26), "3 天"), (336, date(2026, 12, 7), "14 天")],
)
def test_by_when_somebody_goes(hours: int, day: date, words: str) -> None:
    assert due_on(Rule(Role.GROUP_LEADER, hours, ""), NOW) == day
    assert days_to_go(hours) == words


@pytest.mark.parametrize(
    ("wish", "state"), [(Wish.COME, VisitState.WAITING), (Wish.CALL, VisitState.WAITING), (Wish.NO, None)]
)
def test_a_no_leaves_nothing(wish: Wish, state: VisitState | None) -> None:
    assert answered(wish) is state


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("给了500元", True),
        ("送去￥300", True),
        ("两百块钱", True),
        ("５００ 元慰问金", True),
        ("一千二百元", True),
        ("元旦去看他", False),
        ("一块蛋糕", False),
        ("住在三单元", False),
        ("三元里的老街坊", False),
        ("下午三点再去", False),
        ("", False),
    ],
)
def test_sums_of_money(text: str, names: bool) -> None:
    assert names_amount(text) is names


@given(st.lists(days), days)
def test_who_was_asked_after_within_a_year_is_not_missed(contacts: list[date], today: date) -> None:
    assert is_missed(contacts, today) is not any(day >= today - MISSED_AFTER for day in contacts)


@given(days, days)
def test_a_count_moves_once_a_month_and_spans_twelve_whole_ones(one: date, other: date) -> None:
    first, until = closed_month(one)
    assert first.day == until.day == 1
    assert (until.year - first.year, until.month) == (1, first.month)
    assert until <= one < until + timedelta(days=31)
    if (one.year, one.month) == (other.year, other.month):
        assert closed_month(other) == (first, until)


@given(days)
def test_how_long_nobody_congratulates(day: date) -> None:
    assert mourns_until(day) - day == MOURNING


def talk(state: TalkState, proposer: int = 1) -> Talk:
    return Talk(9, 1, 2, proposer, NOW + timedelta(days=1), Place.HOME, state)


@pytest.mark.parametrize("state", TalkState)
@pytest.mark.parametrize("who", [1, 2, 3])
@pytest.mark.parametrize("proposer", [1, 2])
def test_who_may_answer_a_talk(state: TalkState, who: int, proposer: int) -> None:
    one = talk(state, proposer)
    asked, party = state is TalkState.ASKED, who in {1, 2}
    assert may_take(one, who, NOW) is (asked and party and who != proposer)
    assert not may_take(one, who, NOW + timedelta(days=2))
    assert may_settle(one, who) is (party and state in {TalkState.ASKED, TalkState.AGREED})
