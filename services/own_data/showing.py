"""Rows of our tables as a person reads them: names for numbers, words for codes, whole dates."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from domain.messages import Json
from domain.requests import STATUS_NAMES, HelpRequest
from services.turn import Turn
from storage import meetings, nodes, people, studying
from texts import own_data as say

_PEOPLE: Final = frozenset(
    {
        "contact_id",
        "keeper_id",
        "visitor_id",
        "leader_id",
        "partner_id",
        "author_id",
        "actor_id",
        "proxy_id",
        "asker_id",
    }
)


async def row(turn: Turn, piece: say.Piece, values: Mapping[str, Any]) -> Json:
    """One row; what is empty is left out."""
    shown: dict[str, Json] = {}
    for column, label in piece.columns.items():
        if values[column] is not None:
            shown[label] = await _value(turn, piece, column, values[column])
    return {label: value for label, value in shown.items() if value not in ("", [], None)}


def status(request: HelpRequest) -> str:
    return STATUS_NAMES[request.status]


async def _value(turn: Turn, piece: say.Piece, column: str, value: Any) -> Json:
    match value:
        case bool():
            return say.yes_no(value)
        case datetime():
            return say.moment(value.astimezone(turn.now.tzinfo))
        case date():
            return value.isoformat()
        case int() if column != "id":
            return await _named(turn, column, value)
        case str():
            return _spoken(piece, column, value)
        case _:
            return value  # type: ignore[no-any-return]  # a sealed column opens as JSON


def _spoken(piece: say.Piece, column: str, value: str) -> Json:
    if value.startswith("["):
        return [piece.spoken(column, str(one)) for one in json.loads(value)]
    return piece.spoken(column, value)


async def _named(turn: Turn, column: str, value: int) -> Json:
    """What a number stands for: a person, a place, a meeting, a piece of study; else itself."""
    if column.endswith("_by") or column in _PEOPLE or column == "member_id":
        person = await people.get(turn.tx, value)
        return person.name if person else None
    if column in {"node_id", "branch_id", "from_branch_id"}:
        tree = await nodes.tree(turn.tx)
        return tree[value].name if value in tree else None
    if column == "meeting_id":
        meeting = await meetings.get(turn.tx, value)
        return (
            None if meeting is None else f"{say.moment(meeting.starts_at.astimezone(turn.now.tzinfo))} {meeting.title}"
        )
    if column == "piece_id":
        found = await studying.piece(turn.tx, value)
        return None if found is None else found[1].title
    return value
