"""What somebody studied by themselves, by their own word; the list to correct; and a copy to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font

from domain.dates import date_words
from domain.members import Member
from domain.messages import File, Message
from domain.names import tidy_line
from domain.sheets import safe_cell
from domain.studying import LONGEST_TITLE, Entry, Source, past_day, read_amount
from services import people, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.studying import hours
from services.turn import Turn
from texts import refusals
from texts import studying_hours as say

PAGE: Final = 6
_WIDTHS: Final = (14, 44, 8, 20)


@dataclass(frozen=True, slots=True)
class Correctable:
    """A page of one's own entries, the newest first; meetings are not among them."""

    entries: Sequence[Entry]
    number: int
    further: bool


async def correctable(turn: Turn, member: Member, number: int) -> Correctable:
    entries = [one for one in reversed((await hours.of_year(turn, member)).entries) if one.id is not None]
    return Correctable(entries[number * PAGE : (number + 1) * PAGE], number, len(entries) > (number + 1) * PAGE)


async def sheet(turn: Turn, member: Member) -> Message:
    """The year as a table, for oneself to print."""
    year = await hours.of_year(turn, member)
    book = Workbook()
    page = book.worksheets[0]
    page.append([safe_cell(say.sheet_title(member, year))])
    page["A1"].font = Font(bold=True, size=14)
    for row in say.sheet_rows(year):
        page.append([safe_cell(cell) for cell in row])
    for column, width in zip("ABCD", _WIDTHS, strict=True):
        page.column_dimensions[column].width = width
    data = BytesIO()
    book.save(data)
    return Message(say.sheet_caption(), file=File(say.sheet_file(year), data.getvalue()))


async def _ask_what(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_what())


async def _read_what(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    title = tidy_line(text)
    if not title or len(title) > LONGEST_TITLE:
        return Problem(say.what_wrong(LONGEST_TITLE))
    if await secrecy.typed(asker, title):
        return Problem(say.classified())
    return Goto({**draft, "title": title}, "amount")


async def _ask_amount(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_amount(), say.amounts())


async def _read_amount(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    minutes = read_amount(text)
    return Problem(say.amount_wrong()) if minutes is None else Goto({**draft, "minutes": minutes}, "day")


async def _ask_day(asker: Asker, _draft: Draft) -> Question:
    day = asker.turn.now.date()
    offered = [date_words(one, asker.turn.now) for one in (day, day - timedelta(days=1))]
    return Question(say.ask_day(day, asker.turn.now), offered)


async def _read_day(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    today = asker.turn.now.date()
    day = past_day(text, today)
    if day is None:
        return Problem(say.day_wrong(today, asker.turn.now))
    member = await people.known(asker.turn, asker.telegram_id)
    minutes = draft["minutes"]
    if member is None or not isinstance(minutes, int):
        return Done(refusals.not_on_roster())
    title = str(draft["title"])
    entry_id = await hours.add(asker.turn, member.id, minutes, Source.OWN, None, title=title, day=day)
    total = (await hours.of_year(asker.turn, member)).minutes
    return Done(say.own_kept(Entry(day, title, minutes, Source.OWN, entry_id), total, asker.turn.now))


SCRIPT = Script(
    "study_own",
    (Step("what", _ask_what, _read_what), Step("amount", _ask_amount, _read_amount), Step("day", _ask_day, _read_day)),
)
