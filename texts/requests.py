"""What the asker sees of a request: the way in, the one card, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.concerns import SHORT_NAMES
from domain.messages import Button, Message, Press, Rows
from domain.requests import STATUS_NAMES, HelpRequest, Medium, Outcome, RequestStatus
from domain.requests.closing import NOT_SOLVED, PARTLY, SKIPPED, SOLVED
from texts.rendering import html, plain

FEATURE = "requests"
PATH = (
    RequestStatus.NEW,
    RequestStatus.ACKNOWLEDGED,
    RequestStatus.IN_PROGRESS,
    RequestStatus.RESOLVED,
    RequestStatus.CLOSED,
)


@dataclass(frozen=True, slots=True)
class Card:
    """What the card knows besides the request itself.

    `holder` is who has it, `asked` who is being asked, `next_up` who will be, at `asked_at`; `at_the_end` when all have
    been asked. `about` is whom a word of care is for, `entered_for` the member whom a leader has entered it for. The
    rest says which buttons make sense now.
    """

    request: HelpRequest
    holder: str | None
    asked: str | None
    next_up: str | None
    asked_at: datetime | None
    at_the_end: bool
    about: str | None
    entered_for: str | None
    may_nudge: bool
    may_reopen: bool
    is_rated_now: bool
    somebody_above: bool


def card(shown: Card, now: datetime) -> Message:
    """Receipt and status in one (H6, H7): number, who, by when, how to take it back."""
    request = shown.request
    words = html(
        FEATURE,
        "card",
        shown=shown,
        request=request,
        status=str(request.status),
        title=_title(shown),
        path=[(STATUS_NAMES[status], status is request.status) for status in PATH],
        silent=request.outcome is Outcome.SILENT,
        now=now,
    )
    return Message(words, _card_rows(shown))


def card_below(number: str) -> Message:
    """What a card turns into when it is shown again further down."""
    return Message(html(FEATURE, "card_below", number=number))


def _title(shown: Card) -> str:
    if shown.request.medium is Medium.CARE:
        return plain(FEATURE, "title_care", about=shown.about)
    return plain(
        FEATURE, "title_voice" if shown.request.medium is Medium.VOICE else "title", topic=_topic(shown.request)
    )


def _topic(request: HelpRequest) -> str:
    return plain(FEATURE, "unsorted") if request.unsorted else SHORT_NAMES[request.topic]


def _card_rows(shown: Card) -> Rows:
    request = shown.request
    more = _pressing("label_more", "qx", request)
    if request.status is RequestStatus.CLOSED:
        again = (_pressing("label_reopen", "qo", request),) if shown.may_reopen else ()
        if not shown.is_rated_now:
            return ((*again, more),)
        return (
            (_rating("label_solved_mine", request, SOLVED), _rating("label_partly", request, PARTLY)),
            (_rating("label_not_solved", request, NOT_SOLVED), _rating("label_skip", request, SKIPPED)),
            (*again, more),
        )
    if request.status is RequestStatus.RESOLVED:
        return ((_pressing("label_solved", "qy", request), _pressing("label_not_yet", "qn", request)), (more,))
    words = [] if request.medium is Medium.CARE else [_pressing("label_add", "qa", request)]
    if shown.may_nudge:
        words.append(_pressing("label_nudge", "qu", request))
    rows = [tuple(words), (_pressing("label_up", "qh", request), _pressing("label_seen_by", "qs", request)), (more,)]
    return tuple(row for row in rows if row)


def more(shown: Card) -> Message:
    """What is seldom needed: taking it back, and whether it may leave the branch."""
    request = shown.request
    rows: list[tuple[Button, ...]] = [(_pressing("label_withdraw", "qw", request),)]
    if shown.somebody_above and request.status not in {RequestStatus.CLOSED, RequestStatus.WITHDRAWN}:
        label = "label_stay_inside" if request.may_leave else "label_may_leave"
        rows.append((Button(plain(FEATURE, label), Press("ql", (request.id, int(not request.may_leave)))),))
    rows.append((_pressing("label_seen_by", "qs", request), _pressing("label_back", "qb", request)))
    words = html(FEATURE, "more", number=request.number, above=shown.somebody_above, may_leave=request.may_leave)
    return Message(words, tuple(rows))


def ask_withdraw(request: HelpRequest) -> Message:
    rows = ((_pressing("label_withdraw_sure", "qd", request), _pressing("label_keep", "qb", request)),)
    return Message(html(FEATURE, "ask_withdraw", number=request.number), rows)


def withdrawn(number: str) -> Message:
    return Message(html(FEATURE, "withdrawn", number=number))


def seen_by(request: HelpRequest, by: Sequence[tuple[str, datetime]], now: datetime) -> Message:
    """Who opened it, and when (H29)."""
    words = html(FEATURE, "seen_by", number=request.number, by=by, now=now)
    return Message(words, ((_pressing("label_back", "qb", request),),))


def mine(requests: Sequence[HelpRequest], now: datetime) -> Message:
    rows = tuple(
        (
            Button(
                plain(
                    FEATURE,
                    "label_one",
                    number=one.number,
                    topic=_topic(one) if one.medium is not Medium.CARE else plain(FEATURE, "care"),
                    status=STATUS_NAMES[one.status],
                ),
                Press("qk", (one.id,)),
            ),
        )
        for one in requests
    )
    return Message(html(FEATURE, "mine", some=bool(requests), now=now), rows)


def ask_more(number: str) -> Message:
    return Message(html(FEATURE, "ask_more", number=number))


def added(number: str, to: str | None, *, reopened: bool) -> Message:
    return Message(html(FEATURE, "added", number=number, to=to, reopened=reopened))


def too_late() -> str:
    return plain(FEATURE, "too_late")


def nudged(name: str | None) -> str:
    return plain(FEATURE, "nudged", name=name)


def nudged_today() -> str:
    return plain(FEATURE, "nudged_today")


def quiet_now(until: datetime, now: datetime) -> str:
    return plain(FEATURE, "quiet_now", until=until, now=now)


def went_up(name: str) -> str:
    return plain(FEATURE, "went_up", name=name)


def later_up(name: str, at: datetime, now: datetime) -> str:
    return plain(FEATURE, "later_up", name=name, at=at, now=now)


def just_asked(name: str) -> str:
    return plain(FEATURE, "just_asked", name=name)


def needs_consent() -> str:
    return plain(FEATURE, "needs_consent")


def at_the_top() -> str:
    return plain(FEATURE, "at_the_top")


def leave_changed(*, may_leave: bool) -> str:
    return plain(FEATURE, "leave_changed", may_leave=may_leave)


def confirmed() -> str:
    return plain(FEATURE, "confirmed")


def goes_on() -> str:
    return plain(FEATURE, "goes_on")


def reopened() -> str:
    return plain(FEATURE, "reopened")


def rated() -> str:
    return plain(FEATURE, "rated")


def _rating(block: str, request: HelpRequest, rating: int) -> Button:
    return Button(plain(FEATURE, block), Press("qr", (request.id, rating)))


def _pressing(block: str, action: str, request: HelpRequest) -> Button:
    return Button(plain(FEATURE, block), Press(action, (request.id,)))
