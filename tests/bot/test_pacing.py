"""Telegram's limits are kept against a server that forgives nothing, whatever machine and network do (L5)."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pacing import GROUP, HAIR, MARGIN, MINUTE, OVERALL, SECOND, SLOT, TOGETHER, Pacing, Sending
from domain.messages import Lane

GROUP_CHAT, PERSON = -100, 7
FASTEST = 0.03  # seconds there and back, at best
LANES = st.sampled_from([Lane.DANGER, Lane.ANSWER, Lane.BOARD, Lane.BROADCAST])
Letters = list[tuple[float, int, Lane, float, float]]
LETTERS = st.lists(
    st.tuples(
        st.floats(0, 0.3),  # a pause before it is written
        st.sampled_from([GROUP_CHAT, PERSON, 8]),
        LANES,
        st.floats(0, 0.02),  # late on its way there
        st.floats(0, 0.02),  # late on its way back
    ),
    min_size=1,
    max_size=200,
)


@dataclass
class Strict:
    """A server with sliding windows; refuses none, and remembers when each message came."""

    came: list[float] = field(default_factory=list)
    by_chat: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))

    def take(self, chat_id: int, at: float) -> None:
        self.came.append(at)
        self.by_chat[chat_id].append(at)

    def most_within(self, seconds: float) -> int:
        return most(self.came, seconds)


def most(moments: list[float], seconds: float) -> int:
    """The most that ever lay within one window."""
    ordered = sorted(moments)
    return max(sum(at <= other < at + seconds for other in ordered) for at in ordered)


def said(pacing: Pacing, at: float, chat_id: int = PERSON, lane: Lane = Lane.ANSWER, took: float = 0.0) -> None:
    """A message went out and was answered."""
    sending = pacing.take(chat_id, lane, at)
    sending.leaves(at)
    pacing.landed(sending, at + took, message=True)


def crowd(pacing: Pacing, number: int, at: float, lane: Lane = Lane.ANSWER) -> None:
    for chat_id in range(1000, 1000 + number):
        said(pacing, at, chat_id, lane)


@pytest.mark.parametrize(
    ("chat_id", "said_at", "asked_at", "free_at"),
    [
        pytest.param(PERSON, [], 0, 0, id="nothing was said"),
        pytest.param(PERSON, [0], 0.5, SECOND + MARGIN, id="one a second"),
        pytest.param(PERSON, [0], 2, 2, id="a second is long over"),
        pytest.param(PERSON, [3 * n for n in range(25)], 75, 75, id="a person has no limit a minute"),
        pytest.param(GROUP_CHAT, [3 * n for n in range(19)], 56, 56, id="19 in a group"),
        pytest.param(GROUP_CHAT, [2.9 * n for n in range(20)], 57, MINUTE + MARGIN, id="20 in a group"),
    ],
)
def test_a_chat(chat_id: int, said_at: list[float], asked_at: float, free_at: float) -> None:
    pacing = Pacing()
    for at in said_at:
        said(pacing, at, chat_id)
    assert pacing.chat_free_at(chat_id, Lane.ANSWER, asked_at) == free_at


def test_after_a_quiet_second_some_go_together_and_then_slot_by_slot() -> None:
    pacing = Pacing()
    for number in range(TOGETHER):
        assert pacing.free_at(Lane.BROADCAST, 0) <= 0
        said(pacing, 0, number + 1)
    assert pacing.free_at(Lane.BROADCAST, 0) == pytest.approx(TOGETHER * SLOT)
    assert pacing.free_at(Lane.ANSWER, 0.9) <= 0.9


def test_danger_takes_the_next_place_there_is() -> None:
    """L6: at once beside others, and never more than a slot later in the middle of a broadcast."""
    pacing, now = Pacing(), 0.0
    crowd(pacing, TOGETHER, 0)
    assert pacing.free_at(Lane.DANGER, 0) <= 0
    for number in range(90):
        now = max(now, pacing.free_at(Lane.BROADCAST, now))
        assert pacing.free_at(Lane.DANGER, now) <= now + SLOT
        said(pacing, now, number + 1, Lane.BROADCAST)


def test_thirty_calls_for_help_at_once_and_not_one_more() -> None:
    pacing = Pacing()
    crowd(pacing, OVERALL, 0, Lane.DANGER)
    assert pacing.free_at(Lane.DANGER, 0) == SECOND


def test_danger_does_not_wait_for_a_second_that_something_else_began() -> None:
    pacing = Pacing()
    said(pacing, 0, lane=Lane.BROADCAST)
    assert pacing.chat_free_at(PERSON, Lane.ANSWER, 0.5) == SECOND + MARGIN
    assert pacing.chat_free_at(PERSON, Lane.DANGER, 0.5) == 0.5
    said(pacing, 0.5, lane=Lane.DANGER)
    assert pacing.chat_free_at(PERSON, Lane.DANGER, 0.6) == 0.5 + SECOND + MARGIN
    assert pacing.chat_free_at(PERSON, Lane.DANGER, 2) == 2


def test_a_late_answer_keeps_its_place_for_longer() -> None:
    """It may be the way there that took so long: then the server counts from later on."""
    pacing = Pacing()
    for number in range(OVERALL):
        said(pacing, 0.001 * number, number + 1, Lane.DANGER, took=0.05 if number == 0 else 0.03)
    assert pacing.free_at(Lane.DANGER, 0.9) == pytest.approx(SECOND + 0.001)
    assert pacing.free_at(Lane.DANGER, 0.9) > SECOND


def test_what_needed_no_call_used_nothing() -> None:
    pacing = Pacing()
    for _ in range(OVERALL):
        pacing.landed(pacing.take(PERSON, Lane.BOARD, 0), 0.01, message=True)
    assert pacing.free_at(Lane.DANGER, 0.01) <= 0.01
    assert pacing.chat_free_at(PERSON, Lane.BOARD, 0.01) == 0.01


def test_a_download_leaves_its_chat_free() -> None:
    pacing = Pacing()
    sending = pacing.take(PERSON, Lane.ANSWER, 0)
    sending.leaves(0)
    pacing.landed(sending, 0.1, message=False)
    assert pacing.chat_free_at(PERSON, Lane.ANSWER, 0.1) == 0.1


def test_after_a_pause_there_is_no_rush() -> None:
    pacing, now, came = Pacing(), 10.0, list[float]()
    pacing.start_over(now)
    for number in range(60):
        now = max(now, pacing.free_at(Lane.ANSWER, now))
        said(pacing, now, number + 1)
        came.append(now)
    assert min(later - sooner for sooner, later in pairwise(came)) > SLOT / 2


def test_who_takes_over_waits_for_a_second_that_another_may_have_used() -> None:
    pacing = Pacing()
    pacing.start_over(10.0 + SECOND)
    assert pacing.free_at(Lane.DANGER, 10.0) == pytest.approx(11.0)
    pacing.refill(GROUP_CHAT, [10.0 - n for n in range(20, 0, -1)])
    assert pacing.chat_free_at(GROUP_CHAT, Lane.ANSWER, 10.0) == -10.0 + MINUTE + MARGIN


def test_a_broadcast_takes_hardly_longer_than_it_must() -> None:
    """On a machine that always wakes a little late."""
    pacing, now, number = Pacing(), 0.0, 3000
    for chat_id in range(1, number + 1):
        now = max(now, pacing.free_at(Lane.BROADCAST, now)) + 0.001
        said(pacing, now, chat_id, Lane.BROADCAST, took=0.05)
    assert now / ((number - 1) / OVERALL) <= 1.01
    assert HAIR < 0.01


@given(LETTERS)
def test_never_more_than_a_strict_server_allows(letters: Letters) -> None:
    """Whoever asks and sends when he may is within every limit, as the server sees it."""
    pacing, server, now = Pacing(), Strict(), 0.0
    wires: list[tuple[float, object]] = []
    for pause, chat_id, lane, late_there, late_back in letters:
        now += pause
        while (free := max(pacing.free_at(lane, now), pacing.chat_free_at(chat_id, Lane.ANSWER, now))) > now:
            now = free
        sending = pacing.take(chat_id, lane, now)
        sending.leaves(now)
        arrived = now + FASTEST / 2 + late_there
        server.take(chat_id, arrived)
        now = arrived + FASTEST / 2 + late_back  # one at a time in a chat: here, one at a time at all
        pacing.landed(sending, now, message=True)
        wires.append((now, sending))
    assert server.most_within(SECOND) <= OVERALL
    for chat_id, came in server.by_chat.items():
        assert most(came, SECOND) == 1
        assert most(came, MINUTE) <= (GROUP if chat_id < 0 else MINUTE)


@given(st.lists(st.tuples(st.floats(0, 0.02), st.floats(0, 0.02)), min_size=100, max_size=200))
def test_many_at_once_over_a_network_that_dawdles(delays: list[tuple[float, float]]) -> None:
    """Answers are still on their way when the next letters go, each to a chat of its own."""
    pacing, server, now = Pacing(), Strict(), 0.0
    first = pacing.take(1, Lane.BROADCAST, now)
    first.leaves(now)
    pacing.landed(first, FASTEST, message=True)
    server.take(1, FASTEST / 2)
    now = FASTEST
    flying: list[tuple[float, int, Sending]] = []
    for number, (late_there, late_back) in enumerate(delays, start=2):
        while True:
            for landing in sorted(one for one in flying if one[0] <= now):
                pacing.landed(landing[2], landing[0], message=True)
                flying.remove(landing)
            if (free := pacing.free_at(Lane.BROADCAST, now)) <= now:
                break
            now = min([free, *(at for at, _, _ in flying)])
        sending = pacing.take(number, Lane.BROADCAST, now)
        sending.leaves(now)
        server.take(number, now + FASTEST / 2 + late_there)
        flying.append((now + FASTEST + late_there + late_back, number, sending))
    assert server.most_within(SECOND - 1e-6) <= OVERALL


@given(LETTERS)
def test_waiting_as_told_always_helps(letters: Letters) -> None:
    pacing, now = Pacing(), 0.0
    for pause, chat_id, lane, _, took in letters:
        now += pause
        said(pacing, now, chat_id, lane, took)
        now += took
        free = max(pacing.chat_free_at(chat_id, lane, now), pacing.free_at(lane, now), now)
        assert max(pacing.chat_free_at(chat_id, lane, free), pacing.free_at(lane, free)) <= free
