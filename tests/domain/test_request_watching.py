"""What is due about a request that somebody has in hand (E3, E9, E13, E14)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import Urgency
from domain.policies import DEFAULT
from domain.requests import Done, RequestStatus, StepKind
from domain.requests.clocks import step_after
from domain.requests.watching import Watched, due
from domain.workdays import Calendar
from tests.domain.people import SHANGHAI
from tests.domain.requests import ASKED_AT, request

OWNER, LOOKER = 7, 8
CALENDAR = Calendar(SHANGHAI)
CLOCKS = DEFAULT.clocks[Urgency.ORDINARY]
TAKEN = request(
    owner_id=OWNER,
    status=RequestStatus.ACKNOWLEDGED,
    acknowledged_at=ASKED_AT,
    update_by=ASKED_AT + timedelta(days=2),
)


def watched(made: object = TAKEN) -> Watched:
    assert isinstance(made, type(TAKEN))
    return Watched(made, made.created_at, CLOCKS, CALENDAR)


def said(*kinds: StepKind) -> list[Done]:
    return [done_to(kind) for kind in kinds]


def done_to(kind: StepKind) -> Done:
    return Done(kind, LOOKER if kind is StepKind.LOOK else OWNER)


def after(hours: float) -> datetime:
    return ASKED_AT + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("hours", "already", "expected"),
    [
        (1, (), []),
        (17.9, (), []),
        (22.1, (), [StepKind.WARN_RESPOND]),  # three quarters fall into the night: at eight in the morning
        (22.1, (StepKind.WARN_RESPOND,), []),
        (48, (StepKind.WARN_RESPOND,), [StepKind.STALL]),
        (71.9, (StepKind.WARN_RESPOND, StepKind.STALL), []),
        (72, (StepKind.WARN_RESPOND, StepKind.STALL), [StepKind.LOOK]),
        (200, (StepKind.WARN_RESPOND, StepKind.STALL, StepKind.LOOK), []),
    ],
)
def test_an_owner_who_says_nothing(hours: float, already: tuple[StepKind, ...], expected: list[StepKind]) -> None:
    assert due(watched(), said(*already), after(hours), owner_away=False) == expected


def test_who_looked_and_took_it_over_is_watched_like_anybody() -> None:
    """E9: it goes on past the one who was asked to look, once they have it."""
    theirs = watched(replace(TAKEN, owner_id=LOOKER))
    before = said(StepKind.WARN_RESPOND, StepKind.STALL, StepKind.LOOK)
    assert due(theirs, before, after(200), owner_away=False) == [StepKind.STALL]
    assert due(theirs, [*before, Done(StepKind.STALL, LOOKER)], after(200), owner_away=False) == [StepKind.LOOK]


def test_a_word_puts_everything_off() -> None:
    """E14: an owner at work is not reminded; E13 comes all the same before the promise is over."""
    spoke = replace(TAKEN, answered_at=after(3), worked_at=after(100), update_by=after(166), resolve_by=after(168))
    assert due(watched(spoke), [], after(140), owner_away=False) == []
    assert due(watched(replace(spoke, resolve_by=after(160))), [], after(160), owner_away=False) == [
        StepKind.WARN_RESOLVE
    ]
    assert due(watched(spoke), said(StepKind.WARN_RESOLVE), after(166), owner_away=False) == [StepKind.STALL]


def test_who_took_it_late_has_three_quarters_of_what_is_left() -> None:
    late = replace(TAKEN, acknowledged_at=after(23), update_by=None)
    assert due(watched(late), [], after(23), owner_away=False) == []
    assert due(watched(late), [], after(23.8), owner_away=False) == [StepKind.WARN_RESPOND]
    too_late = replace(TAKEN, acknowledged_at=after(25), update_by=None)
    assert due(watched(too_late), [], after(26), owner_away=False) == []


def test_who_is_away_is_left_in_peace() -> None:
    assert due(watched(), [], after(23), owner_away=True) == []
    assert due(watched(), [], after(48), owner_away=True) == [StepKind.LOOK]


def test_a_second_silence_goes_to_somebody_else() -> None:
    """The owner is reminded once a round; after a word the time runs anew."""
    spoke = replace(TAKEN, answered_at=after(49), worked_at=after(49), update_by=after(97))
    done = said(StepKind.WARN_RESPOND, StepKind.WARN_RESOLVE, StepKind.STALL)
    assert due(watched(spoke), done, after(96), owner_away=False) == []
    assert due(watched(spoke), done, step_after(CLOCKS, CALENDAR, after(97)), owner_away=False) == [StepKind.LOOK]


@given(
    hours=st.lists(st.floats(0, 400), max_size=30).map(sorted),
    words=st.lists(st.floats(0, 400), max_size=4).map(sorted),
    away=st.booleans(),
)
def test_nothing_is_said_twice(hours: list[float], words: list[float], away: bool) -> None:
    """And nothing while the last word of the owner is fresh, but for a promise that is nearly over."""
    done: list[Done] = []
    for hour in hours:
        spoken = [word for word in words if word <= hour]
        made = TAKEN
        if spoken:
            made = replace(
                TAKEN, answered_at=after(spoken[0]), worked_at=after(spoken[-1]), update_by=after(spoken[-1] + 72)
            )
        for kind in due(watched(made), done, after(hour), owner_away=away):
            assert kind not in {one.kind for one in done}
            assert not away or kind is StepKind.LOOK
            if kind in {StepKind.STALL, StepKind.LOOK}:
                assert after(hour) >= (made.update_by or after(0))
            done.append(done_to(kind))
