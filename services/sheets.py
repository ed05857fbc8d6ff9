"""The sign-in sheet as a table for printing and filing."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from domain.dates import clock_words, day_words, moment_words
from domain.meetings import Attendee, Meeting, attendance_status
from domain.messages import File, Message
from domain.sheets import safe_cell
from services.turn import Turn
from storage import attendance as store
from storage import make_up, nodes, people
from texts import sheets as say

WIDTHS = (6, 12, 12, 16, 20, 14, 14, 26)  # REC-05: number, name, identity, group, time, method, signature, remark


async def sign_in_sheet(turn: Turn, meeting: Meeting, attendees: Sequence[Attendee]) -> Message:
    """The sheet of REC-05 as a file; leave reasons are never in it (M12)."""
    tree = await nodes.tree(turn.tx)
    recorded = await store.recorders(turn.tx, meeting.id)
    made_up = await make_up.recorders(turn.tx, meeting.id)
    by_whom = [by for by, _ in (*recorded.values(), *made_up.values())]
    who = {member.id: member.name for member in await people.many(turn.tx, by_whom)}
    rows = []
    for number, one in enumerate(attendees, 1):
        remark = say.status(attendance_status(one, closed=True))
        if one.member.id in made_up:
            by, at = made_up[one.member.id]
            remark = say.made_up_for(who.get(by, ""), moment_words(at, turn.now))
        if one.member.id in recorded:
            by, at = recorded[one.member.id]
            remark = say.recorded(who.get(by, ""), moment_words(at, turn.now))
        present = clock_words(one.present_at, turn.now) if one.present_at is not None else ""
        rows.append(
            [
                str(number),
                one.member.name,
                say.identity(one.status),
                tree[one.member.node_id].name if one.member.node_id in tree else "",
                present,
                say.method(one.method),
                "",
                remark,
            ]
        )
    title = say.title(meeting, moment_words(meeting.starts_at, turn.now))
    name = say.file_name(meeting, day_words(meeting.starts_at, turn.now))
    return Message(say.caption(meeting), file=File(name, _table(title, say.header(), rows)))


def _table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = say.tab()
    sheet.append([safe_cell(title)])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(header))
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A1"].alignment = Alignment(horizontal="center", wrap_text=True)
    sheet.row_dimensions[1].height = 42
    sheet.append(list(header))
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([safe_cell(value) for value in row])
    for row_cells in sheet.iter_rows(min_row=3):
        for cell in row_cells:
            cell.data_type = "s"
    for index, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    data = BytesIO()
    book.save(data)
    return data.getvalue()
