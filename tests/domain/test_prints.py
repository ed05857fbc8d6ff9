"""What fits onto a sheet (S15)."""

from hypothesis import given
from hypothesis import strategies as st

from domain.prints import A_LINE, LINES, Part, fitting, lines_of

WORDS = st.text(st.sampled_from("学习党章，ab1 \n"), max_size=400)


def test_lines() -> None:
    assert lines_of("学" * A_LINE) == 1
    assert lines_of("学" * A_LINE + "习") == 2
    assert lines_of("a" * 2 * A_LINE) == 1
    assert lines_of("上\n下") == 2


def test_what_is_too_long_is_cut_and_shown_so() -> None:
    (part,) = fitting([Part("党章", "学" * 400)], 4)
    assert part.words.endswith("…")
    assert lines_of(part.words) <= 3
    assert fitting([Part("党章", "")], 0) == []


@given(st.lists(st.builds(Part, WORDS.filter(bool), WORDS), max_size=4), st.integers(0, LINES))
def test_never_more_than_the_sheet_holds(parts: list[Part], lines: int) -> None:
    kept = fitting(parts, lines)
    assert sum(lines_of(one.title) + (lines_of(one.words) if one.words else 0) for one in kept) <= lines
    assert [one.title for one in kept] == [one.title for one in parts[: len(kept)]]
