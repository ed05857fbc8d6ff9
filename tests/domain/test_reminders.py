"""What is said when, by the rules alone: tables, and any plan against a model of ten lines (S5 to S9, S16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.meetings import Rsvp
from domain.reminders import (
    CALL,
    MESSAGES_A_DAY,
    NUDGES,
    Mode,
    Person,
    Reminder,
    ReminderKind,
    Step,
    Why,
    comes_at,
    due_in,
    pick,
    spans,
    wanted,
)
from domain.workdays import Calendar
from services.recurring import wall_before

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
NATIONAL_DAY = frozenset(date(2026, 10, day) for day in range(1, 8))
CALENDAR = Calendar(SHANGHAI, off=NATIONAL_DAY)
HERE = Person(reachable=True)


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


FRIDAY_THREE = at(11, 27, 15)


def reminder(due: datetime, worth_until: datetime = FRIDAY_THREE, *, ref: int = 1, **other: object) -> Reminder:
    made = Reminder(ref, 1, ReminderKind.MEETING, ref, Step.DAY, due, due, worth_until)
    return replace(made, **other)  # type: ignore[arg-type]  # the fields of Reminder, whatever a case needs


ALL, NONE = frozenset(Step), frozenset[Step]()
BOTH = frozenset({Step.DAY, Step.HOURS})


@pytest.mark.parametrize(
    ("answer", "likes", "chosen", "steps"),
    [
        pytest.param(None, ALL, None, {"7d": False, "1d": False, CALL: False}, id="two nudges, then somebody phones"),
        pytest.param(Rsvp.MAYBE, ALL, None, {"7d": False, "1d": False}, id="not sure yet: asked again, never phoned"),
        pytest.param(Rsvp.GOING, ALL, None, {"2h": False}, id="who comes is reminded once"),
        pytest.param(Rsvp.GOING, ALL, BOTH, {"1d": True, "2h": True}, id="as chosen for this meeting"),
        pytest.param(Rsvp.GOING, ALL, NONE, {}, id="不用"),
        pytest.param(Rsvp.GOING, ALL - {Step.HOURS}, None, {}, id="switched off for all meetings"),
        pytest.param(Rsvp.GOING, NONE, BOTH, {"1d": True, "2h": True}, id="a choice stands over the switch"),
        pytest.param(None, ALL - {Step.WEEK}, None, {"1d": False}, id="nobody phones whoever wants fewer nudges"),
        pytest.param(None, NONE, None, {}, id="all off"),
        pytest.param(Rsvp.LEAVE, ALL, BOTH, {}, id="on leave nothing more comes"),
    ],
)
def test_s5_which_steps_are_for_whom(
    answer: Rsvp | None, likes: frozenset[Step], chosen: frozenset[Step] | None, steps: dict[str, bool]
) -> None:
    assert wanted(answer, likes, chosen) == steps


@given(
    st.sampled_from([None, *Rsvp]),
    st.frozensets(st.sampled_from(Step)),
    st.none() | st.frozensets(st.sampled_from(Step)),
)
def test_s7_nobody_is_nudged_more_than_twice(
    answer: Rsvp | None, likes: frozenset[Step], chosen: frozenset[Step] | None
) -> None:
    steps = wanted(answer, likes, chosen)
    assert sum(not asked for step, asked in steps.items() if step != CALL) <= 2
    assert CALL not in steps or steps.keys() >= set(NUDGES)


@pytest.mark.parametrize(
    ("starts_at", "zone", "step", "when"),
    [
        pytest.param(FRIDAY_THREE, SHANGHAI, "7d", "2026-11-20T15:00+08:00", id="a week before"),
        pytest.param(FRIDAY_THREE, SHANGHAI, "1d", "2026-11-26T15:00+08:00", id="a day before"),
        pytest.param(FRIDAY_THREE, SHANGHAI, "2h", "2026-11-27T13:00+08:00", id="two hours before"),
        pytest.param(FRIDAY_THREE, SHANGHAI, CALL, "2026-11-26T19:00+08:00", id="four hours behind the second nudge"),
        pytest.param(at(11, 27, 19), SHANGHAI, CALL, "2026-11-27T08:00+08:00", id="nobody telephones at night"),
        pytest.param(
            datetime(2026, 3, 29, 10, tzinfo=BERLIN), BERLIN, "1d", "2026-03-28T10:00+01:00", id="the clocks go forward"
        ),
        pytest.param(
            datetime(2026, 10, 25, 10, tzinfo=BERLIN), BERLIN, "1d", "2026-10-24T10:00+02:00", id="the clocks go back"
        ),
        pytest.param(
            datetime(2026, 4, 5, 2, 30, tzinfo=BERLIN), BERLIN, "7d", "2026-03-29T03:30+02:00", id="an hour left out"
        ),
        pytest.param(
            datetime(2026, 10, 25, 3, 30, tzinfo=BERLIN), BERLIN, "2h", "2026-10-25T02:30+02:00", id="two real hours"
        ),
    ],
)
def test_s5_days_are_counted_on_the_wall(starts_at: datetime, zone: ZoneInfo, step: str, when: str) -> None:
    due = spans(starts_at, Calendar(zone), wall_before)[step].at
    assert due.astimezone(UTC) == datetime.fromisoformat(when)


@pytest.mark.parametrize(
    ("starts_at", "mode", "comes"),
    [
        pytest.param(FRIDAY_THREE, Mode.EACH, at(11, 27, 13), id="two hours before"),
        pytest.param(FRIDAY_THREE, Mode.DAILY, at(11, 27, 8), id="in the message of the day"),
        pytest.param(FRIDAY_THREE, Mode.WEEKLY, at(11, 27, 13), id="the Monday has gone by"),
        pytest.param(at(11, 27, 9), Mode.EACH, at(11, 27, 8), id="the night lasts longer than two hours before"),
        pytest.param(at(11, 27, 7, 30), Mode.EACH, None, id="the night lasts longer than the meeting waits"),
        pytest.param(at(10, 3, 15), Mode.EACH, None, id="nothing on a public holiday"),
    ],
)
def test_s8_what_comes_to_everybody_is_told_by_when_it_will_come(
    starts_at: datetime, mode: Mode, comes: datetime | None
) -> None:
    span = spans(starts_at, CALENDAR, wall_before)[Step.HOURS]
    now = starts_at - timedelta(days=1)
    found = comes_at(span, mode, CALENDAR, now)
    assert found == comes
    said = reminder(due_in(mode, span.at, CALENDAR, now), starts_at)
    for moment in (said.due_at, found or starts_at):
        picked = pick([said], HERE, CALENDAR, moment)
        assert bool(picked.said) == (moment == comes)


@pytest.mark.parametrize(
    ("mode", "when", "due"),
    [
        pytest.param(Mode.EACH, at(11, 26, 15), at(11, 26, 15), id="in its time"),
        pytest.param(Mode.DAILY, at(11, 26, 15), at(11, 26, 8), id="in the morning"),
        pytest.param(Mode.DAILY, at(11, 26, 6), at(11, 26, 6), id="never later than it was meant"),
        pytest.param(Mode.WEEKLY, at(11, 26, 15), at(11, 23, 8), id="on Monday morning"),
        pytest.param(Mode.WEEKLY, at(11, 29, 15), at(11, 23, 8), id="Sunday belongs to the week before it"),
    ],
)
def test_s16_a_digest_is_due_in_the_morning(mode: Mode, when: datetime, due: datetime) -> None:
    assert due_in(mode, when, CALENDAR, at(11, 20)) == due
    assert due_in(mode, when, CALENDAR, at(11, 20), self_set=True) == when


def test_s16_what_is_promised_behind_the_digest_is_said_in_its_time() -> None:
    assert due_in(Mode.DAILY, at(11, 26, 15), CALENDAR, at(11, 26, 10)) == at(11, 26, 15)
    assert due_in(Mode.WEEKLY, at(11, 26, 15), CALENDAR, at(11, 24, 10)) == at(11, 26, 15)


AWAY = replace(HERE, away=((at(11, 20), at(11, 25)),))
NO_WORD_LEFT = replace(HERE, told_today=MESSAGES_A_DAY)


@pytest.mark.parametrize(
    ("one", "person", "now", "becomes"),
    [
        pytest.param(reminder(at(11, 26, 15)), HERE, at(11, 26, 15), None, id="said"),
        pytest.param(reminder(at(11, 24, 21)), HERE, at(11, 24, 21), at(11, 25, 8), id="quiet hours defer"),
        pytest.param(reminder(at(11, 24, 21), self_set=True), HERE, at(11, 24, 21), None, id="what they set passes"),
        pytest.param(
            reminder(at(10, 2, 15), at(10, 9, 15)), HERE, at(10, 2, 15), at(10, 8, 8), id="a public holiday defers"
        ),
        pytest.param(reminder(at(11, 22, 15)), HERE, at(11, 22, 15), None, id="a Sunday is no holiday"),
        pytest.param(reminder(at(11, 24, 15)), AWAY, at(11, 24, 15), at(11, 25, 8), id="away, and then the night"),
        pytest.param(
            reminder(at(11, 24), at(11, 24, 20), self_set=True), AWAY, at(11, 24), Why.AWAY, id="away too long"
        ),
        pytest.param(reminder(at(11, 26)), HERE, at(11, 27, 15), Why.POINTLESS, id="the meeting has begun"),
        pytest.param(
            reminder(at(11, 26, 23), at(11, 27, 7)), HERE, at(11, 26, 23), Why.POINTLESS, id="over by morning"
        ),
        pytest.param(reminder(at(11, 26, 9)), NO_WORD_LEFT, at(11, 26, 9), at(11, 27, 8), id="three a day are enough"),
        pytest.param(reminder(at(11, 27, 9)), NO_WORD_LEFT, at(11, 27, 9), Why.BUDGET, id="tomorrow is too late"),
        pytest.param(
            reminder(at(11, 26, 9)), replace(HERE, reachable=False), at(11, 26, 9), Why.UNREACHED, id="no phone"
        ),
        pytest.param(
            reminder(at(11, 24, 9)),
            replace(AWAY, reachable=False),
            at(11, 24, 9),
            at(11, 25, 8),
            id="nobody phones yet",
        ),
        pytest.param(
            reminder(at(11, 26, 9)), replace(HERE, gone=True), at(11, 26, 9), Why.GONE, id="no member any more"
        ),
        pytest.param(
            reminder(at(11, 26, 19), step=CALL), NO_WORD_LEFT, at(11, 26, 19), Why.CALLED, id="somebody phones"
        ),
        pytest.param(
            reminder(at(11, 24, 9), step=CALL), AWAY, at(11, 24, 9), at(11, 25, 8), id="not while they are away"
        ),
    ],
)
def test_what_becomes_of_one_reminder(
    one: Reminder, person: Person, now: datetime, becomes: datetime | Why | None
) -> None:
    picked = pick([one], person, CALENDAR, now)
    match becomes:
        case None:
            assert picked.said == (one,)
        case Why():
            assert [(drop.reminder, drop.why) for drop in picked.dropped] == [(one, becomes)]
        case when:
            assert picked.put_off == ((one, when),)


def test_of_one_matter_only_the_newest_is_said() -> None:
    """What piled up while the process was down, or somebody was away, is said once."""
    week, day = reminder(at(11, 20, 15), id=1, step=Step.WEEK), reminder(at(11, 26, 15), id=2)
    picked = pick([week, day], HERE, CALENDAR, at(11, 26, 16))
    assert picked.said == (day,)
    assert [(drop.reminder, drop.why) for drop in picked.dropped] == [(week, Why.SUPERSEDED)]


def test_a_call_stands_beside_the_nudge() -> None:
    nudge, call = reminder(at(11, 26, 15), id=1), reminder(at(11, 26, 19), id=2, step=CALL)
    picked = pick([nudge, call], HERE, CALENDAR, at(11, 26, 19))
    assert picked.said == (nudge,)
    assert [drop.why for drop in picked.dropped] == [Why.CALLED]


def test_s7_the_last_message_of_the_day_carries_the_rest() -> None:
    now = at(11, 26, 9)
    due, later = reminder(now, ref=1), reminder(at(11, 26, 17), ref=2)
    tomorrow, call = reminder(at(11, 27, 9), ref=3), reminder(at(11, 26, 19), ref=4, step=CALL)
    picked = pick([due, later, tomorrow, call], replace(HERE, told_today=2), CALENDAR, now)
    assert picked.said == (due, later)
    assert pick([due, later, tomorrow, call], replace(HERE, told_today=1), CALENDAR, now).said == (due,)


# --- any plan against the model ---

START = at(9, 28)
HALF_HOUR = timedelta(minutes=30)
moments = st.integers(0, 14 * 48).map(lambda many: START + many * HALF_HOUR)  # two weeks, National Day among them
Said = list[tuple[datetime, frozenset[int]]]


@dataclass(frozen=True)
class Life:
    """One member's two weeks: what was promised, when each matter is answered, when they are away, when we looked."""

    plans: Sequence[Reminder]
    answers: Mapping[int, datetime]
    away: tuple[tuple[datetime, datetime], ...]
    looks: Sequence[datetime]

    def open_at(self, now: datetime) -> list[Reminder]:
        later = now + HALF_HOUR
        return [one for one in self.plans if one.worth_until > now and self.answers.get(one.ref, later) > now]


