"""Two lists in words: whom the organisation has missed, and what a branch does when."""

from collections.abc import Mapping, Sequence

from domain.care import TRIGGER_NAMES, Rule, VisitTrigger, days_to_go
from domain.members import ROLE_NAMES, Member
from domain.messages import Button, Message, Press
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "care_lists"
TRIGGERS = tuple(VisitTrigger)  # buttons carry the place in this list


def missed(people: Sequence[Member], page_number: int, total: int, of: int, *, more: bool) -> Message:
    """Whom the organisation has missed; two ways to put it right beside each name."""
    if not total:
        return Message(html(FEATURE, "nobody_missed"))
    rows: list[tuple[Button, ...]] = []
    for one in people:
        rows.append((_button("vip", "label_visit", one.id, name=one.name),
                     _button("tki", "label_talk", one.id, name=one.name)))  # fmt: skip
        rows.append((_button("vic", "label_called_missed", one.id, name=one.name),))
    if more:
        rows.append((_button("vim", "label_more", page_number + 1),))
    return Message(html(FEATURE, "missed", total=total, of=of), tuple(rows))


def noted_toast() -> str:
    return plain(FEATURE, "noted_toast")


def rules(branch: str, listed: Mapping[VisitTrigger, Rule]) -> Message:
    """The list of who goes when; a button for each line."""
    lines = [
        html(FEATURE, "rule_line", name=TRIGGER_NAMES[one], rule=rule, role=ROLE_NAMES[rule.role],
             span=days_to_go(rule.hours))
        for one, rule in listed.items()
    ]  # fmt: skip
    buttons = [Button(TRIGGER_NAMES[one], Press("vie", (TRIGGERS.index(one),))) for one in listed]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Message(html(FEATURE, "rules", branch=branch, lines=lines), rows)


def rule(trigger: VisitTrigger, found: Rule) -> Message:
    number = TRIGGERS.index(trigger)
    words = html(FEATURE, "rule", name=TRIGGER_NAMES[trigger], rule=found, role=ROLE_NAMES[found.role],
                 span=days_to_go(found.hours))  # fmt: skip
    switch = _button("vif", "label_off" if found.on else "label_on", number, 2)
    rows = (
        (_button("vif", "label_role", number, 0), _button("vif", "label_hours", number, 1)),
        (_button("viw", "label_brings", number), switch),
        (_button("vil", "label_back"),),
    )
    return Message(words, rows)


def ask_brings() -> Message:
    return Message(html(FEATURE, "ask_brings"))


def brings_wrong() -> str:
    return html(FEATURE, "brings_wrong")


def brings_kept(trigger: VisitTrigger, brings: str) -> Message:
    return Message(html(FEATURE, "brings_kept", name=TRIGGER_NAMES[trigger], brings=brings))


def _button(action: str, block: str, *args: int, **values: object) -> Button:
    return Button(shortened(plain(FEATURE, block, **values)), Press(action, args))
