"""What a survey knows of one member: that they have answered or said no, while it is open."""

from domain.members import Member
from domain.messages import Json
from services.turn import Turn
from storage import surveys as store
from texts import surveys as say


async def export(turn: Turn, member: Member) -> tuple[str, Json]:
    """The titles; what somebody answered is in a total and belongs to nobody any more."""
    return say.settled_surveys(), list(await store.touched_by(turn.tx, member.id))
