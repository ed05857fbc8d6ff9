"""The ladder: who is asked about a request, one after the other, until somebody takes it (E4, E5, E16, HELP-05).

党小组长 → 支部委员 → 书记 → 社区大党委 → 街道党工委. A rung has its holder and then the stand-ins; whoever is away,
cannot be reached or must not see it is not on it. Each person is asked once per round. What lies outside the branch is
climbed only with the asker's consent (E10).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import takewhile
from typing import Final

from domain.members import COMMITTEE_ROLES, Office, Role
from domain.nodes import NodeKind, Tree
from domain.requests.request import Audience


class Level(IntEnum):
    """How high a rung is."""

    GROUP_LEADER = 1
    COMMITTEE = 2
    SECRETARY = 3
    COMMUNITY = 4
    STREET = 5


OUTSIDE_FROM: Final = Level.COMMUNITY


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a rung; `stands_in` for the one who holds the post."""

    member_id: int
    role: Role
    node_id: int
    stands_in: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    level: Level
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs a request may climb, lowest first; empty ones are left out.

    `closed_above` says that there is somebody above the branch, and the asker has not agreed that it goes there.
    `secretaries` are those who answer for the branch in this matter, first the one to remind.
    """

    rungs: tuple[Rung, ...]
    closed_above: bool
    secretaries: tuple[int, ...]

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(person for rung in self.rungs for person in rung.people)


# Holders of one post at one node, in order: the holder or holders, then the stand-ins. Only those who are there.
Holders = Mapping[tuple[int, Role], Sequence[Person]]

_AT_SECRETARY: Final = (Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY)
_ABOVE: Final = (Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY, Role.LIAISON, Role.ORGANIZATION_MEMBER)
_LAST_RESORT: Final = (Role.DISCIPLINE_MEMBER, Role.ORGANIZATION_MEMBER, Role.DEPUTY_SECRETARY)


def ladder(
    tree: Tree,
    node_id: int,
    responsible: Role,
    audience: Audience,
    holders: Holders,
    *,
    avoid: Collection[int],
    above: Level | None,
    may_leave: bool,
) -> Ladder:
    """The ladder of one request.

    `responsible` is the post that the topic is routed to. `avoid` are the asker and everybody who must not see it
    (H10). `above` is the highest level that any of them holds: rungs up to it are skipped, because nobody judges what
    is said about their superior (E16); where that leaves nobody in the branch, the rest of the committee is asked.
    """
    inside = _cleared(_inside(tree, node_id, responsible, audience, holders), avoid, above)
    outside = _cleared(_outside(tree, node_id, holders), avoid, above)
    if not inside and not (may_leave and outside):
        last = _people(holders, [_top(tree, node_id)], _LAST_RESORT)
        inside = _cleared([Rung(Level.COMMITTEE, last)], avoid, None)
    return Ladder(
        tuple(_each_once([*inside, *(outside if may_leave else [])])),
        closed_above=bool(outside) and not may_leave,
        secretaries=_answering(tree, node_id, holders, avoid, above),
    )


def highest(offices: Iterable[Office], node_id: int, tree: Tree) -> Level | None:
    """How high people stand above a request made at `node_id`; posts elsewhere in the tree do not matter to it."""
    way_up = {node.id for node in tree.ladder(node_id)}
    return max((level_of(one, node_id, tree) for one in offices if one.node_id in way_up), default=None)


def level_of(office: Office, node_id: int, tree: Tree) -> Level:
    """How high a post on the way up from `node_id` stands."""
    for rung_id, level in _levels_outside(tree, node_id):
        if rung_id == office.node_id:
            return level
    if office.role is Role.BRANCH_SECRETARY:
        return Level.SECRETARY
    return Level.COMMITTEE if office.role in COMMITTEE_ROLES else Level.GROUP_LEADER


def _inside(tree: Tree, node_id: int, responsible: Role, audience: Audience, holders: Holders) -> list[Rung]:
    at = _top(tree, node_id)
    in_groups = [node.id for node in takewhile(lambda node: node.id != at, tree.ladder(node_id))]
    leaders = Rung(Level.GROUP_LEADER, _people(holders, in_groups, (Role.GROUP_LEADER,)))
    posts = (Role.ORGANIZATION_MEMBER,) if responsible in {Role.GROUP_LEADER, *_AT_SECRETARY} else (responsible,)
    committee = Rung(Level.COMMITTEE, _people(holders, [*in_groups, at], posts))
    secretary = Rung(Level.SECRETARY, _people(holders, [at], _AT_SECRETARY))
    if audience is Audience.SECRETARY:
        return [secretary]
    if audience is Audience.GROUP_LEADER or responsible is Role.GROUP_LEADER:
        return [leaders, committee, secretary]
    return [secretary] if responsible in _AT_SECRETARY else [committee, secretary]


def _outside(tree: Tree, node_id: int, holders: Holders) -> list[Rung]:
    return [Rung(level, _people(holders, [rung_id], _ABOVE)) for rung_id, level in _levels_outside(tree, node_id)]


def _levels_outside(tree: Tree, node_id: int) -> list[tuple[int, Level]]:
    """Nodes above the branch with their levels. What hangs above a street stands no lower than the street."""
    level, found = OUTSIDE_FROM, []
    for node in tree.ancestors(_top(tree, node_id)):
        level = Level.STREET if node.kind is NodeKind.STREET_COMMITTEE else level
        found.append((node.id, level))
    return found


def _top(tree: Tree, node_id: int) -> int:
    """The branch, or the node itself where it stands above all branches."""
    branch = tree.branch_of(node_id)
    return node_id if branch is None else branch.id


def _people(holders: Holders, node_ids: Iterable[int], roles: Iterable[Role]) -> tuple[Person, ...]:
    asked = list(roles)
    return tuple(person for node_id in node_ids for role in asked for person in holders.get((node_id, role), ()))


def _cleared(rungs: Iterable[Rung], avoid: Collection[int], above: Level | None) -> list[Rung]:
    high = [rung for rung in rungs if above is None or rung.level > above]
    left = [replace(rung, people=tuple(p for p in rung.people if p.member_id not in avoid)) for rung in high]
    return [rung for rung in left if rung.people]


def _each_once(rungs: Iterable[Rung]) -> list[Rung]:
    """Somebody with two posts is asked on the lower rung, once."""
    seen: set[int] = set()
    kept: list[Rung] = []
    for rung in rungs:
        people = []
        for person in rung.people:
            if person.member_id not in seen:
                seen.add(person.member_id)
                people.append(person)
        if people:
            kept.append(Rung(rung.level, tuple(people)))
    return kept


def _answering(
    tree: Tree, node_id: int, holders: Holders, avoid: Collection[int], above: Level | None
) -> tuple[int, ...]:
    """A matter about the secretary is not laid before the deputy while somebody else of the committee is there."""
    about_secretary = above is not None and above >= Level.SECRETARY
    posts = _LAST_RESORT if about_secretary else (*_AT_SECRETARY, *_LAST_RESORT)
    people = _people(holders, [_top(tree, node_id)], posts)
    return tuple(dict.fromkeys(person.member_id for person in people if person.member_id not in avoid))
