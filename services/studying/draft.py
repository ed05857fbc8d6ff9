"""What the arranging dialogue holds, packed for its row and unpacked again."""

from datetime import date

from domain.messages import Json
from domain.studying import DEFAULT_MINUTES, Draft, Learners
from services import dialogues
from services.dialogues import Draft as Said
from services.studying.programmes import Plan


def next_step(said: Said, step: str) -> str:
    """Back to the preview where one thing was being changed."""
    return "preview" if said.get("editing") else step


def with_pieces(said: Said, some: list[Draft]) -> Said:
    return {**said, "pieces": [packed(one) for one in some]}


def packed(one: Draft) -> list[Json]:
    return [one.title, one.minutes, one.link, one.course_id]


def pieces_of(said: Said) -> list[Draft]:
    kept = said.get("pieces")
    return [_unpacked(one) for one in kept if isinstance(one, list)] if isinstance(kept, list) else []


def _unpacked(kept: list[Json]) -> Draft:
    title, minutes, link, course_id = kept
    return Draft(
        str(title),
        minutes if isinstance(minutes, int) else DEFAULT_MINUTES,
        link if isinstance(link, str) else None,
        course_id if isinstance(course_id, int) else None,
    )


def plan_of(said: Said) -> Plan:
    return Plan(node_of(said), Learners(str(said["learners"])), str(said["title"]), first_of(said), pieces_of(said))


def first_of(said: Said) -> date:
    return date.fromisoformat(str(said["first"]))


def node_of(said: Said) -> int:
    return dialogues.number(said, "node")