@st.composite
def lives(draw: st.DrawFn) -> Life:
    plans: list[Reminder] = []
    for ref in range(draw(st.integers(1, 5))):
        ends, self_set = draw(moments), draw(st.booleans())
        for moment in sorted(one for one in draw(st.sets(moments, max_size=4)) if one < ends):
            plans.append(reminder(moment, ends, id=len(plans) + 1, ref=ref, self_set=self_set))
    answers = draw(st.dictionaries(st.integers(0, 4), moments, max_size=2))
    away = draw(st.lists(st.tuples(moments, moments).filter(lambda span: span[0] < span[1]), max_size=2))
    looks = {one.at for one in plans} | draw(st.sets(moments, max_size=40))
    return Life(plans, answers, tuple(away), sorted(looks - draw(st.sets(moments, max_size=40))))


def by_the_rules(life: Life, looks: Sequence[datetime]) -> Said:
    """What the product makes of a life, look by look, with what its database would remember between them."""
    said: Said = []
    waiting = {one.id: one for one in life.plans}
    for now in looks:
        answered = {ref for ref, when in life.answers.items() if when <= now}
        waiting = {one.id: one for one in waiting.values() if one.ref not in answered}
        if not any(one.due_at <= now for one in waiting.values()):
            continue
        told = sum(when.date() == now.date() for when, _ in said)
        picked = pick(list(waiting.values()), Person(reachable=True, told_today=told, away=life.away), CALENDAR, now)
        waiting |= {one.id: replace(one, due_at=until) for one, until in picked.put_off}
        for gone in [*picked.said, *(drop.reminder for drop in picked.dropped)]:
            del waiting[gone.id]
        if picked.said:
            said.append((now, frozenset(one.id for one in picked.said)))
    return said


