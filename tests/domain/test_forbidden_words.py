"""C8: no lexicon knows a word of political attitude or religion."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forbidden_words import ANYWHERE, WHOLE, forbidden_in

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "services", "texts", "storage", "handlers")
WORD_FILES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.txt"))


def _words(path: Path) -> Iterator[str]:
    """Everything between blanks, but for comments; a count behind a word is no word."""
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from (word for word in line.replace("\t", " ").split() if not word.replace(".", "").isdigit())


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda path: path.name)
def test_c8_no_word_file_holds_one(path: Path) -> None:
    words = list(_words(path))
    assert words
    assert [(word, term) for word in words if (term := forbidden_in(word)) is not None] == []


def test_c8_there_are_word_files() -> None:
    assert "lexicon.txt" in {path.name for path in WORD_FILES}


@pytest.mark.parametrize(
    "word", ["宗教", "信教群众", "宗 教", "宗·教", "做礼拜", "政治立场", "思想反动", "教会", "佛教协会", "维稳对象"]
)
def test_c8_refused(word: str) -> None:
    assert forbidden_in(word) is not None


@pytest.mark.parametrize(
    "word",
    [
        "住院",
        "街道教育",
        "教会孩子",
        "思想汇报",
        "政治生日",
        "政治面貌",
        "政审材料",
        "思想困惑",
        "和尚未办结",
        "组织关系",
        "",
    ],
)
def test_c8_let_through(word: str) -> None:
    assert forbidden_in(word) is None


@given(st.sampled_from(ANYWHERE), st.text(alphabet=" 　·-—.", max_size=3), st.text(max_size=5), st.text(max_size=5))
def test_c8_neither_blanks_nor_company_hide_it(term: str, gap: str, before: str, after: str) -> None:
    assert forbidden_in(before + gap.join(term) + after) is not None


@given(st.sampled_from(sorted(WHOLE)))
def test_c8_short_ones_are_refused_by_themselves(term: str) -> None:
    assert forbidden_in(term) is not None
