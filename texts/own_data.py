"""我的数据: what is said of the copy, the correction, the deletion, and what the entries of the file are called."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from domain.messages import Button, File, Json, Message, Press, Rows
from domain.privacy import Scope
from domain.retention import RETENTION, Kept
from texts.rendering import html, message, plain

FEATURE = "own_data"
FEWEST = 5
_PIECES = Path(__file__).with_name("own_data.toml")
_BY_CODE = {one.code: one for one in RETENTION}
_ASKED_FIRST = ("moods", "visits", "talks", "requests", "leave_reasons", "study_marks", "born", "access_log", "ledger")


@dataclass(frozen=True, slots=True)
class Piece:
    """What of one table goes into a member's file: its columns with labels; `codes` says whose words a column's are."""

    name: str
    table: str
    mine: str
    columns: Mapping[str, str]
    codes: Mapping[str, str] = field(default_factory=dict)

    def spoken(self, column: str, value: str) -> str:
        """What a code is called; other words are left as they are."""
        return _codes().get(self.codes.get(column, column), {}).get(value, value)


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody opened something about the member."""

    at: datetime
    who: str
    what: str


@cache
def pieces() -> tuple[Piece, ...]:
    """The tables that need no code of their own to be copied, in the file's order."""
    return tuple(Piece(**one) for one in tomllib.loads(_PIECES.read_text("utf-8"))["piece"])


@cache
def _codes() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(_PIECES.read_text("utf-8"))["codes"]
    return found


def spoken_action(action: str) -> str:
    """What an entry of the access log is called."""
    return _codes()["action"].get(action, plain(FEATURE, "other_action"))


def page(counts: Sequence[tuple[str, int]], given: Sequence[Scope], telegram_id: int) -> Message:
    """What is kept of me, in how many pieces; what I can do about it. `counts` are the file's names with their rows."""
    scopes = list(Scope)
    rows: Rows = (
        (_own("copy", "myx", telegram_id), _own("seen", "myw", telegram_id)),
        (_own("fix", "myf", telegram_id), _own("kept", "myk", telegram_id)),
        *(
            (
                Button(
                    plain(FEATURE, f"take_back_{one.name.lower()}"), Press("revoke", (scopes.index(one),), telegram_id)
                ),
            )
            for one in given
            if one is not Scope.BASIC
        ),
        (_own("delete", "myd", telegram_id),),
    )
    return Message(html(FEATURE, "page", counts=counts), rows)


def kept_short(telegram_id: int) -> Message:
    """How long what people ask about first is kept; the whole table is long, and one tap further."""
    rows = ((_own("kept_all", "mya", telegram_id), _own("back", "myp", telegram_id)),)
    return Message(html(FEATURE, "kept_short", some=[_BY_CODE[code] for code in _ASKED_FIRST]), rows)


def kept(telegram_id: int) -> Message:
    """What is kept how long, and why."""
    groups: dict[str, list[Kept]] = {}
    for one in RETENTION:
        if one.mine:
            groups.setdefault(str(one.basis), []).append(one)
    return Message(html(FEATURE, "kept", groups=groups), ((_own("back", "myp", telegram_id),),))


def seen(readings: Sequence[Reading], now: datetime, telegram_id: int) -> Message:
    """Who opened what about me, newest first."""
    return Message(html(FEATURE, "seen", readings=readings, now=now), ((_own("back", "myp", telegram_id),),))


def copy(name: str, data: bytes, count: int, now: datetime, telegram_id: int) -> Message:
    """The file, with a caption in words."""
    words = html(FEATURE, "copy_caption", count=count, now=now)
    return Message(words, ((_own("as_text", "myr", telegram_id),),), file=File(file_name(name, now), data))


def as_text(name: str, data: bytes, now: datetime) -> Message:
    """The same, for a telephone, which opens no JSON."""
    return Message(html(FEATURE, "text_caption"), file=File(file_name(name, now, "txt"), data))


def file_name(name: str, now: datetime, kind: str = "json") -> str:
    return plain(FEATURE, "file_name", name=name, day=now.strftime("%Y%m%d"), kind=kind)


