"""更正: what is said to the member who finds something wrong, and to the keeper of the roster."""

from domain.messages import Button, Message, Press
from texts.rendering import html, message, plain

FEATURE = "fixing"


def ask_fix() -> Message:
    return message(FEATURE, "ask_fix")


def fix_empty() -> str:
    return html(FEATURE, "fix_empty")


def fix_too_long(most: int) -> str:
    return html(FEATURE, "fix_too_long", most=most)


def too_many_fixes(most: int) -> Message:
    return message(FEATURE, "too_many_fixes", most=most)


def no_keeper() -> Message:
    return message(FEATURE, "no_keeper")


def fix_sent(keeper: str) -> Message:
    return message(FEATURE, "fix_sent", keeper=keeper)


def fix_waits(name: str, fix_id: int) -> Message:
    """To the keeper of the roster: the words are behind a tap, which is written down."""
    return Message(html(FEATURE, "fix_waits", name=name), ((_for_keeper("open_fix", "myo", fix_id),),))


def fix_opened(name: str, words: str, fix_id: int) -> Message:
    rows = ((_for_keeper("fixed", "myg", fix_id), _for_keeper("not_fixed", "myn", fix_id)),)
    return Message(html(FEATURE, "fix_opened", name=name, words=words), rows)


def ask_why_not() -> Message:
    return message(FEATURE, "ask_why_not")


def fix_settled(name: str, *, done: bool) -> Message:
    return message(FEATURE, "fix_settled", name=name, done=done)


def fix_settled_before() -> str:
    return plain(FEATURE, "fix_settled_before")


def your_fix(keeper: str, answer: str | None, *, done: bool) -> Message:
    """To the member: it was put right, or why not."""
    return message(FEATURE, "your_fix", keeper=keeper, answer=answer, done=done)


def _for_keeper(which: str, action: str, fix_id: int) -> Button:
    return Button(plain(FEATURE, f"do_{which}"), Press(action, (fix_id,)))
