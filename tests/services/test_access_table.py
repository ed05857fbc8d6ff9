"""Who can read what somebody confided: the table, and whether the services hold to it (PRV-15, PRV-16, E17)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import pytest
import sqlalchemy as sa

from domain.care import TalkState, VisitState, VisitTrigger
from domain.care.talk import Place
from domain.care_dates import Born, OwnDay, OwnKind, YearlyDay
from domain.concerns import Topic, Urgency
from domain.meetings import LeaveKind, MeetingKind
from domain.members import Member, MemberStatus, Role
from domain.mood import FACE_NAMES, Lean
from domain.nodes import Node, NodeKind
from domain.privacy import Scope
from domain.requests import Audience, Medium, clocks
from domain.studying import Draft, Learners, Shared
from domain.surveys import Standing
from domain.upward import Line, Quarter, Report
from services import leave, policies, privacy
from services.care import reading as visit_reading
from services.care.talks import cards, keeping, settling
from services.care_dates import mine as own_days
from services.mood import answering, showing, totals
from services.own_data import exporting, fixing, withdrawing
from services.requests import climbing
from services.requests import reading as request_reading
from services.studying import sharing
from services.surveys import answering as survey_answering
from services.surveys import closing as survey_closing
from services.turn import Turn
from services.upward import looking
from storage import (
    care_dates,
    care_talks,
    care_visits,
    fixes,
    kin,
    meetings,
    moods,
    nodes,
    people,
    standins,
    studying,
    studying_notes,
    surveys,
    tables,
    upward,
)
from storage import leave as leaves
from storage import requests as requests_store
from storage.care_visits import Note
from storage.meetings import Plan
from storage.studying import Planned

SELF, OTHER, LEADER, OTHER_LEADER = "self", "other member", "leader", "leader of another group"
SECRETARY, DEPUTY, FORMER, STANDIN = "secretary", "deputy", "deputy until yesterday", "stand-in"
NEIGHBOUR, UPPER = "leader of another branch", "upper secretary"
NO_KEY, WITH_KEY = "operator without the key", "operator with the key"

READERS: Final = (SELF, OTHER, LEADER, OTHER_LEADER, SECRETARY, DEPUTY, FORMER, STANDIN, NEIGHBOUR, UPPER)

# Everybody not named in a row cannot. The operator with the key and the database reads what is kept: the guide says so.
TABLE: Final[Mapping[str, frozenset[str]]] = {
    "mood answer": frozenset({SELF, WITH_KEY}),
    "mood history": frozenset({SELF, WITH_KEY}),
    "visit note": frozenset({SELF, LEADER, SECRETARY, DEPUTY, WITH_KEY}),
    "report of a visit": frozenset({SELF, LEADER, SECRETARY, DEPUTY, WITH_KEY}),
    "talk text": frozenset({SELF, LEADER, WITH_KEY}),
    "talk text not agreed to": frozenset({LEADER, WITH_KEY}),  # who wrote it waits for the yes
    "talk place": frozenset({SELF, LEADER, WITH_KEY}),
    "leave reason": frozenset({LEADER, SECRETARY, DEPUTY, WITH_KEY}),
    "request words": frozenset({SELF, SECRETARY, WITH_KEY}),
    "birth date": frozenset({SELF, WITH_KEY}),
    "own occasion": frozenset({SELF, LEADER, WITH_KEY}),
    "occasion of one's own": frozenset({SELF, WITH_KEY}),
    "correction": frozenset({SECRETARY, DEPUTY, WITH_KEY}),
    "who came for the dead": frozenset({WITH_KEY}),
    "survey answer": frozenset(),
    "branch's mood": frozenset({SECRETARY, DEPUTY, WITH_KEY, NO_KEY}),
    "quarter's counts": frozenset({SECRETARY, DEPUTY, UPPER, WITH_KEY, NO_KEY}),
    "study note": frozenset({SELF, WITH_KEY}),
}

WORDS: Final[Mapping[str, str]] = {
    "mood answer": "心里闷得慌甲",
    "visit note": "走访时说的话乙",
    "talk text": "谈心留的一句丙",
    "leave reason": "老伴住院丁",
    "request words": "想问补助戊",
    "birth date": "1931",
    "report of a visit": "报上来的话壬",
    "talk text not agreed to": "还没点头的一句癸",
    "talk place": "约在石桌旁子",
    "own occasion": "自己做手术庚",
    "occasion of one's own": "谁也不告诉丑",
    "correction": "这里记错了寅",
    "who came for the dead": "侄子拿着条卯",
    "branch's mood": "mixed",
    "quarter's counts": "48151",
    "study note": "学习体会辛",
}

Ask = Callable[[Turn, Member, int], Awaitable[object]]


@dataclass
class Confided:
    """The branch, everybody by what they are, and the ids of what 小明 confided."""

    members: dict[str, Member] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)


@pytest.fixture
async def confided(turn: Turn) -> Confided:
    made = Confided()
    await _settle(turn, made)
    member = made.members[SELF]
    for scope in Scope:
        await privacy.give(turn, member.id, scope)
    await _say(turn, made, member)
    await _ask_for_help(turn, made, member)
    return made


async def _settle(turn: Turn, made: Confided) -> None:
    street = await nodes.add(turn.tx, None, NodeKind.COMMUNITY_COMMITTEE, "社区", turn.now)
    ours, theirs = [await nodes.add(turn.tx, street.id, NodeKind.BRANCH, name, turn.now) for name in ("甲", "乙")]
    first, second = [await nodes.add(turn.tx, ours.id, NodeKind.PARTY_GROUP, name, turn.now) for name in ("一", "二")]
    places: Mapping[str, tuple[Node, Role | None]] = {
        SELF: (first, None),
        OTHER: (first, None),
        LEADER: (first, Role.GROUP_LEADER),
        OTHER_LEADER: (second, Role.GROUP_LEADER),
        SECRETARY: (ours, Role.BRANCH_SECRETARY),
        DEPUTY: (ours, Role.DEPUTY_SECRETARY),
        FORMER: (ours, Role.DEPUTY_SECRETARY),
        STANDIN: (ours, None),
        NEIGHBOUR: (theirs, Role.BRANCH_SECRETARY),
        UPPER: (street, Role.BRANCH_SECRETARY),
    }
    for number, (name, (node, role)) in enumerate(places.items(), 5001):
        member = await people.add(turn.tx, node.id, f"同志{number}", MemberStatus.FULL_MEMBER, turn.now)
        await people.bind(turn.tx, member.id, number)
        if role is not None:
            await people.appoint(turn.tx, member.id, node.id, role, turn.now - timedelta(days=30))
        found = await people.get(turn.tx, member.id)
        assert found is not None
        made.members[name] = found
    before = turn.now - timedelta(days=1)
    await people.relieve(turn.tx, made.members[FORMER].id, ours.id, Role.DEPUTY_SECRETARY, before)
    await standins.name_backup(
        turn.tx, ours.id, Role.ORGANIZATION_MEMBER, made.members[STANDIN].id, made.members[SECRETARY].id, turn.now
    )
    made.ids.update(branch=ours.id, group=first.id)


async def _say(turn: Turn, made: Confided, member: Member) -> None:
    tx, now, leader = turn.tx, turn.now, made.members[LEADER]
    kept = await moods.keep(tx, member.id, now.date(), next(iter(FACE_NAMES)))
    await moods.add_words(tx, kept, member.id, WORDS["mood answer"])
    visit = await care_visits.add(
        tx, member.id, VisitTrigger.HOSPITAL, VisitState.NAMED, leader.id, now, words=WORDS["report of a visit"]
    )
    await care_visits.name_visitor(tx, visit, leader.id, now.date())
    await care_visits.write_note(tx, visit, Note(how=WORDS["visit note"]), None)
    talk = await care_talks.ask(tx, member.id, leader.id, now, Place.HOME, None, TalkState.HELD, None, now)
    await care_talks.change(tx, talk, note=WORDS["talk text"], noted_by=member.id, note_agreed=True)
    waits = await care_talks.ask(tx, member.id, leader.id, now, Place.HOME, None, TalkState.HELD, None, now)
    await care_talks.change(tx, waits, note=WORDS["talk text not agreed to"], noted_by=member.id)
    ahead, where = now + timedelta(days=2), WORDS["talk place"]
    booked = await care_talks.ask(tx, member.id, leader.id, ahead, Place.OTHER, where, TalkState.ASKED, None, now)
    made.ids.update(waits=waits, booked=booked)
    meeting = await meetings.announce(
        tx,
        Plan(made.ids["group"], MeetingKind.GROUP_MEETING, "会", "", now, now, now, None, leader.id),
        list(made.members.values())[:2],
        now,
    )
    asked = await leaves.ask(tx, meeting.id, member.id, LeaveKind.SICK, None, now)
    await leaves.give_reason(tx, asked.id, LeaveKind.SICK, WORDS["leave reason"])
    await care_dates.write_born(tx, member.id, Born(int(WORDS["birth date"]), YearlyDay(5, 3)), now)
    day = OwnDay(0, member.id, OwnKind.OPERATION, WORDS["own occasion"], YearlyDay(12, 3), 2026, with_leader=True)
    occasion = await care_dates.add_own_day(tx, day, date(2026, 12, 3), now)
    alone = OwnDay(0, member.id, OwnKind.OTHER, WORDS["occasion of one's own"], YearlyDay(12, 4), 2026, False)
    made.ids["alone"] = await care_dates.add_own_day(tx, alone, date(2026, 12, 4), now)
    made.ids["fix"] = await fixes.ask(tx, member.id, WORDS["correction"], now)
    await kin.note(tx, member.id, WORDS["who came for the dead"], made.members[SECRETARY].id, now, deleted=False)
    await moods.close(tx, date(2026, 10, 1), {made.ids["branch"]: Lean.MIXED}, None)
    counted = Report({}, {Line.CALLS: int(WORDS["quarter's counts"])})
    await upward.keep(tx, made.ids["branch"], Quarter.of(date(2026, 9, 30)).number, counted, now)
    survey = await surveys.add(tx, made.ids["branch"], "大家要什么", leader.id, now + timedelta(days=7), now)
    await survey_answering.hand_in(turn, member, survey, Standing.RETIRED, 1, on_paper=False)
    planned = Planned(Draft("章程", 10), now.date(), now.date(), now)
    await studying.publish(tx, made.ids["group"], Learners.EVERYONE, "学习", [planned], leader.id, now)
    note = await studying_notes.write(tx, member.id, 1, WORDS["study note"], now)
    made.ids.update(mood=kept, visit=visit, talk=talk, leave=asked.id, occasion=occasion, survey=survey, note=note)


async def _ask_for_help(turn: Turn, made: Confided, member: Member) -> None:
    in_force = await policies.in_force(turn, member.node_id)
    promise = clocks.promised(in_force.policy.clocks_for(Topic.HEALTH, Urgency.ORDINARY), in_force.calendar, turn.now)
    request = await requests_store.add(
        turn.tx,
        WORDS["request words"],
        [],
        turn.now,
        asker_id=member.id,
        node_id=member.node_id,
        branch_id=made.ids["branch"],
        topic=Topic.HEALTH,
        urgency=Urgency.ORDINARY,
        audience=Audience.SECRETARY,
        medium=Medium.TEXT,
        about_id=None,
        hide_name=False,
        may_leave=False,
        policy_id=in_force.policy_id,
        respond_by=promise.respond_by,
        resolve_by=promise.resolve_by,
        next_step_at=turn.now,
    )
    await climbing.start(turn, request)
    made.ids["request"] = request.id


async def _mood(turn: Turn, reader: Member, answer_id: int) -> object:
    return await answering.history(turn, reader), await answering.write(turn, reader, answer_id)


async def _mood_page(turn: Turn, reader: Member, _answer_id: int) -> object:
    return await showing.home(turn, reader), await exporting.everything(turn, reader)


async def _birth(turn: Turn, reader: Member, _none: int) -> object:
    return (await own_days.page(turn, reader)).born


async def _occasion(turn: Turn, reader: Member, own_day_id: int) -> object:
    return (await own_days.page(turn, reader)).days, await own_days.open_words(turn, reader, own_day_id)


async def _talk_card(turn: Turn, reader: Member, talk_id: int) -> object:
    """As the button asks: whose talk it is, then the card."""
    return await cards.drawn(turn, talk_id, reader.id) if await settling.is_party(turn, reader, talk_id) else None


async def _mood_of_branch(turn: Turn, reader: Member, _none: int) -> object:
    found = await totals.see(turn, reader)
    return [[str(month.lean) for month in branch.months] for branch in found or []]


async def _counts(turn: Turn, reader: Member, _none: int) -> object:
    return await looking.look(turn, reader)


async def _request(turn: Turn, reader: Member, request_id: int) -> object:
    own = await request_reading.own_words(turn, reader, request_id)
    return own, await request_reading.open_words(turn, reader, request_id)


async def _study_note(turn: Turn, reader: Member, note_id: int) -> object:
    shown = (await sharing.for_reader(turn, note_id), await sharing.for_group(turn, note_id))
    return await sharing.own(turn, reader, note_id), shown


# How each thing is asked for: the services' own doors, with its id in hand as on an old button.
DOORS: Final[Mapping[str, tuple[str, Ask]]] = {
    "mood answer": ("mood", _mood),
    "mood history": ("mood", _mood_page),
    "visit note": ("visit", visit_reading.note),
    "report of a visit": ("visit", visit_reading.words),
    "talk text": ("talk", keeping.read),
    "talk text not agreed to": ("waits", _talk_card),
    "talk place": ("booked", _talk_card),
    "leave reason": ("leave", leave.read_reason),
    "request words": ("request", _request),
    "birth date": ("mood", _birth),
    "own occasion": ("occasion", _occasion),
    "occasion of one's own": ("alone", _occasion),
    "correction": ("fix", fixing.read),
    "survey answer": ("survey", survey_closing.results),
    "branch's mood": ("mood", _mood_of_branch),
    "quarter's counts": ("mood", _counts),
    "study note": ("note", _study_note),
}


async def test_each_reads_what_the_table_says_and_nothing_else(turn: Turn, confided: Confided) -> None:
    found: dict[str, set[str]] = {what: set() for what in TABLE}
    for what, (which, ask) in DOORS.items():
        words = WORDS.get(what, WORDS["mood answer"])
        for name in READERS:
            if words in str(await ask(turn, confided.members[name], confided.ids[which])):
                found[what].add(name)
    assert {what: some - {WITH_KEY, NO_KEY} for what, some in TABLE.items()} == found


async def test_the_database_file_says_nothing_without_the_key(turn: Turn, confided: Confided) -> None:
    """As an operator sees it: every row of every table, raw, and then with the key."""
    raw, opened = "", await _opened(turn)
    for table in tables.metadata.sorted_tables:
        rows: Sequence[Any] = (await turn.tx.execute(sa.select(sa.literal_column("*")).select_from(table))).all()
        for row in rows:
            raw += "".join(bytes(one).decode("utf-8", "replace") if _is_bytes(one) else str(one) for one in row)
    for what, words in WORDS.items():
        if what != "birth date":  # four figures that chance may write too
            assert (words in raw) == (NO_KEY in TABLE[what]), what
        assert (words in opened) == (WITH_KEY in TABLE[what]), what


# What is nowhere any more when a consent was taken back; the last one is deletion of everything.
GONE_WITH: Final[Mapping[Scope, frozenset[str]]] = {
    Scope.MOOD: frozenset({"mood answer"}),
    Scope.CARE: frozenset({"visit note", "report of a visit", "talk text", "talk text not agreed to"}),
    Scope.HEALTH: frozenset({"leave reason"}),
    Scope.HELP: frozenset({"request words"}),
    Scope.PUBLISH: frozenset(),
    Scope.BASIC: frozenset(WORDS) - {"who came for the dead", "branch's mood", "quarter's counts"},
}


@pytest.mark.parametrize("scope", GONE_WITH, ids=str)
async def test_what_is_foretold_is_what_goes(turn: Turn, confided: Confided, scope: Scope) -> None:
    """V3, V14, PRV-07: each consent by itself, and only what stood on it; the preview changes nothing."""
    member, before = confided.members[SELF], await _opened(turn)
    foretold = await withdrawing.foretell(turn, member, scope)
    assert await _opened(turn) == before
    done = await withdrawing.withdraw(turn, member, scope)
    assert isinstance(done, withdrawing.Withdrawn)
    assert {code: rows for code, rows in done.gone.items() if rows} == dict(foretold)
    after = await _opened(turn)
    assert {what for what, words in WORDS.items() if words in before and words not in after} == GONE_WITH[scope]


async def _opened(turn: Turn) -> str:
    """All rows of all tables, with the key."""
    found = ""
    for table in tables.metadata.sorted_tables:
        found += str((await turn.tx.execute(sa.select(table).order_by(*table.primary_key.columns))).all())
    return found


def _is_bytes(value: object) -> bool:
    return isinstance(value, bytes | memoryview)


async def test_a_shared_note_is_the_named_readers_alone(turn: Turn, confided: Confided) -> None:
    """Sharing is the author's tap: from then on the card carries the words, and taking it back empties it."""
    assert await studying_notes.get(turn.tx, confided.ids["note"]) is not None
    await studying_notes.share(turn.tx, confided.ids["note"], Shared.BRANCH)
    assert WORDS["study note"] in str(await sharing.for_reader(turn, confided.ids["note"]))
    assert WORDS["study note"] not in str(await sharing.for_group(turn, confided.ids["note"]))
