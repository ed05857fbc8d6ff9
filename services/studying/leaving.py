"""Whoever leaves the bot takes their study along: notes, marks, hours, and how they liked to get it (PRV-07).

None of it is a record that must be kept: what was studied together stands in the sign-in of the meetings.
"""

from domain.members import Member
from services.studying import notes
from services.turn import Turn
from storage import studying_hours, studying_marks


async def forget_notes(turn: Turn, member: Member) -> int:
    return await notes.erase_all(turn, member)


async def forget_hours(turn: Turn, member: Member) -> int:
    return await studying_hours.forget_member(turn.tx, member.id)


async def forget_marks(turn: Turn, member: Member) -> int:
    return await studying_marks.forget_member(turn.tx, member.id)
