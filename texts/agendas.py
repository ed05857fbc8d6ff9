"""What is said about what a meeting is about: the organiser's page, and the card of each invitee."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from domain.agendas import LONGEST_ITEM, MOST_ITEMS, AgendaItem, AgendaProblem, Material
from domain.features import Feature
from domain.meetings import Attendee, Meeting, MeetingState, Rsvp
from domain.messages import Button, Message, Press, Rows
from texts import meeting_menu
from texts.meetings import head, shortened, sign_in_button, state
from texts.rendering import html, message, plain

FEATURE = "agendas"


@dataclass(frozen=True, slots=True)
class Card:
    """What one invitee sees. `address` is None for whom it is not; `more` are actions of other features.

    `board` is the meeting's own where it has no group and stands in private chats: the card then is that message.
    """

    meeting: Meeting
    one: Attendee
    items: Sequence[AgendaItem]
    materials: Sequence[Material]
    address: str | None
    leave_id: int | None
    more: Sequence[str]
    board: Message | None = None


def card(shown: Card, now: datetime, on: frozenset[Feature]) -> Message:
    words = html(
        FEATURE,
        "card",
        head=Markup(shown.board.html) if shown.board is not None else head(shown.meeting, now),  # noqa: S704 - escaped
        items=shown.items,
        words=[one.text for one in shown.materials if one.text],
        address=shown.address,
        state=state(shown.meeting, shown.one, now),
        cancelled=shown.meeting.state is MeetingState.CANCELLED,
    )
    if shown.meeting.state is MeetingState.CANCELLED:
        return Message(words)
    answers = shown.board.rows if shown.board is not None else _answers(shown, now, on)
    return Message(words, answers + files(shown.materials) + meeting_menu.rows(shown.meeting, shown.more))


def card_over() -> Message:
    return message(FEATURE, "card_over")


def _answers(shown: Card, now: datetime, on: frozenset[Feature]) -> Rows:
    """What they may still say; never what they have said."""
    meeting = shown.meeting
    if meeting.state is not MeetingState.ANNOUNCED or shown.one.present:
        return ()
    sign_in: Rows = ((sign_in_button(meeting),),)
    if now >= meeting.last_start:
        return sign_in
    buttons: list[Button] = []
    if Feature.RSVP in on and shown.one.rsvp is not Rsvp.GOING:
        buttons.append(Button(plain(FEATURE, "label_going"), Press("agg", (meeting.id,))))
    if Feature.LEAVE in on and shown.leave_id is None:
        buttons.append(Button(plain(FEATURE, "label_leave"), Press("agl", (meeting.id,))))
    if shown.leave_id is not None:
        buttons.append(Button(plain(FEATURE, "label_reason"), Press("lr", (shown.leave_id,))))
    return (tuple(buttons), *sign_in) if buttons else sign_in


def files(materials: Sequence[Material]) -> Rows:
    """A button for each file among it."""
    return tuple(
        (Button(shortened(plain(FEATURE, "label_file", title=one.title)), Press("agf", (one.id,))),)
        for one in materials
        if one.media is not None
    )


def file(material: Material) -> Message:
    """The file itself, passed on by its id."""
    return Message(html(FEATURE, "file", title=material.title), media=material.media)


def file_gone() -> str:
    return plain(FEATURE, "file_gone")


def page(
    meeting: Meeting, items: Sequence[AgendaItem], materials: Sequence[Material], given: int, now: datetime
) -> Message:
    """For who leads the meeting."""
    words = html(FEATURE, "page", meeting=meeting, items=items, materials=materials, given=given, now=now)
    add = Button(plain(FEATURE, "label_add_items"), Press("aga", (meeting.id,)))
    material = Button(plain(FEATURE, "label_add_material"), Press("agm", (meeting.id,)))
    change = Button(plain(FEATURE, "label_change"), Press("agc", (meeting.id,)))
    hand_out = Button(plain(FEATURE, "label_hand_out"), Press("ago", (meeting.id,)))
    rows: list[tuple[Button, ...]] = [(add, material)]
    some = bool(items or materials)
    if some and meeting.state is MeetingState.ANNOUNCED and not given:
        rows.append((change, hand_out))
    elif some:
        rows.append((change,))
    return Message(words, tuple(rows))


def changes(items: Sequence[AgendaItem], materials: Sequence[Material]) -> Message:
    """Which one to change: an item opens its three buttons, material is taken out."""
    rows = [
        (Button(shortened(plain(FEATURE, "label_item", number=number, item=item)), Press("agi", (item.id,))),)
        for number, item in enumerate(items, 1)
    ]
    rows += [
        (Button(shortened(plain(FEATURE, "label_drop_material", material=one)), Press("agx", (one.id,))),)
        for one in materials
    ]
    return Message(html(FEATURE, "changes"), tuple(rows))


def item(shown: AgendaItem) -> Message:
    rewrite = Button(plain(FEATURE, "label_rewrite"), Press("agw", (shown.id,)))
    raise_ = Button(plain(FEATURE, "label_raise"), Press("agu", (shown.id,)))
    drop = Button(plain(FEATURE, "label_drop"), Press("agd", (shown.id,)))
    return Message(html(FEATURE, "item", item=shown), ((rewrite, raise_), (drop,)))


def ask_items() -> Message:
    return message(FEATURE, "ask_items")


def items_wrong(problem: AgendaProblem) -> str:
    return html(FEATURE, f"items_{problem.value}", longest=LONGEST_ITEM, most=MOST_ITEMS)


def ask_item(before: str) -> Message:
    return message(FEATURE, "ask_item", before=before)


def one_line_please() -> str:
    return html(FEATURE, "one_line_please", longest=LONGEST_ITEM)


def ask_material() -> Message:
    return message(FEATURE, "ask_material")


def material_wrong(most: int) -> str:
    return html(FEATURE, "material_wrong", most=most)


def materials_full(most: int) -> Message:
    return message(FEATURE, "materials_full", most=most)


def nameless_file() -> str:
    return plain(FEATURE, "nameless_file")


def handed_out(reached: int, without: int) -> Message:
    return message(FEATURE, "handed_out", reached=reached, without=without)


def nothing_yet() -> str:
    return plain(FEATURE, "nothing_yet")
