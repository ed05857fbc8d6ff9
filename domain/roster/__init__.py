"""Reading a roster somebody sends as a sheet (A2, V4)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from domain.members import Member, Office, is_here
from domain.party_dates import PartyDates
from domain.roster.columns import Header, find_header, only_known, read_header
from domain.roster.matching import Matching
from domain.roster.plan import (
    Change,
    ForbiddenColumn,
    NewMember,
    NoNameColumn,
    RosterPlan,
    RosterRefusal,
    Row,
    RowError,
    RowProblem,
    TooMany,
)
from domain.roster.posts import PostNote, settle_posts
from domain.roster.rows import named_in, read_row

__all__ = [
    "MOST_ROWS",
    "Change",
    "ForbiddenColumn",
    "NewMember",
    "NoNameColumn",
    "PostNote",
    "RosterPlan",
    "RosterRefusal",
    "Row",
    "RowError",
    "RowProblem",
    "TooMany",
    "find_header",
    "only_known",
    "read_roster",
    "read_table",
    "settle_posts",
]

_NO_DATES: Final[Mapping[int, PartyDates]] = MappingProxyType({})
MOST_ROWS: Final = 2000  # forty branches of fifty (ORG-02); more is a wrong file


def read_table(
    table: Sequence[Sequence[str]],
    existing: Sequence[Member],
    groups: Mapping[str, int],
    offices: Iterable[Office] = (),
    *,
    dates: Mapping[int, PartyDates] = _NO_DATES,
    today: date = date.max,
) -> RosterPlan | RosterRefusal:
    """A whole sheet as it stands, title rows included; see `read_roster`."""
    at = find_header(table)
    if at is None:
        return NoNameColumn()
    return read_roster(
        table[at], table[at + 1 :], existing, groups, offices, first_row=at + 2, dates=dates, today=today
    )


def read_roster(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    existing: Sequence[Member],
    groups: Mapping[str, int],
    offices: Iterable[Office] = (),
    *,
    first_row: int = 2,
    dates: Mapping[int, PartyDates] = _NO_DATES,
    today: date = date.max,
) -> RosterPlan | RosterRefusal:
    """The plan for a branch: `existing` are its members, `groups` its 党小组 by name, `offices` who holds what now.

    `dates` are what is known of members' dates, by id; a date after `today` is a slip. Never raises. `first_row` is
    the number of the first of `rows` in the sheet. Applying the plan and reading the same file again gives the same
    people as `same`. A person is found by name, namesakes by name and group; where that leaves two, the row is refused
    rather than guessed.
    """
    columns = read_header(header)
    if not isinstance(columns, Header):
        return columns
    if len(rows) > MOST_ROWS:
        return TooMany(len(rows))
    read = [read_row(number, cells, columns, today) for number, cells in enumerate(rows, first_row)]
    good, doubled = _without_doubles([row for row in read if isinstance(row, Row)])
    matching = Matching(existing, {node: name for name, node in groups.items()}, offices, dates)
    matching.match(good)
    wanted = dict.fromkeys(row.group for row in good if row.number in matching.settled)
    mentioned = {named_in(cells, columns) for cells in rows}
    errors = [row for row in read if isinstance(row, RowError)]
    errors += [RowError(row.number, RowProblem.DUPLICATE, row.name) for row in doubled]
    return RosterPlan(
        add=tuple(matching.add),
        update=tuple(sorted(matching.update, key=lambda change: change.row)),
        same=tuple(matching.same),
        errors=tuple(sorted(errors + matching.errors, key=lambda error: error.row)),
        new_groups=tuple(group for group in wanted if group is not None and group not in groups),
        not_mentioned=tuple(
            member
            for member in existing
            if member.id not in matching.taken and member.name not in mentioned and is_here(member)
        ),
        ignored_columns=columns.ignored,
    )


def _without_doubles(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Rows apart from those that repeat a name: same group, or a group missing where it would tell namesakes apart."""
    names = Counter(row.name for row in rows)
    seen: set[tuple[str, str | None]] = set()
    good: list[Row] = []
    doubled: list[Row] = []
    for row in rows:
        first = not any(name == row.name for name, _ in seen)
        apart = row.group is not None and not {(row.name, row.group), (row.name, None)} & seen
        (good if names[row.name] == 1 or first or apart else doubled).append(row)
        seen.add((row.name, row.group))
    return good, doubled
