"""Which column is which, and which may not be there."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.roster.plan import ForbiddenColumn, NoNameColumn

HEADER_WITHIN: Final = 10  # rows; people put a title and a date of issue above


class Column(StrEnum):
    NAME = "name"
    GROUP = "group"
    STATUS = "status"
    ROLE = "role"
    JOINED = "joined"
    FULL_MEMBER = "full_member"


_WORDS: Final = {
    Column.NAME: "姓名 名字 党员姓名 成员姓名 同志姓名",
    Column.GROUP: "党小组 小组 所在党小组 所属党小组 所在小组 所属小组 组别 党小组名称",
    Column.STATUS: "身份 党员身份 类别 党员类别 人员类别 党员类型 政治面貌 党员性质",
    Column.JOINED: "入党日期 入党时间 加入中国共产党日期 加入党组织日期 加入党组织时间 入党年月日",
    Column.FULL_MEMBER: "转正日期 转正时间 转为正式党员日期 转为正式党员时间 转正年月日",
    Column.ROLE: "职务 党内职务 支部职务 党支部职务 党内职务名称 担任职务 支委职务",
}
_COLUMN_OF: Final = {word: column for column, words in _WORDS.items() for word in words.split()}
_FORBIDDEN: Final = ("身份证", "公民身份", "证件号", "身份号", "idcard", "idnumber")
# Eighteen digits, the last perhaps X, or the fifteen of before 1999 with a date in them, also written in blocks; or
# what is left of either where a spreadsheet took it for a number: 1.1010119900101123e+17.
_ID_NUMBER: Final = re.compile(
    r"(?<!\d)(?:\d{17}[\dx]|[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?!\d)|\d\.\d{5,}e\+?1[47]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """Where each known column is (0-based), and what the others are called."""

    places: dict[Column, int]
    ignored: tuple[str, ...]


def looks_like_id_number(cell: str) -> bool:
    return _ID_NUMBER.search(re.sub(r"[\s\-·]", "", unicodedata.normalize("NFKC", cell))) is not None


def read_header(cells: Sequence[str]) -> Header | ForbiddenColumn | NoNameColumn:
    """The first column of each kind counts. A forbidden one refuses the file, whatever else there is."""
    plain = [_plain(cell) for cell in cells]
    for cell, word in zip(cells, plain, strict=True):
        if looks_like_id_number(cell):
            return ForbiddenColumn("****")
        if any(forbidden in word for forbidden in _FORBIDDEN):
            return ForbiddenColumn(" ".join(cell.split()))
    places: dict[Column, int] = {}
    ignored: list[str] = []
    for index, word in enumerate(plain):
        column = _COLUMN_OF.get(word)
        if column is not None and column not in places:
            places[column] = index
        elif word:
            ignored.append(" ".join(cells[index].split()))
    return Header(places, tuple(ignored)) if Column.NAME in places else NoNameColumn()


def find_header(table: Sequence[Sequence[str]]) -> int | None:
    """The index of the first row that names a 姓名 column, within the first ten; None where none does."""
    for index, cells in enumerate(table[:HEADER_WITHIN]):
        if any(_COLUMN_OF.get(_plain(cell)) is Column.NAME for cell in cells):
            return index
    return None


def only_known(table: Sequence[Sequence[str]]) -> list[list[str]]:
    """What of a sheet may wait for a yes: the columns that are read, and no row with an ID number (V4).

    Reading the result gives the same people as reading the sheet itself.
    """
    at = find_header(table)
    header = None if at is None else read_header(table[at])
    if at is None or not isinstance(header, Header):
        return []
    places = sorted(header.places.values())
    rows = [cells for cells in table[at + 1 :] if not any(looks_like_id_number(cell) for cell in cells)]
    return [[cells[place] if place < len(cells) else "" for place in places] for cells in [table[at], *rows]]


def _plain(cell: str) -> str:
    """`*姓 名（必填）：` is 姓名."""
    text = unicodedata.normalize("NFKC", cell).lower()
    return re.sub(r"[\s*:_\-/.、]", "", re.sub(r"\([^)]*\)", "", text))
