"""A branch of fifty, and a year that can be played: who was told what and when, beside what they had said by then.

The real gate, planner and other chores run on a real database under our own clock, which jumps from one moment at which
something happens to the next. Letters are taken from the turns that write them and drawn as delivery draws them: over
HTTP the year would take an hour instead of seconds. What people do is drawn by lot, from a seed.
"""

import heapq
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

import sqlalchemy as sa
from pydantic import SecretStr

from bot.settings import Settings
from bot.transferring import transfer
from domain import meetings as rules
from domain.meetings import LeaveKind, Meeting, MeetingKind, Rsvp
from domain.members import Member, MemberStatus, Role
from domain.messages import Lane, Letter
from domain.moments import Moment
from domain.nodes import NodeKind
from domain.privacy import NOTICE_VERSION, Scope
from domain.reminders import Mode, Reminder, Step
from scheduler import CHORES, Chore
from services import attendance, holidays, leave, meetings, reach, views
from services.reminding import pausing, wishing
from services.turn import Turn, post
from storage import meetings as meetings_store
from storage import nodes
from storage import people as members_store
from storage import reminders as store
from storage.database import Database
from storage.meetings import Plan
from storage.schema import Tx
from storage.sealing import Keyring
from tests.conftest import SHANGHAI

NEW_YEAR: Final = datetime(2026, 1, 1, tzinfo=SHANGHAI)
TOKEN: Final = "7000000001:tests-only"
MANY: Final = 50
WITHOUT_TELEPHONE: Final = 5
HOURS: Final = (time(9), time(9, 30), time(15), time(16), time(19), time(8, 15))

# The chores that this year is about are looked at whenever something happens, those of telephone calls each morning,
# all the others on Mondays: they would take longer than all the rest.
MORNING: Final = time(9)
ALWAYS: Final = tuple(one for one in CHORES if one.__module__.startswith(("services.absences", "services.reminding")))
MORNINGS: Final = tuple(one for one in CHORES if one in ALWAYS or one.__module__.startswith("services.calls"))

Deed: TypeAlias = Callable[[Turn], Awaitable[object]]
Span: TypeAlias = tuple[datetime, datetime]


@dataclass(frozen=True)
class Heard:
    """One message of the bot's own accord, as it reached somebody."""

    at: datetime
    member_id: int
    reminders: tuple[Reminder, ...]
    html: str


@dataclass(frozen=True)
class Held:
    """A meeting of the year, and when it was announced."""

    meeting: Meeting
    announced_at: datetime
    expected: frozenset[int]


