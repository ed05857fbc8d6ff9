"""The router with the tables that ship."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import SURE, SURELY_NOT, Topic, Urgency, lexicon
from domain.concerns.danger import judge
from services import concerns, segmenting, simplifying

SENTENCES = Path(__file__).parent / "concerns.txt"
ASKED = "老伴住院快一个月了，自费部分有点撑不住"


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    concerns.load()


def sentences() -> Iterator[tuple[str, list[Topic]]]:
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            text, *topics = (part.strip() for part in line.split("|"))
            yield text, [Topic(topic) for topic in topics]


def test_a_long_stay_in_hospital_is_about_health_and_then_hardship() -> None:
    understood = concerns.understand(ASKED)
    assert [topic for topic, _ in understood.concern.ranked[:2]] == [Topic.HEALTH, Topic.HARDSHIP]
    assert understood.concern.because == ("住院", "自费")
    assert not understood.danger.calls_human


@pytest.mark.parametrize(
    "typed",
    [
        "老伴住院快一個月了，自費部分有點撐不住",
        "老 伴 住 院 快 一 个 月 了，自 费 部 分 有 点 撑 不 住",
        "老伴住·院快一个月了，自-费部分有点撑不住",
    ],
)
def test_the_way_of_typing_changes_nothing(typed: str) -> None:
    assert concerns.understand(typed).concern == concerns.understand(ASKED).concern


def test_sentences_of_every_topic_are_understood() -> None:
    """Of our own sentences, nine in ten are right, and no sure answer is wrong; each topic has its share."""
    right: dict[Topic, list[bool]] = {topic: [] for topic in Topic}
    for text, topics in sentences():
        concern = concerns.understand(text).concern
        right[topics[0]].append(concern.ranked[0][0] in topics)
        assert concern.confidence < SURE or right[topics[0]][-1], text
        assert any(topic in topics for topic, _ in concern.ranked[:3]), text
    told = [one for rights in right.values() for one in rights]
    assert sum(told) >= 0.9 * len(told)
    assert all(rights and sum(rights) >= 0.75 * len(rights) for rights in right.values())


@pytest.mark.parametrize("text", ["", "好的", "谢谢书记", "在吗", "？？？", "12345", "hello", "\x00", "🙏🙏"])
def test_what_says_nothing_goes_to_a_human(text: str) -> None:
    concern = concerns.understand(text).concern
    assert concern.topic is None
    assert concern.confidence < SURELY_NOT
    assert concern.because == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("想问问老年卡怎么办，不着急", Urgency.ORDINARY),
        ("老年卡的事有空再说，不是很急", Urgency.ORDINARY),
        ("家里停水两天了，请尽快派人来看", Urgency.PRESSING),
        ("老人在家昏倒了，快来人", Urgency.URGENT),
        ("厨房煤气泄漏", Urgency.URGENT),
        ("急性肠胃炎住院能报销吗", Urgency.ORDINARY),
    ],
)
def test_how_soon_somebody_has_to_look(text: str, expected: Urgency) -> None:
    assert concerns.understand(text).concern.urgency is expected


def test_danger_is_urgent_and_never_named_as_a_reason() -> None:
    understood = concerns.understand("住院花光了钱，我不想活了，已经准备好了安眠药")
    assert understood.danger.calls_human
    assert understood.concern.urgency is Urgency.URGENT
    assert not any(judge(word).level for word in understood.concern.because)


def test_a_branch_word_is_found_inside_other_words() -> None:
    words = {"星火角": Topic.WORK}
    assert concerns.understand("星火角的事情想请人看看", words=words).concern.topic is Topic.WORK


def test_no_word_of_belief_or_attitude_is_in_the_lexicon() -> None:
    """(C8)"""
    assert lexicon.forbidden(concerns.router().lexicon.words) == []


def test_what_ships_holds_no_name_no_number_and_no_sentence() -> None:
    index = concerns.router().counts.index
    words = {sign for sign in index if not sign.startswith("~")}
    assert words <= segmenting.general(words) | concerns.router().lexicon.words.keys()
    assert all(len(sign.removeprefix("~")) <= 8 for sign in index)
    assert not any(character.isascii() for sign in index for character in sign.removeprefix("~"))


def test_what_ships_is_small() -> None:
    folder = resources.files("services") / "routing"
    assert sum(len(file.read_bytes()) for file in folder.iterdir()) < 1_500_000


def test_names_and_numbers_are_not_general_words() -> None:
    assert segmenting.general(["住院", "长沙", "三十", "小明", "没有这个词吧"]) == {"住院"}


def test_simplified_text_is_not_touched() -> None:
    assert simplifying.simplified("著名的后台") == "著名的后台"
    assert simplifying.simplified("醫藥費") == "医药费"


def test_loading_again_does_no_harm_and_leaves_no_cache_behind() -> None:
    concerns.load()
    assert jieba.dt.initialized
    assert jieba.dt.tmp_dir is not None
    assert not Path(jieba.dt.tmp_dir).exists()


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_is_understood(text: str) -> None:
    understood = concerns.understand(text)
    assert {topic for topic, _ in understood.concern.ranked} == set(Topic)
    assert not any(judge(word).level for word in understood.concern.because)
