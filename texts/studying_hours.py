"""Study hours in words: for the one they belong to, and nobody else."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.dates import date_words
from domain.members import Member
from domain.messages import Button, Message, Press
from domain.studying import Entry, Source, Year, in_hours
from texts.meetings import shortened
from texts.rendering import html, message, plain

FEATURE = "studying_hours"


def source_name(source: Source) -> str:
    return plain(FEATURE, "source", source=str(source))


def year(shown: Year) -> Message:
    sources = [(source_name(source), in_hours(minutes)) for source, minutes in shown.by_source.items()]
    enough = shown.target is not None and not shown.missing
    words = html(FEATURE, "year", year=shown, total=in_hours(shown.minutes), sources=sources, enough=enough)
    return Message(
        words,
        (
            (_button("label_own", Press("ste")), _button("label_correct", Press("stc", (0,)))),
            (_button("label_attended", Press("stq")), _button("label_print", Press("stk"))),
        ),
    )


def correct(entries: Sequence[Entry], number: int, *, further: bool) -> Message:
    """A page of one's own entries; a tap takes one out."""
    rows: list[tuple[Button, ...]] = []
    for one in entries:
        if one.id is not None:
            label = plain(FEATURE, "label_entry", day=_short(one.day), title=_title(one), hours=in_hours(one.minutes))
            rows.append((Button(shortened(label), Press("stx", (one.id,))),))
    if further:
        rows.append((_button("label_next", Press("stc", (number + 1,))),))
    return Message(html(FEATURE, "correct", entries=entries), tuple(rows))


def struck(entry: Entry) -> Message:
    words = html(FEATURE, "struck", title=_title(entry), hours=in_hours(entry.minutes))
    return Message(words, ((_button("label_back", Press("stb", (entry.id or 0,))),),))


def put_back(entry: Entry) -> Message:
    return message(FEATURE, "put_back", title=_title(entry), hours=in_hours(entry.minutes))


def gone() -> str:
    return plain(FEATURE, "gone")


def ask_what() -> Message:
    return message(FEATURE, "ask_what")


def ask_amount() -> Message:
    return message(FEATURE, "ask_amount")


def amounts() -> list[str]:
    return [plain(FEATURE, f"option_{one}") for one in ("hour", "half_day", "day")]


def ask_day(today: date, now: datetime) -> Message:
    return message(FEATURE, "ask_day", example=date_words(today, now))


def what_wrong(most: int) -> str:
    return html(FEATURE, "what_wrong", most=most)


def amount_wrong() -> str:
    return html(FEATURE, "amount_wrong")


def day_wrong(today: date, now: datetime) -> str:
    return html(FEATURE, "day_wrong", example=date_words(today, now))


def classified() -> str:
    return html(FEATURE, "classified")


def own_kept(entry: Entry, total: int, now: datetime) -> Message:
    words = html(
        FEATURE,
        "own_kept",
        title=_title(entry),
        day=date_words(entry.day, now),
        hours=in_hours(entry.minutes),
        total=in_hours(total),
    )
    return Message(words, ((_button("label_strike", Press("stx", (entry.id or 0,))),),))


def november(shown: Year) -> Message:
    """The one word a year about hours that are short."""
    words = html(FEATURE, "november", year=shown, total=in_hours(shown.minutes), missing=_short_of(shown))
    rows = ((_button("label_own", Press("ste")), Button(plain(FEATURE, "label_year"), Press("/hours"))),)
    return Message(words, rows)


def _short_of(shown: Year) -> str:
    """To the tenth above: who reaches it has enough."""
    return in_hours(shown.missing + 5)


def exempt(people: Sequence[tuple[Member, bool]], number: int, *, further: bool) -> Message:
    """The roster, each with whether no hours are asked of them."""
    buttons = [
        Button(
            plain(FEATURE, "label_exempt" if yes else "label_asked", name=member.name),
            Press("stz", (member.id, number)),
        )
        for member, yes in people
    ]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    if further:
        rows.append((_button("label_next", Press("stzp", (number + 1,))),))
    return Message(html(FEATURE, "exempt"), tuple(rows))


def exempt_toast(*, exempt: bool) -> str:
    return plain(FEATURE, "exempt_toast" if exempt else "asked_toast")


def exempt_for_you(keeper: Member, *, exempt: bool) -> Message:
    return message(FEATURE, "exempt_for_you" if exempt else "asked_for_you", keeper=keeper.name)


def sheet_title(member: Member, shown: Year) -> str:
    return plain(FEATURE, "sheet_title", name=member.name, year=shown.year)


def sheet_rows(shown: Year) -> list[list[str]]:
    """Header, one row an entry, the sum."""
    rows = [plain(FEATURE, "sheet_header").split("|")]
    rows += [[str(one.day), _title(one), in_hours(one.minutes), _from(one)] for one in shown.entries]
    return [*rows, ["", plain(FEATURE, "sheet_total"), in_hours(shown.minutes), ""]]


def sheet_file(shown: Year) -> str:
    return plain(FEATURE, "sheet_file", year=shown.year)


def sheet_caption() -> str:
    return html(FEATURE, "sheet_caption")


def _from(one: Entry) -> str:
    name = source_name(one.source)
    return plain(FEATURE, "sheet_by_leader", source=name) if one.by_leader else name


def _title(one: Entry) -> str:
    return one.title or source_name(one.source)


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)
