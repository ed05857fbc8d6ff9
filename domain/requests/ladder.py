"""The ladder: who is asked about a request, one after the other, until somebody takes it (E4, E5, E16, HELP-05).

党小组长 → 支部委员 → 书记 → 社区大党委 → 街道党工委. A rung has its holder and then the stand-ins; whoever is away, cannot
be reached or must not see it is not on it. Each person is asked once per round. What lies outside the branch is
climbed only with the asker's consent (E10).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import takewhile
from typing import Final

from domain.members import COMMITTEE_ROLES, Role
from domain.nodes import BRANCH_KINDS, NodeKind, Tree
from domain.requests.request import Audience


class Level(IntEnum):
    """How high a rung is."""

    GROUP_LEADER = 1
    COMMITTEE = 2
    SECRETARY = 3
    COMMUNITY = 4
    STREET = 5


OUTSIDE_FROM: Final = Level.COMMUNITY


class StepKind(StrEnum):
    """What a step of the ladder does.

    ASK asks a person. REMIND_SECRETARY stands in for the rungs that need a consent nobody gave. REFER hands the
    secretary a printable referral where nobody above is with us (E18).
    """

    ASK = "ask"
    REMIND_SECRETARY = "remind_secretary"
    REFER = "refer"


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


@dataclass(frozen=True, slots=True)
class Step:
    """The next thing the ladder does; `person` is who is asked, reminded or handed the referral."""

    kind: StepKind
    member_id: int
    level: Level


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
    rungs = [
        rung for rung in _inside(tree, node_id, responsible, audience, holders) if above is None or rung.level > above
    ]
    inside = _cleared(rungs, avoid)
    outside = _cleared(_outside(tree, node_id, holders), avoid)
    if not inside and not (may_leave and outside):
        branch = tree.branch_of(node_id)
        last = [person for role in _LAST_RESORT for person in holders.get((branch.id if branch else node_id, role), ())]
        inside = _cleared([Rung(Level.COMMITTEE, tuple(last))], avoid)
    climbed = [*inside, *(outside if may_leave else [])]
    return Ladder(
        tuple(_each_once(climbed)),
        closed_above=bool(outside) and not may_leave,
        secretaries=_answering(tree, node_id, holders, avoid),
    )


def next_step(climbed: Ladder, done: Collection[tuple[StepKind, int]]) -> Step | None:
    """The next step, given what this round has done already; None at the end of the ladder."""
    for rung in climbed.rungs:
        for person in rung.people:
            if (StepKind.ASK, person.member_id) not in done:
                return Step(StepKind.ASK, person.member_id, rung.level)
    if not climbed.secretaries:
        return None
    top = climbed.rungs[-1].level if climbed.rungs else Level.SECRETARY
    kind = StepKind.REMIND_SECRETARY if climbed.closed_above else StepKind.REFER
    if any(each is kind for each, _ in done):
        return None
    return Step(kind, climbed.secretaries[0], top)


def level_of(role: Role, node_id: int, tree: Tree) -> Level:
    """How high a post stands, for skipping what is at or below it."""
    kind = tree[node_id].kind
    if kind is NodeKind.STREET_COMMITTEE:
        return Level.STREET
    if kind is NodeKind.COMMUNITY_COMMITTEE:
        return Level.COMMUNITY
    if kind in BRANCH_KINDS and role in _AT_SECRETARY[:1]:
        return Level.SECRETARY
    return Level.COMMITTEE if role in COMMITTEE_ROLES else Level.GROUP_LEADER


def _inside(tree: Tree, node_id: int, responsible: Role, audience: Audience, holders: Holders) -> list[Rung]:
    branch = tree.branch_of(node_id)
    at = branch.id if branch is not None else node_id
    in_groups = [node.id for node in takewhile(lambda node: node.id != at, tree.ladder(node_id))]
    leaders = Rung(Level.GROUP_LEADER, _people(holders, in_groups, (Role.GROUP_LEADER,)))
    posts = (Role.ORGANIZATION_MEMBER,) if responsible in {Role.GROUP_LEADER, *_AT_SECRETARY} else (responsible,)
    committee = Rung(Level.COMMITTEE, _people(holders, [*in_groups, at], posts))
    secretary = Rung(Level.SECRETARY, _people(holders, [at], _AT_SECRETARY))
    if audience is Audience.SECRETARY or responsible in _AT_SECRETARY:
        return [secretary]
    if audience is Audience.GROUP_LEADER or responsible is Role.GROUP_LEADER:
        return [leaders, committee, secretary]
    return [committee, secretary]


def _outside(tree: Tree, node_id: int, holders: Holders) -> list[Rung]:
    branch = tree.branch_of(node_id)
    above = tree.ancestors(branch.id) if branch is not None else ()
    return [
        Rung(
            Level.STREET if node.kind is NodeKind.STREET_COMMITTEE else Level.COMMUNITY,
            _people(holders, [node.id], _ABOVE),
        )
        for node in above
    ]


def _people(holders: Holders, node_ids: Iterable[int], roles: Iterable[Role]) -> tuple[Person, ...]:
    asked = list(roles)
    return tuple(person for node_id in node_ids for role in asked for person in holders.get((node_id, role), ()))


def _cleared(rungs: Iterable[Rung], avoid: Collection[int]) -> list[Rung]:
    left = (Rung(rung.level, tuple(p for p in rung.people if p.member_id not in avoid)) for rung in rungs)
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


def _answering(tree: Tree, node_id: int, holders: Holders, avoid: Collection[int]) -> tuple[int, ...]:
    branch = tree.branch_of(node_id)
    if branch is None:
        return ()
    people = _people(holders, [branch.id], (*_AT_SECRETARY, *_LAST_RESORT))
    return tuple(dict.fromkeys(person.member_id for person in people if person.member_id not in avoid))
