"""What is said about a year's ledger, and what stands in it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.documents import BLANK, Block, Grid, Heading, Paper, Paragraph
from domain.ledgers import Ledger, Line
from domain.meetings import KINDS
from domain.messages import Button, Message, Press, Rows
from texts import record_paper
from texts.rendering import html, plain

FEATURE = "ledgers"
TABLE, BOUND = 0, 1


def page(ledger: Ledger, years: Iterable[int]) -> Message:
    words = html(FEATURE, "page", ledger=ledger, counts=_counts(ledger))
    others = [Button(plain(FEATURE, "label_year", year=year), Press("le", (year,))) for year in years]
    files: Rows = (
        (
            Button(plain(FEATURE, "label_table"), Press("lef", (ledger.year, TABLE))),
            Button(plain(FEATURE, "label_bound"), Press("lef", (ledger.year, BOUND))),
        ),
    )
    return Message(words, (*(files if ledger.meetings else ()), tuple(others)))


def caption_table(ledger: Ledger) -> str:
    return html(FEATURE, "caption_table", ledger=ledger)


def caption_bound(ledger: Ledger) -> str:
    return html(FEATURE, "caption_bound", ledger=ledger)


def file_name(ledger: Ledger, ending: str) -> str:
    return record_paper.safe_name(plain(FEATURE, "file_name", ledger=ledger, ending=ending))


def title(ledger: Ledger) -> str:
    return plain(FEATURE, "title", ledger=ledger)


def tab() -> str:
    return plain(FEATURE, "tab")


def header() -> tuple[str, ...]:
    return tuple(plain(FEATURE, "header").split("｜"))


def rows(lines: Sequence[Line], now: datetime) -> list[tuple[str | int, ...]]:
    """One row a meeting; numbers of people are numbers."""
    return [
        (
            *_head(line, now),
            line.group,
            line.record.meeting.place,
            line.record.content.chair or BLANK,
            line.record.content.recorder or BLANK,
            line.record.tally.expected,
            line.record.tally.present,
            line.record.tally.leave,
            line.record.tally.absent,
            len(line.record.decided),
            _state(line),
        )
        for line in lines
    ]


def bound(ledger: Ledger, lines: Sequence[Line], now: datetime) -> Paper:
    """The list first, then each meeting's record on a page of its own."""
    columns = tuple(plain(FEATURE, "columns").split("｜"))
    short = [
        (*_head(line, now), plain(FEATURE, "of_expected", tally=line.record.tally), _state(line)) for line in lines
    ]
    blocks: list[Block] = [Paragraph(_counts(ledger)), Grid(columns, tuple(short))]
    for line in lines:
        heading = plain(FEATURE, "chapter", number=line.number, title=line.record.meeting.title)
        blocks += [Heading(heading, chapter=True), *record_paper.blocks(line.record, now)]
    return Paper(title(ledger), tuple(blocks))


def _head(line: Line, now: datetime) -> tuple[str, str, str, str]:
    meeting = line.record.meeting
    return line.number, record_paper.moment(meeting.starts_at, now), KINDS[meeting.kind].word, meeting.title


def _state(line: Line) -> str:
    return plain(FEATURE, "written" if line.written else "unwritten")


def _counts(ledger: Ledger) -> str:
    named = [(KINDS[kind].word, count) for kind, count in ledger.counts.items()]
    return plain(FEATURE, "counts", named=named, all=len(ledger.meetings))
