"""What is sealed about a visit, opened: who may, and that it was opened (PRV-15). The member sees both."""

from domain.access import Action
from domain.care import Visit
from domain.members import Member
from services import access
from services.turn import Turn
from storage import access_log
from storage import care_visits as store
from storage import people as members
from storage.care_visits import Note

ACTION = "read_visit"


async def words(turn: Turn, reader: Member, visit_id: int) -> str | None:
    """What the member wrote; None where there is nothing, or it is not for this reader."""
    visit = await _readable(turn, reader, visit_id)
    return None if visit is None else await store.words(turn.tx, visit.id)


async def note(turn: Turn, reader: Member, visit_id: int) -> Note | None:
    """What the visitor wrote; None where there is nothing, or it is not for this reader."""
    visit = await _readable(turn, reader, visit_id)
    return None if visit is None else await store.note(turn.tx, visit.id)


async def _readable(turn: Turn, reader: Member, visit_id: int) -> Visit | None:
    """The member themself; who goes or went, while they hold a post; who looks after the member. It is logged."""
    visit = await store.get(turn.tx, visit_id)
    about = await members.get(turn.tx, visit.about_id) if visit is not None else None
    if visit is None or about is None:
        return None
    if about.id == reader.id:
        return visit
    goes = visit.visitor_id == reader.id and bool(await members.offices_of(turn.tx, reader.id))
    if not goes and not await access.may(turn, reader, Action.MANAGE_CARE, about.node_id, about=about.id):
        return None
    await access_log.note(turn.tx, turn.now, reader.id, ACTION, granted=True, node_id=about.node_id, member_id=about.id)
    return visit