def spelled_out(value: Json, depth: int = 0) -> str:
    """Plain data as lines that a person reads from top to bottom; what is empty is left out."""
    margin = "　" * depth
    match value:
        case dict():
            lines = [_line(name, one, depth) for name, one in value.items() if one not in (None, "", [], {})]
        case list():
            lines = [f"{margin}{number}．\n{spelled_out(one, depth + 1)}" for number, one in enumerate(value, 1)]
        case bool():
            lines = [f"{margin}{yes_no(value)}"]
        case _:
            lines = [f"{margin}{value}"]
    return "\n".join(lines)


def _line(name: str, value: Json, depth: int) -> str:
    if isinstance(value, dict | list):
        gap = "\n" if depth == 0 else ""
        return f"{gap}{'　' * depth}【{name}】\n{spelled_out(value, depth)}"
    return f"{'　' * depth}{name}：{spelled_out(value)}"


def file_head(name: str, now: datetime) -> dict[str, str]:
    """The first lines of the file itself."""
    return {
        plain(FEATURE, "head_whose"): name,
        plain(FEATURE, "head_when"): moment(now),
        plain(FEATURE, "head_note_name"): plain(FEATURE, "head_note"),
    }


def moment(at: datetime) -> str:
    """A moment in the file: a whole date, so that it is right in years too."""
    return plain(FEATURE, "moment", at=at)


def yes_no(value: bool) -> str:
    return plain(FEATURE, "yes" if value else "no")


def label(which: str) -> str:
    """What a part of the file is called that comes from more than one table."""
    return plain(FEATURE, f"part_{which}")


def foretold(scope: Scope, goes: Mapping[str, int], telegram_id: int) -> Message:
    """What would go with this consent, and what must stay and why; nothing has happened yet."""
    everything = scope is Scope.BASIC
    stays = [one for one in RETENTION if one.mine and one.span is None and one.code in _STAYING] if everything else []
    words = html(FEATURE, "foretold", everything=everything, goes=summed(goes), stays=stays)
    yes = Button(
        plain(FEATURE, "yes_delete" if everything else "yes_take_back"),
        Press("quit" if everything else "mys", (list(Scope).index(scope),), telegram_id),
    )
    return Message(
        words,
        ((yes,), (Button(plain(FEATURE, "no_stay" if everything else "no_keep"), Press("stay", (), telegram_id)),)),
    )


def deleted(gone: Mapping[str, int]) -> Message:
    """What was done; the last words to somebody who goes."""
    return message(FEATURE, "deleted", gone=summed(gone))


def took_along(gone: Mapping[str, int]) -> str:
    """What went with a consent, as a line below the answer; empty where nothing did."""
    counted = summed(gone)
    return html(FEATURE, "took_along", gone=counted) if counted else ""


def nameless() -> str:
    """The name of somebody long gone, wherever the ledger still counts them."""
    return plain(FEATURE, "nameless")


def cleared(rows: Mapping[str, int]) -> str:
    """What a day's clearing took, for the operator; under five is not said, as it might be one person's."""
    return plain(FEATURE, "cleared", rows=_counted(rows), few=FEWEST)


_BOOKKEEPING = frozenset({"outbox", "dialogues", "told", "burden", "gentle", "reminders", "invitations", "notices"})
_STAYING = frozenset({"ledger", "request_facts", "make_ups", "party_dates", "corrections", "consents"})


def _counted(rows: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(_BY_CODE[code].what, count) for code, count in rows.items() if count]


def summed(rows: Mapping[str, int]) -> list[tuple[str, int]]:
    """The same for a member: what is merely our bookkeeping is one line, the last."""
    small = sum(count for code, count in rows.items() if code in _BOOKKEEPING)
    counted = _counted({code: count for code, count in rows.items() if code not in _BOOKKEEPING})
    return counted + ([(plain(FEATURE, "bookkeeping"), small)] if small else [])


def _own(which: str, action: str, telegram_id: int) -> Button:
    return Button(plain(FEATURE, f"do_{which}"), Press(action, (), telegram_id))
