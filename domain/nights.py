"""What waits when the night comes, goes on afterwards: the rest of a letter (S8)."""

from datetime import datetime, timedelta

Span = tuple[datetime, datetime]


def tonight(rests: Span, now: datetime) -> Span:
    """The rest that has not ended yet, where the one that was named may have been nights ago.

    `now` is in the branch's zone, for a night begins at the same time on the wall each day.
    """
    began, ends = (moment.astimezone(now.tzinfo) for moment in rests)
    while ends <= now:
        began, ends = began + timedelta(days=1), ends + timedelta(days=1)
    return began, ends


def after(rests: Span) -> Span:
    """The rest of the next night."""
    began, ends = rests
    return began + timedelta(days=1), ends + timedelta(days=1)
