"""What helpers see and are told, and what the asker hears of them. A card never carries the words of a request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from markupsafe import Markup

from domain.concerns import SHORT_NAMES, Urgency
from domain.messages import Button, Media, Message, Press, Rows, units
from domain.requests import STATUS_NAMES, HelpRequest, Medium, RequestStatus
from domain.tasks import Task
from texts.rendering import html, plain
from texts.tasks import to_do_row

FEATURE = "helping"
FITS: Final = 3400  # of Telegram's 4096; the rest is the frame


@dataclass(frozen=True, slots=True)
class SaidWords:
    """One thing said since; `kind` is who said it to whom (from_asker, reply, note, reason)."""

    at: datetime
    kind: str
    who: str
    text: str | None
    file_kind: str | None


@dataclass(frozen=True, slots=True)
class OpenedWords:
    """All that a helper may read; `asker` is None where the name is hidden."""

    request: HelpRequest
    text: str | None
    said: Sequence[SaidWords]
    asker: str | None
    about: str | None
    entered_by: str | None
    mine: bool


NEWS: Final = frozenset({"not_yet", "reopened", "nudged", "transferred", "handed_back"})


@dataclass(frozen=True, slots=True)
class State:
    """Since when it waits; `news` is one of NEWS or None, and `who` made it."""

    since: datetime
    news: str | None
    who: str


def card_asked(request: HelpRequest, state: State, now: datetime) -> Message:
    """Somebody is asked to help."""
    due, news = request.respond_by, _news(state)
    words = html(FEATURE, "card_asked", **_facts(request), since=state.since, news=news, respond_by=due, now=now)
    return Message(words, ((_open(request), _button(request, "label_take", "tt")),))


def card_mine(request: HelpRequest, state: State, now: datetime) -> Message:
    """The card of the one who has it."""
    if request.status is RequestStatus.RESOLVED:
        waits = html(FEATURE, "card_waits", **_facts(request))
        return Message(waits, ((_open(request), _button(request, "label_reply", "tr")),))
    words = html(
        FEATURE,
        "card_mine",
        **_facts(request),
        status=STATUS_NAMES[request.status],
        since=state.since,
        news=_news(state),
        update_by=request.update_by,
        now=now,
    )
    rows: Rows = (
        (_open(request), _button(request, "label_reply", "tr")),
        (_button(request, "label_note", "tn"), _button(request, "label_hand_on", "tf")),
        (_button(request, "label_hand_back", "tb"), _button(request, "label_done", "td")),
    )
    return Message(words, rows)


def card_over(number: str) -> Message:
    return Message(html(FEATURE, "card_over", number=number))


def card_withdrawn(number: str) -> Message:
    return Message(html(FEATURE, "card_withdrawn", number=number))


def card_quiet(number: str, owner: str | None) -> Message:
    """Somebody else has it, or it is not theirs any more."""
    return Message(html(FEATURE, "card_quiet", number=number, owner=owner))


def words(opened: OpenedWords, now: datetime) -> Message:
    """The words, with all that was said since; in the helper's private chat only."""
    request = opened.request
    said = _newest([_said(one, now) for one in opened.said], FITS - units(opened.text or ""))
    written = html(
        FEATURE,
        "words",
        **_facts(request),
        asker=opened.asker,
        about=opened.about,
        entered_by=opened.entered_by,
        text=opened.text,
        said=said,
        left_out=len(opened.said) - len(said),
    )
    if opened.mine:
        first: tuple[Button, ...] = (_button(request, "label_reply", "tr"), _button(request, "label_note", "tn"))
    else:
        first = (_button(request, "label_take", "tt"),)
    files = any(one.file_kind for one in opened.said)
    return Message(written, (first, (_button(request, "label_files", "tm"),)) if files else (first,))


def file(text: str | None, media: Media) -> Message:
    """A picture, a file or a voice; its caption is what was said with it."""
    return Message(html(FEATURE, "file", text=text or ""), media=media)


def words_withdrawn(number: str) -> Message:
    return Message(html(FEATURE, "words_withdrawn", number=number))


def words_closed(number: str) -> Message:
    return Message(html(FEATURE, "words_closed", number=number))


def words_put_away(number: str) -> Message:
    return Message(html(FEATURE, "words_put_away", number=number))


def words_below(number: str) -> Message:
    return Message(html(FEATURE, "words_below", number=number))


def opened_toast() -> str:
    return plain(FEATURE, "opened_toast")


def refused() -> str:
    return plain(FEATURE, "refused")


def gone() -> str:
    return plain(FEATURE, "gone")


def taken_toast() -> str:
    return plain(FEATURE, "taken_toast")


def has_it_toast(owner: str) -> str:
    return plain(FEATURE, "has_it_toast", owner=owner)


def over_toast() -> str:
    return plain(FEATURE, "over_toast")


def not_yours_toast() -> str:
    return plain(FEATURE, "not_yours_toast")


def taken_for_you(number: str, owner: str) -> Message:
    """To the asker."""
    return Message(html(FEATURE, "taken_for_you", number=number, owner=owner))


def done_toast() -> str:
    return plain(FEATURE, "done_toast")


def to_do(waiting: Sequence[HelpRequest], given: Sequence[Task], member_id: int, now: datetime) -> Message:
    """What waits for somebody, requests and tasks of meetings; a button brings the card down again."""
    rows = [to_do_row(one, now) for one in given]
    rows += [(_row(one, member_id, now),) for one in waiting]
    return Message(html(FEATURE, "to_do", tasks=bool(given)), tuple(rows))


def nothing_to_do() -> Message:
    return Message(html(FEATURE, "nothing_to_do"))


def not_a_helper() -> Message:
    return Message(html(FEATURE, "not_a_helper"))


def _row(request: HelpRequest, member_id: int, now: datetime) -> Button:
    label = plain(
        FEATURE,
        "label_to_do",
        mine=request.owner_id == member_id,
        number=request.number,
        topic=_topic(request),
        since=request.created_at,
        now=now,
    )
    return Button(label, Press("tw", (request.id,)))


def _facts(request: HelpRequest) -> dict[str, object]:
    marks = {Medium.VOICE: "mark_voice", Medium.CARE: "mark_care"}
    return {
        "number": request.number,
        "topic": _topic(request),
        "urgency": "" if request.urgency is Urgency.ORDINARY else str(request.urgency),
        "mark": plain(FEATURE, marks[request.medium]) if request.medium in marks else "",
    }


def _news(state: State) -> str:
    return plain(FEATURE, f"news_{state.news}", who=state.who) if state.news else ""


def _topic(request: HelpRequest) -> str:
    return plain(FEATURE, "unsorted") if request.unsorted else SHORT_NAMES[request.topic]


def _said(one: SaidWords, now: datetime) -> Markup:
    spoken = one.text or (plain(FEATURE, f"file_{one.file_kind}") if one.file_kind else "")
    escaped = html(FEATURE, f"said_{one.kind}", at=one.at, who=one.who, words=spoken, now=now)
    return Markup(escaped)  # noqa: S704 - it is escaped


def _newest(said: Sequence[Markup], room: int) -> list[Markup]:
    """The last ones that fit, and the very last in any case: it is what the helper is waiting for."""
    kept: list[Markup] = []
    for one in reversed(said):
        room -= units(one)
        if kept and room < 0:
            break
        kept.append(one)
    return kept[::-1]


def _open(request: HelpRequest) -> Button:
    return _button(request, "label_open", "to")


def _button(request: HelpRequest, block: str, action: str) -> Button:
    return Button(plain(FEATURE, block), Press(action, (request.id,)))