@dataclass
class Year:
    """`now` is the only clock. What happened is kept here too, apart from the database, to judge it by."""

    url: str
    key_file: Path
    now: datetime = NEW_YEAR
    lots: Random = field(default_factory=lambda: Random(2026))  # noqa: S311 - lots for a story
    members: dict[int, Member] = field(default_factory=dict)
    secretary: int = 0
    branch: int = 0
    groups: list[int] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    held: dict[int, Held] = field(default_factory=dict)
    answers: dict[tuple[int, int], list[tuple[datetime, Rsvp]]] = field(default_factory=lambda: defaultdict(list))
    chosen: dict[tuple[int, int], list[datetime]] = field(default_factory=lambda: defaultdict(list))
    away: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    special: set[int] = field(default_factory=set)  # who likes it in another way than everybody
    blocked: dict[int, datetime] = field(default_factory=dict)
    down: list[Span] = field(default_factory=list)
    database: Database = field(init=False)
    _deeds: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _numbers: Iterable[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self._open()

    async def restart(self) -> None:
        await self.database.close()
        self._open()

    async def move(self, url: str) -> None:
        """What `python -m bot transfer` does, between a stop and a start."""
        await self.database.close()
        settings = Settings(token=SecretStr(TOKEN), database_url=self.url, key_file=self.key_file)
        assert await transfer(settings, url, _say_nothing) > 0
        self.url = url
        self._open()

    def _open(self) -> None:
        self.database = Database.open(self.url, Keyring.from_file(self.key_file))

    # --- time ---

    def step_back(self, span: timedelta) -> None:
        """Somebody sets the machine's clock."""
        self.now -= span

    def on(self, when: datetime, deed: Deed) -> None:
        """Somebody will do this then, on the hour; while the bot is down their press waits for it."""
        hour = when + (NEW_YEAR - when) % timedelta(hours=1)
        back = next((end for start, end in self.down if start <= hour < end), hour)
        heapq.heappush(self._deeds, (back, next(iter(self._numbers)), deed))

    async def play(self, until: datetime) -> None:
        """Go from one moment at which something happens to the next."""
        while (moment := await self._next(until)) < until:
            self.now = max(self.now, moment)
            await self.ring()
        self.now = max(self.now, until)

    async def ring(self) -> None:
        """What people do now and what the chores make of it is one transaction; then the letters are delivered."""
        async with self.database.write() as tx:
            turn = Turn(tx, self.now)
            while self._deeds and self._deeds[0][0] <= self.now:
                await heapq.heappop(self._deeds)[2](turn)
            for chore in self._chores():
                while await chore(turn):
                    pass
            letters = [one for one in turn.letters if one.lane == Lane.REMINDER and one.live is not None]
            await post(tx, [turn])
        async with self.database.read() as tx:
            for letter in letters:
                await self._deliver(letter, tx)

    def _chores(self) -> tuple[Chore, ...]:
        if self.now.time() != MORNING:
            return ALWAYS
        return CHORES if self.now.weekday() == 0 else MORNINGS

    async def _next(self, until: datetime) -> datetime:
        """The next deed or reminder up to there; never a moment while the process is down."""
        async with self.database.read() as tx:
            due = await tx.scalar(sa.select(sa.func.min(store.reminders.c.due_at)).where(_waiting()))
        moments = [until, *([due] if due is not None else []), *(one[0] for one in self._deeds[:1])]
        earliest = max(min(moments).astimezone(SHANGHAI), self.now + timedelta(seconds=1))
        return next((end for start, end in self.down if start <= earliest < end), earliest)

    async def _deliver(self, letter: Letter, tx: Tx) -> None:
        member_id = letter.chat_id
        if self.blocked.get(member_id, self.now) < self.now:
            self.on(self.now, partial(_lost, member_id))
            return
        message = await views.draw(letter.live or "", Turn(tx, self.now), letter.ref or 0)
        if message is not None:
            said = await store.told_with(tx, letter.ref or 0)
            self.heard.append(Heard(self.now, member_id, tuple(said), message.html))

    # --- what people do ---

    async def settle_in(self) -> None:
        """Fifty people in three groups; a telegram account has its member's number."""
        async with self.database.write() as tx:
            self.branch = (await nodes.add(tx, None, NodeKind.BRANCH, "幸福社区第一党支部", self.now)).id
            for number in "一二三":
                group = await nodes.add(tx, self.branch, NodeKind.PARTY_GROUP, f"第{number}党小组", self.now)
                self.groups.append(group.id)
            for index in range(MANY):
                home = self.groups[index % 3]
                one = await members_store.add(tx, home, f"党员{index + 1}", MemberStatus.FULL_MEMBER, self.now)
                if index < MANY - WITHOUT_TELEPHONE:
                    await members_store.bind(tx, one.id, one.id)
                    await members_store.give_consent(tx, one.id, Scope.BASIC, NOTICE_VERSION, self.now)
                found = await members_store.get(tx, one.id)
                assert found is not None
                self.members[one.id] = found
            everybody = list(self.members)
            self.secretary = everybody[0]
            posts = [Role.BRANCH_SECRETARY, Role.ORGANIZATION_MEMBER, Role.PUBLICITY_MEMBER]
            for member_id, role in zip(everybody, posts, strict=False):
                await members_store.appoint(tx, member_id, self.branch, role, self.now)
            for member_id, group_id in zip(everybody[3:6], self.groups, strict=True):
                await members_store.appoint(tx, member_id, group_id, Role.GROUP_LEADER, self.now)
            for group_id in self.groups:
                await nodes.bind(tx, nodes.Chat(-1000 - group_id, group_id, None, "群"), self.now)
            await nodes.bind(tx, nodes.Chat(-1000, self.branch, None, "支部群"), self.now)

    def with_telephone(self) -> list[int]:
        return [one.id for one in self.members.values() if one.telegram_id is not None]

    def plan_wishes(self) -> None:
        """Some like a digest, some fewer steps."""
        whom = self.lots.sample(self.with_telephone()[6:], 14)
        self.special = set(whom)
        for index, member_id in enumerate(whom):
            me = self.members[member_id]
            if index < 8:
                mode = Mode.DAILY if index % 2 else Mode.WEEKLY
                self.on(self.now, partial(_set_mode, me, mode))
            else:
                step = list(Step)[index % 3]
                self.on(self.now, partial(_switch, me, step))

    def plan_meetings(self) -> None:
        """Group meetings, theme days and committee meetings each month, the branch and a lecture each quarter."""
        for month in range(1, 13):
            for group_id in self.groups:
                self._meeting(MeetingKind.GROUP_MEETING, group_id, month, f"{month}月党小组会")
            self._meeting(MeetingKind.THEME_DAY, self.branch, month, f"{month}月主题党日")
            self._meeting(MeetingKind.COMMITTEE_MEETING, self.branch, month, f"{month}月支委会")
            if month % 3 == 2:
                self._meeting(MeetingKind.GENERAL_MEETING, self.branch, month, f"{month}月党员大会")
                self._meeting(MeetingKind.PARTY_LECTURE, self.branch, month, f"{month}月党课")

    def plan_absences(self, many: int = 30) -> None:
        """免打扰, said in words; every third comes back before the time."""
        for index in range(many):
            me = self.members[self.lots.choice(self.with_telephone())]
            start = self._some_moment(datetime(2026, 1, 3, 9, tzinfo=SHANGHAI), datetime(2026, 12, 1, tzinfo=SHANGHAI))
            days = self.lots.randint(2, 20)
            self.on(start, partial(self._pause, me, days))
            if index % 3 == 0:
                back = start + timedelta(days=days) * self.lots.random()
                self.on(back, partial(self._come_back, me))

    def plan_ticks(self) -> None:
        """What the other chores do needs a look each morning."""
        for day in range(365):
            self.on(datetime.combine(NEW_YEAR.date() + timedelta(days=day), MORNING, SHANGHAI), _nothing)

    def _meeting(self, kind: MeetingKind, node_id: int, month: int, title: str) -> None:
        day = date(2026, month, self.lots.randint(2 if month > 1 else 14, 28))
        starts_at = datetime.combine(day, self.lots.choice(HOURS), SHANGHAI)
        ahead = self.lots.choice((timedelta(hours=1), timedelta(days=2), timedelta(days=5), *[timedelta(days=9)] * 4))
        self.on(starts_at - ahead - timedelta(minutes=7), partial(self._announce, kind, node_id, title, starts_at))

    async def _announce(self, kind: MeetingKind, node_id: int, title: str, starts_at: datetime, turn: Turn) -> None:
        opens_at, closes_at = rules.window(starts_at, kind)
        chat = await meetings.board_chat(turn, kind, node_id)
        plan = Plan(node_id, kind, title, "活动室", starts_at, opens_at, closes_at, chat, self.secretary)
        made = await meetings.announce(turn, self.members[self.secretary], plan)
        assert made is not None
        expected = await meetings_store.expected_ids(turn.tx, made.id)
        self.held[made.id] = Held(made, self.now, expected)
        for member_id in sorted(expected):
            self._plan_answers(made, self.members[member_id])
        self.on(starts_at - timedelta(minutes=10), partial(self._sign_in, made))
        self.on(closes_at, partial(self._close, made))

    def _plan_answers(self, meeting: Meeting, me: Member) -> None:
        """A sixth never answers, most once, some change their minds, some choose their reminders."""
        if me.telegram_id is None or self.lots.random() < 1 / 6:
            return
        when = self._some_moment(self.now, meeting.starts_at)
        for _ in range(1 if self.lots.random() < 0.8 else 2):
            given = self.lots.choices(list(Rsvp), (6, 2, 2))[0]
            self.on(when, partial(self._answer, meeting, me, given))
            when = self._some_moment(when, meeting.starts_at)
        if self.lots.random() < 0.15:
            step = self.lots.choice((Step.DAY, Step.HOURS, None))
            self.on(when, partial(self._choose, meeting, me, step))

    async def _answer(self, meeting: Meeting, me: Member, given: Rsvp, turn: Turn) -> None:
        moment = Moment.at(turn.now)
        if given is Rsvp.LEAVE:
            said: object = await leave.ask(turn, me, meeting.id, LeaveKind.OTHER, moment)
        else:
            said = await leave.answer(turn, me, meeting.id, given, moment)
        if isinstance(said, leave.Answered | leave.Asked):
            self.answers[meeting.id, me.id].append((self.now, given))

    async def _choose(self, meeting: Meeting, me: Member, step: Step | None, turn: Turn) -> None:
        if await wishing.choose(turn, me, meeting.id, step) is not None:
            self.chosen[meeting.id, me.id].append(self.now)

    async def _pause(self, me: Member, days: int, turn: Turn) -> None:
        last = self.now.date() + timedelta(days=days)
        said = await pausing.pause(turn, me, f"到 {last.month}月{last.day}日")
        assert isinstance(said, pausing.Paused)
        assert said.away.end.date() == last + timedelta(days=1)
        self._end_absence(me)
        self.away[me.id].append((said.away.start, said.away.end))

    async def _come_back(self, me: Member, turn: Turn) -> None:
        if await pausing.end(turn, me):
            self._end_absence(me)

    def _end_absence(self, me: Member) -> None:
        self.away[me.id] = [(start, min(end, self.now)) for start, end in self.away[me.id]]

    async def _sign_in(self, meeting: Meeting, turn: Turn) -> None:
        there = [one for one in self.held[meeting.id].expected if self.answer(meeting.id, one, self.now) is Rsvp.GOING]
        if there:
            await attendance.sign_in([attendance.Tap(turn, meeting.id, one, Moment.at(turn.now)) for one in there])

    async def _close(self, meeting: Meeting, turn: Turn) -> None:
        await meetings.close(turn, self.members[self.secretary], meeting.id)

    def _some_moment(self, start: datetime, end: datetime) -> datetime:
        return start + (end - start) * self.lots.random()

    # --- what was so at a moment ---

    def answer(self, meeting_id: int, member_id: int, when: datetime) -> Rsvp | None:
        """What somebody had answered by this moment; an answer comes before whatever the clock does in that moment."""
        given = [one for at, one in self.answers[meeting_id, member_id] if at <= when]
        return given[-1] if given else None

    def is_away(self, member_id: int, when: datetime) -> bool:
        return any(start <= when < end for start, end in self.away[member_id])

    def is_down(self, when: datetime) -> bool:
        return any(start <= when < end for start, end in self.down)

    def is_free(self, member_id: int, when: datetime, *, self_set: bool = False) -> bool:
        """Whether this person might hear something now."""
        return (self_set or is_loud(when)) and not self.is_away(member_id, when) and not self.is_down(when)

    def first_free(self, member_id: int, when: datetime) -> datetime:
        """From a moment on, by the quarter of an hour."""
        while not self.is_free(member_id, when):
            when += timedelta(minutes=15)
        return when


def is_loud(at: datetime) -> bool:
    """Neither night nor a public holiday."""
    notice = holidays.of_year(at.year)
    return time(8) <= at.time() < time(21) and (notice is None or at.date() not in notice.off)


def _say_nothing(line: str) -> None:
    """The command would print it."""


async def _nothing(turn: Turn) -> None:
    """The chores are looked at all the same."""


async def _lost(member_id: int, turn: Turn) -> None:
    await reach.lost(turn, member_id)


async def _set_mode(me: Member, mode: Mode, turn: Turn) -> None:
    await wishing.set_mode(turn, me, mode)


async def _switch(me: Member, step: Step, turn: Turn) -> None:
    await wishing.switch(turn, me, step)


def _waiting() -> sa.ColumnElement[bool]:
    return store.reminders.c.state == "waiting"
