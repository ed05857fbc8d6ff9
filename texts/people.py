"""What is said about people to those who look after them."""

from domain.members import ROLE_NAMES, Member, Role
from domain.messages import Message
from texts.rendering import html, plain


def please_phone(member: Member) -> Message:
    return Message(html("people", "please_phone", name=member.name))


def title(role: Role | None, member: Member) -> str:
    """The post and the name."""
    return plain("people", "title", post=ROLE_NAMES[role] if role is not None else "", name=member.name)
