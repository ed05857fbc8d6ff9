"""What is said about changing who answers for what: the preview, the publication, and what is wrong with a file."""

from collections.abc import Sequence

from domain.concerns import SHORT_NAMES, TO_A_HUMAN, Topic
from domain.members import ROLE_NAMES
from domain.messages import File, Message
from domain.policies import BadLine, Change, Fault, FileProblem, Rehearsal
from texts.policies import back, clocks, short
from texts.rendering import html, message, plain

FEATURE = "publishing"
SHOWN_LINES = 10
SHOWN_MOVED = 8


def please_press() -> str:
    return html(FEATURE, "please_press")


def publish() -> str:
    return plain(FEATURE, "publish")


def publish_anyway() -> str:
    return plain(FEATURE, "publish_anyway")


def preview(branch: str, changed: Sequence[Change], tried: Rehearsal) -> Message:
    """What would change, and how many of the sentences are understood rightly before and after (A5)."""
    moved = [(each.text, _topic(each.before), _topic(each.after)) for each in tried.moved]
    return message(
        FEATURE,
        "preview",
        branch=branch,
        lines=[change(each) for each in changed[:SHOWN_LINES]],
        more=len(changed) - SHOWN_LINES,
        tried=tried,
        moved=moved[:SHOWN_MOVED],
        more_moved=len(moved) - SHOWN_MOVED,
    )


def _topic(topic: Topic | None) -> str:
    return TO_A_HUMAN if topic is None else short(topic)


def change(changed: Change) -> str:
    """One change as plain words: the list around it escapes them."""
    spans = "" if changed.clocks is None else clocks(changed.clocks)
    return plain(FEATURE, str(changed.kind), change=changed, clocks=spans)


def worse(tried: Rehearsal) -> Message:
    return message(FEATURE, "worse", tried=tried, fewer=tried.right_before - tried.right_after)


def published(branch: str, telegram_id: int) -> Message:
    return Message(html(FEATURE, "published", branch=branch), ((back(telegram_id),),))


def unchanged() -> str:
    return plain(FEATURE, "unchanged")


def nothing_before() -> str:
    return plain(FEATURE, "nothing_before")


def changed_meanwhile() -> Message:
    return message(FEATURE, "changed_meanwhile")


def no_longer_allowed() -> Message:
    return message(FEATURE, "no_longer_allowed")


def exported(file: File) -> Message:
    return Message(html(FEATURE, "exported"), file=file)


def file_name() -> str:
    return plain(FEATURE, "file_name")


def unreadable(problem: FileProblem) -> Message:
    return message(FEATURE, str(problem))


def lost() -> Message:
    return message(FEATURE, "lost")


def bad_lines(lines: Sequence[BadLine]) -> Message:
    """What is wrong with a file, line by line; nothing of it was taken."""
    told = [(each.line, bad_line(each)) for each in lines[:SHOWN_LINES]]
    return message(FEATURE, "bad_lines", lines=told, more=len(lines) - SHOWN_LINES)


def bad_line(bad: BadLine) -> str:
    if bad.twice is not None:
        return plain(FEATURE, "twice", key=bad.twice)
    return plain(FEATURE, "unreadable_line") if bad.problem is None else fault(bad.problem.fault, bad.problem.value)


def fault(kind: Fault, value: str) -> str:
    """One fault as plain words, with what would be right."""
    roles = "、".join(ROLE_NAMES.values())
    return plain(FEATURE, str(kind), value=value, topics="、".join(SHORT_NAMES.values()), roles=roles)
