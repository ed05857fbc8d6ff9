"""Places to meet: the branch's own, and homes that are open for study by their hosts' consent (M31)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.meetings import Rsvp

LONGEST_NAME: Final = 30
LONGEST_AREA: Final = 30
LONGEST_ADDRESS: Final = 100

# A door is what turns a home's name into its address: 3栋, 2单元, 501室, 幸福路8号.
_DOOR: Final = re.compile(r"[\d零〇一二三四五六七八九十百]+\s*(?:号|室|栋|幢|单元|弄|座|户|门|[-#])|\d{3,}")


class VenueKind(StrEnum):
    """The last two are somebody's home."""

    CENTER = "center"
    OTHER = "other"
    HOME_SCHOOL = "home_school"
    HUB_HOUSEHOLD = "hub_household"


KIND_NAMES: Final[Mapping[VenueKind, str]] = MappingProxyType(
    {
        VenueKind.CENTER: "党群阵地",
        VenueKind.OTHER: "其他地方",
        VenueKind.HOME_SCHOOL: "家庭党校",
        VenueKind.HUB_HOUSEHOLD: "党员中心户",
    }
)
HOMES: Final = (VenueKind.HOME_SCHOOL, VenueKind.HUB_HOUSEHOLD)


@dataclass(frozen=True, slots=True)
class Venue:
    """A place that a branch may meet at. `name` is all that a group ever sees; the address is kept apart, sealed.

    `area` is words a neighbour understands (幸福小区北区), never coordinates. `node_id` is the branch, `host_id` the
    member whose home it is; None where it is nobody's.
    """

    id: int
    node_id: int
    kind: VenueKind
    name: str
    area: str
    host_id: int | None

    @property
    def is_home(self) -> bool:
        return self.kind in HOMES


def kind_of(text: str) -> VenueKind | None:
    """The kind somebody typed or pressed."""
    said = "".join(text.split())
    return next((kind for kind, name in KIND_NAMES.items() if name == said), None)


def shows_a_door(text: str) -> bool:
    """Whether words that a group will read tell which door it is."""
    return _DOOR.search(text) is not None


def may_see_address(*, leads: bool, hosts: bool, rsvp: Rsvp | None, still_on: bool) -> bool:
    """Who leads and whose home it is; of the invited only those who said they come, and while the meeting is on."""
    return leads or hosts or (still_on and rsvp is Rsvp.GOING)


def near(venues: Iterable[Venue], words: str) -> list[Venue]:
    """Those whose area or name has most of the characters asked for first; all of them, by area, where none has any."""
    asked = {character for character in words if character.isalnum()}
    listed = sorted(venues, key=lambda venue: (venue.area, venue.name))
    found = [venue for venue in listed if asked & set(venue.area + venue.name)]
    return sorted(found, key=lambda venue: -len(asked & set(venue.area + venue.name))) or listed
