"""The way in to asking for help, and what is said where something is no request."""

from dataclasses import replace

from domain.messages import Button, Message, Press, Rows
from domain.requests.areas import Area
from domain.requests.elsewhere import Elsewhere
from texts import hotlines
from texts.menu import MENU
from texts.rendering import html, plain

FEATURE = "asking"


def way_in(*, has_requests: bool, called: bool = False) -> Message:
    """求助 alone, or 在吗: eight big buttons at most, and an invitation to simply write (H2)."""
    areas = [Button(area, Press("qc", (number,))) for number, area in enumerate(Area)]
    other = (
        _plain_button("label_mine", Press("qm"))
        if has_requests
        else _plain_button("label_contacts", Press("/contacts"))
    )
    rows: Rows = (
        (areas[0], areas[1]),
        (areas[2], areas[3]),
        (areas[4], _plain_button("label_for_somebody", Press("qf"))),
        (_plain_button("label_sos", Press("/sos")), other),
    )
    return Message(html(FEATURE, "way_in", called=called), rows)


def thanks(to: str | None) -> Message:
    return Message(html(FEATURE, "thanks", to=to))


def elsewhere(where: Elsewhere) -> Message:
    """Not for us, and nothing of it was kept; the person may still say that it is for us (HELP-06, SEC-04)."""
    ours = ((_plain_button("label_for_us", Press("qj")),),)
    if where is Elsewhere.CLASSIFIED:
        return Message(html(FEATURE, "classified"), ours)
    return replace(hotlines.proper_channel(), rows=((_plain_button("label_not_a_report", Press("qj")),),))


def classified() -> Message:
    return Message(html(FEATURE, "classified"))


def marker_seen() -> Message:
    """To the secretary: that it happened, and nothing else (SEC-04)."""
    return Message(html(FEATURE, "marker_seen"))


def in_group() -> Message:
    """The one neutral line (HELP-02): no category, no question, no name."""
    return Message(html(FEATURE, "in_group"), ((Button(plain(FEATURE, "label_private"), start="help"),),))


def not_kept(most: int) -> Message:
    return Message(html(FEATURE, "not_kept", most=most))


def too_big() -> Message:
    return Message(html(FEATURE, "too_big"))


def finish_first() -> Message:
    return Message(html(FEATURE, "finish_first"))


def no_file_now() -> Message:
    return Message(html(FEATURE, "no_file_now"), menu=MENU)


def _plain_button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)
