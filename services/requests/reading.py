"""The access function: the one place that opens the words of a request, and writes down who did (H29, V5, PRV-15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.members import Member
from domain.nodes import Tree
from domain.requests import HelpRequest, Reader, Refused, RefusedBecause, StepKind, may_open
from services import standins
from services.requests import journal, voices
from services.turn import Turn
from storage import access_log, nodes, people, request_steps, request_words
from storage import requests as store
from storage.request_events import EventKind
from storage.request_words import Words, WordsKind

OPEN: Final = "open_request"
BETWEEN_THE_TWO: Final = frozenset({WordsKind.FROM_ASKER, WordsKind.REPLY})


@dataclass(frozen=True, slots=True)
class Opened:
    """What somebody may read: the first words, all that was said since, and who is who.

    `asker` is None where the name is hidden. `about` is whom a CARE request is about. `entered_by` is the leader who
    entered it for somebody without Telegram. `speakers` are the names of the helpers, by member id.
    """

    request: HelpRequest
    text: str | None
    words: tuple[Words, ...]
    asker: str | None
    about: str | None
    entered_by: str | None
    speakers: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """That somebody opened a request, or was kept from it."""

    member_id: int
    at: datetime
    granted: bool


async def open_words(turn: Turn, reader: Member, request_id: int) -> Opened | Refused:
    """Open a request. Both the opening and a refusal are written down."""
    request = await store.get(turn.tx, request_id)
    if request is None:
        return Refused(RefusedBecause.GONE)
    found = await look(turn, reader.id, request)
    await log(turn, request, reader.id, granted=isinstance(found, Opened))
    if isinstance(found, Opened):
        await journal.note(turn, request, EventKind.OPENED, actor_id=reader.id)
    return found


async def look(turn: Turn, reader_id: int, request: HelpRequest) -> Opened | Refused:
    """What an opening shows, without a line in the log: for drawing again what was opened, and may be no longer."""
    refused = await refusal(turn, reader_id, request)
    if refused is not None:
        return refused
    return await _opened(turn, request, await request_words.of(turn.tx, request.id))


async def refusal(turn: Turn, reader_id: int, request: HelpRequest) -> Refused | None:
    """Why somebody may not open a request; None where they may. Asking is no attempt: nothing is logged."""
    post_nodes, tree = await _post_nodes(turn, reader_id), await nodes.tree(turn.tx)
    return await _refusal(turn, request, reader_id, post_nodes, tree)


async def openable(turn: Turn, reader_id: int, requests: Sequence[HelpRequest]) -> list[HelpRequest]:
    """Those among several that somebody may open."""
    post_nodes, tree = await _post_nodes(turn, reader_id), await nodes.tree(turn.tx)
    return [one for one in requests if await _refusal(turn, one, reader_id, post_nodes, tree) is None]


async def is_own(turn: Turn, member: Member, request: HelpRequest) -> bool:
    """Whether somebody may say what the asker may say; a no is written down, unless the request is erased."""
    if request.asker_id is None:
        return False
    speaks = await voices.speaks_for(turn, member, request)
    if not speaks:
        await log(turn, request, member.id, granted=False)
    return speaks


async def own_words(turn: Turn, asker: Member, request_id: int) -> Opened | None:
    """The asker's own words and the replies; never what helpers note among themselves (H17)."""
    request = await store.get(turn.tx, request_id)
    if request is None or not await voices.speaks_for(turn, asker, request):
        return None
    said = [words for words in await request_words.of(turn.tx, request.id) if words.kind in BETWEEN_THE_TWO]
    return await _opened(turn, request, said)


async def readers(turn: Turn, request_id: int) -> list[Reading]:
    """Who opened a request and when, newest first, for the asker to see."""
    entries = await access_log.of_request(turn.tx, request_id)
    return [
        Reading(entry.actor_id, entry.at, entry.granted)
        for entry in entries
        if entry.actor_id is not None and entry.action == OPEN
    ]


async def log(turn: Turn, request: HelpRequest, reader_id: int, *, granted: bool) -> None:
    """A line in the access log: who, when, which request, whose; never a word of it."""
    await access_log.note(
        turn.tx,
        turn.now,
        reader_id,
        OPEN,
        granted=granted,
        node_id=request.node_id,
        member_id=request.asker_id,
        request_id=request.id,
    )


async def _opened(turn: Turn, request: HelpRequest, words: Sequence[Words]) -> Opened:
    entered_by = await voices.entered_by(turn, request)
    named = {words.speaker_id for words in words} | {request.asker_id, request.about_id, entered_by}
    names = {one.id: one.name for one in await people.many(turn.tx, [one for one in named if one is not None])}
    asker_id = request.asker_id
    return Opened(
        request,
        await store.body(turn.tx, request.id),
        tuple(words),
        asker=None if request.hide_name or asker_id is None else names.get(asker_id),
        about=None if request.about_id is None else names.get(request.about_id),
        entered_by=None if entered_by is None else names.get(entered_by),
        speakers={member_id: name for member_id, name in names.items() if member_id != asker_id},
    )


async def _refusal(
    turn: Turn, request: HelpRequest, reader_id: int, post_nodes: frozenset[int], tree: Tree
) -> Refused | None:
    reader = Reader(reader_id, post_nodes, await _was_asked(turn, reader_id, request))
    return may_open(request, reader, tree, await store.excluded(turn.tx, request.id))


async def _post_nodes(turn: Turn, reader_id: int) -> frozenset[int]:
    return frozenset(post.node_id for post in await standins.posts_of(turn, reader_id))


async def _was_asked(turn: Turn, reader_id: int, request: HelpRequest) -> bool:
    fired = await request_steps.fired(turn.tx, request.id, request.round)
    return any(step.kind is StepKind.ASK and step.member_id == reader_id for step in fired)
