"""上报 in words: counts of a quarter, their picture, and the table that goes up."""

from collections.abc import Sequence
from typing import Final

from domain.meetings import KINDS, MeetingKind
from domain.messages import Button, Message, Press
from domain.pictures import MOST_ROWS, Bars, Picture
from domain.suppression import LEAST
from domain.upward import Line, Quarter, Report
from texts.rendering import html, plain

FEATURE = "upward"
_DRAWN: Final = (
    Line.VISITS_DONE, Line.TALKED, Line.REQUESTS, Line.ANSWERED_IN_TIME, Line.RESOLVED, Line.CALLS_DONE
)  # fmt: skip


def page(
    place: str,
    quarter: Quarter,
    branches: Sequence[tuple[str, Report]],
    total: Report,
    others: Sequence[Quarter],
    *,
    dark: bool,
) -> Message:
    """One quarter; above the branches it is their sum, and the picture tells them apart."""
    meetings = [(KINDS[kind].word, count) for kind, count in _ordered(total)]
    words = html(
        FEATURE,
        "page",
        place=place,
        quarter=_quarter(quarter),
        branches=len(branches),
        held=total.held,
        meetings=meetings,
        lines={str(line): total.lines.get(line) for line in Line},
        least=LEAST,
    )
    toggle = Button(plain(FEATURE, "label_light" if dark else "label_dark"), _look(quarter, dark=not dark))
    rows: list[tuple[Button, ...]] = [(Button(plain(FEATURE, "label_file"), Press("upf", (quarter.number,))), toggle)]
    buttons = [Button(_quarter(one), _look(one, dark=dark)) for one in others]
    rows += [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    return Message(words, tuple(rows), picture=Picture(_bars(place, quarter, branches), dark))


def none_yet(place: str) -> Message:
    return Message(html(FEATURE, "none_yet", place=place))


def cells(report: Report) -> list[str | int]:
    """A row of the table, without the branch's name: a number is a number, what is not shown is words."""
    hidden = plain(FEATURE, "hidden", least=LEAST)
    lines = [report.lines.get(line) for line in Line]
    return [*(report.meetings.get(kind, 0) for kind in KINDS), *(hidden if one is None else one for one in lines)]


def header() -> list[str]:
    lines = [plain(FEATURE, "line_name", key=str(line)) for line in Line]
    return [plain(FEATURE, "column_branch"), *(KINDS[kind].word for kind in KINDS), *lines]


def together() -> str:
    return plain(FEATURE, "together")


def sheet_title(place: str, quarter: Quarter) -> str:
    return plain(FEATURE, "sheet_title", place=place, quarter=_quarter(quarter))


def footnote() -> str:
    return plain(FEATURE, "footnote", least=LEAST)


def file_name(place: str, quarter: Quarter) -> str:
    return plain(FEATURE, "file_name", place=place, quarter=_quarter(quarter))


def file_caption(place: str, quarter: Quarter) -> str:
    return html(FEATURE, "file_caption", place=place, quarter=_quarter(quarter))


def _bars(place: str, quarter: Quarter, branches: Sequence[tuple[str, Report]]) -> Bars:
    """A branch by what it did; a place above by how often its branches met."""
    title = plain(FEATURE, "picture_title", place=place, quarter=_quarter(quarter), branches=len(branches))
    if len(branches) > 1:
        rows = tuple((name, report.held) for name, report in branches)
        note = plain(FEATURE, "picture_note", left_out=max(0, len(rows) - MOST_ROWS))
        return Bars(title, rows, plain(FEATURE, "picture_unit"), note)
    report = branches[0][1]
    counted = [(line, report.lines.get(line)) for line in _DRAWN]
    did = tuple((plain(FEATURE, "line_name", key=str(line)), count) for line, count in counted if count is not None)
    return Bars(
        title, ((plain(FEATURE, "held"), report.held), *did), note=plain(FEATURE, "picture_hidden", least=LEAST)
    )


def _ordered(report: Report) -> list[tuple[MeetingKind, int]]:
    return [(kind, report.meetings[kind]) for kind in KINDS if kind in report.meetings]


def _quarter(quarter: Quarter) -> str:
    return plain(FEATURE, "quarter", year=quarter.year, number="一二三四"[quarter.in_year - 1])


def _look(quarter: Quarter, *, dark: bool) -> Press:
    return Press("upq", (quarter.number, int(dark)))