def by_the_model(life: Life) -> Said:
    """The same without memory of anything but what was said: nothing is put off, moved or dropped."""
    said: Said = []
    for now in life.looks:
        told = sum(when.date() == now.date() for when, _ in said)
        heard = {life.plans[number - 1] for _, numbers in said for number in numbers}
        fresh = [p for p in life.open_at(now) if all(p.at > h.at for h in heard if h.ref == p.ref)]
        newest = {p.ref: p for p in sorted(fresh, key=lambda p: p.at) if p.at <= now}
        saying = [p for p in newest.values() if _free(life, p, now)] if told < MESSAGES_A_DAY else []
        if saying and told == MESSAGES_A_DAY - 1:
            saying += [p for p in fresh if any(_free(life, p, then) for then in _rest_of_day(p, now))]
        if saying:
            last = {p.ref: p.id for p in sorted(saying, key=lambda p: p.at)}
            said.append((now, frozenset(last.values())))
    return said


def _free(life: Life, one: Reminder, now: datetime) -> bool:
    away = any(start <= now < end for start, end in life.away)
    loud = time(8) <= now.time() < time(21) and now.date() not in NATIONAL_DAY
    return not away and (loud or one.self_set)


def _rest_of_day(one: Reminder, now: datetime) -> list[datetime]:
    then = (max(now, one.at) + many * HALF_HOUR for many in range(48))
    return [moment for moment in then if moment.date() == now.date() and moment < one.worth_until]


@settings(max_examples=400)
@given(lives())
def test_whatever_is_promised_is_said_as_the_model_says(life: Life) -> None:
    assert by_the_rules(life, life.looks) == by_the_model(life)


@given(lives())
def test_nothing_is_said_twice_though_the_clock_steps_back(life: Life) -> None:
    looks = [when + step for when in life.looks for step in (timedelta(), -timedelta(hours=1), timedelta())]
    said = by_the_rules(life, looks)
    numbers = [number for _, some in said for number in some]
    assert len(numbers) == len(set(numbers))
    days = [when.date() for when, _ in said]
    assert all(days.count(day) <= MESSAGES_A_DAY for day in days)
    assert all(_free(life, life.plans[number - 1], when) for when, some in said for number in some if len(some) == 1)
