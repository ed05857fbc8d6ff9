"""Faces, rhythms, and what a branch may know: the promise of the monthly word, over all worlds (MOOD, C3, C4)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mood import (
    ABLE,
    DEFAULT,
    HOURS,
    Answer,
    Face,
    Lean,
    Often,
    Rhythm,
    lean,
    low_twice,
    month_before,
    next_at,
    read_day,
    read_hour,
)
from domain.suppression import LEAST
from tests.conftest import A_MONDAY, SHANGHAI

SILENT, LOW, MIDDLING, GOOD = range(4)  # what a member may have done in a month, as far as the word can tell
KNOWN = LEAST - 1
RHYTHMS = st.one_of(
    st.builds(Rhythm, st.just(Often.MONTHLY), st.integers(1, 28), st.sampled_from(HOURS)),
    st.builds(Rhythm, st.just(Often.WEEKLY), st.integers(0, 6), st.sampled_from(HOURS)),
)
MOMENTS = st.integers(0, 60 * 24 * 800).map(lambda minutes: A_MONDAY + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("low", "middling", "good", "able", "expected"),
    [
        (0, 0, 4, 50, None),
        (0, 0, 5, 12, None),
        (0, 0, 5, 13, Lean.GOOD),
        (0, 5, 0, 13, Lean.MIXED),
        (5, 0, 0, 13, Lean.LOW),
        (2, 1, 3, 13, Lean.MIXED),  # half is not more than half, a third not more than a third
        (3, 0, 5, 13, Lean.LOW),
        (2, 0, 5, 13, Lean.GOOD),
    ],
)
def test_the_word_of_a_month(low: int, middling: int, good: int, able: int, expected: Lean | None) -> None:
    assert _word(low, middling, good, able) is expected


@pytest.mark.parametrize("people", range(ABLE, 21))
def test_the_word_speaks_of_nobody(people: int) -> None:
    """All worlds of a branch: any four known, as they may have been, and one more of whom nothing follows."""
    assert _giveaways(people) == []


def test_in_a_smaller_branch_it_would() -> None:
    """The bound is no habit: with twelve, four who put together what they know can close in on somebody."""
    assert _giveaways(ABLE - 1) != []


@given(st.data())
def test_no_months_together_speak_of_anybody(data: st.DataObject) -> None:
    """Answers, withdrawals, moves between two branches, over three months: each answer goes into one word alone.

    A world is what everybody did, and where they stood, which leaders know. Who answered and deleted it before the
    month was over has said nothing; whoever does so afterwards changes no word. For any four known there is a world
    with the same words in which the one they look for never said anything.
    """
    members = range(data.draw(st.integers(2 * ABLE, 32)))
    someone, known = members[-1], set(members[:KNOWN])
    chance = data.draw(st.randoms())
    for _ in range(3):
        branch_of = chance.choices((True, False), k=len(members))
        said = chance.choices((SILENT, SILENT, LOW, MIDDLING, GOOD), k=len(members))
        deleted = chance.choices((True, False), (1, 9), k=len(members))
        counted = [SILENT if gone else deed for deed, gone in zip(said, deleted, strict=True)]
        here = [one for one in members if branch_of[one] == branch_of[someone]]
        word = _of_deeds([counted[one] for one in here], len(here))
        fixed = [counted[one] for one in here if one in known]
        free = len(here) - len(fixed) - 1
        assert any(_plus(fixed, others, SILENT, len(here)) is word for others in _counts(free))


def test_two_low_in_a_row() -> None:
    def answers(*faces: Face) -> list[Answer]:
        return [Answer(number, date(2026, 11, 23), face) for number, face in enumerate(faces)]

    assert low_twice(answers(Face.LOW, Face.VERY_LOW, Face.GOOD))
    assert not low_twice(answers(Face.LOW))
    assert not low_twice(answers(Face.LOW, Face.MIDDLING, Face.LOW))
    assert not low_twice([])


@given(RHYTHMS, MOMENTS, st.none() | st.integers(0, 40))
def test_never_more_often_than_weekly(rhythm: Rhythm, now: datetime, days_ago: int | None) -> None:
    """MOOD-02, however often somebody changes their mind."""
    last = None if days_ago is None else now - timedelta(days=days_ago)
    at = next_at(rhythm, now, SHANGHAI, last)
    assert at > now
    assert at.hour == rhythm.hour
    assert last is None or at.date() - last.date() >= timedelta(days=7)
    assert at - now <= timedelta(days=31 + 31)


@given(RHYTHMS, MOMENTS)
def test_one_after_the_other(rhythm: Rhythm, now: datetime) -> None:
    first = next_at(rhythm, now, SHANGHAI)
    second = next_at(rhythm, first, SHANGHAI, first)
    days = (second.date() - first.date()).days
    assert days == 7 if rhythm.often is Often.WEEKLY else 28 <= days <= 31


def test_once_a_month_unless_they_say_otherwise() -> None:
    assert DEFAULT.often is Often.MONTHLY
    assert next_at(DEFAULT, A_MONDAY, SHANGHAI) == datetime(2026, 12, 1, 10, tzinfo=SHANGHAI)
    assert month_before(date(2027, 1, 31)) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("often", "text", "expected"),
    [
        (Often.WEEKLY, "周三", 2),
        (Often.WEEKLY, "每周日", 6),
        (Often.WEEKLY, "星期天", 6),
        (Often.WEEKLY, "三", 2),
        (Often.WEEKLY, "15日", None),
        (Often.MONTHLY, "15日", 15),
        (Often.MONTHLY, "每月 5 号", 5),
        (Often.MONTHLY, "28", 28),
        (Often.MONTHLY, "29日", None),
        (Often.MONTHLY, "0", None),
        (Often.MONTHLY, "月底", None),
    ],
)
def test_the_day_they_type(often: Often, text: str, expected: int | None) -> None:
    assert read_day(often, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10点", 10), ("上午 9点", 9), ("下午3点", 15), ("20:00", 20), ("中午12点", 12), ("晚上8点", 20)]
    + [(text, None) for text in ("23点", "7点", "早上", "", "晚上11点")],
)
def test_the_hour_they_type(text: str, expected: int | None) -> None:
    assert read_hour(text) == expected


@cache
def _word(low: int, middling: int, good: int, able: int) -> Lean | None:
    return lean([Face.VERY_LOW] * low + [Face.MIDDLING] * middling + [Face.GOOD] * good, able)


def _of_deeds(deeds: list[int], able: int) -> Lean | None:
    return _word(deeds.count(LOW), deeds.count(MIDDLING), deeds.count(GOOD), able)


def _plus(known: list[int], others: tuple[int, int, int], deed: int, able: int) -> Lean | None:
    deeds = [*known, deed]
    low, middling, good = others
    return _word(deeds.count(LOW) + low, deeds.count(MIDDLING) + middling, deeds.count(GOOD) + good, able)


@cache
def _counts(people: int) -> tuple[tuple[int, int, int], ...]:
    """What so many people may have done: how many said low, middling, good; the rest nothing."""

    def every() -> Iterator[tuple[int, int, int]]:
        for low in range(people + 1):
            for middling in range(people - low + 1):
                for good in range(people - low - middling + 1):
                    yield low, middling, good

    return tuple(every())


def _giveaways(people: int) -> list[tuple[Lean | None, tuple[int, ...], set[int]]]:
    """Words after which the four may conclude that the other one answered, or, if so, which way.

    As if a branch of so many were large enough, so that the bound itself can be looked at.
    """
    found = []
    for known in combinations_with_replacement(range(4), KNOWN):
        possible: Mapping[Lean | None, set[int]] = {one: set() for one in (*Lean, None)}
        for deed in range(4):
            for others in _counts(people - KNOWN - 1):
                possible[_plus(list(known), others, deed, ABLE)].add(deed)
        found += [
            (word, known, deeds)
            for word, deeds in possible.items()
            if deeds and (SILENT not in deeds or len(deeds - {SILENT}) == 1)
        ]
    return found
