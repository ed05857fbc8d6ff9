"""What is said around a reply and a note; the two never look alike (H17)."""

from typing import Final

from domain.messages import Button, Media, Message, Press
from texts.rendering import html, plain

FEATURE = "answering"
CANNED: Final = (
    "canned_call_today",
    "canned_call_tomorrow",
    "canned_visit",
    "canned_asking",
    "canned_papers",
    "canned_still",
)


def reply_for_you(number: str, owner: str, text: str, request_id: int, media: Media | None = None) -> Message:
    """To the asker: who says or sends what, and a button to answer."""
    answer = Button(plain(FEATURE, "label_answer"), Press("qa", (request_id,)))
    words = html(FEATURE, "reply_for_you", number=number, owner=owner, text=text)
    return Message(words, ((answer,),), media=media)


def ask_reply(number: str) -> Message:
    return Message(html(FEATURE, "ask_reply", number=number))


def canned() -> list[str]:
    """Replies that are often of use, as they go out."""
    return [plain(FEATURE, name) for name in CANNED]


def label_card(name: str) -> str:
    return plain(FEATURE, "label_card", name=name)


def label_canned() -> str:
    return plain(FEATURE, "label_canned")


def ask_canned() -> Message:
    return Message(html(FEATURE, "ask_canned"))


def label_own_words() -> str:
    return plain(FEATURE, "label_own_words")


def preview_reply(number: str, text: str, file_kind: str | None) -> Message:
    """The first reply is looked at twice (H17)."""
    attached = plain(FEATURE, f"attached_{file_kind}") if file_kind else ""
    return Message(html(FEATURE, "preview_reply", number=number, text=text, attached=attached))


def label_send() -> str:
    return plain(FEATURE, "label_send")


def label_change() -> str:
    return plain(FEATURE, "label_change")


def choose_send_or_change() -> str:
    return html(FEATURE, "choose_send_or_change")


def reply_sent(number: str) -> Message:
    return Message(html(FEATURE, "reply_sent", number=number))


def ask_note(number: str) -> Message:
    return Message(html(FEATURE, "ask_note", number=number))


def note_kept(number: str) -> Message:
    return Message(html(FEATURE, "note_kept", number=number))


def empty() -> str:
    return html(FEATURE, "empty")


def too_long(most: int) -> str:
    return html(FEATURE, "too_long", most=most)


def no_longer_yours() -> Message:
    return Message(html(FEATURE, "no_longer_yours"))
