"""Which of the times offered is taken: post holders first, then heads, then the earlier one (M32)."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.slots import Ballot, Slot, SlotsProblem, best, best_two, offered
from tests.conftest import SHANGHAI

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
SLOTS = [Slot(number, MONDAY + timedelta(hours=6 * number)) for number in range(1, 4)]


def ballots(*picks: str) -> list[Ballot]:
    """`12` can come to slots 1 and 2; a `*` before it holds a post."""
    return [
        Ballot(number, frozenset(int(one) for one in said.lstrip("*")), said.startswith("*"))
        for number, said in enumerate(picks)
    ]


@pytest.mark.parametrize(
    ("picks", "one", "two"),
    [
        ((), None, None),
        (("", ""), None, None),
        (("1", "12", "2"), 1, (1, 2)),
        (("12", "2", "23"), 2, None),
        (("*1", "2", "2", "2"), 1, (1, 2)),
        (("*13", "1", "3", "2", "2"), 1, (1, 3)),
        (("*123", "*23", "1", "1"), 2, (1, 2)),
        (("3", "3", "2", "2"), 2, (2, 3)),
    ],
)
def test_the_best(picks: tuple[str, ...], one: int | None, two: tuple[int, int] | None) -> None:
    single, pair = best(SLOTS, ballots(*picks)), best_two(SLOTS, ballots(*picks))
    assert (single.id if single else None) == one
    assert ((pair[0].id, pair[1].id) if pair else None) == two


@given(st.lists(st.sets(st.integers(1, 3)).map(frozenset), max_size=8), st.sets(st.integers(0, 7)))
def test_two_sittings_reach_more_than_one_or_are_not_offered(picks: list[frozenset[int]], posts: set[int]) -> None:
    held = [Ballot(number, one, number in posts) for number, one in enumerate(picks)]
    single, pair = best(SLOTS, held), best_two(SLOTS, held)
    if pair is None:
        return
    assert single is not None
    reached = sum(bool(one.slot_ids & {pair[0].id, pair[1].id}) for one in held)
    assert reached > sum(single.id in one.slot_ids for one in held)
    assert pair[0].starts_at < pair[1].starts_at


def test_two_to_six_different_times_are_offered() -> None:
    hours = [MONDAY + timedelta(hours=one) for one in range(7)]
    assert offered([hours[1], hours[0], hours[1]]) == [hours[0], hours[1]]
    assert offered(hours[:6]) == hours[:6]
    assert offered(hours) is SlotsProblem.TOO_MANY
    assert offered([hours[0], hours[0]]) is SlotsProblem.TOO_FEW
