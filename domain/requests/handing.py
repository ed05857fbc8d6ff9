"""Who may get a request from the one who has it (首接负责, H12, H13)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from domain.members import Role
from domain.requests.ladder import Holders, Ladder, Person
from domain.requests.request import TRANSFERS_BEFORE_SECRETARY, Audience, HelpRequest

_SECRETARIES = frozenset({Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY})


@dataclass(frozen=True, slots=True)
class Choose:
    """Any of these members, in this order."""

    member_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """It has been handed on often enough: this time it goes to who answers for the branch."""

    member_id: int


@dataclass(frozen=True, slots=True)
class Stays:
    """There is nobody to hand it to, or who has it answers for the branch."""


NextOwner: TypeAlias = Choose | Settled | Stays


def next_owner(transfers: int, owner_id: int, secretaries: Sequence[int], others: Sequence[int]) -> NextOwner:
    """Who may be the next owner, `transfers` having happened before.

    The last transfer that is allowed makes the secretary the owner, or, where the secretary must not see it, the
    next one who answers for the branch; from then on it stays there.
    """
    if transfers + 1 >= TRANSFERS_BEFORE_SECRETARY and secretaries:
        return Stays() if secretaries[0] == owner_id else Settled(secretaries[0])
    left = tuple(dict.fromkeys(member_id for member_id in others if member_id != owner_id))
    return Choose(left) if left else Stays()


def may_receive(
    request: HelpRequest, holders: Holders, climbed: Ladder, excluded: Collection[int]
) -> tuple[Person, ...]:
    """Post holders and stand-ins who may get a request, each once.

    Where somebody must not see it, only those whom the ladder would ask: it knows who stands below that person
    (E16). Who asked for the secretary's ears alone is not handed to others (H4).
    """
    people = climbed.people if excluded else tuple(person for held in holders.values() for person in held)
    kept: dict[int, Person] = {}
    for person in people:
        if person.member_id in {request.asker_id, request.about_id, *excluded}:
            continue
        if request.audience is Audience.SECRETARY and person.role not in _SECRETARIES:
            continue
        kept.setdefault(person.member_id, person)
    return tuple(kept.values())
