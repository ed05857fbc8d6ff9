"""转给 and 退回: a request moves to another owner, with a reason, and its clock goes on (H12, H13)."""

from dataclasses import dataclass
from itertools import takewhile
from typing import TypeAlias

from domain.concerns import Topic
from domain.members import Member
from domain.requests import HelpRequest, Ladder, RequestStatus
from domain.requests.handing import Choose, NextOwner, Settled, Stays, may_receive, next_owner
from services import lessons, people, policies, standins
from services.requests import cards, climbing, helping, journal, reading, voices, watching
from services.requests.reading import Opened
from services.turn import Turn
from storage import nodes, request_events, request_words
from storage import people as members
from storage import requests as store
from storage.request_events import EventKind
from storage.request_words import WordsKind
from texts import handing as say

_MOVED = frozenset({EventKind.TRANSFERRED, EventKind.HANDED_BACK})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may get it; `title` is how they are shown and may be typed."""

    member: Member
    title: str


@dataclass(frozen=True, slots=True)
class ChooseOne:
    request: HelpRequest
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class OnlyTo:
    """There is one person it can go to: the secretary after two transfers, or who passed it on."""

    request: HelpRequest
    candidate: Candidate
    settled: bool


@dataclass(frozen=True, slots=True)
class StaysHere:
    request: HelpRequest


@dataclass(frozen=True, slots=True)
class NotYours:
    pass


@dataclass(frozen=True, slots=True)
class Handed:
    request: HelpRequest
    to: str


Whom: TypeAlias = ChooseOne | OnlyTo | StaysHere | NotYours


async def whom(turn: Turn, owner: Member, request_id: int, *, back: bool) -> Whom:
    """Who may get it next. `back` looks first for the one it came from."""
    request = await helping.owned(turn, owner, request_id)
    if request is None or request.status is RequestStatus.RESOLVED:
        return NotYours()
    match await _next_owner(turn, request, owner):
        case Settled(member_id):
            only = await _candidate(turn, member_id)
            return OnlyTo(request, only, settled=True) if only is not None else StaysHere(request)
        case Choose(member_ids):
            before = await _came_from(turn, request, owner) if back else None
            if before in member_ids and (giver := await _candidate(turn, before)) is not None:
                return OnlyTo(request, giver, settled=False)
            found = [await _candidate(turn, member_id) for member_id in member_ids]
            return ChooseOne(request, tuple(one for one in found if one is not None))
        case Stays():
            return StaysHere(request)


async def topics_for(turn: Turn, request: HelpRequest, to_id: int) -> tuple[Topic, ...]:
    """What it may rather be about, when it moves to this person: the topics of their posts, if it is none of them."""
    policy = (await policies.of_request(turn, request)).policy
    held = {office.role for office in await members.offices_of(turn.tx, to_id)}
    theirs = tuple(topic for topic in Topic if policy.routes[topic] in held)
    return () if request.topic in theirs and not request.unsorted else theirs


async def hand_on(
    turn: Turn, owner: Member, request_id: int, to_id: int, reason: str, *, back: bool, topic: Topic | None = None
) -> Handed | NotYours:
    """Move it. The old owner's access ends with this turn; the promises made to the asker stay as they are.

    `topic` is what the old owner says it is about; the router learns from it.
    """
    allowed = await whom(turn, owner, request_id, back=back)
    to = next((one for one in _among(allowed) if one.member.id == to_id), None)
    if to is not None and topic is not None:
        await _correct(turn, owner, request_id, topic)
    if to is None or not await store.hand_on(turn.tx, request_id, owner.id, to.member.id):
        return NotYours()
    request = await store.get(turn.tx, request_id)
    if request is None:
        return NotYours()
    await request_words.add(turn.tx, request.id, owner.id, WordsKind.REASON, reason, turn.now)
    kind = EventKind.HANDED_BACK if back else EventKind.TRANSFERRED
    await journal.note(turn, request, kind, actor_id=owner.id, other_id=to.member.id)
    silent = not watching.may_sound(request, await policies.of_request(turn, request), turn.now)
    if not await cards.ask(turn, request, to.member, silent=silent):
        await cards.bring(turn, request, to.member, silent=silent)
    await cards.refresh(turn, request)
    await voices.tell(turn, request, say.handed_for_you(request.number, to.title))
    return Handed(request, to.title)


async def _correct(turn: Turn, owner: Member, request_id: int, topic: Topic) -> None:
    request = await helping.owned(turn, owner, request_id)
    if request is None:
        return
    await store.change(turn.tx, request.id, topic=topic, unsorted=False)
    found = await reading.look(turn, owner.id, request)
    if isinstance(found, Opened) and found.text:
        await lessons.forget(turn, request.id)  # what it taught when it was sent was wrong
        await lessons.correct(turn, request.branch_id, request.id, found.text, topic)


def _among(allowed: Whom) -> tuple[Candidate, ...]:
    match allowed:
        case ChooseOne(candidates=candidates):
            return candidates
        case OnlyTo(candidate=candidate):
            return (candidate,)
        case _:
            return ()


async def _next_owner(turn: Turn, request: HelpRequest, owner: Member) -> NextOwner:
    climbed: Ladder = await climbing.ladder_of(turn, request)
    tree = await nodes.tree(turn.tx)
    inside = [node.id for node in takewhile(lambda node: node.id != request.branch_id, tree.ladder(request.node_id))]
    holders = await standins.holders(turn, [*inside, request.branch_id], turn.now)
    others = may_receive(request, holders, climbed, await store.excluded(turn.tx, request.id))
    return next_owner(request.transfers, owner.id, climbed.secretaries, tuple(person.member_id for person in others))


async def _came_from(turn: Turn, request: HelpRequest, owner: Member) -> int | None:
    moves = [event for event in await request_events.of(turn.tx, request.id) if event.kind in _MOVED]
    return next((event.actor_id for event in reversed(moves) if event.other_id == owner.id), None)


async def _candidate(turn: Turn, member_id: int | None) -> Candidate | None:
    member = await members.get(turn.tx, member_id) if member_id is not None else None
    return Candidate(member, await people.title(turn, member)) if member is not None else None
