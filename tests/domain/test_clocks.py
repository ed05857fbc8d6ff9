"""What an asker is promised, and when anybody is reminded (E1, E2, E13, HELP-04)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import Topic, Urgency
from domain.policies import DEFAULT
from domain.requests.clocks import HARD_REVIEW, Clocks, Promise, promised, step_after, update_due, warn_at
from tests.domain.test_workdays import CALENDAR, at, moments

ORDINARY = DEFAULT.clocks[Urgency.ORDINARY]
URGENT = DEFAULT.clocks[Urgency.URGENT]
clocks = st.sampled_from(list(DEFAULT.clocks.values()))


def test_e1_an_ordinary_request() -> None:
    now = at(11, 23, 10)
    assert promised(ORDINARY, CALENDAR, now) == Promise(at(11, 24, 10), at(12, 2, 10), now)


def test_e1_danger_to_life_and_property_waits_for_no_morning() -> None:
    friday_night = at(11, 27, 23)
    promise = promised(URGENT, CALENDAR, friday_night)
    assert promise == Promise(at(11, 28, 1), at(11, 30, 23), friday_night)
    assert step_after(URGENT, CALENDAR, friday_night) == at(11, 27, 23, 30)


def test_what_is_asked_on_a_day_off_is_counted_from_when_work_begins() -> None:
    """It is asked at once all the same: Saturday is no night."""
    saturday = at(11, 28, 15)
    assert promised(ORDINARY, CALENDAR, saturday) == Promise(at(12, 1, 8, 30), at(12, 9, 8, 30), saturday)


def test_s8_nobody_is_asked_at_night() -> None:
    assert promised(ORDINARY, CALENDAR, at(11, 23, 22)).next_step_at == at(11, 24, 8)
    pressing = DEFAULT.clocks[Urgency.PRESSING]
    assert step_after(pressing, CALENDAR, at(11, 23, 18)) == at(11, 24, 8)


def test_help_04_seven_working_days_are_never_more_than_fifteen_days() -> None:
    before_national_day = at(9, 30, 10)
    assert promised(ORDINARY, CALENDAR, before_national_day).resolve_by == before_national_day + HARD_REVIEW


def test_help_04_the_first_word_comes_within_two_working_days() -> None:
    friday = at(11, 27, 10)
    assert update_due(ORDINARY, CALENDAR, friday, first=True) == at(12, 1, 10)
    assert update_due(ORDINARY, CALENDAR, friday) == at(12, 2, 10)


@pytest.mark.parametrize(
    ("start", "due", "warned"),
    [
        pytest.param(at(11, 23, 10), at(11, 24, 10), at(11, 24, 8), id="not at night"),
        pytest.param(at(11, 23, 8), at(11, 23, 16), at(11, 23, 14), id="three quarters"),
        pytest.param(at(11, 27, 8), at(11, 30, 16), at(11, 30, 8), id="days off do not count"),
    ],
)
def test_e13_at_three_quarters(start: datetime, due: datetime, warned: datetime) -> None:
    assert warn_at(ORDINARY, CALENDAR, start, due) == warned


def test_e13_what_is_urgent_is_warned_about_around_the_clock() -> None:
    assert warn_at(URGENT, CALENDAR, at(11, 27, 23), at(11, 28, 1)) == at(11, 28, 0, 30)


@given(moments, clocks)
def test_e13_the_warning_comes_before_it_is_due(now: datetime, spans: Clocks) -> None:

    promise = promised(spans, CALENDAR, now)
    assert now <= warn_at(spans, CALENDAR, now, promise.respond_by) <= promise.respond_by


@given(moments, st.sampled_from(Topic), st.sampled_from(Urgency))
def test_promises_stand_in_their_order(now: datetime, topic: Topic, urgency: Urgency) -> None:
    spans = DEFAULT.clocks_for(topic, urgency)
    promise = promised(spans, CALENDAR, now)
    assert now <= promise.next_step_at
    assert now < promise.respond_by <= promise.resolve_by <= now + HARD_REVIEW
    assert spans.always or not CALENDAR.is_quiet(promise.next_step_at)
    assert step_after(spans, CALENDAR, now) >= now + spans.step


@given(moments)
def test_a_promise_reads_the_same_in_any_zone(now: datetime) -> None:
    assert promised(ORDINARY, CALENDAR, now.astimezone(ZoneInfo("UTC"))) == promised(ORDINARY, CALENDAR, now)
