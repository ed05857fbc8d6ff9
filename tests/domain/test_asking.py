"""The small rules of asking and ending: closing words, matters for others, areas, the one question at the end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import SURE, Concern, Topic, Urgency
from domain.members import Role
from domain.policies import Policy
from domain.requests import HelpRequest, Medium, Outcome, RequestStatus, closing
from domain.requests.areas import AREAS, Area, also, best, is_sure
from domain.requests.closing_words import is_only_thanks
from domain.requests.complaints import speaks_of
from domain.requests.elsewhere import Elsewhere, belongs_elsewhere
from tests.domain.requests import ASKED_AT as NOW
from tests.domain.requests import request


@pytest.mark.parametrize(
    "text",
    [
        "谢谢",
        "好的",
        "好的，谢谢您！",
        "收到，辛苦了",
        "知道了",
        "麻烦您了",
        "嗯嗯",
        "👍",
        "🙏🙏",
        "谢谢李委员🌹",
        "非常感谢组织的关心",
        "OK",
        "谢谢您的帮助，让大家费心了",
        "不用了，谢谢",
    ],
)
def test_thanks(text: str) -> None:
    """H26."""
    assert is_only_thanks(text, ["李委员"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "谢谢，还有件事",
        "谢谢，药费什么时候报？",
        "好的，明天可以吗",
        "麻烦您帮忙",
        "我不想活了，谢谢大家",
        "谢谢" * 30,
        "没有",
        "李委员",
        "🏥",
        "还没有解决",
    ],
)
def test_more_than_thanks(text: str) -> None:
    assert not is_only_thanks(text, ["李委员"])


@given(st.text())
def test_any_text_is_thanks_or_not(text: str) -> None:
    assert is_only_thanks(text) in {True, False}
    assert not is_only_thanks(text + "?")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("我要举报村干部收受红包", Elsewhere.REPORT),
        ("有人挪用公款", Elsewhere.REPORT),
        ("我们几户写了联名信想去上访", Elsewhere.PETITION),
        ("附件是内部资料，不得外传", Elsewhere.CLASSIFIED),
        ("老伴住院了", None),
        ("跟邻居闹矛盾", None),
    ],
)
def test_matters_for_others(text: str, where: Elsewhere | None) -> None:
    """HELP-06, SEC-04."""
    assert belongs_elsewhere(text) is where


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("老周这事处理得不妥", True),
        ("书记态度很差，说了也不理", True),
        ("我想反映书记乱收费", True),
        ("想请书记帮忙看看医保", False),
        ("物业态度很差", False),
    ],
)
def test_whoever_is_complained_of_is_pointed_out(text: str, *, is_meant: bool) -> None:
    """H10."""
    assert speaks_of(text, "老周", ["书记"]) is is_meant


def concern(**chances: float) -> Concern:
    given = {Topic[name]: chance for name, chance in chances.items()}
    rest = (1 - sum(given.values())) / (len(Topic) - len(given))
    ranked = sorted(((topic, given.get(topic, rest)) for topic in Topic), key=lambda one: -one[1])
    return Concern(ranked[0][0], tuple(ranked), ranked[0][1], Urgency.ORDINARY, ())


def a_post_each(topic: Topic) -> Role:
    """Routes under which no two neighbours of these tests share a post."""
    return list(Role)[list(Topic).index(topic) % len(Role)]


def test_an_area_leaves_the_other_topics_out() -> None:
    """H2."""
    unsure = concern(HEALTH=0.5, EMPLOYMENT=0.3)
    assert not is_sure(unsure, None, a_post_each)
    assert best(unsure, None)[:2] == (Topic.HEALTH, Topic.EMPLOYMENT)
    assert best(unsure, Area.WORK) == (Topic.EMPLOYMENT, Topic.WORK)
    assert is_sure(unsure, Area.WORK, a_post_each)
    assert is_sure(concern(HEALTH=SURE), None, a_post_each)


@pytest.mark.parametrize(
    ("chances", "sure"),
    [
        ({"HEALTH": 0.7, "HARDSHIP": 0.15}, True),
        ({"HEALTH": 0.7, "SCHOOLING": 0.15}, False),
        ({"HEALTH": 0.45, "HARDSHIP": 0.4}, False),
    ],
)
def test_topics_of_one_post_stand_together(chances: dict[str, float], *, sure: bool) -> None:
    """Who gets it must be sure; and the topic named must be likelier than all others."""
    assert is_sure(concern(**chances), None, Policy().role_for) is sure


def test_a_second_topic_is_named_when_it_is_near() -> None:
    assert also(concern(HEALTH=0.85, HARDSHIP=0.12), None) is Topic.HARDSHIP
    assert also(concern(HEALTH=0.9), None) is None


def test_every_topic_but_the_last_lies_in_an_area() -> None:
    assert {topic for topics in AREAS.values() for topic in topics} == set(Topic) - {Topic.OTHER}


CLOSED = request(status=RequestStatus.CLOSED, outcome=Outcome.CONFIRMED, closed_at=NOW, rating=None)


@pytest.mark.parametrize(
    ("ended", "words", "is_asked"),
    [
        (CLOSED, "报销的事", True),
        (CLOSED, "母亲上个月去世了", False),
        (CLOSED, "觉得活着真没意思", False),
        (replace(CLOSED, urgency=Urgency.URGENT), "", False),
        (replace(CLOSED, medium=Medium.CARE), "", False),
        (replace(CLOSED, outcome=Outcome.SILENT), "", False),
        (replace(CLOSED, outcome=Outcome.WITHDRAWN, status=RequestStatus.WITHDRAWN), "", False),
    ],
)
def test_the_question_at_the_end(ended: HelpRequest, words: str, *, is_asked: bool) -> None:
    """H22."""
    assert closing.may_be_asked(ended, words) is is_asked


def test_one_reminder_for_each_time_it_is_said_to_be_done() -> None:
    """H20."""
    waiting = request(status=RequestStatus.RESOLVED, resolved_at=NOW, reminded_at=None)
    later = NOW + closing.REMINDED_AFTER
    assert not closing.to_be_reminded(waiting, later - timedelta(seconds=1))
    assert closing.to_be_reminded(waiting, later)
    assert not closing.to_be_reminded(replace(waiting, reminded_at=later), later)
    assert closing.to_be_reminded(replace(waiting, reminded_at=NOW - timedelta(days=9)), later)
