"""Telegram's limits are kept, whatever is sent when (L5, and 20 a minute in a group with edits counted)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pacing import GROUP, OVERALL, SAME_TOPIC, Pacing
from domain.messages import Lane

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
GROUP_CHAT, PERSON = -100, 7
Attempt = tuple[int, int, str | None, Lane]
ATTEMPTS = st.lists(
    st.tuples(
        st.integers(0, 4_000),
        st.sampled_from([-100, -200, 7, 8]),
        st.sampled_from([None, "board", "panel"]),
        st.sampled_from([Lane.DANGER, Lane.ANSWER, Lane.BROADCAST]),
    ),
    min_size=1,
    max_size=250,
)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("chat_id", "sent_at", "asked_at", "free_at"),
    [
        pytest.param(PERSON, [], 0, 0, id="nothing was sent"),
        pytest.param(PERSON, [0, 0], 0, 0, id="two of a burst of three"),
        pytest.param(PERSON, [0, 0, 0], 0, 3.02, id="three at once are followed by three seconds"),
        pytest.param(PERSON, [0, 1, 2], 2, 3.02, id="the oldest of the burst counts"),
        pytest.param(PERSON, [3 * n for n in range(25)], 72, 72, id="a person has no limit a minute"),
        pytest.param(GROUP_CHAT, [3 * n for n in range(19)], 54, 54, id="19 in a group"),
        pytest.param(GROUP_CHAT, [2.9 * n for n in range(20)], 55.1, 60.02, id="20 in a group"),
    ],
)
def test_a_chat(chat_id: int, sent_at: list[float], asked_at: float, free_at: float) -> None:
    pacing = Pacing()
    for seconds in sent_at:
        pacing.sent(chat_id, None, after(seconds))
    assert pacing.chat_free_at(chat_id, after(asked_at)) == after(free_at)


def test_thirty_a_second_overall() -> None:
    """Three of them are kept for danger (L6)."""
    pacing = Pacing()
    for chat_id in range(27):
        assert pacing.overall_free_at(NOON) == NOON
        pacing.sent(chat_id, None, NOON)
    assert pacing.overall_free_at(NOON) == after(1.02)
    for chat_id in range(3):
        assert pacing.overall_free_at(NOON, Lane.DANGER) == NOON
        pacing.sent(100 + chat_id, None, NOON, Lane.DANGER)
    assert pacing.overall_free_at(NOON, Lane.DANGER) == after(1.02)


def test_danger_takes_what_is_free_like_any_letter() -> None:
    pacing = Pacing()
    for chat_id in range(30):
        assert pacing.overall_free_at(NOON, Lane.DANGER) == NOON
        pacing.sent(chat_id, None, NOON, Lane.DANGER)
    assert pacing.overall_free_at(NOON) == after(1.02)
    assert pacing.overall_free_at(NOON, Lane.DANGER) == after(1.02)


def test_danger_has_one_more_place_in_a_burst() -> None:
    pacing = Pacing()
    for _ in range(3):
        pacing.sent(PERSON, None, NOON)
    assert pacing.resting(NOON) == {PERSON: after(3.02)}
    assert pacing.resting(NOON, Lane.DANGER) == {}
    pacing.sent(PERSON, None, NOON, Lane.DANGER)
    assert pacing.resting(NOON, Lane.DANGER) == {PERSON: after(3.02)}


def test_what_telegram_said_holds_for_danger_too() -> None:
    pacing = Pacing()
    pacing.hush(PERSON, after(30))
    assert pacing.chat_free_at(PERSON, NOON, Lane.DANGER) == after(30)
    assert pacing.chat_free_at(8, NOON, Lane.DANGER) == NOON


def test_a_living_message_every_three_seconds() -> None:
    """M24."""
    pacing = Pacing()
    pacing.sent(GROUP_CHAT, "board:1", NOON)
    assert pacing.topic_free_at("board:1", after(1)) == after(3)
    assert pacing.topic_free_at("board:2", after(1)) == after(1)
    assert pacing.topic_free_at(None, after(1)) == after(1)


def test_a_hush_is_for_one_chat_and_never_shortened() -> None:
    """L6."""
    pacing = Pacing()
    pacing.hush(GROUP_CHAT, after(30))
    pacing.hush(GROUP_CHAT, after(5))
    assert pacing.resting(NOON) == {GROUP_CHAT: after(30)}
    assert pacing.chat_free_at(PERSON, NOON) == NOON
    assert pacing.resting(after(31)) == {}


@given(ATTEMPTS)
def test_never_more_than_telegram_allows(attempts: list[Attempt]) -> None:
    """Whoever asks first and sends when he may, is within every limit at every moment."""
    pacing, now = Pacing(), NOON
    sent: list[tuple[datetime, int, str | None]] = []
    for pause, chat_id, topic, lane in attempts:
        now += timedelta(milliseconds=pause)
        free = max(pacing.overall_free_at(now, lane), pacing.topic_free_at(topic, now))
        if free <= now and chat_id not in pacing.resting(now, lane):
            pacing.sent(chat_id, topic, now, lane)
            sent.append((now, chat_id, topic))
    for at, chat_id, topic in sent:
        assert sum(at <= other < at + OVERALL[1] for other, _, _ in sent) <= OVERALL[0]
        same_chat = [other for other, chat, _ in sent if chat == chat_id]
        if chat_id < 0:
            assert sum(at <= other < at + GROUP[1] for other in same_chat) <= GROUP[0]
        assert sum(at <= other < at + timedelta(seconds=3) for other in same_chat) <= 4
        if topic is not None:
            assert not any(at < other < at + SAME_TOPIC for other, _, about in sent if about == topic)


@given(ATTEMPTS)
def test_waiting_as_told_always_helps(attempts: list[Attempt]) -> None:
    pacing, now = Pacing(), NOON
    for pause, chat_id, _, lane in attempts:
        now += timedelta(milliseconds=pause)
        pacing.sent(chat_id, None, now, lane)
        free = max(pacing.chat_free_at(chat_id, now, lane), pacing.overall_free_at(now, lane))
        assert max(pacing.chat_free_at(chat_id, free, lane), pacing.overall_free_at(free, lane)) == free
