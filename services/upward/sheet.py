"""The counts as a table for the file that goes up: a row a branch, numbers as numbers, nothing else."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from domain.messages import File, Message
from domain.sheets import safe_cell
from services.upward.looking import Page
from texts import upward as say

FIRST_WIDTH, WIDTH = 28, 12


def of_page(page: Page) -> Message:
    """The page as an XLSX file."""
    rows = [[name, *say.cells(report)] for name, report in page.branches]
    if len(rows) > 1:
        rows.append([say.together(), *say.cells(page.total)])
    data = _table(say.sheet_title(page.place, page.quarter), say.header(), rows)
    return Message(say.file_caption(page.place, page.quarter), file=File(say.file_name(page.place, page.quarter), data))


def _table(title: str, header: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([safe_cell(title)])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append(list(header))
    for cell in sheet[2]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row in rows:
        sheet.append([safe_cell(value) if isinstance(value, str) else value for value in row])
    for index in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(index)].width = FIRST_WIDTH if index == 1 else WIDTH
    sheet.freeze_panes = "B3"
    sheet.append([say.footnote()])
    data = BytesIO()
    book.save(data)
    return data.getvalue()
