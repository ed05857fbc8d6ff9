"""台账: a year's meetings as a list to file, and with all their minutes bound together (REC-04, X2)."""

from datetime import datetime
from enum import IntEnum

from domain import ledgers as rules
from domain.access import Action
from domain.features import Feature
from domain.ledgers import Ledger, Line
from domain.members import Member
from domain.messages import File, Message
from services import access, features
from services.exporting import tables
from services.exporting.word import docx
from services.minutes import composing
from services.turn import Turn
from storage import access_log, meetings, minutes, nodes
from texts import ledgers as say

WIDTHS = (10, 24, 14, 26, 16, 18, 10, 10, 8, 8, 8, 8, 8, 10)
EXPORTED = "export_ledger"
YEARS = 3  # so many are offered; older ones are on paper


class Form(IntEnum):
    """What a file is; the number is in the button."""

    TABLE = 0
    BOUND = 1


async def page(turn: Turn, member: Member, year: int) -> Message | None:
    """What a year held, in numbers, and its files; None for who keeps no records anywhere."""
    found = await _of_year(turn, member, year)
    if found is None:
        return None
    return say.page(found, range(turn.now.year, turn.now.year - YEARS, -1))


async def file(turn: Turn, member: Member, year: int, form: Form) -> Message | None:
    """The list as a workbook, or list and minutes as one Word file; written into the access log.

    Sixty meetings in one file take about a second, once or twice a year; others wait for it.
    """
    ledger = await _of_year(turn, member, year)
    if ledger is None or not ledger.meetings:
        return None
    for node_id in sorted({one.node_id for one in ledger.meetings}):
        await access_log.note(turn.tx, turn.now, member.id, EXPORTED, granted=True, node_id=node_id)
    lines = await _lines(turn, member, ledger)
    if form is Form.TABLE:
        data = tables.xlsx(say.tab(), say.title(ledger), say.header(), say.rows(lines, turn.now), WIDTHS)
        return Message(say.caption_table(ledger), file=File(say.file_name(ledger, "xlsx"), data))
    data = docx(say.bound(ledger, lines, turn.now))
    return Message(say.caption_bound(ledger), file=File(say.file_name(ledger, "docx"), data))


async def _of_year(turn: Turn, member: Member, year: int) -> Ledger | None:
    """Of all the nodes whose meetings somebody manages, under the name of the topmost one."""
    managed = await access.nodes_for(turn, member, Action.MANAGE_MEETING)
    own = await features.where_on(turn, Feature.RECORDS, managed)
    if not own:
        return None
    tree, zone = await nodes.tree(turn.tx), turn.now.tzinfo
    top = min(own, key=lambda node_id: (len(tree.ladder(node_id)), node_id))
    since = await meetings.in_nodes(turn.tx, own, datetime(year, 1, 1, tzinfo=zone))
    held = rules.held(one for one in since if one.starts_at.astimezone(zone).year == year)
    return Ledger(year, tree[top].name, held, await minutes.written(turn.tx, [one.id for one in held]))


async def _lines(turn: Turn, member: Member, ledger: Ledger) -> list[Line]:
    tree = await nodes.tree(turn.tx)
    return [
        Line(
            rules.number(ledger.year, place),
            tree[one.node_id].name,
            await composing.record(turn, member, one),
            one.id in ledger.written,
        )
        for place, one in enumerate(ledger.meetings, 1)
    ]
