"""What is said about who answers for what, how soon, and when nobody is disturbed."""

from collections.abc import Sequence
from datetime import datetime

from domain.concerns import SHORT_NAMES, SURE, TO_A_HUMAN, Concern, Topic, Urgency
from domain.members import ROLE_NAMES, Role
from domain.messages import Button, Message, Press
from domain.policies import (
    Policy,
    Post,
    Posts,
    hours_words,
    span_words,
)
from domain.requests.clocks import Clocks
from texts.rendering import html, message, plain

FEATURE = "policies"
SHOWN_HOLDERS = 3
SHOWN_WORDS = 30
TOPICS = tuple(Topic)
ROLES = tuple(Role)
DISPATCHED = len(TOPICS)  # stands for 转人工 where a topic's number is asked for
PER_ROW = 3


def page(
    branch: str,
    policy: Policy,
    posts: Posts,
    published: tuple[str, datetime] | None,
    now: datetime,
    telegram_id: int,
    *,
    manages: bool,
) -> Message:
    """The matrix: topic, post, people and those who stand in; below it the clocks and the quiet hours."""
    words = html(
        FEATURE,
        "page",
        branch=branch,
        lines=[(short(topic), post(posts[policy.routes[topic]])) for topic in Topic],
        dispatcher=post(posts[policy.dispatcher]),
        clocks=[(str(urgency), clocks(policy.clocks[urgency])) for urgency in Urgency],
        exceptions=len(policy.topic_clocks),
        quiet=hours_words(policy.quiet),
        own_words=len(policy.words),
        published=published,
        now=now,
    )
    return Message(words, _ways(published is not None, telegram_id) if manages else ())


def _ways(published: bool, telegram_id: int) -> tuple[tuple[Button, ...], ...]:
    def way(block: str, action: str) -> Button:
        return Button(plain(FEATURE, block), Press(action, (), telegram_id))

    rows = [
        (way("label_reroute", "yt"), way("label_words", "yw")),
        (way("label_quiet", "yq"), way("label_export", "ye")),
    ]
    return (*rows, (way("label_restore", "yv"),)) if published else tuple(rows)


def post(held: Post) -> str:
    """「组织委员（李姐，B岗小王）」, as plain words: the list around it escapes them."""
    return plain(
        FEATURE,
        "post",
        role=ROLE_NAMES[held.role],
        holders=held.holders[:SHOWN_HOLDERS],
        more=len(held.holders) - SHOWN_HOLDERS,
        backups=held.backups[:SHOWN_HOLDERS],
        vacant=held.is_vacant,
    )


def clocks(spans: Clocks) -> str:
    return plain(
        FEATURE,
        "clocks",
        respond=span_words(spans.respond),
        step=span_words(spans.step),
        update=span_words(spans.update),
        resolve=span_words(spans.resolve),
        always=spans.always,
    )


def which_to_reroute(telegram_id: int) -> Message:
    buttons = [Button(short(topic), Press("yt", (number,), telegram_id)) for number, topic in enumerate(TOPICS)]
    buttons.append(Button(TO_A_HUMAN, Press("yt", (DISPATCHED,), telegram_id)))
    return Message(html(FEATURE, "which_to_reroute"), _in_rows(buttons, back(telegram_id)))


def which_role(topic: Topic | None, policy: Policy, posts: Posts, telegram_id: int) -> Message:
    """Which post gets a topic; who holds it stands on the button."""
    number = DISPATCHED if topic is None else TOPICS.index(topic)
    now = policy.role_for(topic)
    buttons = [
        Button(_role_label(posts[role], chosen=role is now), Press("yr", (number, at), telegram_id))
        for at, role in enumerate(ROLES)
    ]
    name = TO_A_HUMAN if topic is None else str(topic)
    return Message(html(FEATURE, "which_role", name=name), _in_rows(buttons, back(telegram_id), per_row=2))


def _role_label(held: Post, *, chosen: bool) -> str:
    first = (*held.holders, *held.backups)[:1]
    return plain(FEATURE, "label_role", role=ROLE_NAMES[held.role], holder=first, chosen=chosen)


def own_words(words: Sequence[tuple[str, Topic]], telegram_id: int) -> Message:
    """The branch's own words, each with a button that takes it away; many of them are kept in the file."""
    shown = words[:SHOWN_WORDS]
    buttons = [
        Button(plain(FEATURE, "label_drop_word", word=word), Press("yx", (number,), telegram_id))
        for number, (word, _) in enumerate(shown)
    ]
    listed = [(word, short(topic)) for word, topic in shown]
    words_said = html(FEATURE, "own_words", words=listed, more=len(words) - len(shown))
    add = Button(plain(FEATURE, "label_add_word"), Press("ya", (), telegram_id))
    return Message(words_said, (*_in_rows(buttons, add, per_row=2), (back(telegram_id),)))


def back(telegram_id: int) -> Button:
    return Button(plain(FEATURE, "label_back"), Press("yp", (), telegram_id))


def _in_rows(buttons: Sequence[Button], last: Button, per_row: int = PER_ROW) -> tuple[tuple[Button, ...], ...]:
    return (*(tuple(buttons[at : at + per_row]) for at in range(0, len(buttons), per_row)), (last,))


def short(topic: Topic) -> str:
    return SHORT_NAMES[topic]


def which_word() -> Message:
    return message(FEATURE, "which_word")


def which_topic(word: str) -> Message:
    return message(FEATURE, "which_topic", word=word)


def which_quiet() -> Message:
    return message(FEATURE, "which_quiet")


def usual_quiet() -> tuple[str, ...]:
    """What most branches choose."""
    return ("21:00-08:00", "22:00-07:00", "20:00-08:00")


def please_write_hours() -> str:
    return html(FEATURE, "please_write_hours")


def please_choose() -> str:
    return html(FEATURE, "please_choose")


def ask_for_text() -> Message:
    return message(FEATURE, "ask_for_text")


def tested(concern: Concern, held: Post, respond_by: datetime, now: datetime, *, calls_human: bool) -> Message:
    """Where a sentence would go, and why."""
    return message(
        FEATURE,
        "tested",
        topic=None if concern.topic is None else str(concern.topic),
        ranked=[short(topic) for topic, _ in concern.ranked[:3]],
        sure=concern.confidence >= SURE,
        confidence=round(concern.confidence * 100),
        because=concern.because,
        urgency=str(concern.urgency),
        post=post(held),
        respond_by=respond_by,
        calls_human=calls_human,
        now=now,
    )
