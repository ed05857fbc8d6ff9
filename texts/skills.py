"""What members offer, in words."""

from collections.abc import Sequence
from typing import Protocol

from domain.members import Member
from domain.messages import Button, Message, Press, Rows
from domain.skills import SEEN_NAMES, SKILL_NAMES, Offer, SeenBy, Skill
from texts.meetings import shortened
from texts.rendering import html, message, plain

FEATURE = "skills"


class Found(Protocol):
    """An offer, who offers it, and whether there is room this month."""

    @property
    def offer(self) -> Offer: ...
    @property
    def member(self) -> Member: ...
    @property
    def free(self) -> bool: ...


def own(offers: Sequence[Offer], telegram_id: int) -> Message:
    rows: list[tuple[Button, ...]] = []
    for one in offers:
        name = SKILL_NAMES[one.skill]
        rest = _button("skp", "label_pause", one.id, only=telegram_id, name=name)
        go_on = _button("skp", "label_go_on", one.id, only=telegram_id, name=name)
        drop = _button("skd", "label_drop", one.id, only=telegram_id, name=name)
        rows.append((go_on if one.paused else rest, drop))
    rows.append((_button("ska", "label_offer", only=telegram_id), _button("skf", "label_find", only=telegram_id)))
    lines = [_line(one) for one in offers]
    return Message(html(FEATURE, "own", lines=lines), tuple(rows))


def summary(offers: Sequence[Offer]) -> str:
    """`水电、外语（先停着）`, for a page of one's own."""
    return "、".join(plain(FEATURE, "short", name=SKILL_NAMES[one.skill], paused=one.paused) for one in offers)


def enough(most: int) -> Message:
    return message(FEATURE, "enough", most=most)


def ask_which() -> Message:
    return message(FEATURE, "ask_which")


def ask_words(skill: Skill) -> Message:
    return message(FEATURE, "ask_words", name=SKILL_NAMES[skill])


def ask_times() -> Message:
    return message(FEATURE, "ask_times")


def times(number: int) -> str:
    return plain(FEATURE, "times", number=number)


def ask_seen_by() -> Message:
    return message(FEATURE, "ask_seen_by")


def offered(skill: Skill, seen_by: SeenBy) -> Message:
    return message(FEATURE, "offered", name=SKILL_NAMES[skill], seen_by=SEEN_NAMES[seen_by])


def line_wrong(most: int) -> str:
    return html(FEATURE, "line_wrong", most=most)


def ask_wanted() -> Message:
    """Which kind: as buttons, one tap each."""
    buttons = [Button(name, Press("skk", (number,))) for number, name in enumerate(SKILL_NAMES.values())]
    return Message(html(FEATURE, "ask_wanted"), _pairs(buttons))


def found(some: Sequence[Found], wanted: str) -> Message:
    """Who offers it; the button asks them."""
    rows = tuple((_button("skq", "label_ask", one.offer.id, name=one.member.name),) for one in some if one.free)
    lines = [
        plain(
            FEATURE,
            "found_line",
            name=one.member.name,
            skill=SKILL_NAMES[one.offer.skill],
            words=one.offer.words,
            free=one.free,
        )
        for one in some
    ]
    return Message(html(FEATURE, "found", lines=lines, wanted=wanted), rows)


def asked_enough() -> Message:
    return message(FEATURE, "asked_enough")


def ask_what_for(name: str) -> Message:
    return message(FEATURE, "ask_what_for", name=name)


def gone() -> Message:
    return message(FEATURE, "gone")


def asked(who: Member) -> Message:
    return message(FEATURE, "asked", name=who.name)


def asked_of_you(asker: Member, skill: Skill, words: str, ask_id: int) -> Message:
    rows = ((_button("sky", "label_yes", ask_id), _button("skn", "label_no", ask_id)),)
    return Message(html(FEATURE, "asked_of_you", asker=asker.name, name=SKILL_NAMES[skill], words=words), rows)


def answered_yes(asker: Member) -> Message:
    return message(FEATURE, "answered_yes", asker=asker.name)


def answered_no(asker: Member) -> Message:
    return message(FEATURE, "answered_no", asker=asker.name)


def answered_before() -> str:
    return plain(FEATURE, "answered_before")


def yes_for_asker(who: Member) -> Message:
    return message(FEATURE, "yes_for_asker", name=who.name)


def no_for_asker(who: Member) -> Message:
    return message(FEATURE, "no_for_asker", name=who.name)


def _line(one: Offer) -> str:
    return plain(
        FEATURE,
        "line",
        name=SKILL_NAMES[one.skill],
        words=one.words,
        a_month=one.a_month,
        seen_by=SEEN_NAMES[one.seen_by],
        paused=one.paused,
    )


def _button(action: str, block: str, *args: int, only: int | None = None, **values: object) -> Button:
    return Button(shortened(plain(FEATURE, block, **values)), Press(action, args, only))


def _pairs(buttons: Sequence[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
