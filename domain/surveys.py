"""需求调查 by class (C20): what people need most, as totals. No table says who answered what, or in which order.

While a survey is open nobody sees a number of it: two looks, one answer apart, would tell that answer. When it closes,
its totals are worked out once, small ones hidden, and the rest is forgotten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from domain.concerns import Topic
from domain.suppression import shown

MOST_NEEDS: Final = 3
FEWEST: Final = 5  # people behind any number that is shown
LONGEST_TITLE: Final = 30
LONGEST: Final = timedelta(days=60)
NEEDS: Final = tuple(Topic)


class Standing(StrEnum):
    """How somebody makes their living, as they see it themselves (分层分类)."""

    IN_WORK = "在职"
    RETIRED = "退休"
    MOBILE = "流动"
    FOUNDER = "创业"
    STUDENT = "学生"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Survey:
    """One survey of a branch; `closed_at` is set once, and then `results` are what anybody ever sees of it."""

    id: int
    node_id: int
    title: str
    opened_by: int
    closes_at: datetime
    closed_at: datetime | None = None
    results: "Results | None" = None

    def is_open(self, now: datetime) -> bool:
        return self.closed_at is None and now < self.closes_at


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers as mere counts: of each class, and of each need within a class."""

    answers: Mapping[Standing, int] = field(default_factory=dict)
    needs: Mapping[tuple[Standing, Topic], int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.answers.values())

    def plus(self, standing: Standing, needs: Iterable[Topic]) -> "Tally":
        """With one answer more."""
        chosen = {(standing, need) for need in needs}
        return Tally(
            {**self.answers, standing: self.answers.get(standing, 0) + 1},
            {**self.needs, **{key: self.needs.get(key, 0) + 1 for key in chosen}},
        )

    def of(self, need: Topic) -> int:
        return sum(count for (_, one), count in self.needs.items() if one is need)


@dataclass(frozen=True, slots=True)
class Table:
    """What may be shown of everybody, or of one class: how many answered, and how often each need was named."""

    answers: int
    needs: Mapping[Topic, int] = field(default_factory=dict)

    def ranked(self) -> tuple[tuple[Topic, int], ...]:
        """Most named first."""
        return tuple(sorted(self.needs.items(), key=lambda one: (-one[1], NEEDS.index(one[0]))))


@dataclass(frozen=True, slots=True)
class Results:
    """`overall` is None where fewer than five answered; `classes` are those that may be shown by themselves."""

    overall: Table | None = None
    classes: Mapping[Standing, Table] = field(default_factory=dict)


def published(in_chat: Tally, on_paper: Tally, silent: int) -> Results:
    """What may be shown of a survey that has closed (k = 5, no cell to be had by subtraction).

    A leader knows what the paper answers said. So a number is shown for the answers from the chat that are in it alone,
    and paper only adds to it; where all answered on paper there is nobody to be told apart by it.

    `silent` are those who could have answered in the chat and did not. Fewer than five of them, and who answered is as
    good as known: then a need that nearly all of them named is not shown, since it would be known of each.
    """
    basis, rest = (in_chat, on_paper) if in_chat.total else (on_paper, Tally())
    if basis.total < FEWEST:
        return Results()
    sizes = shown({standing: basis.answers[standing] for standing in Standing if standing in basis.answers}, FEWEST)
    overall: dict[Topic, int] = {}
    classes: dict[Standing, dict[Topic, int]] = {standing: {} for standing, size in sizes.items() if size}
    for need in NEEDS:
        if basis.of(need) < FEWEST or _of_each(basis.of(need), basis.total, silent):
            continue
        overall[need] = basis.of(need) + rest.of(need)
        for standing, named in _cells(basis, need, sizes, silent).items():
            classes[standing][need] = named + rest.needs.get((standing, need), 0)
    return Results(
        Table(basis.total + rest.total, overall),
        {one: Table(basis.answers[one] + rest.answers.get(one, 0), needs) for one, needs in classes.items()},
    )


def _cells(basis: Tally, need: Topic, sizes: Mapping[Standing, int | None], silent: int) -> Mapping[Standing, int]:
    """How many of each class that is shown named a need; of no class where one of them would tell of each in it."""
    found = shown({standing: basis.needs.get((standing, need), 0) for standing in sizes}, FEWEST)
    cells = {standing: named for standing, named in found.items() if named and sizes[standing]}
    parts = [(named, basis.answers[standing]) for standing, named in cells.items()]
    parts.append((basis.of(need) - sum(cells.values()), basis.total - sum(of for _, of in parts)))
    return {} if any(of and _of_each(named, of, silent) for named, of in parts) else cells


def _of_each(named: int, of: int, silent: int) -> bool:
    """Whether so many of so many tells of each of them, for four who put together what they themselves answered."""
    return silent < FEWEST and of - named < FEWEST


def may_end(closes_at: datetime, now: datetime) -> bool:
    """Whether a survey may run until then."""
    return now < closes_at <= now + LONGEST


def chosen(mask: int) -> tuple[Topic, ...]:
    """The needs that a button's number stands for, one bit each."""
    return tuple(need for place, need in enumerate(NEEDS) if mask >> place & 1)


def toggled(mask: int, place: int) -> int:
    """The number with one need more or fewer; unchanged where three are chosen already."""
    new = mask ^ (1 << place)
    return new if new < mask or new.bit_count() <= MOST_NEEDS else mask


def is_answer(mask: int) -> bool:
    return 0 < mask < 1 << len(NEEDS) and mask.bit_count() <= MOST_NEEDS


def packed_tally(tally: Tally) -> dict[str, Any]:
    """As JSON: {"answers": {"退休": 3}, "needs": [["退休", "医疗健康", 2]]}."""
    return {
        "answers": {str(standing): count for standing, count in tally.answers.items()},
        "needs": [[str(standing), str(need), count] for (standing, need), count in tally.needs.items()],
    }


def unpacked_tally(facts: Mapping[str, Any]) -> Tally:
    return Tally(
        {Standing(standing): count for standing, count in facts["answers"].items()},
        {(Standing(standing), Topic(need)): count for standing, need, count in facts["needs"]},
    )


def packed_results(results: Results) -> dict[str, Any]:
    """As JSON: {"overall": table or null, "classes": {"退休": table}}; a table is {"answers": 9, "needs": {…: 6}}."""
    return {
        "overall": None if results.overall is None else _packed_table(results.overall),
        "classes": {str(standing): _packed_table(table) for standing, table in results.classes.items()},
    }


def unpacked_results(facts: Mapping[str, Any]) -> Results:
    return Results(
        None if facts["overall"] is None else _table(facts["overall"]),
        {Standing(standing): _table(table) for standing, table in facts["classes"].items()},
    )


def _packed_table(table: Table) -> dict[str, Any]:
    return {"answers": table.answers, "needs": {str(need): count for need, count in table.needs.items()}}


def _table(facts: Mapping[str, Any]) -> Table:
    return Table(facts["answers"], {Topic(need): count for need, count in facts["needs"].items()})
