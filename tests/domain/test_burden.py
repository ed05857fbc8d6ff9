"""How much is too much (X7)."""

import pytest

from domain.burden import MOST_AS_A_RULE, Burden, burden


def test_nobody_bears_nothing() -> None:
    assert burden({}, set()) is None


@pytest.mark.parametrize(
    ("got", "in_office", "expected"),
    [
        ({1: ()}, {1}, Burden(1, as_a_rule=0, most=0, over=0, over_in_office=0)),
        ({1: (), 2: (1, 2), 3: (3,)}, set(), Burden(3, as_a_rule=3, most=3, over=0, over_in_office=0)),
        ({1: (), 2: (2,)}, set(), Burden(2, as_a_rule=0, most=2, over=0, over_in_office=0)),
        ({1: (4,), 2: (5, 1), 3: ()}, {2, 3}, Burden(3, as_a_rule=4, most=6, over=2, over_in_office=1)),
    ],
)
def test_a_week(got: dict[int, tuple[int, ...]], in_office: set[int], expected: Burden) -> None:
    assert burden(got, in_office) == expected


def test_it_is_too_much_for_one_or_for_all() -> None:
    assert not Burden(9, MOST_AS_A_RULE, 20, 0, 0).is_too_much
    assert Burden(9, MOST_AS_A_RULE + 1, 20, 0, 0).is_too_much
    assert Burden(9, 0, 20, 1, 0).is_too_much
