"""给我一份 (PRV-05): everything that is kept about a member, from all features, as names in Chinese and plain data.

A feature adds one line to `EXPORTS`: what gives its name in Chinese and everything of its own about the member. Of
others it names only those who acted. What is a plain row of a table needs no code: it stands in `texts/own_data.toml`.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeAlias

from domain.members import Member
from domain.messages import Json
from domain.requests import HelpRequest
from services.care import keeping as care
from services.care_dates import keeping as care_dates
from services.mood import leaving as mood
from services.own_data import showing
from services.polls import answering as polls
from services.requests import reading
from services.slots import picking as slots
from services.surveys import own as surveys
from services.tasks import looking as tasks
from services.turn import Turn
from storage import access_log, own_rows, requests
from storage import people as members
from storage.access_log import Access
from storage.request_words import Words
from texts import own_data as say

Export: TypeAlias = Callable[[Turn, Member], Awaitable[tuple[str, Json]]]

FOR_KIN: Final = frozenset({"members", "party_dates", "roles", "attendance", "teachers"})


async def everything(turn: Turn, member: Member) -> dict[str, list[Json]]:
    """All parts that hold something, by name, each a list."""
    found: dict[str, list[Json]] = {}
    for piece in say.pieces():
        found[piece.name] = found.get(piece.name, []) + await _rows(turn, piece, member)
    for export in EXPORTS:
        name, data = await export(turn, member)
        found[name] = found.get(name, []) + (data if isinstance(data, list) else [data])
    return {name: some for name, some in found.items() if some}


async def for_kin(turn: Turn, member: Member) -> tuple[bytes, int]:
    """Of somebody who died: what the roster and the sign-in book say, and nothing that was confided (PRV-18)."""
    parts = {
        piece.name: shown
        for piece in say.pieces()
        if piece.table in FOR_KIN and (shown := await _rows(turn, piece, member))
    }
    return _written(turn, member, parts)


async def file(turn: Turn, member: Member) -> tuple[bytes, int]:
    """The file, UTF-8 and indented so that a person can read it, and how many entries it holds."""
    return _written(turn, member, await everything(turn, member))


async def text(turn: Turn, member: Member) -> bytes:
    """What the file holds, as lines to read; with the mark that tells a telephone it is UTF-8."""
    document: dict[str, Json] = {**say.file_head(member.name, turn.now), **await everything(turn, member)}
    return say.spelled_out(document).encode("utf-8-sig")


def _written(turn: Turn, member: Member, parts: Mapping[str, list[Json]]) -> tuple[bytes, int]:
    document = {**say.file_head(member.name, turn.now), **parts}
    return json.dumps(document, ensure_ascii=False, indent=2).encode(), sum(map(len, parts.values()))


async def _rows(turn: Turn, piece: say.Piece, member: Member) -> list[Json]:
    rows = await own_rows.of(turn.tx, piece.table, piece.mine, member.id, list(piece.columns))
    return [one for row in rows if (one := await showing.row(turn, piece, row))]


async def readings(turn: Turn, member: Member) -> list[say.Reading]:
    """Who opened what about the member, newest first (PRV-15); one's own look is none."""
    opened = [one for one in await access_log.about(turn.tx, member.id) if one.granted and one.actor_id != member.id]
    return [await _reading(turn, one) for one in opened]


async def _reading(turn: Turn, one: Access) -> say.Reading:
    reader = await members.get(turn.tx, one.actor_id) if one.actor_id is not None else None
    return say.Reading(one.at, reader.name if reader else say.nameless(), say.spoken_action(one.action))


async def _readings(turn: Turn, member: Member) -> tuple[str, Json]:
    opened: list[Json] = [
        {say.label("when"): say.moment(one.at), say.label("who"): one.who, say.label("what"): one.what}
        for one in await readings(turn, member)
    ]
    return say.label("readings"), opened


async def _requests(turn: Turn, member: Member) -> tuple[str, Json]:
    asked: list[Json] = [await _request(turn, member, one) for one in await requests.of_asker(turn.tx, member.id)]
    return say.label("requests"), asked


async def _request(turn: Turn, member: Member, request: HelpRequest) -> Json:
    owner = await members.get(turn.tx, request.owner_id) if request.owner_id is not None else None
    said = await reading.own_words(turn, member, request.id)
    return {
        say.label("number"): request.number,
        say.label("topic"): str(request.topic),
        say.label("status"): showing.status(request),
        say.label("when"): say.moment(request.created_at),
        say.label("closed"): None if request.closed_at is None else say.moment(request.closed_at),
        say.label("owner"): owner.name if owner else None,
        say.label("body"): None if said is None else said.text,
        say.label("words"): [] if said is None else [_word(member, one, said.speakers) for one in said.words],
    }


def _word(member: Member, one: Words, speakers: Mapping[int, str]) -> Json:
    return {
        say.label("when"): say.moment(one.at),
        say.label("who"): say.label("me") if one.speaker_id == member.id else speakers.get(one.speaker_id or 0),
        say.label("text"): one.text or say.label("file"),
    }


EXPORTS: Final[tuple[Export, ...]] = (
    mood.export,
    care_dates.export,
    care.export,
    surveys.export,
    polls.export,
    tasks.export,
    slots.export,
    _requests,
    _readings,
)
