"""The access function (V5, H4, H10, H29): node × post × consent × exclusion, and what is written down of both."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.concerns import Topic, Urgency
from domain.members import Member, MemberStatus, Role
from domain.nodes import Node, NodeKind
from domain.requests import Audience, HelpRequest, Medium, Refused, RefusedBecause, RequestStatus, StepKind
from services.requests import reading
from services.requests.reading import Opened
from services.turn import Turn
from storage import access_log, nodes, people, request_events, request_steps, request_words, standins
from storage import requests as store
from storage.request_events import EventKind
from storage.request_words import WordsKind

BODY = "家里的屋顶漏了，夜里不敢睡"
EXCLUDED, OUTSIDE, NO_CONSENT, NOT_ASKED = (
    RefusedBecause.EXCLUDED,
    RefusedBecause.OUTSIDE,
    RefusedBecause.NO_CONSENT,
    RefusedBecause.NOT_ASKED,
)
PLACES = ("group", "other group", "branch", "other branch", "community", "other community")


@dataclass
class Place:
    """A community with two branches, the first with two groups; and another community beside it."""

    turn: Turn
    nodes: dict[str, Node] = field(default_factory=dict)

    async def person(self, at: str = "group") -> Member:
        member = await people.add(self.turn.tx, self.nodes[at].id, "同志", MemberStatus.FULL_MEMBER, self.turn.now)
        await people.bind(self.turn.tx, member.id, 7000 + member.id)
        return replace(member, telegram_id=7000 + member.id)

    async def holder(self, role: Role, at: str) -> Member:
        member = await self.person(at)
        await people.appoint(self.turn.tx, member.id, self.nodes[at].id, role, self.turn.now)
        return member

    async def request(self, asker: Member, *excluded: int, may_leave: bool = False) -> HelpRequest:
        soon = self.turn.now + timedelta(days=1)
        return await store.add(
            self.turn.tx,
            BODY,
            excluded,
            self.turn.now,
            asker_id=asker.id,
            node_id=self.nodes["group"].id,
            branch_id=self.nodes["branch"].id,
            topic=Topic.HOUSING,
            urgency=Urgency.ORDINARY,
            audience=Audience.RESPONSIBLE,
            medium=Medium.TEXT,
            about_id=None,
            hide_name=False,
            may_leave=may_leave,
            policy_id=None,
            respond_by=soon,
            resolve_by=soon,
            next_step_at=None,
        )

    async def asks(self, request: HelpRequest, member: Member) -> None:
        now = self.turn.now
        await request_steps.fire(self.turn.tx, request.id, request.round, StepKind.ASK, member.id, now)


@pytest.fixture
async def place(turn: Turn) -> Place:
    made = Place(turn)
    for name, above, kind in (
        ("community", None, NodeKind.COMMUNITY_COMMITTEE),
        ("other community", None, NodeKind.COMMUNITY_COMMITTEE),
        ("branch", "community", NodeKind.BRANCH),
        ("other branch", "community", NodeKind.BRANCH),
        ("group", "branch", NodeKind.PARTY_GROUP),
        ("other group", "branch", NodeKind.PARTY_GROUP),
    ):
        parent = made.nodes[above].id if above else None
        made.nodes[name] = await nodes.add(turn.tx, parent, kind, name, turn.now)
    return made


@pytest.mark.parametrize(
    ("role", "at", "asked", "may_leave", "excluded", "expected"),
    [
        (Role.GROUP_LEADER, "group", True, False, False, None),
        (Role.GROUP_LEADER, "group", False, False, False, NOT_ASKED),
        (Role.GROUP_LEADER, "group", True, False, True, EXCLUDED),
        (Role.GROUP_LEADER, "other group", True, False, False, OUTSIDE),
        (Role.ORGANIZATION_MEMBER, "branch", True, False, False, None),
        (Role.ORGANIZATION_MEMBER, "branch", False, False, False, NOT_ASKED),
        (Role.BRANCH_SECRETARY, "branch", True, False, False, None),
        (Role.BRANCH_SECRETARY, "branch", False, False, False, NOT_ASKED),
        (Role.BRANCH_SECRETARY, "branch", True, True, True, EXCLUDED),
        (Role.BRANCH_SECRETARY, "other branch", True, True, False, OUTSIDE),
        (Role.BRANCH_SECRETARY, "community", True, False, False, NO_CONSENT),
        (Role.BRANCH_SECRETARY, "community", True, True, False, None),
        (Role.BRANCH_SECRETARY, "community", False, True, False, NOT_ASKED),
        (Role.BRANCH_SECRETARY, "community", True, True, True, EXCLUDED),
        (Role.BRANCH_SECRETARY, "other community", True, True, False, OUTSIDE),
    ],
)
async def test_who_may_open(
    place: Place,
    role: Role,
    at: str,
    asked: bool,
    may_leave: bool,
    excluded: bool,
    expected: RefusedBecause | None,
) -> None:
    reader = await place.holder(role, at)
    request = await place.request(await place.person(), *([reader.id] if excluded else []), may_leave=may_leave)
    if asked:
        await place.asks(request, reader)
    found = await reading.open_words(place.turn, reader, request.id)
    assert found == Refused(expected) if expected else isinstance(found, Opened) and found.text == BODY
    (entry,) = await access_log.of_request(place.turn.tx, request.id)
    assert (entry.actor_id, entry.granted, entry.member_id) == (reader.id, expected is None, request.asker_id)
    events = [one.kind for one in await request_events.of(place.turn.tx, request.id)]
    assert events == ([EventKind.OPENED] if expected is None else [])


async def test_nobody_without_a_post(place: Place) -> None:
    reader = await place.person()
    request = await place.request(await place.person())
    await place.asks(request, reader)
    assert await reading.open_words(place.turn, reader, request.id) == Refused(OUTSIDE)


async def test_a_stand_in_reads_while_standing_in(place: Place) -> None:
    reader, leader = await place.person(), await place.holder(Role.GROUP_LEADER, "group")
    request = await place.request(await place.person())
    await place.asks(request, reader)
    at = place.nodes["group"].id
    await standins.name_backup(place.turn.tx, at, Role.GROUP_LEADER, reader.id, leader.id, place.turn.now)
    assert isinstance(await reading.open_words(place.turn, reader, request.id), Opened)
    other = await place.person()
    await standins.name_backup(place.turn.tx, at, Role.GROUP_LEADER, other.id, leader.id, place.turn.now)
    assert await reading.open_words(place.turn, reader, request.id) == Refused(OUTSIDE)


async def test_once_taken_it_is_between_two(place: Place) -> None:
    asked = [await place.holder(Role.GROUP_LEADER, "group"), await place.holder(Role.ORGANIZATION_MEMBER, "branch")]
    request = await place.request(await place.person())
    for one in asked:
        await place.asks(request, one)
    assert await store.take(place.turn.tx, request.id, asked[0].id, place.turn.now)
    assert isinstance(await reading.open_words(place.turn, asked[0], request.id), Opened)
    assert await reading.open_words(place.turn, asked[1], request.id) == Refused(NOT_ASKED)


async def test_what_was_withdrawn_opens_for_nobody(place: Place) -> None:
    reader = await place.holder(Role.GROUP_LEADER, "group")
    request = await place.request(await place.person())
    await place.asks(request, reader)
    await store.change(place.turn.tx, request.id, status=RequestStatus.WITHDRAWN)
    await store.erase(place.turn.tx, request.id)
    assert await reading.open_words(place.turn, reader, request.id) == Refused(RefusedBecause.GONE)
    assert await reading.open_words(place.turn, reader, request.id + 1) == Refused(RefusedBecause.GONE)


async def test_a_hidden_name_is_hidden_from_helpers(place: Place) -> None:
    reader, asker = await place.holder(Role.GROUP_LEADER, "group"), await place.person()
    request = await place.request(asker)
    await place.asks(request, reader)
    await request_words.add(place.turn.tx, request.id, asker.id, WordsKind.FROM_ASKER, "补充一句", place.turn.now)
    shown = await reading.open_words(place.turn, reader, request.id)
    assert isinstance(shown, Opened)
    assert shown.asker == asker.name
    await store.change(place.turn.tx, request.id, hide_name=True)
    hidden = await reading.open_words(place.turn, reader, request.id)
    assert isinstance(hidden, Opened)
    assert hidden.asker is None
    assert asker.id not in hidden.speakers


async def test_the_asker_reads_all_but_the_notes(place: Place) -> None:
    owner, asker = await place.holder(Role.GROUP_LEADER, "group"), await place.person()
    request = await place.request(asker)
    for kind in WordsKind:
        await request_words.add(place.turn.tx, request.id, owner.id, kind, str(kind), place.turn.now)
    mine = await reading.own_words(place.turn, asker, request.id)
    assert mine is not None
    assert mine.text == BODY
    assert [words.text for words in mine.words] == ["from_asker", "reply"]
    assert await reading.own_words(place.turn, owner, request.id) is None


async def test_the_asker_sees_who_read_it_and_who_was_kept_from_it(place: Place) -> None:
    reader, other = await place.holder(Role.GROUP_LEADER, "group"), await place.holder(Role.GROUP_LEADER, "other group")
    request = await place.request(await place.person())
    await place.asks(request, reader)
    await reading.open_words(place.turn, reader, request.id)
    later = replace(place.turn, now=place.turn.now + timedelta(hours=1))
    await reading.open_words(later, other, request.id)
    assert await reading.readers(place.turn, request.id) == [
        reading.Reading(other.id, later.now, granted=False),
        reading.Reading(reader.id, place.turn.now, granted=True),
    ]


@given(
    posts=st.lists(st.tuples(st.sampled_from(Role), st.sampled_from(PLACES)), max_size=3),
    asked=st.booleans(),
    owns=st.booleans(),
    may_leave=st.booleans(),
    excluded=st.booleans(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_nobody_outside_ever_opens(
    place: Place, posts: list[tuple[Role, str]], asked: bool, owns: bool, may_leave: bool, excluded: bool
) -> None:
    """Only who stands over the asker, was asked or has it, and is not kept from it, whatever they hold (O15)."""
    reader = await place.person("other branch")
    for role, at in posts:
        await people.appoint(place.turn.tx, reader.id, place.nodes[at].id, role, place.turn.now)
    request = await place.request(await place.person(), *([reader.id] if excluded else []), may_leave=may_leave)
    if asked:
        await place.asks(request, reader)
    if owns:
        await store.change(place.turn.tx, request.id, owner_id=reader.id, status=RequestStatus.ACKNOWLEDGED)
    held = {at for _, at in posts}
    over = bool(held & {"group", "branch"}) or (may_leave and "community" in held)
    found = await reading.open_words(place.turn, reader, request.id)
    assert isinstance(found, Opened) == (over and (asked or owns) and not excluded)
    (entry,) = await access_log.of_request(place.turn.tx, request.id)
    assert entry.granted == isinstance(found, Opened)
