"""What has been said so far of a meeting that is entered afterwards."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.backfilling import Was
from domain.meetings import MeetingKind
from domain.members import Member
from services import dialogues, meetings
from services.dialogues import Asker, Draft


def kind(draft: Draft) -> MeetingKind:
    return MeetingKind(str(draft["kind"]))


def node(draft: Draft) -> int:
    return dialogues.number(draft, "node")


def starts_at(draft: Draft) -> datetime:
    return datetime.fromisoformat(str(draft["starts_at"]))


def were(draft: Draft) -> Mapping[int, Was]:
    kept = draft.get("were")
    return {int(number): Was(str(was)) for number, was in kept.items()} if isinstance(kept, dict) else {}


async def invited(asker: Asker, draft: Draft) -> Sequence[Member]:
    return await meetings.invited(asker.turn, kind(draft), node(draft))
