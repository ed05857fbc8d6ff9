"""What the dialogues of the minutes ask, and what they say to an answer they cannot use."""

from datetime import datetime

from domain.documents import BLANK
from domain.meetings import Meeting
from domain.messages import Message
from domain.minutes import Content
from texts.minutes import part_label
from texts.rendering import html, plain

FEATURE = "minutes_writing"


def ask_chair(meeting: Meeting, now: datetime) -> Message:
    return Message(html(FEATURE, "ask_chair", meeting=meeting, now=now))


def ask_recorder() -> Message:
    return Message(html(FEATURE, "ask_recorder"))


def ask_who(name: str) -> Message:
    return Message(html(FEATURE, "ask_who", name=name))


def i_write() -> str:
    return plain(FEATURE, "label_i_write")


def they_write() -> str:
    return plain(FEATURE, "label_they_write")


def ask_guests() -> Message:
    return Message(html(FEATURE, "ask_guests"))


def ask_point(topic: str, number: int, many: int) -> Message:
    return Message(html(FEATURE, "ask_point", topic=topic, number=number, many=many))


def ask_opinions() -> Message:
    return Message(html(FEATURE, "ask_opinions"))


def leave_blank() -> str:
    return plain(FEATURE, "label_leave_blank")


def keep_it() -> str:
    return plain(FEATURE, "label_keep")


def once_more() -> str:
    return plain(FEATURE, "label_once_more")


def press_a_button() -> str:
    return html(FEATURE, "press_a_button")


def name_wrong(most: int) -> str:
    return html(FEATURE, "name_wrong", most=most)


def guests_wrong(most: int) -> str:
    return html(FEATURE, "guests_wrong", most=most)


def words_wrong(most: int) -> str:
    return html(FEATURE, "words_wrong", most=most)


def reason_wrong(most: int) -> str:
    return html(FEATURE, "reason_wrong", most=most)


def nothing_changed() -> str:
    return html(FEATURE, "nothing_changed")


def written_meanwhile() -> str:
    return html(FEATURE, "written_meanwhile")


def ask_part() -> Message:
    return Message(html(FEATURE, "ask_part"))


def ask_new_words(content: Content, part: str, before: str) -> Message:
    return Message(html(FEATURE, "ask_new_words", label=part_label(content, part), before=before or BLANK))


def ask_reason() -> Message:
    return Message(html(FEATURE, "ask_reason"))


def usual_reasons() -> tuple[str, str]:
    return plain(FEATURE, "label_reason_late"), plain(FEATURE, "label_reason_slip")


def nobody() -> str:
    return plain(FEATURE, "label_nobody")
