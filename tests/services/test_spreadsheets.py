"""Files as people send them."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from services.spreadsheets import LARGEST, TableProblem, read_table, wrong_from_outside

ROWS = [["姓名", "党小组"], ["陈姐", "第三党小组"], ["小明", "第三党小组"]]


def written(separator: str = ",") -> str:
    return "\r\n".join(separator.join(row) for row in ROWS) + "\r\n"


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
def test_every_way_a_csv_is_written(encoding: str, separator: str) -> None:
    assert read_table("花名册.CSV", written(separator).encode(encoding)) == ROWS


def test_quotes_and_a_title_above() -> None:
    text = '幸福社区第一党支部花名册\n姓名,职务\n陈姐,"组织委员,党小组长"\n'
    assert read_table("a.csv", text.encode())[2] == ["陈姐", "组织委员,党小组长"]


def test_a_workbook_with_a_formula_is_text() -> None:
    table = read_table("a.xlsx", workbook([["姓名"], ['=HYPERLINK("http://x","陈姐")'], [None], [12]]))
    assert table == [["姓名"], ['=HYPERLINK("http://x","陈姐")'], [""], ["12"]]


def test_a_workbook_under_the_name_of_a_csv() -> None:
    assert read_table("a.csv", workbook([["姓名"], ["陈姐"]])) == [["姓名"], ["陈姐"]]


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.xls", b"x", TableProblem.WRONG_KIND),
        ("a", b"x", TableProblem.WRONG_KIND),
        ("a.pdf", b"x", TableProblem.WRONG_KIND),
        ("a.csv", b"", TableProblem.EMPTY),
        ("a.csv", b"\r\n\r\n ,\r\n", TableProblem.EMPTY),
        ("a.xlsx", workbook([[]]), TableProblem.EMPTY),
        ("a.xlsx", workbook([["姓名"]])[:900], TableProblem.BROKEN),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 100, TableProblem.BROKEN),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", TableProblem.BROKEN),
        ("a.csv", b"\xff\xfe\x00", TableProblem.BROKEN),
        ("a.csv", b"a" * (LARGEST + 1), TableProblem.TOO_BIG),
        ("a.csv", "姓名\n".encode() * 2200, TableProblem.TOO_LONG),
    ],
)
def test_what_cannot_be_read(name: str, data: bytes, problem: TableProblem) -> None:
    assert read_table(name, data) is problem


def test_a_bomb_is_not_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (64 * 1024 * 1024))
    assert len(file.getvalue()) < LARGEST
    assert read_table("a.xlsx", file.getvalue()) is TableProblem.TOO_BIG


def test_thirty_megabytes_are_refused_before_they_are_fetched() -> None:
    assert wrong_from_outside("花名册.xlsx", 30 * 1024 * 1024) is TableProblem.TOO_BIG
    assert wrong_from_outside("花名册.xlsx", None) is None


def test_a_long_tail_of_empty_rows_does_not_count() -> None:
    assert read_table("a.csv", "姓名\n陈姐\n".encode() + b",,\n" * 5000) == [["姓名"], ["陈姐"]]
