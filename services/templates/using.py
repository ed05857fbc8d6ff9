"""Wordings with their gaps filled: above the numbers of a meeting's board, and as the beginning of a notice (A6).

Of the place a wording knows the public name only: what it says may stand in a group.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain import templates as rules
from domain.access import Action
from domain.dates import moment_words
from domain.meetings import KINDS, Meeting, MeetingKind, MeetingState, window
from domain.members import Member
from domain.templates import Use, Variable
from services import access
from services.turn import Turn
from storage import meetings, nodes
from storage import templates as store
from storage.templates import Template

_NO_ID: Final = 0


@dataclass(frozen=True, slots=True)
class NoMeeting:
    """The wording speaks of a meeting, and none is coming."""


async def invitation(turn: Turn, meeting: Meeting) -> str | None:
    """What the nearest node above a meeting, itself counted, says to all it invites, until it begins.

    A board is drawn every few seconds: where no wording is kept at all, as in most branches, that is all it asks.
    """
    if meeting.state is not MeetingState.ANNOUNCED or turn.now >= meeting.starts_at:
        return None
    if not await store.any_of(turn.tx, Use.INVITATION):
        return None
    rungs = [node.id for node in (await nodes.tree(turn.tx)).ladder(meeting.node_id)]
    found = {one.node_id: one for one in await store.at_nodes(turn.tx, rungs, Use.INVITATION)}
    nearest = next((found[node_id] for node_id in rungs if node_id in found), None)
    return None if nearest is None else rules.filled(nearest.words, await _values(turn, meeting))


async def of_author(turn: Turn, author: Member) -> list[Template]:
    """The wordings for notices that somebody may begin with."""
    own = await access.nodes_for(turn, author, Action.BROADCAST)
    tree = await nodes.tree(turn.tx)
    rungs = {node.id for node_id in own for node in tree.ladder(node_id)}
    return await store.at_nodes(turn.tx, rungs, Use.NOTICE)


async def notice(turn: Turn, one: Template) -> str | NoMeeting:
    """The wording as a notice, about the next meeting of where it belongs."""
    meeting = await _next(turn, one.node_id)
    if meeting is None and rules.needs_meeting(one.words):
        return NoMeeting()
    return rules.filled(one.words, await _values(turn, meeting or await _example(turn, one.node_id)))


async def sample(turn: Turn, node_id: int, words: str) -> str:
    """How a wording will read: with the next meeting there, or one that is made up for the purpose."""
    meeting = await _next(turn, node_id) or await _example(turn, node_id)
    return rules.filled(words, await _values(turn, meeting))


async def _next(turn: Turn, node_id: int) -> Meeting | None:
    reach = (await nodes.tree(turn.tx)).subtree(node_id)
    coming = await meetings.in_nodes(turn.tx, reach, turn.now, still_open=True)
    return coming[0] if coming else None


async def _example(turn: Turn, node_id: int) -> Meeting:
    day = (turn.now + timedelta(days=7)).replace(hour=15, minute=0, second=0, microsecond=0)
    kind = MeetingKind.THEME_DAY
    opens_at, closes_at = window(day, kind)
    word = KINDS[kind].word
    return Meeting(
        *(
            _NO_ID,
            node_id,
            kind,
            word,
            "党群服务中心",
            day,
            opens_at,
            closes_at,
            MeetingState.ANNOUNCED,
            None,
            None,
            _NO_ID,
        )
    )


async def _values(turn: Turn, meeting: Meeting) -> Mapping[Variable, str]:
    return {
        Variable.MEETING: meeting.title,
        Variable.KIND: KINDS[meeting.kind].word,
        Variable.WHEN: moment_words(meeting.starts_at, turn.now),
        Variable.PLACE: meeting.place,
        Variable.NODE: (await nodes.tree(turn.tx))[meeting.node_id].name,
    }
