"""Whom one can turn to: the leaders, the offices and the kinds of support, all offline and dated (H18, H27, H28)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain import directory as rules
from domain.access import Action
from domain.concerns import Topic
from domain.directory import LONGEST_LINE, PolicyCard, ResourceCard
from domain.features import Feature
from domain.members import Member, Role
from domain.messages import Message
from domain.names import tidy_line
from domain.nodes import BRANCH_KINDS
from services import access, dialogues, features, people, segmenting
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import nodes
from storage import resource_cards as store
from texts import cards, refusals
from texts import directory as say

SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first; the branch's own cards before the national ones."""

    resources: Sequence[ResourceCard]
    policies: Sequence[PolicyCard]


@dataclass(frozen=True, slots=True)
class Kept:
    """A branch's own cards as whoever keeps them sees them: (id, card)."""

    cards: Sequence[tuple[int, ResourceCard]]


async def contacts(turn: Turn, member: Member | None) -> list[tuple[Member, Sequence[Role]]] | None:
    """The leaders somebody turns to, nearest first, with their posts.

    None for a stranger, and where the branch has switched the list off; the emergency numbers beside it always stand.
    """
    if member is None or not await features.on_at(turn, Feature.HELP_DIRECTORY, member.node_id):
        return None
    return [(leader, await people.posts(turn, leader)) for leader in await people.leaders_of(turn, member)]


async def search(turn: Turn, member: Member, text: str) -> Found:
    """Cards for these words. What was asked for is not kept."""
    words = [text.strip(), *segmenting.cut(text)]
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id)
    own = [card for _, card in await store.of_branch(turn.tx, branch.id)] if branch is not None else []
    resources = [*rules.found(own, words), *rules.found(cards.resources(), words)]
    return Found(resources[:SHOWN], rules.found(cards.policies(), words)[:SHOWN])


def cards_for(topic: Topic) -> list[PolicyCard]:
    """The kinds of support that belong to a topic."""
    return [card for card in cards.policies() if topic in card.topics]


def card_text(card: PolicyCard, now: datetime) -> str:
    """A policy card in plain words, with its source and date, and 请核实 where it is old."""
    return cards.policy(card, now)


async def kept(turn: Turn, leader: Member) -> Kept | None:
    """The branch's own cards; None for who does not keep them."""
    branch_id = await _keeps(turn, leader)
    return None if branch_id is None else Kept(await store.of_branch(turn.tx, branch_id))


async def add(turn: Turn, leader: Member) -> Message | None:
    """Begin a card of the branch's own; None for who does not keep them."""
    if await _keeps(turn, leader) is None:
        await access.may(turn, leader, Action.MANAGE_ROSTER, leader.node_id)
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, ADDING)


async def remove(turn: Turn, leader: Member, card_id: int) -> Kept | None:
    """Take a card away; a second tap finds it gone."""
    branch_id = await _keeps(turn, leader)
    if branch_id is None or await store.branch_of(turn.tx, card_id) not in {branch_id, None}:
        return None
    await store.remove(turn.tx, card_id)
    return Kept(await store.of_branch(turn.tx, branch_id))


async def _keeps(turn: Turn, member: Member) -> int | None:
    """The branch whose cards somebody keeps: that of the roster they keep."""
    tree = await nodes.tree(turn.tx)
    kept_ids = await access.nodes_for(turn, member, Action.MANAGE_ROSTER)
    branches = [node_id for node_id in kept_ids if tree[node_id].kind in BRANCH_KINDS]
    own = tree.branch_of(member.node_id)
    return own.id if own is not None and own.id in branches else next(iter(branches), None)


def _asking(name: str, following: str, *, may_skip: bool) -> Step:
    """One line of a card."""

    async def ask(_asker: Asker, _draft: Draft) -> Question:
        return Question(say.ask_line(name), [say.skip()] if may_skip else [])

    async def read(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
        line = tidy_line(text)
        if may_skip and line == say.skip():
            line = ""
        elif not line or len(line) > LONGEST_LINE:
            return Problem(say.line_wrong(LONGEST_LINE))
        return Goto({**draft, name: line}, following)

    return Step(name, ask, read)


async def _ask_confirm(asker: Asker, draft: Draft) -> Question:
    return Question(say.preview(cards.resource(_drafted(asker.turn, draft), asker.turn.now)), [say.keep()])


async def _read_confirm(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if text.strip() != say.keep():
        return Problem(say.please_press())
    leader = await people.known(asker.turn, asker.telegram_id)
    branch_id = await _keeps(asker.turn, leader) if leader is not None else None
    if leader is None or branch_id is None:
        return Done(refusals.plain(refusals.not_allowed()))
    card = _drafted(asker.turn, draft)
    await store.put(asker.turn.tx, branch_id, card, leader.id)
    return Done(say.kept_card(card.name))


def _drafted(turn: Turn, draft: Draft) -> ResourceCard:
    name, purpose, call, hours, place = (str(draft[line]) for line in ("name", "purpose", "call", "hours", "place"))
    return ResourceCard(name, purpose, call, hours, place, source=say.our_branch(), checked_on=turn.now.date())


ADDING: Final = Script(
    "resource_card",
    (
        _asking("name", "purpose", may_skip=False),
        _asking("purpose", "call", may_skip=False),
        _asking("call", "hours", may_skip=False),
        _asking("hours", "place", may_skip=True),
        _asking("place", "confirm", may_skip=True),
        Step("confirm", _ask_confirm, _read_confirm),
    ),
)
