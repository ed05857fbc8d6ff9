"""A course that is being written, as the sealed draft holds it."""

from domain.courses import Course, CourseKind
from domain.messages import Media, MediaKind
from services.dialogues import Draft


def packed(course: Course) -> Draft:
    """A course as a draft to change; it goes back to the last look after each change."""
    draft: Draft = {
        "course": course.id,
        "node": course.node_id,
        "title": course.title,
        "kind": str(course.kind),
        "teacher": course.teacher,
        "minutes": course.minutes,
        "note": course.note,
        "link": course.link,
        "editing": True,
    }
    return draft if course.media is None else with_file(draft, course.media)


def unpacked(draft: Draft) -> Course:
    """The course as far as it is written; id 0 where it is a new one."""
    minutes, link = draft.get("minutes"), draft.get("link")
    media = _media(draft)
    return Course(
        id=_number(draft.get("course", 0)),
        node_id=_number(draft["node"]),
        title=str(draft.get("title", "")),
        kind=CourseKind(str(draft.get("kind", CourseKind.OTHER))),
        teacher=str(draft.get("teacher", "")),
        minutes=None if minutes is None else _number(minutes),
        link=None if link is None else str(link),
        file_id=None if media is None else media.file_id,
        note=str(draft.get("note", "")),
        file_kind=None if media is None else media.kind,
    )


def with_link(draft: Draft, link: str | None) -> Draft:
    """A link, or neither link nor file."""
    return {**draft, "link": link, "file": None}


def with_file(draft: Draft, file: Media) -> Draft:
    return {**draft, "link": None, "file": [str(file.kind), file.file_id]}


def _media(draft: Draft) -> Media | None:
    match draft.get("file"):
        case [str(kind), str(file_id)]:
            return Media(MediaKind(kind), file_id)
        case _:
            return None


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("the draft holds no number here")
    return value
