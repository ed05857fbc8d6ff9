"""What an author does: write, look for the answer with the token, add a word.

Nothing of this leaves the author's name, number or hour behind. The draft is a row of theirs only until it is sent.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.members import Member
from domain.messages import Message
from domain.names import tidy_text
from domain.suggestions import LONGEST_WORDS, Quota, Readers, SuggestionStatus, offered
from domain.tokens import LETTERS, TOKEN_LENGTH, grouped, read_token
from services import dialogues, people
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import nodes, proposals
from storage import people as members
from storage import suggestions as store
from storage.proposals import Proposal
from storage.suggestions import Words
from texts import suggestions as say

ID_BITS: Final = 48
QUOTA: Final = Quota()


@dataclass(frozen=True, slots=True)
class Thread:
    """One suggestion as whoever holds its token sees it."""

    id: int
    status: SuggestionStatus
    words: Sequence[Words]
    proposal: Proposal | None


@dataclass(frozen=True, slots=True)
class Begun:
    """The dialogue is open; `question` is its first."""

    question: Message


@dataclass(frozen=True, slots=True)
class Enough:
    """Three today already."""


@dataclass(frozen=True, slots=True)
class NoReaders:
    """Nobody in this branch can be given a suggestion yet."""


@dataclass(frozen=True, slots=True)
class NoSuchToken:
    pass


async def readers_for(turn: Turn, member: Member) -> list[Readers]:
    """Whom this member can give a suggestion to; the usual choice first."""
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id)
    if branch is None:
        return []
    offices = await members.offices_at(turn.tx, [branch.id])
    reached = {
        one.id
        for one in await members.many(turn.tx, [office.member_id for office in offices])
        if one.telegram_id is not None
    }
    return offered([office.role for office in offices if office.member_id in reached])


async def write(turn: Turn, member: Member) -> Begun | Enough | NoReaders:
    if not QUOTA.is_left(member.id, turn.now.date()):
        return Enough()
    if not await readers_for(turn, member):
        return NoReaders()
    return Begun(await dialogues.begin(turn, member.telegram_id or 0, WRITING))


def is_token(text: str) -> bool:
    """Whether somebody sent the token alone: what answers it must never become a request with a name on it."""
    return read_token(text) is not None


async def thread(turn: Turn, token: str) -> Thread | NoSuchToken:
    """What has become of it. Whoever has the token is the author: nothing else is known, and nothing is noted."""
    spelled = read_token(token)
    found = await store.by_token(turn.tx, spelled) if spelled is not None else None
    if found is None:
        return NoSuchToken()
    proposal = await proposals.get(turn.tx, found.proposal_id) if found.proposal_id is not None else None
    return Thread(found.id, found.status, await store.words(turn.tx, found.id), proposal)


async def ask_token(turn: Turn, member: Member) -> Message:
    return await dialogues.begin(turn, member.telegram_id or 0, LOOKING)


async def add(turn: Turn, member: Member, suggestion_id: int) -> Begun | Enough:
    """The button came with the answer, so whoever presses it has shown the token."""
    if not QUOTA.is_left(member.id, turn.now.date()):
        return Enough()
    return Begun(await dialogues.begin(turn, member.telegram_id or 0, ADDING, {"suggestion": suggestion_id}))


async def _ask_words(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_words())


async def _read_words(_asker: Asker, _draft: Draft, text: str) -> Goto | Problem:
    words = tidy_text(text)
    problem = _wrong(words)
    return Problem(problem) if problem is not None else Goto({"words": words}, "send")


async def _ask_send(asker: Asker, draft: Draft) -> Question:
    member = await people.known(asker.turn, asker.telegram_id)
    choices = await readers_for(asker.turn, member) if member is not None else []
    options = [say.give_to(one) for one in choices]
    return Question(say.preview(str(draft["words"])), options, per_row=1, cancel=say.do_not_send())


async def _read_send(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    turn = asker.turn
    member = await people.known(turn, asker.telegram_id)
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id) if member is not None else None
    if member is None or branch is None:
        return Done(say.no_readers())
    choices = {say.give_to(one): one for one in await readers_for(turn, member)}
    if text.strip() not in choices:
        return Problem(say.please_choose())
    today = turn.now.date()
    if not QUOTA.is_left(member.id, today):
        return Done(say.enough())
    suggestion_id = secrets.randbits(ID_BITS)
    token = "".join(secrets.choice(LETTERS) for _ in range(TOKEN_LENGTH))
    await store.add(turn.tx, suggestion_id, branch.id, choices[text.strip()], token, today)
    await store.say(turn.tx, secrets.randbits(ID_BITS), suggestion_id, str(draft["words"]), today, by_author=True)
    QUOTA.take(member.id, today)
    return Done(say.sent(grouped(token)))


async def _ask_token(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_token())


async def _read_token(asker: Asker, _draft: Draft, text: str) -> Done | Problem:
    match await thread(asker.turn, text):
        case Thread() as found:
            return Done(say.thread(found.id, found.status, found.words, found.proposal, asker.turn.now))
        case NoSuchToken():
            return Problem(say.no_such_token().html)


async def _ask_addition(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_addition())


async def _read_addition(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    turn = asker.turn
    words = tidy_text(text)
    problem = _wrong(words)
    if problem is not None:
        return Problem(problem)
    suggestion = await store.get(turn.tx, int(str(draft["suggestion"])))
    member = await people.known(turn, asker.telegram_id)
    if suggestion is None or member is None:
        return Done(say.no_such_token())
    today = turn.now.date()
    await store.say(turn.tx, secrets.randbits(ID_BITS), suggestion.id, words, today, by_author=True)
    await store.has_news(turn.tx, suggestion.id, today)
    QUOTA.take(member.id, today)
    return Done(say.added())


def _wrong(words: str) -> str | None:
    if not words:
        return say.empty()
    return say.too_long(LONGEST_WORDS) if len(words) > LONGEST_WORDS else None


WRITING: Final = Script("suggestion", (Step("words", _ask_words, _read_words), Step("send", _ask_send, _read_send)))
LOOKING: Final = Script("suggestion_token", (Step("token", _ask_token, _read_token),))
ADDING: Final = Script("suggestion_addition", (Step("words", _ask_addition, _read_addition),))
