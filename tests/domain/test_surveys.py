"""Totals of a survey tell nothing of one person (C20): small ones are hidden, and not to be had by subtraction."""

from collections.abc import Sequence
from itertools import combinations
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import Topic
from domain.surveys import (
    FEWEST,
    MOST_NEEDS,
    NEEDS,
    Results,
    Standing,
    Tally,
    chosen,
    is_answer,
    packed_results,
    packed_tally,
    published,
    toggled,
    unpacked_results,
    unpacked_tally,
)

Answer: TypeAlias = tuple[Standing, frozenset[Topic]]

_answer = st.tuples(
    st.sampled_from(list(Standing)[:4]), st.frozensets(st.sampled_from(NEEDS[:5]), min_size=1, max_size=MOST_NEEDS)
)
_answers = st.lists(_answer, max_size=40)


def _tally(answers: Sequence[Answer]) -> Tally:
    tally = Tally()
    for standing, needs in answers:
        tally = tally.plus(standing, needs)
    return tally


@given(_answers, st.integers(0, 9))
def test_nothing_small_is_shown_nor_to_be_had_by_subtraction(answers: list[Answer], silent: int) -> None:
    tally = _tally(answers)
    results = published(tally, Tally(), silent)
    if results.overall is None:
        assert len(answers) < FEWEST
        assert not results.classes
        return
    assert results.overall.answers == len(answers)
    hidden = len(answers) - sum(table.answers for table in results.classes.values())
    assert hidden == 0 or hidden >= FEWEST
    for need, count in results.overall.needs.items():
        assert count == tally.of(need) >= FEWEST
        shown = {one: table.needs[need] for one, table in results.classes.items() if need in table.needs}
        assert all(each == tally.needs[one, need] >= FEWEST for one, each in shown.items())
        left = count - sum(shown.values())
        without_it = [one for one in tally.answers if one not in shown]
        assert not without_it or left >= FEWEST


@given(_answers, st.integers(0, FEWEST - 1))
def test_where_nearly_everybody_answered_no_need_is_known_of_each(answers: list[Answer], silent: int) -> None:
    """Neither of all, nor of a class, nor of those who are left when the classes that are shown are taken away."""
    tally, results = _tally(answers), published(_tally(answers), Tally(), silent)
    if results.overall is None:
        return
    for need, count in results.overall.needs.items():
        shown = {one: table.needs[need] for one, table in results.classes.items() if need in table.needs}
        assert len(answers) - count >= FEWEST
        assert all(tally.answers[one] - named >= FEWEST for one, named in shown.items())
        left = len(answers) - sum(tally.answers[one] for one in shown)
        assert left == 0 or left - (count - sum(shown.values())) >= FEWEST


@given(_answers, _answer)
def test_the_paper_a_leader_knows_by_heart_uncovers_nobody(paper: list[Answer], alone: Answer) -> None:
    """A leader who stuffs the box with sheets of their own does not get at the one who answered by telephone."""
    in_chat = _tally([alone])
    assert published(in_chat, _tally(paper), 9) == Results()


def test_paper_adds_to_what_is_shown() -> None:
    in_chat = _tally([(Standing.RETIRED, frozenset({Topic.HEALTH}))] * 6)
    on_paper = _tally([(Standing.RETIRED, frozenset({Topic.HEALTH, Topic.HOUSING}))] * 5)
    both = published(in_chat, on_paper, 9)
    assert both.overall is not None
    assert (both.overall.answers, dict(both.overall.needs)) == (11, {Topic.HEALTH: 11})
    alone = published(Tally(), on_paper, 9).overall
    assert alone is not None
    assert alone.ranked() == ((Topic.HEALTH, 5), (Topic.HOUSING, 5))


@given(_answers)
def test_what_is_packed_is_unpacked(answers: list[Answer]) -> None:
    tally = _tally(answers)
    assert unpacked_tally(packed_tally(tally)) == tally
    results = published(tally, Tally(), 9)
    assert unpacked_results(packed_results(results)) == results


def test_three_needs_at_most() -> None:
    mask = 0
    for place in range(5):
        mask = toggled(mask, place)
    assert chosen(mask) == NEEDS[:3]
    assert chosen(toggled(mask, 1)) == (NEEDS[0], NEEDS[2])
    assert not is_answer(0)
    assert not is_answer(0b1111)
    assert not is_answer(1 << len(NEEDS))
    assert all(is_answer(1 << a | 1 << b | 1 << c) for a, b, c in combinations(range(len(NEEDS)), 3))
