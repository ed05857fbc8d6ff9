"""What those do to whom suggestions are given: open the box, read (which is logged), answer, set aside."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.members import Member
from domain.messages import Lane, Message
from domain.names import tidy_text
from domain.nodes import BRANCH_KINDS
from domain.suggestions import (
    LONGEST_ANSWER,
    NOT_AFTER,
    OPENED_AT,
    READING,
    Readers,
    SuggestionStatus,
    is_in_hand,
    may_read,
)
from services import dialogues, people
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.suggestions.writing import ID_BITS
from services.turn import Turn
from storage import access_log, nodes
from storage import people as members
from storage import suggestions as store
from storage.suggestions import Suggestion, Words
from texts import refusals
from texts import suggestions as say

READ: Final = "read_suggestion"


@dataclass(frozen=True, slots=True)
class Page:
    """One suggestion; `left` others wait behind it, `next_id` is the first of them."""

    suggestion: Suggestion
    words: Sequence[Words]
    left: int
    next_id: int | None


@dataclass(frozen=True, slots=True)
class Empty:
    pass


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


async def open_box(turn: Turn) -> bool:
    """A chore: once a day, in the morning, the readers hear how many suggestions there are. Not which."""
    if not OPENED_AT <= turn.now.time() < NOT_AFTER:
        return False
    news: dict[int, int] = {}
    for suggestion in await store.take_out(turn.tx, turn.now.date()):
        offices = await members.offices_at(turn.tx, [suggestion.branch_id])
        for reader_id in {one.member_id for one in offices if one.role in READING[suggestion.readers]}:
            news[reader_id] = news.get(reader_id, 0) + 1
    for reader in await members.many(turn.tx, news):
        if reader.telegram_id is not None:
            turn.tell(reader.telegram_id, say.news(news[reader.id]), lane=Lane.REMINDER)
    return False


async def waiting(turn: Turn, leader: Member) -> list[Suggestion]:
    """What waits for this leader, over all branches where they hold a post."""
    tree = await nodes.tree(turn.tx)
    posts: dict[int, set[Readers]] = {}
    for office in await members.offices_of(turn.tx, leader.id):
        if office.node_id in tree and tree[office.node_id].kind in BRANCH_KINDS:
            readable = {one for one in Readers if office.role in READING[one]}
            posts.setdefault(office.node_id, set()).update(readable)
    today = turn.now.date()
    return [
        one
        for branch_id, readers in posts.items()
        for one in await store.unanswered(turn.tx, branch_id, readers, today)
    ]


async def read(turn: Turn, leader: Member, suggestion_id: int) -> Page | Empty | NotAllowed:
    """Open one suggestion, 0 for the first that waits; who read it and when is written down, not what."""
    queue = await waiting(turn, leader)
    if suggestion_id == 0 and not queue:
        return Empty()
    opened = await allowed(turn, leader, suggestion_id or queue[0].id)
    if opened is None:
        return NotAllowed()
    await access_log.note(turn.tx, turn.now, leader.id, READ, granted=True, node_id=opened.branch_id)
    today = turn.now.date()
    words = [one for one in await store.words(turn.tx, opened.id) if not one.by_author or is_in_hand(one.day, today)]
    ids = [one.id for one in queue]
    place = ids.index(opened.id) if opened.id in ids else -1
    others = ids[place + 1 :] + ids[: max(place, 0)]
    return Page(opened, words, len(others), others[0] if others else None)


async def set_aside(turn: Turn, leader: Member, suggestion_id: int) -> bool:
    """For later; it stays in the box, behind the others."""
    found = await allowed(turn, leader, suggestion_id)
    if found is not None:
        await store.change(turn.tx, found.id, SuggestionStatus.SET_ASIDE)
    return found is not None


async def answer(turn: Turn, leader: Member, suggestion_id: int) -> Message | None:
    """Begin the answer that only the holder of the token will see; None where that is not theirs to give."""
    if await allowed(turn, leader, suggestion_id) is None:
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, ANSWER, {"suggestion": suggestion_id})


async def allowed(turn: Turn, leader: Member, suggestion_id: int) -> Suggestion | None:
    """The suggestion, if its author chose this leader and the box has been opened since; a refusal is logged."""
    found = await store.get(turn.tx, suggestion_id)
    if found is None or not is_in_hand(found.day, turn.now.date()):
        return None
    posts = [one.role for one in await members.offices_of(turn.tx, leader.id) if one.node_id == found.branch_id]
    if may_read(found.readers, posts):
        return found
    await access_log.note(turn.tx, turn.now, leader.id, READ, granted=False, node_id=found.branch_id)
    return None


async def _ask_answer(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_answer())


async def _read_answer(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    words = tidy_text(text)
    if not words:
        return Problem(say.empty())
    if len(words) > LONGEST_ANSWER:
        return Problem(say.too_long(LONGEST_ANSWER))
    turn = asker.turn
    leader = await people.known(turn, asker.telegram_id)
    found = await allowed(turn, leader, int(str(draft["suggestion"]))) if leader is not None else None
    if found is None:
        return Done(refusals.plain(refusals.not_allowed()))
    await store.say(turn.tx, secrets.randbits(ID_BITS), found.id, words, turn.now.date(), by_author=False)
    await store.change(turn.tx, found.id, SuggestionStatus.ANSWERED)
    return Done(say.answered())


ANSWER: Final = Script("suggestion_answer", (Step("answer", _ask_answer, _read_answer),), to_another=True)
