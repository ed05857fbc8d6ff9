"""No combination of what is shown speaks of one person (C3, MOOD-03).

The promise, in worlds: whoever knows what any four people said cannot tell of anybody else, since somebody they do not
know either could have changed places with that one, and everything that is shown would be the same.
"""

from collections.abc import Collection, Mapping
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.suppression import LEAST, shown, shown_sums

KEYS = "ABCDEF"
COUNTS = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 12), min_size=1)
SUMS = st.lists(st.frozensets(st.sampled_from(KEYS), min_size=1), max_size=6).map(lambda sums: dict(enumerate(sums)))


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ({}, {}),
        ({"甲": 4}, {"甲": None}),
        ({"甲": 5}, {"甲": 5}),
        ({"甲": 5, "乙": 5}, {"甲": 5, "乙": 5}),
        ({"甲": 9, "乙": 4}, {"甲": None, "乙": None}),  # the total less 9 would be 4
        ({"甲": 9, "乙": 4, "丙": 1}, {"甲": 9, "乙": None, "丙": None}),  # the two together are five
        ({"甲": 9, "乙": 4, "丙": 7}, {"甲": 9, "乙": None, "丙": None}),  # 丙 would give 乙 away
        ({"甲": 9, "乙": 0}, {"甲": None, "乙": None}),  # that nobody said it speaks of everybody
        ({"甲": 9, "乙": 8, "丙": 0}, {"甲": 9, "乙": None, "丙": None}),
    ],
)
def test_groups_that_lie_side_by_side(groups: Mapping[str, int], expected: Mapping[str, int | None]) -> None:
    assert shown(groups) == expected


def test_who_did_not_answer_is_a_group_too() -> None:
    """With everybody's answer in the sum, that each of them answered would be known."""
    assert shown({"甲": 6, "乙": 6}, silent=5) == {"甲": 6, "乙": 6}
    assert shown({"甲": 6, "乙": 6}, silent=4) == {"甲": None, "乙": None}
    assert shown({"甲": 2, "乙": 2}, silent=50) == {"甲": None, "乙": None}


def test_filters_that_overlap() -> None:
    """Old members, and women: the four who are both must not come out by addition."""
    counts = {"老年女": 4, "老年男": 8, "青年女": 9, "青年男": 11}
    everybody, old, women = list(counts), ["老年女", "老年男"], ["老年女", "青年女"]
    found = shown_sums({"全体": everybody, "老年": old, "女": women}, counts)
    assert found == {"全体": 32, "老年": 12, "女": None}
    assert shown_sums({"女": women, "老年": old}, counts) == {"女": 13, "老年": None}


@given(COUNTS, SUMS)
def test_no_sum_or_difference_of_what_is_shown_is_of_few(
    counts: Mapping[str, int], sums: Mapping[int, frozenset[str]]
) -> None:
    """Whatever is cut, joined or taken away of shown sums: a fresh search over sets of groups, three deep."""
    found = shown_sums(sums, counts)
    everybody = frozenset(counts)
    seen = {everybody, *(everybody & sums[name] for name, count in found.items() if count is not None)}
    for _ in range(3):
        seen |= {
            combined for one, other in combinations(seen, 2) for combined in (one & other, one - other, other - one)
        }
    if any(count is not None for count in found.values()):
        assert [groups for groups in seen if groups and sum(counts[group] for group in groups) < LEAST] == []


@given(COUNTS, SUMS)
def test_what_is_shown_is_true(counts: Mapping[str, int], sums: Mapping[int, frozenset[str]]) -> None:
    for name, count in shown_sums(sums, counts).items():
        assert count is None or count == sum(counts.get(group, 0) for group in sums[name])


@given(COUNTS, SUMS, st.data())
def test_somebody_unknown_could_have_changed_places(
    counts: Mapping[str, int], sums: Mapping[int, frozenset[str]], data: st.DataObject
) -> None:
    """For each person and any four others that are known: another world, the same views, another answer."""
    people = [group for group, count in counts.items() for _ in range(count)]
    found = shown_sums(sums, counts)
    told = [sums[name] for name, count in found.items() if count is not None]
    if len(people) <= LEAST or not _split(told, counts):
        return
    order = data.draw(st.permutations(range(len(people))))
    someone, known = order[0], set(order[1:LEAST])
    partner = next(
        one
        for one in range(len(people))
        if one not in known and _stands(people[one], told) != _stands(people[someone], told)
    )
    people[someone], people[partner] = people[partner], people[someone]
    other = {group: people.count(group) for group in counts}
    assert shown_sums(sums, other) == found


@given(st.dictionaries(st.sampled_from(KEYS), st.integers(0, 12), min_size=1), st.integers(0, 20))
def test_that_somebody_answered_is_known_of_nobody(groups: Mapping[str, int], silent: int) -> None:
    """Where anything is shown, five who did not answer are left, and any of them may be anybody but the known four."""
    if any(count is not None for count in shown(groups, silent=silent).values()):
        assert silent >= LEAST
        assert sum(groups.values()) >= LEAST


def _stands(group: str, told: Collection[frozenset[str]]) -> tuple[bool, ...]:
    return tuple(group in one for one in told)


def _split(told: Collection[frozenset[str]], counts: Mapping[str, int]) -> bool:
    """Whether the shown sums tell people apart at all; where they do not, nothing is known of anybody's answer."""
    return len({_stands(group, told) for group in counts}) > 1
