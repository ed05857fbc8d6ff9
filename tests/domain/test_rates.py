from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.rates import PER_PERSON, RateRule, full, take
from tests.domain.people import START


def test_v10_a_burst_passes_and_then_one_per_refill() -> None:
    bucket = full(START)
    for _ in range(PER_PERSON.burst):
        bucket, allowed = take(bucket, START)
        assert allowed
    bucket, allowed = take(bucket, START)
    assert not allowed
    bucket, allowed = take(bucket, START + PER_PERSON.refill)
    assert allowed
    assert not take(bucket, START + PER_PERSON.refill)[1]


def test_v10_being_refused_costs_nothing() -> None:
    rule = RateRule(1, timedelta(seconds=2))
    bucket, _ = take(full(START, rule), START, rule)
    for tenth in range(1, 20):
        bucket, allowed = take(bucket, START + timedelta(seconds=tenth / 10), rule)
        assert not allowed
    assert take(bucket, START + timedelta(seconds=2), rule)[1]


@given(st.lists(st.integers(-5, 60)), st.integers(1, 5), st.integers(1, 10))
def test_v10_never_more_than_burst_and_refills(waits: list[int], burst: int, refill: int) -> None:
    rule = RateRule(burst, timedelta(seconds=refill))
    bucket, now, latest, passed = full(START, rule), START, START, 0
    for wait in waits:
        now += timedelta(seconds=wait)
        latest = max(latest, now)
        bucket, allowed = take(bucket, now, rule)
        passed += allowed
        assert 0 <= bucket.tokens <= burst
        assert passed <= burst + (latest - START) / rule.refill


def test_v10_a_clock_that_goes_back_neither_refills_nor_drains() -> None:
    rule = RateRule(2, timedelta(seconds=2))
    bucket, _ = take(full(START, rule), START, rule)
    bucket, allowed = take(bucket, START - timedelta(hours=1), rule)
    assert allowed
    assert not take(bucket, START, rule)[1]
