"""What Telegram asks for is kept to the letter, for as long as it asked and for whom (L6)."""

from datetime import UTC, datetime, timedelta

from bot.silence import LONGEST_PAUSE, SAME_TOPIC, WHOLE_BOT, Silence

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ONE, OTHER = 7, 8


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_a_hush_is_for_one_chat_and_never_shortened() -> None:
    silence = Silence()
    silence.hush(ONE, after(30), NOON)
    silence.hush(ONE, after(5), NOON)
    assert silence.chats(after(29)) == {ONE: after(30)}
    assert silence.everywhere(NOON) is None
    assert silence.chats(after(30)) == {}


def test_chat_after_chat_in_a_row_means_all_of_them() -> None:
    silence = Silence()
    for chat_id in range(1, WHOLE_BOT):
        silence.hush(chat_id, after(10), NOON)
    assert silence.everywhere(NOON) is None
    silence.hush(WHOLE_BOT, after(20), after(1))
    silence.answered()  # it was on its way before
    assert silence.everywhere(after(19)) == after(20)
    assert silence.everywhere(after(20)) is None


def test_the_same_chat_again_or_something_that_went_through_does_not() -> None:
    silence = Silence()
    for _ in range(WHOLE_BOT):
        silence.hush(ONE, after(10), NOON)
    silence.answered()
    for chat_id in range(1, WHOLE_BOT):
        silence.hush(chat_id, after(10), NOON)
    assert silence.everywhere(NOON) is None
    silence.hush(99, after(10), after(5))  # long after the others
    assert silence.everywhere(after(5)) is None


def test_a_telegram_that_is_away_is_asked_less_and_less_often() -> None:
    silence, now, pauses = Silence(), NOON, []
    for _ in range(7):
        until = silence.away(now)
        assert silence.away(now) == until
        assert silence.everywhere(now) == until
        pauses.append((until - now).total_seconds())
        now = until
    assert pauses == [1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE]
    silence.answered()
    assert silence.everywhere(now - timedelta(seconds=1)) is None
    assert silence.away(now) == now + timedelta(seconds=1)


def test_a_living_message_every_three_seconds() -> None:
    """M24."""
    silence = Silence()
    silence.shown("board:1", NOON)
    assert silence.topic_free_at("board:1", after(1)) == NOON + SAME_TOPIC
    assert silence.topic_free_at("board:2", after(1)) == after(1)
    assert silence.topic_free_at(None, after(1)) == after(1)
    silence.shown("board:2", after(4))
    assert silence.topic_free_at("board:1", after(4)) == after(4)


def test_a_clock_that_is_put_back_prolongs_nothing() -> None:
    silence, hour = Silence(), timedelta(hours=1)
    silence.hush(ONE, after(30), NOON)
    silence.away(NOON)
    silence.shown("board:1", NOON)
    silence.clock_was_put(-hour)
    assert silence.chats(NOON - hour) == {ONE: after(30) - hour}
    assert silence.everywhere(NOON - hour) == after(1) - hour
    assert silence.topic_free_at("board:1", NOON - hour) == NOON - hour
