"""What a helper does with a request: open it, take it, answer, note, and say that it is done."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from domain.members import Member
from domain.messages import Media
from domain.requests import HelpRequest, Refused, RefusedBecause, RequestStatus, clocks, is_open
from services import people, policies
from services.care import contacts
from services.requests import cards, journal, reading, voices, watching
from services.requests.reading import Opened
from services.turn import Turn
from storage import people as members
from storage import request_words
from storage import requests as store
from storage.request_events import EventKind
from storage.request_words import WordsKind
from texts import answering as say_answering
from texts import helping as say

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Taken:
    request: HelpRequest


@dataclass(frozen=True, slots=True)
class HasIt:
    """Somebody was faster."""

    owner: str


@dataclass(frozen=True, slots=True)
class Over:
    """Withdrawn or closed meanwhile."""


@dataclass(frozen=True, slots=True)
class NotYours:
    pass


Take: TypeAlias = Taken | HasIt | Over | NotYours


async def open_words(turn: Turn, member: Member, request_id: int) -> Opened | Refused:
    """打开看: the words come as a message of their own, which is emptied when they are no longer theirs to read."""
    found = await reading.open_words(turn, member, request_id)
    if isinstance(found, Opened):
        await cards.bring_words(turn, found.request, member)
        await cards.to_asker(turn, found.request, anew=False)
    return found


async def open_files(turn: Turn, member: Member, request_id: int) -> Opened | Refused:
    """听语音、看附件."""
    request = await store.get(turn.tx, request_id)
    return Refused(RefusedBecause.GONE) if request is None else await cards.bring_files(turn, request, member)


async def take(turn: Turn, member: Member, request_id: int) -> Take:
    """我来办: the first one wins (H11); all other cards fall quiet, and the asker hears who has it."""
    request = await store.get(turn.tx, request_id)
    if request is None:
        return NotYours()
    if request.owner_id == member.id and is_open(request):
        return Taken(request)
    if (not_taken := await _may_not_take(turn, member, request)) is not None:
        return not_taken
    if not await store.take(turn.tx, request_id, member.id, turn.now):
        return await _has_it(turn, await cards.again(turn, request))
    await journal.note(turn, request, EventKind.TAKEN, actor_id=member.id)
    await store.change(turn.tx, request.id, update_by=await _next_word(turn, request))
    taken = await cards.again(turn, request)
    await cards.refresh(turn, taken)
    await voices.tell(turn, taken, say.taken_for_you(taken.number, await people.title(turn, member)), but=member)
    return Taken(taken)


async def reply(turn: Turn, owner: Member, request_id: int, text: str, file: Media | None = None) -> HelpRequest | None:
    """What the owner says to the asker, or sends. None where it is not theirs any more."""
    request = await owned(turn, owner, request_id)
    if request is None:
        return None
    await request_words.add(
        turn.tx,
        request.id,
        owner.id,
        WordsKind.REPLY,
        text or None,
        turn.now,
        file_kind=None if file is None else str(file.kind),
        file=None if file is None else file.file_id,
    )
    await journal.note(turn, request, EventKind.REPLIED, actor_id=owner.id)
    await contacts.note_answer(turn, request.about_id or request.asker_id)
    first = request.answered_at is None
    await store.change(turn.tx, request.id, answered_at=turn.now if first else request.answered_at)
    await _worked(turn, request)
    words = say_answering.reply_for_you(request.number, await people.title(turn, owner), text, request.id, file)
    await voices.tell(turn, request, words)
    return request


async def note(turn: Turn, owner: Member, request_id: int, text: str) -> HelpRequest | None:
    """A note for those who help; the asker never gets it (H17)."""
    request = await owned(turn, owner, request_id)
    if request is None:
        return None
    await request_words.add(turn.tx, request.id, owner.id, WordsKind.NOTE, text, turn.now)
    await _worked(turn, request)
    return request


async def done(turn: Turn, owner: Member, request_id: int) -> HelpRequest | None:
    """办好了: the asker is asked, and only the asker closes it (H20)."""
    request = await owned(turn, owner, request_id)
    if request is None or request.status is RequestStatus.RESOLVED:
        return request
    await store.change(turn.tx, request.id, status=RequestStatus.RESOLVED, resolved_at=turn.now)
    await journal.note(turn, request, EventKind.RESOLVED, actor_id=owner.id)
    resolved = await cards.again(turn, request)
    await cards.to_asker(turn, resolved, anew=True)
    await cards.refresh(turn, resolved)
    return resolved


async def heard_from_asker(turn: Turn, request: HelpRequest) -> None:
    """The asker has added something: it comes to the owner, with sound unless it is night, and to nobody else."""
    owner = await members.get(turn.tx, request.owner_id) if request.owner_id is not None else None
    if owner is not None and await reading.refusal(turn, owner.id, request) is None:
        await reading.log(turn, request, owner.id, granted=True)
        await journal.note(turn, request, EventKind.OPENED, actor_id=owner.id)
        silent = not watching.may_sound(request, await policies.of_request(turn, request), turn.now)
        await cards.bring_words(turn, request, owner, silent=silent)
    await cards.refresh(turn, request)


async def owned(turn: Turn, owner: Member, request_id: int) -> HelpRequest | None:
    """The request, if it is this person's to work on; who has just lost it is refused, and that is written down."""
    request = await store.get(turn.tx, request_id)
    if request is None or not is_open(request):
        return None
    if request.owner_id != owner.id or await reading.refusal(turn, owner.id, request) is not None:
        await reading.log(turn, request, owner.id, granted=False)
        return None
    return request


async def _may_not_take(turn: Turn, member: Member, request: HelpRequest) -> Take | None:
    refused = await reading.refusal(turn, member.id, request)
    if refused is None:
        return None
    if refused.because is RefusedBecause.NOT_ASKED and await cards.was_shown(turn, request, member):
        return await _has_it(turn, request)
    if request.asker_id is None:
        return Over()
    await reading.log(turn, request, member.id, granted=False)
    return NotYours()


async def _has_it(turn: Turn, request: HelpRequest) -> Take:
    owner = await members.get(turn.tx, request.owner_id) if request.owner_id is not None else None
    return HasIt(await people.title(turn, owner)) if owner is not None and is_open(request) else Over()


async def _worked(turn: Turn, request: HelpRequest) -> None:
    """The owner is active: the work has begun, and the time of the next word runs anew (E14)."""
    status = RequestStatus.IN_PROGRESS if request.status is RequestStatus.ACKNOWLEDGED else request.status
    due = await _next_word(turn, await cards.again(turn, request))
    await store.change(turn.tx, request.id, status=status, worked_at=turn.now, update_by=due)
    await cards.refresh(turn, await cards.again(turn, request))


async def _next_word(turn: Turn, request: HelpRequest) -> datetime:
    """By when the asker should hear something new."""
    in_force = await policies.of_request(turn, request)
    pace = in_force.policy.clocks_for(request.topic, request.urgency)
    return clocks.update_due(pace, in_force.calendar, turn.now, first=request.answered_at is None)
