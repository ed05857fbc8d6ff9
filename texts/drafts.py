"""What is said while somebody puts a request into words: nothing has been sent yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.concerns import SHORT_NAMES, TO_A_HUMAN, Topic
from domain.messages import Message
from domain.requests import Audience, Medium
from domain.requests.areas import Area
from texts.rendering import html, plain

FEATURE = "drafts"

SEND = plain(FEATURE, "label_send")
CHANGE = plain(FEATURE, "label_change")
OTHER_PERSON = plain(FEATURE, "label_other_person")
CHANGE_TOPIC = plain(FEATURE, "label_change_topic")
CHANGE_TEXT = plain(FEATURE, "label_change_text")
BACK = plain(FEATURE, "label_back")
TO_LEADER = plain(FEATURE, "label_to_leader")
TO_RESPONSIBLE = plain(FEATURE, "label_to_responsible")
TO_SECRETARY = plain(FEATURE, "label_to_secretary")
LEAVE_OUT = plain(FEATURE, "label_leave_out")
HIDE_NAME = plain(FEATURE, "label_hide_name")
SHOW_NAME = plain(FEATURE, "label_show_name")
AGREE = plain(FEATURE, "label_agree")
DO_NOT_AGREE = plain(FEATURE, "label_do_not_agree")
STAY_INSIDE = plain(FEATURE, "label_stay_inside")
MAY_LEAVE = plain(FEATURE, "label_may_leave")
ANOTHER = plain(FEATURE, "label_another")
DETAILS = plain(FEATURE, "label_details")


@dataclass(frozen=True, slots=True)
class Written:
    """What the preview shows of a draft; never its text, which stands right above."""

    topic: Topic | None
    second: Topic | None
    because: Sequence[str]
    chosen: bool
    area: Area | None
    medium: Medium
    files: int
    audience: Audience
    hide_name: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What sending would lead to.

    `to` is the post and name of who gets it first, None where nobody can be asked at once. `named` are leaders whom
    the text mentions and who would see it. `about` is whom a word of care is for.
    """

    to: str | None
    by: datetime
    asked_at: datetime
    excluded: Sequence[str]
    named: Sequence[str]
    about: str | None
    now: datetime


def topic_label(topic: Topic | None) -> str:
    return TO_A_HUMAN if topic is None else SHORT_NAMES[topic]


def please_write(area: Area | None, topic: Topic | None, files: int) -> Message:
    """In one's own words; with an area or a topic that was chosen before."""
    about = SHORT_NAMES[topic] if topic is not None else area
    return Message(html(FEATURE, "please_write", about=about, files=files))


def choose(topics: Sequence[Topic], because: Sequence[str]) -> Message:
    return Message(html(FEATURE, "choose", topics=[SHORT_NAMES[topic] for topic in topics], because=because))


def which_topic() -> Message:
    return Message(html(FEATURE, "which_topic"))


def what_to_change() -> Message:
    return Message(html(FEATURE, "what_to_change"))


def please_rewrite() -> Message:
    return Message(html(FEATURE, "please_rewrite"))


def review(written: Written, seen: Preview) -> Message:
    """The preview: what it is about and why, who gets it and by when they answer."""
    if written.medium is Medium.CARE:
        return Message(html(FEATURE, "review_care", seen=seen))
    return Message(
        html(
            FEATURE,
            "review",
            topics=[SHORT_NAMES[topic] for topic in (written.topic, written.second) if topic is not None],
            written=written,
            voice=written.medium is Medium.VOICE,
            audience=str(written.audience),
            seen=seen,
        )
    )


def keep_from(name: str) -> str:
    """The option that keeps a request from somebody it speaks of."""
    return plain(FEATURE, "label_keep_from", name=name)


def press_send() -> str:
    return html(FEATURE, "press_send")


def who(*, hide_name: bool) -> Message:
    return Message(html(FEATURE, "who", hide_name=hide_name))


def exclude() -> Message:
    return Message(html(FEATURE, "exclude"))


def left_out_label(title: str, *, left_out: bool) -> str:
    return plain(FEATURE, "label_left_out", title=title, left_out=left_out)


def consent() -> Message:
    """Separate consent: what people write may be about their health and their home (PRV-03)."""
    return Message(html(FEATURE, "consent"))


def agree_or_not() -> str:
    return html(FEATURE, "agree_or_not")


def no_consent(leaders: Sequence[str]) -> Message:
    return Message(html(FEATURE, "no_consent", leaders=leaders))


def may_leave() -> Message:
    return Message(html(FEATURE, "may_leave"))


def stay_or_leave() -> str:
    return html(FEATURE, "stay_or_leave")


def belongs(files: int) -> Message:
    return Message(html(FEATURE, "belongs", files=files))


def add_to(number: str) -> str:
    return plain(FEATURE, "label_add_to", number=number)


def empty() -> str:
    return html(FEATURE, "empty")


def too_long(most: int) -> str:
    return html(FEATURE, "too_long", most=most)


def for_whom() -> Message:
    return Message(html(FEATURE, "for_whom"))


def nobody_called(name: str) -> str:
    return html(FEATURE, "nobody_called", name=name)


def only_the_person_can(name: str) -> str:
    """Somebody wants to tell details about somebody else (H24)."""
    return html(FEATURE, "only_the_person_can", name=name)
