"""What is said about the values a branch sets for itself."""

from collections.abc import Sequence
from typing import Final

from domain.configuration import SETTINGS, Configuration, Difference, Fault, written
from domain.messages import Button, File, Message, Press
from domain.policies import FileProblem
from texts.rendering import html, message, plain

FEATURE: Final = "configuration"
SHOWN_LINES: Final = 10


def page(branch: str, configuration: Configuration, *, manages: bool) -> Message:
    """Every value; the branch's own are marked, and those that no text settles."""
    values = written(configuration)
    lines = [
        plain(
            FEATURE,
            "line",
            name=name,
            value=values[name],
            note=setting.note,
            own=configuration.value(setting) != setting.default,
            unsure=setting.unsure,
        )
        for name, setting in SETTINGS.items()
    ]
    words = html(FEATURE, "page", branch=branch, lines=lines, manages=manages)
    if not manages:
        return Message(words)
    out = Button(plain(FEATURE, "label_export"), Press("psx"))
    return Message(words, ((out, Button(plain(FEATURE, "label_restore"), Press("psv"))),))


def exported(file: File) -> Message:
    return Message(html(FEATURE, "exported"), file=file)


def file_name() -> str:
    return plain(FEATURE, "file_name")


def preview(branch: str, changed: Sequence[Difference]) -> Message:
    return message(FEATURE, "preview", branch=branch, changed=changed)


def do_use() -> str:
    return plain(FEATURE, "do_use")


def please_press() -> str:
    return html(FEATURE, "please_press")


def in_use(branch: str) -> Message:
    page = Button(plain(FEATURE, "label_page"), Press("psc"))
    return Message(
        html(FEATURE, "in_use", branch=branch), ((page, Button(plain(FEATURE, "label_restore"), Press("psv"))),)
    )


def unchanged() -> str:
    return plain(FEATURE, "unchanged")


def nothing_before() -> str:
    return plain(FEATURE, "nothing_before")


def no_longer_allowed() -> Message:
    return message(FEATURE, "no_longer_allowed")


def changed_meanwhile() -> Message:
    return message(FEATURE, "changed_meanwhile")


def unreadable(problem: FileProblem) -> Message:
    return message(FEATURE, str(problem))


def fault(found: Fault) -> str:
    """One fault as plain words, with what would be right."""
    return plain(FEATURE, str(found.wrong), fault=found)


def bad_lines(lines: Sequence[tuple[int, Fault | None, str | None]]) -> Message:
    """What is wrong with a file, as (line, fault, name that stands twice); nothing of it was taken."""
    told = [(line, _bad_line(found, twice)) for line, found, twice in lines[:SHOWN_LINES]]
    return message(FEATURE, "bad_lines", lines=told, more=len(lines) - SHOWN_LINES)


def _bad_line(found: Fault | None, twice: str | None) -> str:
    if twice is not None:
        return plain(FEATURE, "stands_twice", name=twice)
    return plain(FEATURE, "no_sense") if found is None else fault(found)
