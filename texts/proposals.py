"""What stands on the open desk, and what is asked of the leader who writes there."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from domain.dates import date_words
from domain.messages import Button, Message, Press
from domain.suggestions import PROPOSAL_NAMES, ProposalStatus
from texts.rendering import html, plain

FEATURE = "proposals"


class ShownProposal(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def number(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def status(self) -> ProposalStatus: ...
    @property
    def answer(self) -> str: ...
    @property
    def changed_on(self) -> date: ...


def desk(branch: str, proposals: Sequence[ShownProposal], now: datetime, *, keeps: bool) -> Message:
    """知情、参与、表达、监督: what was proposed and what came of it. No names."""
    lines = [(one, PROPOSAL_NAMES[one.status], date_words(one.changed_on, now)) for one in proposals]
    rows: list[tuple[Button, ...]] = [(Button(plain(FEATURE, "label_suggest"), Press("/suggest")),)]
    if keeps:
        rows.append((Button(plain(FEATURE, "label_new"), Press("up", (0,))),))
        changes = [
            Button(plain(FEATURE, "label_change", number=one.number), Press("uc", (one.id,))) for one in proposals
        ]
        rows += [tuple(changes[at : at + 2]) for at in range(0, len(changes), 2)]
    return Message(html(FEATURE, "desk", branch=branch, lines=lines), tuple(rows))


def ask_summary() -> Message:
    return Message(html(FEATURE, "ask_summary"))


def summary_wrong(most: int) -> str:
    return html(FEATURE, "summary_wrong", most=most)


def ask_status() -> Message:
    return Message(html(FEATURE, "ask_status"))


def status_name(status: ProposalStatus) -> str:
    return PROPOSAL_NAMES[status]


def please_choose() -> str:
    return html(FEATURE, "please_choose")


def ask_answer(*, needed: bool) -> Message:
    return Message(html(FEATURE, "ask_answer", needed=needed))


def no_answer_yet() -> str:
    return plain(FEATURE, "label_no_answer_yet")


def answer_wrong(most: int) -> str:
    return html(FEATURE, "answer_wrong", most=most)


def preview(summary: str, status: ProposalStatus, answer: str) -> Message:
    return Message(html(FEATURE, "preview", summary=summary, status=PROPOSAL_NAMES[status], answer=answer))


def do_publish() -> str:
    return plain(FEATURE, "label_publish")


def published(number: str) -> Message:
    return Message(
        html(FEATURE, "published", number=number), ((Button(plain(FEATURE, "label_desk"), Press("/open")),),)
    )
