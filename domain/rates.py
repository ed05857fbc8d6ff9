"""How often one person may make the bot work (V10)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class RateRule:
    """`burst` requests at once, then one more per `refill`."""

    burst: int
    refill: timedelta


# A wizard is at most six taps and an impatient finger doubles them: twenty never stops a person, and one in two
# seconds is faster than anyone reads an answer. A script runs dry in a second and costs a branch no delay.
PER_PERSON: Final = RateRule(burst=20, refill=timedelta(seconds=2))


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is left, 0 to `burst`, fractions included, as of `updated_at`."""

    tokens: float
    updated_at: datetime


def full(now: datetime, rule: RateRule = PER_PERSON) -> Bucket:
    """The bucket of somebody not heard before."""
    return Bucket(float(rule.burst), now)


def take(bucket: Bucket, now: datetime, rule: RateRule = PER_PERSON) -> tuple[Bucket, bool]:
    """The bucket after one request, and whether that request is let through.

    A refused request costs nothing, so waiting always helps. A clock that goes back refills nothing.
    """
    waited = max(now - bucket.updated_at, timedelta())
    tokens = min(float(rule.burst), bucket.tokens + waited / rule.refill)
    # 1e-9: ten refills of a tenth must make a whole one, in floating point too
    allowed = tokens >= 1 - 1e-9
    return Bucket(max(tokens - allowed, 0.0), max(now, bucket.updated_at)), allowed
