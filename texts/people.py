"""What is said about people to those who look after them."""

from typing import Final

from domain.members import ROLE_NAMES, Member, Role
from domain.nodes import NodeKind
from texts.rendering import plain

ABOVE: Final = {NodeKind.COMMUNITY_COMMITTEE: "社区", NodeKind.STREET_COMMITTEE: "街道"}


def title(role: Role | None, kind: NodeKind | None, member: Member) -> str:
    """The post and the name; a post above the branch says so, for a branch has a secretary of its own."""
    post = ABOVE.get(kind, "") + ROLE_NAMES[role] if kind is not None and role is not None else ""
    return plain("people", "title", post=post, name=member.name)
