"""A table as a workbook for A4, or as comma-separated values. What a spreadsheet would run is made harmless (X1)."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from domain.sheets import safe_cell

TITLE_HEIGHT = 42


def xlsx(
    tab: str, title: str, header: Sequence[str], rows: Sequence[Sequence[str | int]], widths: Sequence[int]
) -> bytes:
    """One sheet, landscape, as wide as the page; the header again on each page. Numbers stay numbers."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = tab
    sheet.append([safe_cell(title)])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(header))
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A1"].alignment = Alignment(horizontal="center", wrap_text=True)
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    sheet.append(list(header))
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([safe_cell(value) if isinstance(value, str) else value for value in row])
    for cells in sheet.iter_rows(min_row=3):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def comma_separated(title: str, header: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    """With the mark by which Excel knows UTF-8."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    for row in ([title], header, *rows):
        writer.writerow([safe_cell(value) if isinstance(value, str) else value for value in row])
    return text.getvalue().encode("utf-8-sig")
