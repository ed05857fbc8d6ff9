"""Which rules hold where, and which of them a running request keeps (H8, E8)."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import Action
from domain.concerns import Topic, Urgency
from domain.concerns.danger import judge
from domain.members import MemberStatus, Role
from domain.nodes import NodeKind
from domain.policies import DEFAULT, Policy, written
from domain.requests import Audience, Medium
from domain.requests.clocks import promised
from services import concerns, policies, publishing
from services.publishing import files
from services.publishing.rehearsal import rehearse, sentences
from services.turn import Turn
from storage import nodes, people, requests
from storage import policies as store
from tests.services.conftest import Somebody

IN_DANGER = ("我不想活了", "他拿刀要砍我", "胸口疼得喘不过气快不行了")


async def test_a_branch_begins_with_the_usual_rules(branch: Turn, somebody: Somebody) -> None:
    in_force = await policies.in_force(branch, (await somebody("小明")).node_id)
    assert in_force.policy_id is None
    assert in_force.policy == DEFAULT
    assert not in_force.calendar.is_working_day(date(2026, 10, 1))
    assert in_force.calendar.is_working_day(date(2026, 10, 10))
    assert not in_force.calendar.is_working_day(date(2027, 10, 17))


async def test_h8_the_nearest_rules_hold(branch: Turn, somebody: Somebody) -> None:
    ming, zhou = await somebody("小明"), await somebody("老周")
    above, below = replace(DEFAULT, dispatcher=Role.DEPUTY_SECRETARY), replace(DEFAULT, dispatcher=Role.LIAISON)
    await store.publish(branch.tx, 1, written(above), zhou.id, branch.now)
    assert (await policies.in_force(branch, ming.node_id)).policy == above
    own = await store.publish(branch.tx, 3, written(below), zhou.id, branch.now)
    in_force = await policies.in_force(branch, ming.node_id)
    assert (in_force.policy_id, in_force.policy) == (own, below)
    assert (await policies.in_force(branch, 2)).policy == above


async def test_v5_only_who_answers_for_a_branch_changes_its_rules(branch: Turn, somebody: Somebody) -> None:
    """A post written at a group, or in a branch below, opens nothing above it."""
    ming, yu = await somebody("小明"), await somebody("小雨")
    await people.appoint(branch.tx, ming.id, ming.node_id, Role.BRANCH_SECRETARY, branch.now)
    assert await publishing.branch_of(branch, ming) is None
    seen = await publishing.branch_of(branch, ming, Action.SEE_ROUTES)
    assert seen is not None
    assert seen.name == "幸福社区第一党支部"
    general = await nodes.add(branch.tx, None, NodeKind.GENERAL_BRANCH, "总支", branch.now)
    below = await nodes.add(branch.tx, general.id, NodeKind.BRANCH, "分支部", branch.now)
    member = await people.add(branch.tx, general.id, "老李", MemberStatus.FULL_MEMBER, branch.now)
    await people.appoint(branch.tx, member.id, below.id, Role.BRANCH_SECRETARY, branch.now)
    assert await publishing.branch_of(branch, member) == below
    assert await publishing.branch_of(branch, yu, Action.SEE_ROUTES) is None


async def test_e8_a_running_request_keeps_its_rules(branch: Turn, somebody: Somebody) -> None:
    ming, zhou = await somebody("小明"), await somebody("老周")
    slow = replace(
        DEFAULT.clocks[Urgency.ORDINARY], respond=timedelta(days=3), resolve=timedelta(days=10), step=timedelta(days=2)
    )
    old = replace(DEFAULT, clocks={**DEFAULT.clocks, Urgency.ORDINARY: slow}, quiet=DEFAULT.hours)
    policy_id = await store.publish(branch.tx, 3, written(old), zhou.id, branch.now)
    in_force = await policies.in_force(branch, ming.node_id)
    promise = promised(slow, in_force.calendar, branch.now)
    request = await requests.add(
        branch.tx,
        "家里的事",
        [],
        branch.now,
        asker_id=ming.id,
        node_id=ming.node_id,
        branch_id=3,
        topic=Topic.HEALTH,
        urgency=Urgency.ORDINARY,
        audience=Audience.RESPONSIBLE,
        medium=Medium.TEXT,
        about_id=None,
        hide_name=False,
        may_leave=False,
        policy_id=policy_id,
        respond_by=promise.respond_by,
        resolve_by=promise.resolve_by,
        next_step_at=promise.next_step_at,
    )
    await store.publish(branch.tx, 3, written(DEFAULT), zhou.id, branch.now)
    assert (await policies.in_force(branch, ming.node_id)).policy == DEFAULT
    kept = await policies.of_request(branch, request)
    assert kept.policy == old
    assert kept.calendar.quiet == old.quiet
    found = await requests.get(branch.tx, request.id)
    assert found == request


def test_a5_the_sentences_cover_every_topic() -> None:
    assert len(sentences()) >= 60
    for topic in Topic:
        assert sum(sentence.topic is topic for sentence in sentences()) >= 5
    assert len({sentence.text for sentence in sentences()}) == len(sentences())


def test_a5_most_of_them_are_understood_as_they_are() -> None:
    tried = rehearse({}, {})
    assert tried.right_after == tried.right_before >= tried.total * 3 // 4
    assert not tried.moved


def test_a5_what_a_word_moves_is_shown() -> None:
    tried = rehearse({}, {"物业": Topic.RIGHTS})
    assert tried.is_worse
    assert {(moved.before, moved.after) for moved in tried.moved} == {(Topic.HOUSING, Topic.RIGHTS)}


@given(st.dictionaries(st.sampled_from(["不想", "活了", "拿刀", "胸口疼", "快不行"]), st.sampled_from(Topic)))
def test_c9_no_word_of_a_branch_makes_a_danger_harmless(words: dict[str, Topic]) -> None:
    for text in IN_DANGER:
        assert concerns.understand(text, words=words).danger == judge(text)
        assert judge(text).calls_human


def test_h8_a_file_that_goes_out_comes_back_the_same() -> None:
    policy = replace(DEFAULT, words={"健康小屋": Topic.HEALTH}, duty=frozenset({date(2026, 10, 1)}))
    assert files.read_file("分工.yaml", files.export("第一党支部", policy), DEFAULT) == policy
    assert files.read_file("分工.yml", files.export("第一党支部", DEFAULT), policy) == DEFAULT


def test_h8_a_file_as_people_type_it() -> None:
    text = "分工：\n  住房物业：纪检委员\n静音：22：00—7：00\n"
    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("gb18030")):
        policy = files.read_file("分工.YAML", data, DEFAULT)
        assert isinstance(policy, Policy)
        assert policy.routes[Topic.HOUSING] is Role.DISCIPLINE_MEMBER


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\nb: *x",
        "a: &x {b: *x}",
        "!!python/object/apply:os.system ['true']",
        "[" * 5000,
        "? [a]\n: b",
        "分工: {医疗健康: !!int 3}",
        "--- a\n--- b",
        "\0",
        "%YAML 9.9\n---\na: b",
        "- - - - - - - - a",
        "<<: {转人工: 书记}",
    ],
)
def test_h8_a_hostile_file_is_refused_in_words(text: str) -> None:
    assert not isinstance(files.read_file("x.yaml", text.encode(), DEFAULT), Policy)


@given(st.text(alphabet="分工医疗健康: -[]{}&*!?|>'\"#%@`\n\t，：0123"))
def test_h8_no_file_breaks_the_reader(text: str) -> None:
    assert files.read_file("x.yaml", text.encode(), DEFAULT) is not None


@given(st.binary(max_size=200))
def test_h8_no_bytes_break_the_reader(data: bytes) -> None:
    assert files.read_file("x.yaml", data, DEFAULT) is not None


def test_the_guide_shows_a_file_that_can_be_sent() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "分工.md").read_text("utf-8")
    example = guide.partition("```yaml\n")[2].partition("```")[0]
    policy = files.read_file("分工.yaml", example.encode(), DEFAULT)
    assert isinstance(policy, Policy)
    assert policy.clocks == DEFAULT.clocks
    assert policy.words == {"健康小屋": Topic.HEALTH}
    assert f"{len(sentences())} 句话" in guide
