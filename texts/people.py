"""What is said about people to those who look after them."""

from domain.members import Member
from domain.messages import Message
from texts.rendering import html


def please_phone(member: Member) -> Message:
    return Message(html("people", "please_phone", name=member.name))
