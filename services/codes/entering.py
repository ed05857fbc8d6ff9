"""Signing in with a code, scanned or typed (M7, M8)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from domain import codes as rules
from domain.features import Feature
from domain.meetings import Meeting, Method, SignInVerdict
from domain.members import Member
from domain.moments import Moment
from services import attendance, features
from services.turn import Turn
from storage import codes as store
from storage import meetings


@dataclass(slots=True)
class Misses:
    """Wrong codes of a day, in memory: a restart forgives, and nobody's slips are kept."""

    _counted: dict[tuple[int, date], int] = field(default_factory=dict)

    def many(self, member_id: int, day: date) -> bool:
        return self._counted.get((member_id, day), 0) >= rules.MOST_MISSES

    def count(self, member_id: int, day: date) -> None:
        self._counted = {key: number for key, number in self._counted.items() if key[1] == day}
        self._counted[member_id, day] = self._counted.get((member_id, day), 0) + 1

    def forgive(self) -> None:
        self._counted.clear()


MISSES: Final = Misses()


@dataclass(frozen=True, slots=True)
class Signed:
    """A good code, and what the sign-in came to."""

    meeting: Meeting
    verdict: SignInVerdict


@dataclass(frozen=True, slots=True)
class OldCode:
    """It was on the screen once, or never."""


@dataclass(frozen=True, slots=True)
class WrongDigits:
    pass


@dataclass(frozen=True, slots=True)
class TooManyMisses:
    pass


async def scan(turn: Turn, telegram_id: int, payload: str, moment: Moment) -> Signed | OldCode:
    """Somebody scanned the screen: sign in whoever pressed Start, and nobody else (M35)."""
    number, _, said = payload.partition("_")
    meeting_id = int(number) if number.isascii() and number.isdigit() and len(number) < 16 else 0
    meeting, code = await meetings.get(turn.tx, meeting_id), await store.of(turn.tx, meeting_id)
    if meeting is None or code is None or not await features.on_at(turn, Feature.CODES, meeting.node_id):
        return OldCode()
    if not said.isascii() or not rules.is_on_screen(code.secret, said, moment):
        return OldCode()
    return await _sign_in(turn, meeting, telegram_id, moment, Method.QR)


async def awaits(turn: Turn, member: Member) -> bool:
    """Whether four digits from this member would mean a code: a meeting of theirs has one today."""
    return bool(await _coded_today(turn, member))


async def enter(turn: Turn, member: Member, digits: str, moment: Moment) -> Signed | WrongDigits | TooManyMisses:
    """Sign in with the four digits, as online."""
    today = turn.now.date()
    if MISSES.many(member.id, today):
        return TooManyMisses()
    for meeting, secret in await _coded_today(turn, member):
        if rules.spoken_code(secret) == digits:
            return await _sign_in(turn, meeting, member.telegram_id or 0, moment, Method.ONLINE)
    MISSES.count(member.id, today)
    return WrongDigits()


async def _sign_in(turn: Turn, meeting: Meeting, telegram_id: int, moment: Moment, method: Method) -> Signed:
    [verdict] = await attendance.sign_in([attendance.Tap(turn, meeting.id, telegram_id, moment)], method)
    return Signed(meeting, verdict)


async def _coded_today(turn: Turn, member: Member) -> list[tuple[Meeting, bytes]]:
    since = turn.now.replace(hour=0, minute=0, second=0, microsecond=0)
    mine = {one.id: one for one in await meetings.of_member(turn.tx, member.id, since) if one.opens_at <= turn.now}
    coded = await store.of_many(turn.tx, sorted(mine))
    return [(mine[code.meeting_id], code.secret) for code in coded]
