"""Counts, calibration and the decision, on tables small enough to follow by hand."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import SURELY_NOT, Topic, calibration, counting, lexicon, urgency
from domain.concerns.calibration import Calibration, CalibrationProblem
from domain.concerns.counting import TOPICS, Counts, CountsProblem, Lessons
from domain.concerns.deciding import Router

ROWS: Mapping[str, Mapping[Topic, int]] = {
    "医院": {Topic.HEALTH: 300, Topic.EMPLOYMENT: 20},
    "~医院": {Topic.HEALTH: 300},
    "工资": {Topic.EMPLOYMENT: 400},
    "学校": {Topic.SCHOOLING: 500},
    "社区": {Topic.NEIGHBOURHOOD: 50, Topic.HOUSING: 50, Topic.OTHER: 50},
}
EXAMPLES = {Topic.HEALTH: 40, Topic.EMPLOYMENT: 40, Topic.SCHOOLING: 40}
COUNTS = Counts.of(ROWS, EXAMPLES)
ROUTER = Router(
    lexicon.read("[医疗健康]\n住院! 自费\n[组织关系/党务]\n党费!\n"),
    COUNTS,
    Calibration(0.1, (0.0, 0.1, 0.5), (0.08, 0.5, 0.95)),
    urgency.read("[较急]\n着急\n"),
)


def best(scores: list[float]) -> Topic:
    return TOPICS[scores.index(max(scores))]


def test_a_sign_speaks_for_the_topic_in_which_it_is_common() -> None:
    assert best(COUNTS.score(["医院"])) is Topic.HEALTH
    assert best(COUNTS.score(["工资", "社区"])) is Topic.EMPLOYMENT


def test_what_nobody_counted_says_nothing() -> None:
    assert COUNTS.score(["火星"]) == [0.0] * len(TOPICS)


def test_one_sign_alone_makes_less_sure_than_many() -> None:
    assert max(COUNTS.score(["医院"])) < max(COUNTS.score(["医院", "~医院"]))


def test_a_lesson_counts_once_and_teaches_a_new_word() -> None:
    taught = Lessons({"护工": {Topic.HEALTH: 1}}, {Topic.HEALTH: 1})
    assert best(COUNTS.score(["护工"], taught)) is Topic.HEALTH
    assert COUNTS.score(["护工"]) == [0.0] * len(TOPICS)


def test_a_lesson_leaves_words_alone_that_it_does_not_hold() -> None:
    taught = Lessons({"护工": {Topic.HEALTH: 1}})
    assert COUNTS.score(["工资"], taught) == COUNTS.score(["工资"])


def test_counts_are_read_as_they_were_written() -> None:
    again = counting.read(counting.written(ROWS, EXAMPLES))
    assert again.examples == {topic: EXAMPLES.get(topic, 0) for topic in TOPICS}
    assert again.score(["医院", "社区"]) == COUNTS.score(["社区", "医院"])


@pytest.mark.parametrize(
    "text", ["", "1 2 3\n", "0 0 0 0 0 0 0 0 0 0 0 0\n医院 99:1\n", "0 0 0 0 0 0 0 0 0 0 0 0\n医院 x\n"]
)
def test_a_broken_file_of_counts_is_refused(text: str) -> None:
    with pytest.raises(CountsProblem):
        counting.read(text)


@pytest.mark.parametrize(
    "table",
    [
        (0.0, (0.0, 1.0), (0.1, 0.9)),
        (0.1, (0.0,), (0.1,)),
        (0.1, (0.5, 0.2), (0.1, 0.9)),
        (0.1, (0.0, 0.2), (0.9, 0.1)),
        (0.1, (0.0, 0.2, 0.3), (0.1, 0.9)),
    ],
)
def test_a_table_that_does_not_rise_is_refused(table: tuple[float, tuple[float, ...], tuple[float, ...]]) -> None:
    with pytest.raises(CalibrationProblem):
        Calibration(*table)


def test_a_calibration_is_read_as_it_was_written() -> None:
    assert calibration.read(calibration.written(ROUTER.calibration)) == ROUTER.calibration
    with pytest.raises(CalibrationProblem):
        calibration.read("{}")


@given(st.lists(st.floats(-5, 5), min_size=len(TOPICS), max_size=len(TOPICS)))
def test_probabilities_never_exceed_one_and_keep_the_best_first(scores: list[float]) -> None:
    given_ = ROUTER.calibration.probabilities(scores)
    assert all(0 <= it <= 1 for it in given_)
    assert sum(given_) <= 1 + 1e-9
    assert given_[scores.index(max(scores))] == max(given_)


def test_handwritten_words_decide_where_there_are_no_counts() -> None:
    said = ROUTER.concern("党费怎么交", ["党费", "怎么", "交"])
    assert said.topic is Topic.PARTY_AFFAIRS
    assert said.because == ("党费",)


def test_a_branch_word_is_meant() -> None:
    words = {"医院": Topic.WORK}
    assert ROUTER.concern("去医院值班的事情怎么安排", ["医院", "值班"], words=words).topic is Topic.WORK


def test_reasons_are_words_of_the_text_in_its_order_and_never_pairs() -> None:
    said = ROUTER.concern("自费太多，住院，还要去医院", ["自费", "住院", "医院"])
    assert said.because == ("自费", "住院", "医院")


def test_the_end_of_one_word_and_the_beginning_of_the_next_are_no_word() -> None:
    router = replace(ROUTER, lexicon=lexicon.read("[养老托幼/家庭]\n家政\n"))
    assert router.said("国家政策", ["国家", "政策"]) == {}
    assert list(router.said("请家政来", ["请", "家政", "来"])) == ["家政"]


def test_a_part_of_a_longer_word_is_no_reason() -> None:
    assert ROUTER.concern("人民医院", ["人民", "医院", "人民医院"]).because == ()


@pytest.mark.parametrize("text", ["", "好的", "在吗"])
def test_small_talk_goes_to_a_human(text: str) -> None:
    said = ROUTER.concern(text, [text])
    assert said.topic is None
    assert said.confidence < SURELY_NOT


@given(st.text(), st.lists(st.text()))
def test_any_text_gives_a_well_formed_concern(text: str, cut: list[str]) -> None:
    said = ROUTER.concern(text, cut)
    chances = [chance for _, chance in said.ranked]
    assert {topic for topic, _ in said.ranked} == set(Topic)
    assert chances == sorted(chances, reverse=True)
    assert said.confidence == chances[0]
    assert len(said.because) <= 4
    assert (said.topic is None) == (said.confidence < SURELY_NOT)
