"""Which posts of a file count: a file is no appointment by itself (A4)."""

from collections.abc import Mapping, Set
from dataclasses import replace
from enum import StrEnum

from domain.members import Member, Role
from domain.roster.plan import Change, NewMember, RosterPlan


class PostNote(StrEnum):
    """Why a post in the file is left out; said in the preview."""

    NOT_YOURS = "not_yours"
    OWN = "own"
    ABOVE = "above"
    LEADER_WITHOUT_GROUP = "leader_without_group"


def settle_posts(
    plan: RosterPlan,
    importer_id: int,
    in_groups: Set[int],
    held: Mapping[int, frozenset[Role]],
    *,
    may_appoint: bool,
    above: frozenset[Role] = frozenset(),
) -> tuple[RosterPlan, frozenset[PostNote]]:
    """The plan with the posts that count, and what was left out.

    Whoever may not appoint changes no post by a file either, nobody changes their own, and nobody leads a group
    without belonging to one. Posts `above` the importer's own stay as they are. `in_groups` are the ids of members who
    belong to one now, `held` who holds which posts.
    """
    notes: set[PostNote] = set()
    add: list[NewMember] = []
    for new in plan.add:
        roles = _placed(new.roles, new.group is not None, notes)
        if roles and not may_appoint:
            notes.add(PostNote.NOT_YOURS)
            roles = frozenset()
        if roles & above:
            notes.add(PostNote.ABOVE)
        roles -= above
        add.append(replace(new, roles=roles))
    update: list[Change] = []
    same: list[Member] = list(plan.same)
    for change in plan.update:
        roles_then = change.roles
        if roles_then is not None and change.member.id == importer_id:
            notes.add(PostNote.OWN)
            roles_then = None
        elif roles_then is not None and not may_appoint:
            notes.add(PostNote.NOT_YOURS)
            roles_then = None
        elif roles_then is not None:
            in_group = change.group is not None or change.member.id in in_groups
            before = held.get(change.member.id, frozenset())
            placed = _below(_placed(roles_then, in_group, notes), before, above, notes)
            nothing_new = placed != roles_then and placed == before
            roles_then = None if nothing_new else placed
        if roles_then is None and change.group is None and change.status is None and change.dates is None:
            same.append(change.member)
        else:
            update.append(replace(change, roles=roles_then))
    return replace(plan, add=tuple(add), update=tuple(update), same=tuple(same)), frozenset(notes)


def _below(
    roles: frozenset[Role], before: frozenset[Role], above: frozenset[Role], notes: set[PostNote]
) -> frozenset[Role]:
    if roles & above != before & above:
        notes.add(PostNote.ABOVE)
    return (roles - above) | (before & above)


def _placed(roles: frozenset[Role], in_group: bool, notes: set[PostNote]) -> frozenset[Role]:
    if Role.GROUP_LEADER in roles and not in_group:
        notes.add(PostNote.LEADER_WITHOUT_GROUP)
        return roles - {Role.GROUP_LEADER}
    return roles
