"""The words of the sign-in sheet."""

from domain.meetings import KINDS, AttendanceStatus, Meeting, Method
from domain.members import STATUS_NAMES, MemberStatus
from texts.rendering import html, plain

FEATURE = "sheets"
FORBIDDEN_IN_NAMES = '\\/:*?"<>|'


def header() -> tuple[str, ...]:
    return tuple(plain(FEATURE, "header").split("｜"))


def tab() -> str:
    return plain(FEATURE, "tab")


def title(meeting: Meeting, when: str) -> str:
    return plain(FEATURE, "title", meeting=meeting, word=KINDS[meeting.kind].word, when=when)


def caption(meeting: Meeting) -> str:
    return html(FEATURE, "caption", meeting=meeting)


def caption_csv(meeting: Meeting) -> str:
    return html(FEATURE, "caption_csv", meeting=meeting)


def file_name(meeting: Meeting, day: str, ending: str) -> str:
    """A name that every system takes."""
    name = plain(FEATURE, "file_name", meeting=meeting, day=day, ending=ending)
    return "".join(
        "_" if character in FORBIDDEN_IN_NAMES or not character.isprintable() else character for character in name
    )


def identity(status: MemberStatus) -> str:
    return STATUS_NAMES[status]


def method(how: Method | None) -> str:
    return "" if how is None else plain(FEATURE, f"method_{how}")


def status(value: AttendanceStatus | None) -> str:
    return "" if value is None else plain(FEATURE, f"status_{value}")


def with_left_early(remark: str) -> str:
    return besides(remark, plain(FEATURE, "left_early"))


def signed_out(at: str, minutes: int) -> str:
    return plain(FEATURE, "signed_out", at=at, minutes=max(minutes, 0))


def besides(remark: str, more: str) -> str:
    """Two remarks in one cell."""
    return f"{remark}；{more}" if remark else more


def made_up_for(by: str, at: str) -> str:
    return plain(FEATURE, "made_up_for", by=by, at=at)


def recorded(by: str, at: str) -> str:
    return plain(FEATURE, "recorded", by=by, at=at)
