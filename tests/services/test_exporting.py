"""Papers and tables as files, read back by programmes that did not write them (X1, X2)."""

import csv
import re
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from domain.documents import Facts, Grid, Heading, Paper, Paragraph, Signing
from domain.names import tidy_text
from domain.sheets import looks_like_formula
from services.exporting import tables
from services.exporting.markdown import escaped, markdown
from services.exporting.word import docx

NASTY = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "<b>|`*_[x](y)", "a & b", "😀 生僻字 𠀀", "'")
TYPED = st.text(max_size=30).map(tidy_text)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAPER = Paper(
    "会议记录",
    (
        Facts((("地点", NASTY[6]), ("人数", NASTY[0]))),
        Heading("内容", chapter=True),
        Paragraph("第一行\n" + NASTY[8]),
        Grid(("编号", "会议"), (("1", NASTY[7]),)),
        Signing(("主持人签名",)),
    ),
)


def _word(data: bytes) -> ET.Element:
    return ET.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))  # noqa: S314 - our own file


def test_a_paper_in_word_is_a4_with_chinese_letters() -> None:
    body = _word(docx(PAPER))
    size = body.find(f".//{W}pgSz")
    assert size is not None
    assert [round(int(size.attrib[f"{W}{side}"]) / 56.7) for side in ("w", "h")] == [210, 297]
    text = "".join(one.text or "" for one in body.iter(f"{W}t"))
    assert all(part in text for part in (NASTY[6], NASTY[0], NASTY[8], NASTY[7], "主持人签名：＿＿"))
    assert len(body.findall(f".//{W}pageBreakBefore")) == 1
    styles = ZipFile(BytesIO(docx(PAPER))).read("word/styles.xml").decode()
    assert 'w:eastAsia="宋体"' in styles
    wide = _word(docx(Paper("台账", (), landscape=True))).find(f".//{W}pgSz")
    assert wide is not None
    assert wide.attrib[f"{W}orient"] == "landscape"


@settings(max_examples=15, deadline=None)
@given(st.lists(TYPED, min_size=1, max_size=4))
def test_whatever_is_typed_makes_a_word_file(typed: list[str]) -> None:
    body = _word(docx(Paper("记录", tuple(Paragraph(one) for one in typed))))
    assert "".join(one.text or "" for one in body.iter(f"{W}t")) == "".join(["记录", *typed]).replace("\n", "")


@given(st.text(max_size=30))
def test_markdown_has_no_signs_but_ours(typed: str) -> None:
    """Without its backslashes it is what was typed; no sign that makes a link, a heading or a column stands bare."""
    shown = escaped(typed)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*\[\]<>|#_]", shown)
    assert re.sub(r"\\(.)", r"\1", shown, flags=re.DOTALL) == typed


def test_a_paper_in_markdown() -> None:
    lines = markdown(PAPER).decode().splitlines()
    assert lines[0] == "# 会议记录"
    assert "| 人数 | \\=1+1 |" in lines
    assert "| 编号 | 会议 |" in lines
    assert "## 内容" in lines


def test_x1_nothing_runs_in_a_spreadsheet() -> None:
    rows = [(value, number) for number, value in enumerate(NASTY)]
    book = CalamineWorkbook.from_filelike(BytesIO(tables.xlsx("表", NASTY[0], ("词", "数"), rows, (20, 8))))
    read = book.get_sheet_by_index(0).to_python()
    assert read[0][0] == "'=1+1"
    assert read[1] == ["词", "数"]
    assert [row[1] for row in read[2:]] == list(range(len(NASTY)))
    assert not [row[0] for row in read[2:] if looks_like_formula(str(row[0]))]
    sheet = ZipFile(BytesIO(tables.xlsx("表", "题", ("词", "数"), rows, (20, 8)))).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b'paperSize="9"' in sheet
    assert b'orientation="landscape"' in sheet


def test_x1_comma_separated_is_known_as_utf_8() -> None:
    data = tables.comma_separated("题", ("词", "数"), [(value, 1) for value in NASTY])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[:2] == [["题"], ["词", "数"]]
    assert not [row[0] for row in rows[2:] if looks_like_formula(row[0])]
    assert [row[0].removeprefix("'") for row in rows[2:-1]] == list(NASTY[:-1])
