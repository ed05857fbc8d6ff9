"""Reading the files people send: CSV as Excel and WPS write it, and XLSX. A file is foreign, so nothing is believed."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import PurePath
from typing import Final, TypeAlias

from openpyxl import load_workbook

LARGEST: Final = 2 * 1024 * 1024  # bytes; a roster of two thousand people is a tenth of it
UNPACKED: Final = 32 * 1024 * 1024  # bytes; what an honest XLSX of that size may become
MOST_ROWS: Final = 2100  # the rules refuse above 2000 and say how many there are
SCANNED: Final = 20_000  # rows of a sheet that are looked at
MOST_COLUMNS: Final = 60
MOST_CHARACTERS: Final = 200  # of one cell; no name or post is longer

_READABLE: Final = frozenset({".csv", ".xlsx"})
_TABLES: Final = _READABLE | {".xls", ".et", ".ods", ".numbers"}

Table: TypeAlias = list[list[str]]


class TableProblem(StrEnum):
    WRONG_KIND = "wrong_kind"
    TOO_BIG = "too_big"
    EMPTY = "empty"
    BROKEN = "broken"
    TOO_LONG = "too_long"


def is_table(name: str) -> bool:
    """Whether a file's name is that of a table, readable or not."""
    return PurePath(name).suffix.lower() in _TABLES


def wrong_from_outside(name: str, size: int | None) -> TableProblem | None:
    """What can be refused before the file is fetched."""
    if PurePath(name).suffix.lower() not in _READABLE:
        return TableProblem.WRONG_KIND
    if size is not None and size > LARGEST:
        return TableProblem.TOO_BIG
    return None


def read_table(name: str, data: bytes) -> Table | TableProblem:
    """The first sheet as text, cell by cell; formulas stay the text they are. Never raises."""
    wrong = wrong_from_outside(name, len(data))
    if wrong is not None:
        return wrong
    if not data.strip(b"\0 \t\r\n"):
        return TableProblem.EMPTY
    # What the bytes are counts, not what the name says: people rename files.
    table = _read_xlsx(data) if data.startswith(b"PK") else _read_csv(data)
    if isinstance(table, TableProblem):
        return table
    while table and not any(cell.strip() for cell in table[-1]):
        table.pop()
    return table or TableProblem.EMPTY


def _read_csv(data: bytes) -> Table | TableProblem:
    text = _decoded(data)
    if text is None or "\0" in text:
        return TableProblem.BROKEN
    head = text[:4000]
    delimiter = max(",;\t，", key=head.count)
    try:
        return _filled(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return TableProblem.BROKEN


def _decoded(data: bytes) -> str | None:
    """UTF-16 and UTF-8 are known by their marks or their form; what is neither, Excel in China wrote in GB 18030."""
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _read_xlsx(data: bytes) -> Table | TableProblem:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
                return TableProblem.TOO_BIG
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        try:
            return _filled(book.worksheets[0].iter_rows(values_only=True))
        finally:
            book.close()
    except Exception:  # a broken file breaks the parser in ways it does not promise
        return TableProblem.BROKEN


def _filled(lines: Iterable[Sequence[object]]) -> Table | TableProblem:
    """All rows in their places; sheets often drag thousands of empty ones behind them, which do not count."""
    rows: Table = []
    filled = 0
    for cells in islice(lines, SCANNED):
        row = ["" if cell is None else _cell(str(cell)) for cell in cells[:MOST_COLUMNS]]
        filled += any(row)
        if filled > MOST_ROWS:
            return TableProblem.TOO_LONG
        rows.append(row)
    return rows


def _cell(text: str) -> str:
    return text[:MOST_CHARACTERS]
