"""The dialogues of a visit in words: reporting something, asking the person, and what is noted afterwards."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.care import TRIGGER_NAMES, VisitTrigger, Wish
from domain.dates import date_words
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.care import CALL, COME, NO
from texts.rendering import html, message, plain

FEATURE = "care_reports"
_DAYS = {"三天后": 3, "一周后": 7, "两周后": 14, "一个月后": 30}


def ask_whom() -> Message:
    return message(FEATURE, "ask_whom")


def myself_label() -> str:
    return plain(FEATURE, "label_myself")


def whom_not_found(labels: Sequence[str]) -> str:
    return html(FEATURE, "whom_not_found", labels=labels)


def ask_what(about: Member | None) -> Message:
    """What happened; `about` None for the member's own."""
    return message(FEATURE, "ask_what", name=None if about is None else about.name)


def trigger_label(trigger: VisitTrigger) -> str:
    return plain(FEATURE, "label_trigger", name=TRIGGER_NAMES[trigger])


def death_label() -> str:
    return plain(FEATURE, "label_death")


def choose_one() -> str:
    return html(FEATURE, "choose_one")


def ask_consent() -> Message:
    """Separate consent for what may be about health and a family's troubles (PRV-03)."""
    return message(FEATURE, "ask_consent")


def agree_label() -> str:
    return plain(FEATURE, "label_agree")


def without_label() -> str:
    return plain(FEATURE, "label_without")


def turn_to_leader() -> Message:
    return message(FEATURE, "turn_to_leader")


def ask_words() -> Message:
    return message(FEATURE, "ask_words")


def no_words_label() -> str:
    return plain(FEATURE, "label_no_words")


def ask_own_wish() -> Message:
    return message(FEATURE, "ask_own_wish")


def come_label() -> str:
    return plain(FEATURE, "label_come")


def call_label() -> str:
    return plain(FEATURE, "label_call")


def reported_own(title: str | None, *, low: bool) -> Message:
    """`low`: their spirits are; then a number to call stands below."""
    return message(FEATURE, "reported_own", title=title, low=low)


def ask_send(about: Member, trigger: VisitTrigger, *, unasked: bool, has_account: bool) -> Message:
    """What happens with it, before it does."""
    return message(
        FEATURE,
        "ask_send",
        name=about.name,
        trigger=TRIGGER_NAMES[trigger],
        unasked=unasked,
        has_account=has_account,
    )


def ask_send_death(about: Member) -> Message:
    """Once more before anybody is alarmed: the button stands beside others."""
    return message(FEATURE, "ask_send_death", name=about.name)


def send_label() -> str:
    return plain(FEATURE, "label_send")


def reported_urgent(about: Member, title: str | None) -> Message:
    return message(FEATURE, "reported_urgent", name=about.name, title=title)


def reported(about: Member) -> Message:
    return message(FEATURE, "reported", name=about.name)


def leader_asks(about: Member, title: str) -> Message:
    return message(FEATURE, "leader_asks", name=about.name, title=title)


def nobody_there() -> Message:
    return message(FEATURE, "nobody_there")


def ask_them(about: Member, trigger: VisitTrigger, visit_id: int) -> Message:
    """A leader is to ask somebody without an account, and press what they said."""
    rows = (
        (Button(plain(FEATURE, "label_they_come"), Press("viy", (visit_id, COME))),),
        (Button(plain(FEATURE, "label_they_call"), Press("viy", (visit_id, CALL))),),
        (Button(plain(FEATURE, "label_they_no"), Press("viy", (visit_id, NO))),),
    )
    return Message(html(FEATURE, "ask_them", name=about.name, trigger=TRIGGER_NAMES[trigger]), rows)


def they_said(about: Member, wish: Wish, title: str | None) -> Message:
    """`title` is who goes now; None where nobody is there, or nobody need go."""
    words = plain(FEATURE, f"they_{wish}")
    return message(FEATURE, "they_said", name=about.name, words=words, title=title, to_be_named=wish is not Wish.NO)


def ask_how() -> Message:
    return message(FEATURE, "ask_how")


def ask_promise() -> Message:
    return message(FEATURE, "ask_promise")


def ask_next() -> Message:
    return message(FEATURE, "ask_next")


def ask_day() -> Message:
    return message(FEATURE, "ask_day")


def skip_label() -> str:
    return plain(FEATURE, "label_skip")


def day_labels() -> dict[str, int]:
    """A button's words -> in how many days that is."""
    return {plain(FEATURE, "label_in_days", words=words): days for words, days in _DAYS.items()}


def day_wrong() -> str:
    return html(FEATURE, "day_wrong")


def noted(next_on: date | None, now: datetime) -> Message:
    return message(FEATURE, "noted", next_on=None if next_on is None else date_words(next_on, now))


def words_wrong(most: int) -> str:
    return html(FEATURE, "words_wrong", most=most)


def no_amounts() -> str:
    return html(FEATURE, "no_amounts")


def classified() -> str:
    return html(FEATURE, "classified")


def visit_over() -> Message:
    return message(FEATURE, "visit_over")
