"""What an import would do, before it does it (A2): the dry run is the plan."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from domain.members import Member, MemberStatus, Role
from domain.party_dates import NO_DATES, PartyDates


class RowProblem(StrEnum):
    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    NAME_LOOKS_LIKE_FORMULA = "name_looks_like_formula"
    BAD_GROUP = "bad_group"
    DUPLICATE = "duplicate"
    AMBIGUOUS_NAME = "ambiguous_name"
    UNKNOWN_STATUS = "unknown_status"
    UNKNOWN_ROLE = "unknown_role"
    ID_NUMBER = "id_number"
    BAD_DATE = "bad_date"


@dataclass(frozen=True, slots=True)
class RowError:
    """`row` as the person sees it in the sheet, 1-based. `value` is the word not understood, never an ID number."""

    row: int
    problem: RowProblem
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One person as the file has them. None: the file says nothing of it, so nothing changes."""

    number: int
    name: str
    group: str | None
    status: MemberStatus | None
    roles: frozenset[Role] | None
    join_date: date | None = None
    full_member_date: date | None = None


@dataclass(frozen=True, slots=True)
class NewMember:
    """`status_assumed`: the file did not say, so a full member is assumed; the preview has to say it."""

    row: int
    name: str
    group: str | None
    status: MemberStatus
    status_assumed: bool
    roles: frozenset[Role]
    dates: PartyDates = NO_DATES


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes different for a member; None stays as it is. `roles` and `dates` are all that they then have."""

    row: int
    member: Member
    group: str | None
    status: MemberStatus | None
    roles: frozenset[Role] | None
    dates: PartyDates | None = None


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """Nobody is removed by an import: who is not in the file is listed in `not_mentioned` and left alone.

    `new_groups` are names of 党小组 to be made, in file order; `ignored_columns` are shown so that nobody believes
    a telephone number was taken in (V4).
    """

    add: tuple[NewMember, ...]
    update: tuple[Change, ...]
    same: tuple[Member, ...]
    errors: tuple[RowError, ...]
    new_groups: tuple[str, ...]
    not_mentioned: tuple[Member, ...]
    ignored_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForbiddenColumn:
    """The whole file is refused: it has a column of ID numbers (V4, A2). Nothing of it may be kept."""

    name: str


@dataclass(frozen=True, slots=True)
class NoNameColumn:
    """No 姓名 in the first ten rows."""


@dataclass(frozen=True, slots=True)
class TooMany:
    """More rows than a branch has people by far: a wrong file. `count` rows were given."""

    count: int


RosterRefusal: TypeAlias = ForbiddenColumn | NoNameColumn | TooMany
