"""Rows of the file, one at a time: what each says, or why it cannot be used."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final

from domain.members import ROLE_WORDS, STATUS_WORDS, MemberStatus, NameProblem, Role, clean_name
from domain.party_dates import PartyDates, problem_of, read_date
from domain.roster.columns import Column, Header, looks_like_id_number
from domain.roster.plan import Row, RowError, RowProblem
from domain.sheets import looks_like_formula

_NOTHING: Final = frozenset({"", "无", "-", "—", "/", "暂无", "未分组"})
_NO_ROLE: Final = frozenset({"党员", "普通党员", "群众", "组员"})
_SHOWN: Final = 32  # characters of a word not understood; enough to find it in the sheet


class _UnusableError(Exception):
    """Leaves the reading of one row; never leaves this module."""

    def __init__(self, problem: RowProblem, value: str | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.value = value


def read_row(number: int, cells: Sequence[str], header: Header, today: date) -> Row | RowError | None:
    """None for an empty row. A row with an ID number in any cell is refused before anything of it is looked at."""
    if not any(cell.strip() for cell in cells):
        return None
    if any(looks_like_id_number(cell) for cell in cells):
        return RowError(number, RowProblem.ID_NUMBER)
    try:
        return Row(
            number,
            _name(_cell(cells, header, Column.NAME)),
            _group(_cell(cells, header, Column.GROUP)),
            _status(_cell(cells, header, Column.STATUS)),
            _roles(_cell(cells, header, Column.ROLE)),
            *_dates(_cell(cells, header, Column.JOINED), _cell(cells, header, Column.FULL_MEMBER), today),
        )
    except _UnusableError as unusable:
        return RowError(number, unusable.problem, unusable.value)


def named_in(cells: Sequence[str], header: Header) -> str | None:
    """Whom a row speaks of, usable or not."""
    name = clean_name(_cell(cells, header, Column.NAME))
    return None if isinstance(name, NameProblem) else name


def _cell(cells: Sequence[str], header: Header, column: Column) -> str:
    place = header.places.get(column)
    return "" if place is None or place >= len(cells) else cells[place]


def _name(cell: str) -> str:
    name = clean_name(cell)
    # Both: cleaning drops the tab a spreadsheet would mind, and may bare a sign that an unseen character hid.
    if looks_like_formula(cell) or (isinstance(name, str) and looks_like_formula(name)):
        raise _UnusableError(RowProblem.NAME_LOOKS_LIKE_FORMULA)
    if isinstance(name, NameProblem):
        raise _UnusableError(RowProblem.NO_NAME if name is NameProblem.EMPTY else RowProblem.NAME_TOO_LONG)
    return name


def _group(cell: str) -> str | None:
    name = clean_name(cell)
    if name is NameProblem.EMPTY or name in _NOTHING:
        return None
    if isinstance(name, NameProblem) or looks_like_formula(name):
        raise _UnusableError(RowProblem.BAD_GROUP)
    return name


def _status(cell: str) -> MemberStatus | None:
    word = _word(cell)
    if word in _NOTHING:
        return None
    if word not in STATUS_WORDS:
        raise _UnusableError(RowProblem.UNKNOWN_STATUS, word[:_SHOWN])
    return STATUS_WORDS[word]


def _roles(cell: str) -> frozenset[Role] | None:
    """Several posts may stand in one cell, 组织委员、党小组长. A cell without a post says nothing."""
    words = [word for word in re.split(r"[、,;/+&|]|兼", _word(cell)) if word not in _NOTHING | _NO_ROLE]
    unknown = next((word for word in words if word not in ROLE_WORDS), None)
    if unknown is not None:
        raise _UnusableError(RowProblem.UNKNOWN_ROLE, unknown[:_SHOWN])
    return frozenset(ROLE_WORDS[word] for word in words) or None


def _dates(joined: str, full: str, today: date) -> tuple[date | None, date | None]:
    """入党日期 and 转正日期, whole dates that can be; an empty cell says nothing."""
    join_date, full_member_date = _date(joined), _date(full)
    if problem_of(PartyDates(join_date, full_member_date), today, None) is not None:
        raise _UnusableError(RowProblem.BAD_DATE, _word(full if full_member_date else joined)[:_SHOWN])
    return join_date, full_member_date


def _date(cell: str) -> date | None:
    word = _word(cell)
    if word in _NOTHING:
        return None
    day = read_date(cell.strip())
    if day is None:
        raise _UnusableError(RowProblem.BAD_DATE, word[:_SHOWN])
    return day


def _word(cell: str) -> str:
    """Blanks inside a word are typesetting; line breaks and ends of sentences part words."""
    text = re.sub(r"[\n\r;。]+", "、", unicodedata.normalize("NFKC", cell).strip())
    return "".join(text.split()).strip("、")
