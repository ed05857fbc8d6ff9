"""The rules in force at a node, and those that a running request keeps (H8, E8)."""

from dataclasses import dataclass
from datetime import UTC

from domain.policies import DEFAULT, Policy, kept
from domain.requests import HelpRequest
from domain.workdays import Calendar
from services import holidays
from services.turn import Turn
from storage import nodes
from storage import policies as store
from storage.policies import Published


@dataclass(frozen=True, slots=True)
class InForce:
    """A policy and the calendar it counts on; no id where nobody has published any rules yet."""

    policy_id: int | None
    policy: Policy
    calendar: Calendar


async def in_force(turn: Turn, node_id: int) -> InForce:
    """The rules at a node: those of the nearest node above it, itself counted, that has published some."""
    tree = await nodes.tree(turn.tx)
    for node in tree.ladder(node_id) if node_id in tree else ():
        published = await store.newest(turn.tx, node.id)
        if published is not None:
            return await _opened(turn, published)
    return await _opened(turn, None)


async def of_request(turn: Turn, request: HelpRequest) -> InForce:
    """The rules that a request was made under, whatever was published since (E8)."""
    return await _opened(turn, None if request.policy_id is None else await store.get(turn.tx, request.policy_id))


def policy_of(published: Published | None) -> Policy:
    """What a version says; the rules everybody begins with where there is none."""
    return DEFAULT if published is None else kept(published.document)


async def _opened(turn: Turn, published: Published | None) -> InForce:
    policy = policy_of(published)
    bare = Calendar(turn.now.tzinfo or UTC, duty=policy.duty, hours=policy.hours, quiet=policy.quiet)
    return InForce(None if published is None else published.id, policy, await holidays.known(turn, bare))
