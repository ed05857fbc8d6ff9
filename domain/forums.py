"""What a topic of a forum group is for (U10): a group without topics, or one that names none, loses nothing."""

from enum import StrEnum


class Purpose(StrEnum):
    """What we post into groups of our own accord; each may have a topic of its own."""

    MEETINGS = "meetings"
    NOTICES = "notices"
