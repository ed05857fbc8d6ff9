"""What a course may hold, and how it is found (S1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.courses import KIND_NAMES, Course, CourseKind, found, kind_of, read_link, read_minutes


def course(id_: int, title: str, *, teacher: str = "", note: str = "", kind: CourseKind = CourseKind.ARTICLE) -> Course:
    return Course(id_, 1, title, kind, teacher, None, None, None, note)


@pytest.mark.parametrize(
    "link",
    ["https://www.12371.cn/2022/10/16/a.shtml", "http://dangshi.people.com.cn", "https://例子.中国/党课?id=1#二"],
)
def test_links_that_open(link: str) -> None:
    assert read_link(f"  {link} ") == link


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "没有",
            "www.12371.cn",
            "ftp://a.cn/x",
            "javascript:alert(1)",
            "tg://resolve?domain=x",
            "data:text/html,x",
        ),
        *("https://", "https://localhost/x", "https://a.cn/x y", "https://a.cn/\nb", "https://people.cn@evil.cn/"),
        *("https://[::1", "file:///etc/passwd", "https://a.cn/" + "x" * 500),
    ],
)
def test_what_is_no_link(text: str) -> None:
    assert read_link(text) is None


@given(st.text())
def test_reading_never_fails_and_keeps_the_scheme(text: str) -> None:
    link = read_link(text)
    assert link is None or link.lower().startswith(("http://", "https://"))
    minutes = read_minutes(text)
    assert minutes is None or 0 < minutes <= 600


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("45", 45), ("45分钟", 45), (" 45 分 ", 45), ("半小时", 30), ("半个小时", 30), ("1小时", 60)),
        *(("一个半小时", 90), ("两小时", 120), ("2个小时半", 150), ("0", None), ("700分钟", None), ("11小时", None)),
        *(("很久", None), ("", None), ("-5", None)),
    ],
)
def test_minutes(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


def test_every_kind_has_a_name_that_reads_back() -> None:
    assert {kind_of(f" {KIND_NAMES[kind]} ") for kind in CourseKind} == set(CourseKind)
    assert kind_of("电影") is None


LIBRARY = (
    course(3, "党的二十大报告导读", teacher="陈教授"),
    course(2, "防诈骗一堂课", note="银行的同志来讲", kind=CourseKind.VIDEO),
    course(1, "The Party Constitution 党章", teacher="老周"),
)


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ("二十大", ["二十大"], [3]),
        ("陈教授 报告", ["陈", "教授", "陈教授", "报告"], [3]),
        ("party", ["party"], [1]),
        ("视频", ["视频"], [2]),
        ("银行诈骗视频怎么找", ["银行", "诈骗", "视频", "怎么", "找"], [2]),
        ("的", ["的"], [3, 2]),
        ("量子", ["量子"], []),
        ("", [], []),
    ],
)
def test_search(text: str, words: list[str], ids: list[int]) -> None:
    """All that was asked for, in any order; else what holds most of the words; in the order given."""
    assert [one.id for one in found(LIBRARY, text, words)] == ids
