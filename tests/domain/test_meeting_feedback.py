"""Three taps on a meeting, and what of them may be shown; polls of opinion (M34, M18)."""

import pytest

from domain.meeting_feedback import Question, is_answer, nothing, packed, plus, published, unpacked
from domain.polls import counted, read_options
from domain.pseudonyms import pseudonym


def said(*answers: tuple[int, int, int]) -> dict[Question, tuple[int, ...]]:
    counts = nothing()
    for one in answers:
        counts = plus(counts, one)
    return dict(counts)


def test_counts_and_nothing_else() -> None:
    counts = said((0, 1, 2), (0, 0, 0))
    assert counts == {Question.LESSON: (2, 0, 0), Question.TALK: (1, 1, 0), Question.USE: (1, 0, 1)}
    assert unpacked(packed(counts)) == counts


def test_four_answers_say_nothing() -> None:
    assert published(said(*[(0, 1, 2)] * 4), present=20, least=5).counts is None
    assert published(said(*[(0, 1, 2)] * 5), present=20, least=6).counts is None
    assert published(said(*[(0, 1, 2)] * 4), present=20, least=1).counts is None


def test_what_all_of_those_present_agree_on_is_left_out() -> None:
    counts = said((0, 0, 0), (0, 1, 0), (0, 0, 0), (0, 0, 0), (0, 0, 1))
    few_silent = published(counts, present=6, least=5).counts
    assert few_silent is not None
    assert set(few_silent) == {Question.TALK, Question.USE}
    many_silent = published(counts, present=10, least=5).counts
    assert many_silent is not None
    assert set(many_silent) == set(Question)


@pytest.mark.parametrize(
    ("answers", "fits"),
    [((), True), ((0, 2), True), ((0, 1, 2), True), ((0, 1, 2, 0), False), ((3,), False), ((-1,), False)],
)
def test_what_a_button_may_carry(answers: tuple[int, ...], fits: bool) -> None:
    assert is_answer(answers) is fits


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("植物园\n博物馆", ("植物园", "博物馆")),
        ("好、不好、都行", ("好", "不好", "都行")),
        ("好\n好\n", None),
        ("好", None),
        ("\n".join("一二三四五六七"), None),
        ("好、" + "长" * 21, None),
    ],
)
def test_options(text: str, options: tuple[str, ...] | None) -> None:
    assert read_options(text) == options


def test_opinions_are_shown_from_five_on() -> None:
    assert counted(("好", "不好"), [0, 0, 1, 0]) is None
    assert counted(("好", "不好"), [0, 0, 1, 0, 0]) == (4, 1)


def test_a_pseudonym_is_one_matter_s_alone() -> None:
    assert pseudonym("a", 1) == pseudonym("a", 1)
    assert len({pseudonym("a", 1), pseudonym("b", 1), pseudonym("a", 2)}) == 3
