"""Who holds the posts that a policy names: what leaders see beside each topic (H8)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from domain.members import Role
from domain.policies.policy import Policy


@dataclass(frozen=True, slots=True)
class Holder:
    """`there` is false for who is away, out of reach or has not joined: a request passes them by."""

    name: str
    there: bool


@dataclass(frozen=True, slots=True)
class Post:
    """Everybody who holds a post in a branch, and who stands in for them (AB岗)."""

    role: Role
    holders: tuple[Holder, ...] = ()
    backups: tuple[Holder, ...] = ()

    @property
    def is_vacant(self) -> bool:
        return not self.holders and not self.backups


Posts = Mapping[Role, Post]


def routed(policy: Policy) -> list[Role]:
    """The posts that a policy sends anything to, in the order of `Role`."""
    used = {*policy.routes.values(), policy.dispatcher}
    return [role for role in Role if role in used]


def vacant(policy: Policy, filled: Collection[Role]) -> list[Role]:
    """The posts that something is sent to and nobody holds or stands in for; the ladder goes past them."""
    return [role for role in routed(policy) if role not in filled]


def filled(posts: Iterable[Post]) -> frozenset[Role]:
    return frozenset(post.role for post in posts if not post.is_vacant)
