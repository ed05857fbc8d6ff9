"""Posts that nobody holds: said at start-up in the log, and once to the secretary through the gate (O2)."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Final, TypeVar

from domain import readiness
from domain.features import Feature
from domain.members import Member, Role, is_here
from domain.messages import Message
from domain.nodes import BRANCH_KINDS, Node, Tree
from domain.reminders import Reminder, ReminderKind
from services import features, reminding, standins
from services.posts import seeing
from services.reminding import Wanted
from services.turn import Turn
from storage import nodes, people
from texts import posts as say

WORTH: Final = timedelta(days=7)
T = TypeVar("T")

log = logging.getLogger(__name__)


async def report(turn: Turn) -> None:
    """At start-up: one line of the log a branch, and a word to its secretary for posts not yet spoken of.

    All is read at once: a question a branch would hold up the start where there are thousands.
    """
    tree = await nodes.tree(turn.tx)
    everything = await nodes.all_ids(turn.tx)
    members = _by_branch(tree, [(one.node_id, one) for one in await people.in_nodes(turn.tx, everything)])
    offices = _by_branch(tree, [(one.node_id, one) for one in await people.offices_at(turn.tx, everything)])
    for branch in (tree[node_id] for node_id in everything if tree[node_id].kind in BRANCH_KINDS):
        here = [one for one in members.get(branch.id, ()) if is_here(one)]
        empty = readiness.vacant(tree, tree.same_branch(branch.id), here, offices.get(branch.id, []))
        if empty:
            await _report(turn, tree, branch, empty)


async def remind(turn: Turn, reminder: Reminder) -> Message | None:
    """Drawn when it is sent: what has been filled meanwhile is left out."""
    tree = await nodes.tree(turn.tx)
    if reminder.ref not in tree or not await features.on_at(turn, Feature.DUTIES, reminder.ref):
        return None
    told = await _secretary(turn, tree[reminder.ref])
    if told is None or told.id != reminder.member_id:
        return None
    empty = await seeing.vacant(turn, tree[reminder.ref])
    return say.vacancies(tree[reminder.ref].name, [(tree[id_], role) for id_, role in empty]) if empty else None


def _by_branch(tree: Tree, found: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    sorted_out: dict[int, list[T]] = {}
    for node_id, one in found:
        branch = tree.branch_of(node_id)
        if branch is not None:
            sorted_out.setdefault(branch.id, []).append(one)
    return sorted_out


async def _report(turn: Turn, tree: Tree, branch: Node, empty: list[tuple[int, Role]]) -> None:
    log.warning("%s", say.log_vacancies(branch.name, [(tree[id_], role) for id_, role in empty]))
    told = await _secretary(turn, branch)
    if told is not None and await features.on_at(turn, Feature.DUTIES, branch.id):
        wanted = Wanted(told, _mark(empty), turn.now, turn.now + WORTH)
        await reminding.promise(turn, ReminderKind.VACANCY, branch.id, [wanted])


async def _secretary(turn: Turn, branch: Node) -> Member | None:
    there = await standins.holders(turn, [branch.id], turn.now)
    for role in (Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY):
        for person in there.get((branch.id, role), ()):
            return await people.get(turn.tx, person.member_id)
    return None


def _mark(empty: list[tuple[int, Role]]) -> str:
    """The same for the same empty posts, so that a restart says nothing twice."""
    return hashlib.sha256(repr([(node_id, str(role)) for node_id, role in empty]).encode()).hexdigest()[:16]
