"""What is said about notices, and the notice itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.broadcasts import Audience, Broadcast, BroadcastState, Counts
from domain.dates import moment_words
from domain.messages import Button, Media, Message, Press
from texts import dialogues
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "broadcasts"
CHOICES = ("send", "test", "words", "whom", "when")
_BUTTONS = {
    BroadcastState.SCHEDULED: (("edit", "bce"), ("cancel", "bcc")),
    BroadcastState.SENDING: (("pause", "bcp"), ("stop", "bcs")),
    BroadcastState.PAUSED: (("go_on", "bcg"), ("stop", "bcs")),
    BroadcastState.STOPPED: (("go_on", "bcg"),),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """A notice before it is sent. `asked_for` None is now; `goes_at` is when it can go; `is_quiet` tells why not."""

    notice: Message
    audience: str
    reach: Counts
    phoners: Sequence[str]
    asked_for: datetime | None
    goes_at: datetime
    is_quiet: bool
    until: datetime


def notice(text: str, media: Media | None, sender: str) -> Message:
    """What everybody gets."""
    return Message(html(FEATURE, "notice", text=text, sender=sender), media=media)


def sender(branch: str, title: str) -> str:
    return plain(FEATURE, "sender", branch=branch, title=title)


def ask_words() -> Message:
    return Message(html(FEATURE, "ask_words"))


def ask_words_for_file(most: int) -> Message:
    return Message(html(FEATURE, "ask_words_for_file", most=most))


def too_long(most: int) -> str:
    return html(FEATURE, "too_long", most=most)


def marked() -> str:
    return html(FEATURE, "marked")


def ask_whom() -> Message:
    return Message(html(FEATURE, "ask_whom"))


def audience(name: str, audience: Audience) -> str:
    block = "audience_committee" if audience is Audience.COMMITTEE else "audience_node"
    return plain(FEATURE, block, name=name)


def ask_when() -> Message:
    return Message(html(FEATURE, "ask_when"))


def times(now: datetime) -> list[str]:
    """Now, and two mornings and an evening that may suit; each is read back as it is written."""
    tomorrow = now.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    evening = now.replace(hour=19, minute=0, second=0, microsecond=0)
    later = [at for at in (evening, tomorrow, tomorrow + timedelta(days=1)) if at > now]
    return [plain(FEATURE, "label_now"), *(moment_words(at, now) for at in later)]


def is_now(text: str) -> bool:
    return text.strip() in {plain(FEATURE, "label_now"), "现在", "马上"}


def preview(shown: Preview, now: datetime) -> Message:
    timing = "now"
    if shown.asked_for is not None:
        timing = "then"
    if shown.goes_at > (shown.asked_for or now):
        timing = "quiet" if shown.is_quiet else "holiday"
    words = html(FEATURE, "preview", shown=shown, timing=timing, has_file=shown.notice.media is not None, now=now)
    return Message(words)


def preview_options(*, several: bool) -> list[str]:
    """Whom it is for is offered where there is a choice."""
    return [_label(name) for name in CHOICES if several or name != "whom"]


def choice(text: str) -> str | None:
    """Which of the preview's choices was meant."""
    return dialogues.choice(text, CHOICES, _label)


def card(broadcast: Broadcast, title: str, node: str, counts: Counts, later: int, now: datetime) -> Message:
    """How far it is: the one message that edits itself. `later` of those who wait want no word now."""
    words = html(
        FEATURE,
        "card",
        state=str(broadcast.state),
        title=title,
        audience=audience(node, broadcast.audience),
        on_telegram=counts.total - counts.off,
        counts=counts,
        later=later,
        starts_at=broadcast.starts_at,
        over=broadcast.ends_at <= now,
        now=now,
    )
    offered = _BUTTONS.get(broadcast.state, ()) if broadcast.ends_at > now else ()
    rows = [tuple(_button(broadcast.id, name, action) for name, action in offered)] if offered else []
    if broadcast.listed_to is None and counts.off + counts.unreached:
        rows.append((_button(broadcast.id, "missed", "bcm"),))
    return Message(words, tuple(rows))


def listed(notices: Sequence[tuple[Broadcast, str]]) -> Message:
    """The newest notices, and the way to write one."""
    rows = [
        (Button(shortened(plain(FEATURE, f"label_{notice.state}", title=title)), Press("bco", (notice.id,))),)
        for notice, title in notices
    ]
    return Message(html(FEATURE, "listed"), ((Button(plain(FEATURE, "label_write"), Press("bcn")),), *rows))


def missed(names: Sequence[str], total: int) -> Message:
    return Message(html(FEATURE, "missed", names=names, total=total))


def steered(state: BroadcastState) -> str:
    return plain(FEATURE, f"steered_{state}")


def too_late() -> str:
    return plain(FEATURE, "too_late")


def not_yours() -> Message:
    return Message(html(FEATURE, "not_yours"))


def _button(broadcast_id: int, name: str, action: str) -> Button:
    return Button(plain(FEATURE, f"label_{name}"), Press(action, (broadcast_id,)))


def _label(name: str) -> str:
    return plain(FEATURE, f"label_{name}")
