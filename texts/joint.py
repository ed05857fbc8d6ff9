"""What is said about meetings that several branches hold together. Of another branch only totals are ever shown."""

from datetime import datetime

from domain.joint import Partner
from domain.meetings import Meeting, MeetingState
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.meetings import head
from texts.rendering import html, message, plain

FEATURE = "joint"


def ask_branch(*, some: bool) -> Message:
    return message(FEATURE, "ask_branch", some=some)


def unknown_branch() -> str:
    return html(FEATURE, "unknown_branch")


def nobody_there(branch: str) -> str:
    return html(FEATURE, "nobody_there", branch=branch)


def asked(branch: str) -> Message:
    return message(FEATURE, "asked", branch=branch)


def ask_of_branch(leader: Member, branch: str, meeting: Meeting, joint_id: int, now: datetime) -> Message:
    """To the secretary of the branch that is asked."""
    yes = Button(plain(FEATURE, "label_accept"), Press("joy", (joint_id,)))
    no = Button(plain(FEATURE, "label_decline"), Press("jon", (joint_id,)))
    return Message(
        html(FEATURE, "ask_of_branch", leader=leader.name, branch=branch, head=head(meeting, now)), ((yes, no),)
    )


def accepted(meeting: Meeting) -> Message:
    return message(FEATURE, "accepted", in_group=meeting.chat_id is not None)


def declined() -> Message:
    return message(FEATURE, "declined")


def answered(branch: str, meeting: Meeting, now: datetime, *, accepts: bool) -> Message:
    return message(FEATURE, "branch_comes" if accepts else "branch_stays", branch=branch, meeting=meeting, now=now)


def host_changed(host: Meeting, guest: Meeting, now: datetime) -> Message:
    """To who looks after the guest branch's own meeting."""
    panel = Button(plain(FEATURE, "label_panel"), Press("po", (guest.id,)))
    off = host.state is MeetingState.CANCELLED
    return Message(html(FEATURE, "host_changed", host=host, off=off, now=now), ((panel,),))


def partner(one: Partner) -> str:
    """One line for another branch: its totals."""
    return plain(FEATURE, "partner", one=one)


def answered_before() -> str:
    return plain(FEATURE, "answered_before")


def over() -> str:
    return plain(FEATURE, "over")
