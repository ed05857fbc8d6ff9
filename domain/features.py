"""What a branch may switch off (A12)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Feature(StrEnum):
    """One thing the bot does that a branch can do without.

    Privacy, danger, the emergency numbers and help for the bot itself stay on.
    """

    MEETINGS = "meetings"
    RSVP = "rsvp"
    LEAVE = "leave"
    PAPER = "paper"
    CALENDAR = "calendar"
    HELP_DIRECTORY = "help_directory"
    HELP = "help"
    SUGGESTIONS = "suggestions"
    REMINDERS = "reminders"
    STUDY = "study"
    BROADCASTS = "broadcasts"
    DUTIES = "duties"
    MOOD = "mood"
    CARE = "care"
    GREETINGS = "greetings"
    SURVEYS = "surveys"
    SERIES = "series"
    VENUES = "venues"
    CODES = "codes"
    RECORDS = "records"
    POLLS = "polls"
    MEETING_FEEDBACK = "meeting_feedback"
    SKILLS = "skills"
    MOBILE = "mobile"
    FAMILY = "family"


# Without meetings there is nothing to answer, to be excused from, to put on paper or to write minutes of.
NEEDS: Mapping[Feature, Feature] = {
    Feature.RSVP: Feature.MEETINGS,
    Feature.LEAVE: Feature.MEETINGS,
    Feature.PAPER: Feature.MEETINGS,
    Feature.SERIES: Feature.MEETINGS,
    Feature.CODES: Feature.MEETINGS,
    Feature.RECORDS: Feature.MEETINGS,
    Feature.MEETING_FEEDBACK: Feature.MEETINGS,
}


def effective(off_by_node: Mapping[int, frozenset[Feature]], path: Iterable[int]) -> frozenset[Feature]:
    """The features that are on at the end of `path` (node ids from the root down): off above is off below."""
    off = frozenset[Feature]().union(*(off_by_node.get(node_id, frozenset()) for node_id in path))
    return frozenset(feature for feature in Feature if feature not in off and NEEDS.get(feature) not in off)
