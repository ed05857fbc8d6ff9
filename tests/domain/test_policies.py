"""The rules of a branch: what they say, how they are written down, what a change changes (H8, E1, A5)."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import Topic, Urgency
from domain.members import Role
from domain.policies import (
    DEFAULT,
    Change,
    ChangeKind,
    Fault,
    Plain,
    Policy,
    Problem,
    changes,
    fault_of_word,
    kept,
    read,
    read_hours,
    span_words,
    vacant,
    written,
)
from domain.policies.reading import MOST_QUIET
from domain.policies.times import LONGEST, SHORTEST, read_span
from domain.requests.clocks import Clocks
from domain.workdays import Hours

minutes = st.integers(5, 15 * 24 * 60).map(lambda number: timedelta(minutes=number))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def some_clocks(draw: st.DrawFn) -> Clocks:
    *shorter, resolve = sorted(draw(st.tuples(minutes, minutes, minutes)))
    respond, update = draw(st.permutations(shorter))
    return Clocks(respond, draw(minutes), update, resolve, always=draw(st.booleans()))


WORDS = ("健康小屋", "新风超市", "十字路口", "共享菜园", "连心桥")
policies = st.builds(
    Policy,
    routes=st.fixed_dictionaries({topic: st.sampled_from(Role) for topic in Topic}),
    dispatcher=st.sampled_from(Role),
    clocks=st.fixed_dictionaries({urgency: some_clocks() for urgency in Urgency}),
    topic_clocks=st.dictionaries(
        st.tuples(st.sampled_from(Topic), st.sampled_from(Urgency)), some_clocks(), max_size=3
    ),
    quiet=st.builds(Hours, times, times).filter(lambda quiet: quiet.length <= MOST_QUIET),
    hours=st.builds(Hours, st.just(time(8)), st.just(time(17, 30))),
    duty=st.frozensets(st.dates(date(2026, 1, 1), date(2030, 1, 1)), max_size=3),
    words=st.dictionaries(st.sampled_from(WORDS), st.sampled_from(Topic)),
)


def quiet_as_words(policy: Policy) -> Policy:
    """Hours of no length are all the same: 不设."""
    quiet = policy.quiet
    return replace(policy, quiet=Hours(time(), time())) if quiet.start == quiet.end else policy


@given(policies)
def test_what_is_written_is_read_back(policy: Policy) -> None:
    assert read(written(policy), DEFAULT) == quiet_as_words(policy)


def test_what_was_published_by_an_older_version_still_holds() -> None:
    document: Plain = {
        "分工": {"医疗健康": "书记", "旧的一类": "书记"},
        "静音": "夜里",
        "本支部的词": {"教堂旁边": "其他"},
    }
    assert kept(document) == replace(
        DEFAULT, routes={**DEFAULT.routes, Topic.HEALTH: Role.BRANCH_SECRETARY}, words={"教堂旁边": Topic.OTHER}
    )


@given(policies)
def test_what_was_published_is_what_holds(policy: Policy) -> None:
    assert kept(written(policy)) == quiet_as_words(policy)


def test_every_topic_and_urgency_has_its_place() -> None:
    assert set(DEFAULT.routes) == set(Topic)
    assert set(DEFAULT.clocks) == set(Urgency)
    assert DEFAULT.role_for(None) is Role.BRANCH_SECRETARY
    assert DEFAULT.role_for(Topic.RIGHTS) is Role.DISCIPLINE_MEMBER


def test_e1_a_topic_may_have_clocks_of_its_own() -> None:
    policy = read({"单独时限": {"住房物业": {"普通": {"回应": "8小时"}}}}, DEFAULT)
    assert isinstance(policy, Policy)
    own = policy.clocks_for(Topic.HOUSING, Urgency.ORDINARY)
    assert own == replace(DEFAULT.clocks[Urgency.ORDINARY], respond=timedelta(hours=8))
    assert policy.clocks_for(Topic.HEALTH, Urgency.ORDINARY) == DEFAULT.clocks[Urgency.ORDINARY]
    assert policy.clocks_for(Topic.HOUSING, Urgency.URGENT) == DEFAULT.clocks[Urgency.URGENT]


def test_what_a_document_does_not_name_stays() -> None:
    base = replace(DEFAULT, words={"健康小屋": Topic.HEALTH})
    policy = read({"分工": {"住房物业": "纪检委员", "医疗健康": "支部书记"}, "静音": "22:00-7:00"}, base)
    assert isinstance(policy, Policy)
    assert policy.words == base.words
    assert policy.routes == {
        **DEFAULT.routes,
        Topic.HOUSING: Role.DISCIPLINE_MEMBER,
        Topic.HEALTH: Role.BRANCH_SECRETARY,
    }
    assert policy.quiet == Hours(time(22), time(7))
    assert read("", base) == base


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"分配": {}}, Problem(("分配",), Fault.UNKNOWN_KEY, "分配")),
        ({"分工": ["书记"]}, Problem(("分工",), Fault.NOT_A_MAPPING)),
        ({"分工": {"医疗": "书记"}}, Problem(("分工", "医疗"), Fault.UNKNOWN_TOPIC, "医疗")),
        ({"分工": {"医疗健康": "馆长"}}, Problem(("分工", "医疗健康"), Fault.UNKNOWN_ROLE, "馆长")),
        ({"分工": {"医疗健康": ["书记"]}}, Problem(("分工", "医疗健康"), Fault.NOT_A_VALUE)),
        ({"转人工": "张三"}, Problem(("转人工",), Fault.UNKNOWN_ROLE, "张三")),
        ({"时限": {"马上": {}}}, Problem(("时限", "马上"), Fault.UNKNOWN_URGENCY, "马上")),
        ({"时限": {"普通": {"回应": "很快"}}}, Problem(("时限", "普通", "回应"), Fault.WRONG_SPAN, "很快")),
        ({"时限": {"普通": {"办结": "16天"}}}, Problem(("时限", "普通", "办结"), Fault.WRONG_SPAN, "16天")),
        ({"时限": {"普通": {"办结": "1小时"}}}, Problem(("时限", "普通"), Fault.ENDS_BEFORE)),
        ({"时限": {"普通": {"全天": "有时"}}}, Problem(("时限", "普通", "全天"), Fault.WRONG_YES_NO, "有时")),
        ({"时限": {"普通": {"快": "1天"}}}, Problem(("时限", "普通", "快"), Fault.UNKNOWN_KEY, "快")),
        ({"单独时限": {"医疗": {}}}, Problem(("单独时限", "医疗"), Fault.UNKNOWN_TOPIC, "医疗")),
        ({"静音": "晚上"}, Problem(("静音",), Fault.WRONG_HOURS, "晚上")),
        ({"静音": "25:00-08:00"}, Problem(("静音",), Fault.WRONG_HOURS, "25:00-08:00")),
        ({"静音": "08:00-07:00"}, Problem(("静音",), Fault.TOO_QUIET, "08:00-07:00")),
        ({"办公": "17:30-08:30"}, Problem(("办公",), Fault.WRONG_HOURS, "17:30-08:30")),
        ({"值班日": "2026-10-01"}, Problem(("值班日",), Fault.NOT_A_LIST)),
        ({"值班日": ["十月一日"]}, Problem(("值班日", "0"), Fault.WRONG_DATE, "十月一日")),
        ({"值班日": ["2026-10-01"] * 101}, Problem(("值班日",), Fault.TOO_MANY, "100")),
        ({"本支部的词": {"健": "其他"}}, Problem(("本支部的词", "健"), Fault.WRONG_WORD, "健")),
        ({"本支部的词": {"健康小屋": "医疗"}}, Problem(("本支部的词", "健康小屋"), Fault.UNKNOWN_TOPIC, "医疗")),
        (
            {"本支部的词": {f"词语{number}": "其他" for number in range(201)}},
            Problem(("本支部的词",), Fault.TOO_MANY, "200"),
        ),
    ],
)
def test_h8_nothing_is_guessed(data: Plain, problem: Problem) -> None:
    assert read(data, DEFAULT) == [problem]


def test_h8_everything_wrong_is_told_at_once() -> None:
    problems = read({"分工": {"医疗健康": "馆长", "住房": "书记"}, "静音": "夜里"}, DEFAULT)
    assert isinstance(problems, list)
    assert [problem.fault for problem in problems] == [Fault.UNKNOWN_ROLE, Fault.UNKNOWN_TOPIC, Fault.WRONG_HOURS]


trees = st.recursive(
    st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from(["分工", "时限", "单独时限", "静音", "值班日", "本支部的词", "别的"]), trees))
def test_h8_any_document_is_read_or_refused(data: dict[str, Plain]) -> None:
    outcome = read(data, DEFAULT)
    assert isinstance(outcome, Policy) or outcome


@pytest.mark.parametrize(
    ("word", "fault"),
    [
        ("健康小屋", None),
        ("一", Fault.WRONG_WORD),
        ("词" * 13, Fault.WRONG_WORD),
        ("健康\n小屋", Fault.WRONG_WORD),
        (" 健康", Fault.WRONG_WORD),
        ("思想倾向", Fault.FORBIDDEN_WORD),
        ("教堂旁边", Fault.FORBIDDEN_WORD),
        ("不想活了", Fault.DANGER_WORD),
    ],
)
def test_c8_c9_words_of_a_branch(word: str, fault: Fault | None) -> None:
    assert fault_of_word(word) is fault


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("24小时", timedelta(hours=24)),
        ("24 个小时", timedelta(hours=24)),
        ("3天", timedelta(days=3)),
        ("2个工作日", timedelta(days=2)),
        ("1天12小时", timedelta(hours=36)),
        ("30分钟", SHORTEST * 6),
        ("15天", LONGEST),
        ("15天1分钟", None),
        ("4分钟", None),
        ("", None),
        ("一天", None),
        ("3", None),
        ("-3天", None),
    ],
)
def test_spans_as_people_write_them(text: str, span: timedelta | None) -> None:
    assert read_span(text) == span


@given(minutes)
def test_spans_are_said_as_they_are_read(span: timedelta) -> None:
    assert read_span(span_words(span)) == span


@pytest.mark.parametrize("text", ["21:00-08:00", "21:00-8:00", "21：00—08：00", "21:00 至 08:00", "21:00到08:00"])
def test_hours_as_people_write_them(text: str) -> None:
    assert read_hours(text) == Hours(time(21), time(8))


@pytest.mark.parametrize(
    ("new", "changed"),
    [
        (DEFAULT, []),
        (
            replace(DEFAULT, routes={**DEFAULT.routes, Topic.HOUSING: Role.DISCIPLINE_MEMBER}),
            [Change(ChangeKind.ROUTE, "住房物业", "党小组长", "纪检委员")],
        ),
        (
            replace(DEFAULT, dispatcher=Role.DEPUTY_SECRETARY),
            [Change(ChangeKind.DISPATCHER, "", "书记", "副书记")],
        ),
        (
            replace(DEFAULT, words={"健康小屋": Topic.HEALTH}),
            [Change(ChangeKind.WORD_ADDED, "健康小屋", "", "医疗健康")],
        ),
        (
            replace(DEFAULT, quiet=Hours(time(22), time(7))),
            [Change(ChangeKind.QUIET, "", "21:00-08:00", "22:00-07:00")],
        ),
        (replace(DEFAULT, duty=frozenset({date(2026, 10, 1)})), [Change(ChangeKind.DUTY, "", "0", "1")]),
    ],
)
def test_a5_what_a_change_changes(new: Policy, changed: list[Change]) -> None:
    assert changes(DEFAULT, new) == changed


@given(policies, policies)
def test_a5_no_change_goes_untold(old: Policy, new: Policy) -> None:
    assert bool(changes(old, new)) is (old != new)


@given(policies, policies)
def test_a5_words_come_and_go(old: Policy, new: Policy) -> None:
    told = {change.subject for change in changes(old, new) if change.kind is ChangeKind.WORD_REMOVED}
    assert told == set(old.words) - set(new.words)


def test_h8_posts_that_nobody_holds() -> None:
    assert vacant(DEFAULT, {Role.ORGANIZATION_MEMBER, Role.GROUP_LEADER, Role.BRANCH_SECRETARY}) == [
        Role.PUBLICITY_MEMBER,
        Role.DISCIPLINE_MEMBER,
        Role.YOUTH_MEMBER,
    ]
