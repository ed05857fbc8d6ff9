"""The course library in words."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from markupsafe import Markup

from domain.courses import KIND_NAMES, Course
from domain.messages import Button, Message, Press, Rows
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "courses"
CHOICES = ("keep", "title", "kind", "teacher", "minutes", "source", "note")


def page(courses: Sequence[Course], number: int, pages: int, *, keeps: bool) -> Message:
    """A page of the library, newest first."""
    new = ((_new(),),) if keeps else ()
    if not courses:
        return Message(html(FEATURE, "empty_for_keeper" if keeps else "empty"), new)
    turns = [(number - 1, "label_before")] if number else []
    turns += [(number + 1, "label_after")] if number + 1 < pages else []
    leaf = tuple(Button(plain(FEATURE, block), Press("cop", (at,))) for at, block in turns)
    words = html(FEATURE, "page", number=number, pages=pages)
    return Message(words, (*_listed(courses), *((leaf,) if leaf else ()), *new))


def found(courses: Sequence[Course], *, more: bool) -> Message:
    return Message(html(FEATURE, "found", more=more), _listed(courses))


def not_found(words: str) -> Message:
    return Message(html(FEATURE, "not_found", words=words))


def card(course: Course, *, keeps: bool) -> Message:
    """One course with its link, or the file itself with the facts under it."""
    words = html(FEATURE, "card", course=course, facts=_facts(course, sent=True))
    return Message(words, _keeping(course) if keeps else (), media=course.media)


def gone() -> str:
    return plain(FEATURE, "gone")


def retired(course: Course) -> Message:
    return Message(html(FEATURE, "retired", course=course), _keeping(course))


def brought_back(course: Course) -> Message:
    return Message(html(FEATURE, "brought_back", course=course), _keeping(course))


def ask_title() -> Message:
    return Message(html(FEATURE, "ask_title"))


def ask_kind() -> Message:
    return Message(html(FEATURE, "ask_kind"))


def ask_teacher() -> Message:
    return Message(html(FEATURE, "ask_teacher"))


def ask_minutes() -> Message:
    return Message(html(FEATURE, "ask_minutes"))


def usual_minutes() -> list[str]:
    return plain(FEATURE, "usual_minutes").split()


def ask_source() -> Message:
    return Message(html(FEATURE, "ask_source"))


def ask_note() -> Message:
    return Message(html(FEATURE, "ask_note"))


def skip() -> str:
    return plain(FEATURE, "label_skip")


def no_source() -> str:
    return plain(FEATURE, "label_no_source")


def line_wrong(most: int) -> str:
    return html(FEATURE, "line_wrong", most=most)


def note_wrong(most: int) -> str:
    return html(FEATURE, "note_wrong", most=most)


def minutes_wrong() -> str:
    return html(FEATURE, "minutes_wrong")


def link_wrong() -> str:
    return html(FEATURE, "link_wrong")


def classified() -> str:
    return html(FEATURE, "classified")


def preview(course: Course) -> Message:
    """What is about to be kept; a file is not sent again to who has just sent it."""
    return Message(html(FEATURE, "preview", facts=_facts(course, sent=False)))


def preview_labels() -> list[str]:
    return [plain(FEATURE, f"label_{choice}") for choice in CHOICES]


def choice(text: str) -> str | None:
    """The step that a pressed label stands for."""
    said = text.strip()
    return next((one for one, label in zip(CHOICES, preview_labels(), strict=True) if label == said), None)


def kept(course: Course) -> Message:
    return Message(html(FEATURE, "kept", course=course), ((_open(course), _new()),))


def changed(course: Course) -> Message:
    return Message(html(FEATURE, "changed", course=course), ((_open(course),),))


def _facts(course: Course, *, sent: bool) -> Markup:
    host = urlsplit(course.link).hostname if course.link is not None else None
    words = html(FEATURE, "facts", course=course, kind=KIND_NAMES[course.kind], host=host, sent=sent)
    return Markup(words)  # noqa: S704 - rendered by us


def _listed(courses: Sequence[Course]) -> Rows:
    return tuple((_open(course),) for course in courses)


def _keeping(course: Course) -> Rows:
    if course.retired:
        return ((Button(plain(FEATURE, "label_back"), Press("cor", (course.id, 1))),),)
    edit = Button(plain(FEATURE, "label_edit"), Press("coe", (course.id,)))
    return ((edit, Button(plain(FEATURE, "label_retire"), Press("cor", (course.id, 0)))),)


def _open(course: Course) -> Button:
    return Button(shortened(plain(FEATURE, "label_course", course=course)), Press("co", (course.id,)))


def _new() -> Button:
    return Button(plain(FEATURE, "label_new"), Press("con"))
