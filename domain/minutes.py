"""The minutes of a meeting: what somebody wrote, and nothing else (REC-01, REC-06, M20, M21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from domain.decisions import Decided
from domain.elections import Election
from domain.meetings import LEAVE_NAMES, Attendee, LeaveKind, Meeting, Tally
from domain.messages import Json
from domain.quorum import QuorumSheet
from domain.tasks import Given
from domain.workdays import Calendar

LONGEST: Final = 3000  # of one part: some pages of handwriting, and one message of Telegram
LONGEST_REASON: Final = 100
MOST_GUESTS: Final = 40
CHAIR, RECORDER, GUESTS, OPINIONS, POINTS = "chair", "recorder", "guests", "opinions", "points"
_PLAIN: Final = (CHAIR, RECORDER, GUESTS, OPINIONS)
_BETWEEN_NAMES: Final = str.maketrans(dict.fromkeys("，,；;/\n\t ", "、"))


@dataclass(frozen=True, slots=True)
class Point:
    """What was said on one topic; `topic` is empty where the meeting had no agenda."""

    topic: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What people wrote. An empty part is a blank for the pen; it is never filled by us."""

    chair: str = ""
    recorder: str = ""
    guests: str = ""
    points: tuple[Point, ...] = ()
    opinions: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of the minutes. The first has no reason; each later one says why it was amended (REC-06)."""

    number: int
    content: Content
    reason: str
    written_by: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One part that an amendment has changed, with the earlier words."""

    part: str
    before: str
    after: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """Everything a meeting's paper shows. `codes` are the kinds of leave by member id, where the reader may see them.

    `loose` are tasks that no resolution stands behind; `guests` the names of who came along from elsewhere (QRM-09);
    `notes` what stands beside the numbers: branches that met with it, sittings, that it was entered afterwards.
    """

    meeting: Meeting
    place_in_party: str
    content: Content
    attendees: Sequence[Attendee]
    tally: Tally
    quorum: QuorumSheet
    codes: Mapping[int, LeaveKind] = field(default_factory=dict)
    decided: Sequence[Decided] = ()
    loose: Sequence[Given] = ()
    elections: Sequence[Election] = ()
    guests: Sequence[str] = ()
    notes: Sequence[str] = ()
    changes: Sequence[Change] = ()


def parts(content: Content) -> tuple[str, ...]:
    """The parts that can be amended; points by their index, `points:0`."""
    return (CHAIR, RECORDER, GUESTS, *(f"{POINTS}:{at}" for at in range(len(content.points))), OPINIONS)


def part_of(content: Content, part: str) -> str:
    """The words of one part. Raises KeyError for a part there is none of."""
    found = {name: str(getattr(content, name)) for name in _PLAIN}
    found |= {f"{POINTS}:{at}": point.said for at, point in enumerate(content.points)}
    return found[part]


def with_part(content: Content, part: str, text: str) -> Content:
    """The same minutes with other words in one part. Raises KeyError for a part there is none of."""
    match part:
        case "chair":
            return replace(content, chair=text)
        case "recorder":
            return replace(content, recorder=text)
        case "guests":
            return replace(content, guests=text)
        case "opinions":
            return replace(content, opinions=text)
    changed = tuple(
        replace(point, said=text) if part == f"{POINTS}:{at}" else point for at, point in enumerate(content.points)
    )
    if part not in parts(content):
        raise KeyError(part)
    return replace(content, points=changed)


def changes(versions: Sequence[Version], names: Mapping[int, str]) -> list[Change]:
    """What each amendment has changed, oldest first; `names` by member id."""
    found = []
    for before, after in pairwise(versions):
        for part in parts(before.content):
            old, new = part_of(before.content, part), part_of(after.content, part)
            if old != new:
                by = names.get(after.written_by, "")
                found.append(Change(part, old, new, after.reason, by, after.written_at))
    return found


def read_names(text: str) -> str:
    """Names in a row however they were parted: `王芳、李强`."""
    return "、".join(name for name in text.translate(_BETWEEN_NAMES).split("、") if name)


def filed_by(over_at: datetime, working_days: int, calendar: Calendar) -> date:
    """The last day to write the minutes, a working day itself (REC-03)."""
    return calendar.add(over_at, timedelta(days=working_days)).date()


def leave_code(one: Attendee, codes: Mapping[int, LeaveKind]) -> str:
    """The code of a leave, 病假 and the like; never a reason (M12). Empty for 其他 and where it is not to be seen."""
    kind = codes.get(one.member.id)
    return "" if kind is None or kind is LeaveKind.OTHER else LEAVE_NAMES[kind]


def packed(content: Content) -> Json:
    """As JSON, for the sealed column and the draft."""
    return {
        **{name: str(getattr(content, name)) for name in _PLAIN},
        POINTS: [[point.topic, point.said] for point in content.points],
    }


def unpacked(data: Json) -> Content:
    """The other way round; whatever is missing is blank."""
    held = data if isinstance(data, dict) else {}
    points = held.get(POINTS)
    listed = points if isinstance(points, list) else []
    pairs = [pair for pair in listed if isinstance(pair, list) and len(pair) == 2]
    return Content(
        **{name: str(held.get(name) or "") for name in _PLAIN},
        points=tuple(Point(str(topic), str(said)) for topic, said in pairs),
    )
