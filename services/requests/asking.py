"""What the asker does with a request that is on its way: add to it, press for it, look who has seen it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from domain.members import Member
from domain.messages import Media
from domain.requests import HelpRequest, Medium, RequestStatus, is_open, may_reopen
from domain.requests.closing_words import is_only_thanks
from services import people
from services.requests import cards, closing, helping, journal, reading, voices
from services.turn import Turn
from storage import people as members
from storage import request_events, request_words
from storage import requests as store
from storage.request_events import EventKind
from storage.request_words import WordsKind

CHOOSABLE = 3  # open requests offered for an addition
SHOWN = 50  # lines or buttons of a list; Telegram takes a hundred buttons


@dataclass(frozen=True, slots=True)
class Added:
    """`to` is who has got it, None where it waits with the request; `reopened` where it was closed."""

    number: str
    to: str | None
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class OnlyThanks:
    """Thanks for something that is over: kept nowhere (H26)."""


@dataclass(frozen=True, slots=True)
class TooLate:
    """It is not theirs, withdrawn, or closed for too long."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Who opened the words, and when, newest first."""

    request: HelpRequest
    by: Sequence[tuple[str, datetime]]


Addition: TypeAlias = Added | OnlyThanks | TooLate


def topic(request: HelpRequest) -> str:
    """The one living message that the asker has about a request."""
    return f"request:{request.id}"


async def own(turn: Turn, member: Member, request_id: int) -> HelpRequest | None:
    request = await store.get(turn.tx, request_id)
    return request if request is not None and await reading.is_own(turn, member, request) else None


async def open_requests(turn: Turn, member: Member) -> list[HelpRequest]:
    """What somebody may add words to, newest first. A word of care takes none: only the person can (H24)."""
    mine = [one for one in await store.of_asker(turn.tx, member.id) if is_open(one) and one.medium is not Medium.CARE]
    return mine[:CHOOSABLE]


async def continuable(turn: Turn, member: Member) -> list[HelpRequest]:
    """What new words may belong to, newest first: also what was closed not long ago, which they open again (H21)."""
    own = await store.of_asker(turn.tx, member.id)
    return [one for one in own if takes_words(turn, one)][:CHOOSABLE]


async def add_words(turn: Turn, member: Member, request_id: int, text: str, file: Media | None = None) -> Addition:
    """补充, or the answer to a reply: kept sealed, and brought to the owner."""
    request = await own(turn, member, request_id)
    if request is None:
        return TooLate()
    return await add(turn, member, request, text, (file,) if file is not None else ())


async def add(turn: Turn, member: Member, request: HelpRequest, text: str, files: Sequence[Media] = ()) -> Addition:
    """Thanks move nothing. Other words open again what is closed, and say 还没有 to what is called done (H21)."""
    thanks = not files and is_only_thanks(text)
    over = not is_open(request)
    if over and thanks:
        return OnlyThanks()
    if not takes_words(turn, request):
        return TooLate()
    if over:
        await closing.reopen(turn, member, request.id)
    elif request.status is RequestStatus.RESOLVED and not thanks:
        await closing.not_yet(turn, member, request.id)
    await keep(turn, member, request, text, files)
    await journal.note(turn, request, EventKind.ADDED, actor_id=member.id)
    now_is = await cards.again(turn, request)
    await helping.heard_from_asker(turn, now_is)
    return Added(request.number, await _name(turn, now_is.owner_id), reopened=over)


async def keep(turn: Turn, member: Member, request: HelpRequest, text: str, files: Sequence[Media]) -> None:
    """What was said and sent, sealed; of pictures, files and voices the ids alone (H15)."""
    if text:
        await request_words.add(turn.tx, request.id, member.id, WordsKind.FROM_ASKER, text, turn.now)
    for file in files:
        await request_words.add(
            turn.tx,
            request.id,
            member.id,
            WordsKind.FROM_ASKER,
            None,
            turn.now,
            file_kind=str(file.kind),
            file=file.file_id,
        )


def takes_words(turn: Turn, request: HelpRequest) -> bool:
    """Open, or closed not long ago; a word of care takes none (H24)."""
    return request.medium is not Medium.CARE and (is_open(request) or may_reopen(request, turn.now))


async def pass_on_thanks(turn: Turn, member: Member, text: str) -> Added | OnlyThanks:
    """谢谢 to somebody who has just replied reaches them; it changes no state and no clock (H26)."""
    mine = await open_requests(turn, member)
    if len(mine) == 1 and await _was_answered_last(turn, mine[0]):
        added = await add(turn, member, mine[0], text)
        return added if isinstance(added, Added) else OnlyThanks()
    return OnlyThanks()


async def seen_by(turn: Turn, member: Member, request_id: int) -> Seen | None:
    """谁看过: the newest openings of the words, refusals left out (H29)."""
    request = await own(turn, member, request_id)
    if request is None:
        return None
    opened = [one for one in await reading.readers(turn, request.id) if one.granted][:SHOWN]
    readers = await members.many(turn.tx, [one.member_id for one in opened])
    titles = {reader.id: await people.title(turn, reader) for reader in readers}
    return Seen(request, [(titles.get(one.member_id, ""), one.at) for one in opened])


async def mine(turn: Turn, member: Member) -> list[HelpRequest]:
    """我的求助, what is open first, then the newest; with them what a leader has entered and speaks for (O5)."""
    entered = [one for one in await store.entered_by(turn.tx, member.id) if await voices.speaks_for(turn, member, one)]
    found = [*await store.of_asker(turn.tx, member.id), *entered]
    return sorted(found, key=lambda one: (is_open(one), one.id), reverse=True)[:SHOWN]


async def _was_answered_last(turn: Turn, request: HelpRequest) -> bool:
    said = [one.kind for one in await request_events.of(turn.tx, request.id)]
    talk = [kind for kind in said if kind in {EventKind.REPLIED, EventKind.ADDED}]
    return bool(talk) and talk[-1] is EventKind.REPLIED


async def _name(turn: Turn, member_id: int | None) -> str | None:
    member = await members.get(turn.tx, member_id) if member_id is not None else None
    return await people.title(turn, member) if member is not None else None
