"""All tables, for whoever needs them together: the migrations and the tests that look everywhere."""

from storage import (
    access_log,
    attendance,
    dialogues,
    inbox,
    invitations,
    leave,
    meetings,
    nodes,
    outbox,
    people,
    request_events,
    request_steps,
    request_words,
    requests,
    standins,
)
from storage.schema import metadata

__all__ = [
    "access_log",
    "attendance",
    "dialogues",
    "inbox",
    "invitations",
    "leave",
    "meetings",
    "metadata",
    "nodes",
    "outbox",
    "people",
    "request_events",
    "request_steps",
    "request_words",
    "requests",
    "standins",
]
