"""简单模式 and 请组长帮我: for who finds a telephone hard (U6, U8)."""

import unicodedata
from typing import Final

from domain.members import Member
from services import people
from services.turn import Turn
from storage import simple_mode as store
from texts import simple_mode as say

BY_NUMBER: Final = ("签到", "请假", "求助", "学习", "日历", "请组长帮我")

_NUMBERS: Final = tuple(str(number) for number in range(1, len(BY_NUMBER) + 1))


async def is_on(turn: Turn, telegram_id: int) -> bool:
    return await store.is_on(turn.tx, telegram_id)


async def put(turn: Turn, member: Member, *, on: bool) -> None:
    """Questions with one button a row, each with its number; the menu goes by number too."""
    if on:
        await store.turn_on(turn.tx, member.id, turn.now)
    else:
        await store.turn_off(turn.tx, member.id)


async def meant(turn: Turn, telegram_id: int, typed: str) -> str | None:
    """The word behind a number of the menu; None where it is none, or not for who does not keep it simple."""
    number = unicodedata.normalize("NFKC", typed).strip(" .、。)")
    if number not in _NUMBERS or not await is_on(turn, telegram_id):
        return None
    return BY_NUMBER[_NUMBERS.index(number)]


async def nearest_leader(turn: Turn, member: Member) -> Member | None:
    """Whom to ask in person: the leader nearest to a member who is somebody else."""
    return next((one for one in await people.leaders_of(turn, member) if one.id != member.id), None)


async def ask_leader(turn: Turn, member: Member) -> Member | None:
    """Tell the nearest leader whom a message reaches, once a day; nothing of what the member was doing is said.

    Returns whom was told; None where no message reaches any.
    """
    for leader in await people.leaders_of(turn, member):
        if leader.id != member.id and leader.telegram_id is not None:
            key = f"hand:{member.id}:{leader.id}:{turn.now:%Y%m%d}"
            turn.tell(leader.telegram_id, say.please_help(member), key=key)
            return leader
    return None
