"""宣布结果: the secretary says what the result is, the bot shows the sum (M16, M22)."""

from dataclasses import dataclass
from typing import TypeAlias

from domain.access import Action
from domain.members import Member
from domain.votes import Outcome, Resolution
from services import access, people
from services.reminding.promising import hushed
from services.resolutions.looking import Weighed, led, weigh
from services.turn import Turn
from storage import people as members
from storage import resolutions as store
from storage import tasks
from texts import resolutions as say


@dataclass(frozen=True, slots=True)
class Declared:
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class DeclaredBefore:
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class TooFew:
    """The sum does not allow 通过."""

    weighed: Weighed


@dataclass(frozen=True, slots=True)
class Refused:
    pass


Declaration: TypeAlias = Declared | DeclaredBefore | TooFew | Refused


async def may_declare(turn: Turn, member: Member, node_id: int) -> bool:
    """Asking is no attempt."""
    return node_id in await access.nodes_for(turn, member, Action.DECLARE_RESULT)


async def bring(turn: Turn, recorder: Member, weighed: Weighed) -> str | None:
    """Ask who declares, where the recorder may not. Returns the title of whoever was asked first."""
    asked = [
        one
        for one in await people.secretaries_of(turn, recorder)
        if one.telegram_id is not None
        and one.id != recorder.id
        and await may_declare(turn, one, weighed.meeting.node_id)
    ]
    for one in asked:
        card = say.please_declare(
            weighed.meeting, weighed.resolution, weighed.sheet, weighed.sum_, recorder, may=weighed.may_carry
        )
        key = f"declare:{weighed.resolution.id}:{one.id}"
        turn.tell(one.telegram_id or 0, card, key=key, silent=await hushed(turn, one))
    return await people.title(turn, asked[0]) if asked else None


async def declare(turn: Turn, member: Member, resolution_id: int, outcome: Outcome) -> Declaration:
    """Once; from then on it stands as it was declared, with the numbers of that moment."""
    weighed = await weigh(turn, resolution_id)
    if weighed is None or not await access.may(turn, member, Action.DECLARE_RESULT, weighed.meeting.node_id):
        return Refused()
    if outcome is Outcome.CARRIED and not weighed.may_carry:
        return TooFew(weighed)
    sheet = weighed.sheet
    expected, present = sheet.expected_voters, sheet.present_voters
    first = await store.declare(turn.tx, resolution_id, outcome, member.id, expected, present, turn.now)
    now = await weigh(turn, resolution_id) or weighed
    if not first:
        return DeclaredBefore(now)
    recorder = await members.get(turn.tx, now.resolution.recorded_by)
    if recorder is not None and recorder.id != member.id and recorder.telegram_id is not None:
        turn.tell(recorder.telegram_id, say.declared_for_you(now.meeting, now.resolution), silent=True)
    return Declared(now)


async def drop(turn: Turn, leader: Member, resolution_id: int) -> Resolution | None:
    """删掉重记: before it is declared. None where it is too late, or not theirs."""
    resolution = await store.get(turn.tx, resolution_id)
    if resolution is None or resolution.outcome is not None:
        return None
    if await led(turn, leader, resolution.meeting_id) is None:
        return None
    await tasks.detach(turn.tx, resolution_id)
    return resolution if await store.drop(turn.tx, resolution_id) else None
