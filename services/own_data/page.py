"""我的数据: one page of what is kept of a member, in how many pieces."""

from domain.members import Member
from domain.messages import Message
from services import privacy
from services.own_data import exporting
from services.turn import Turn
from texts import own_data as say


async def page(turn: Turn, member: Member) -> Message:
    """Everything by name with its count, and what can be done about it."""
    counts = [(name, len(some)) for name, some in (await exporting.everything(turn, member)).items()]
    held = await privacy.holding(turn, member)
    return say.page(counts, held.given, member.telegram_id or 0)


async def copy(turn: Turn, member: Member) -> Message:
    """The file."""
    data, count = await exporting.file(turn, member)
    return say.copy(member.name, data, count, turn.now, member.telegram_id or 0)


async def as_text(turn: Turn, member: Member) -> Message:
    """The same as lines to read."""
    return say.as_text(member.name, await exporting.text(turn, member), turn.now)


async def seen(turn: Turn, member: Member) -> Message:
    return say.seen(await exporting.readings(turn, member), turn.now, member.telegram_id or 0)
