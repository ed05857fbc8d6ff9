"""A paper as Word on A4, ready to print: the one file that knows python-docx."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table

from domain.documents import BLANK, Block, Facts, Grid, Heading, Paper, Paragraph, Signing

A4 = (Mm(210), Mm(297))
MARGIN = Mm(22)
LABEL_WIDTH = Mm(34)
FONT = "宋体"  # every Word and LibreOffice in China has it, or puts its own in its place
SIZE, TITLE_SIZE = Pt(12), Pt(18)
RULE = "＿" * 12
LINES_FOR_A_PEN = "\n".join(["_" * 70] * 2)  # as wide as the page
AFTER = Pt(3)


def docx(paper: Paper) -> bytes:
    """The paper as a .docx file."""
    word = Document()
    _page(word, landscape=paper.landscape)
    _fonts(word)
    title = word.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(paper.title)
    run.bold = True
    run.font.size = TITLE_SIZE
    for block in paper.blocks:
        _add(word, block)
    word.core_properties.title = paper.title
    word.core_properties.author = ""
    data = BytesIO()
    word.save(data)
    return data.getvalue()


def _page(word: Word, *, landscape: bool) -> None:
    section = word.sections[0]
    width, height = reversed(A4) if landscape else A4
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def _fonts(word: Word) -> None:
    """Chinese characters take a font of their own in Word; headings too, which are blue and Latin by default."""
    for name in ("Normal", "Heading 1"):
        style = word.styles[name]
        style.font.name = FONT
        style.font.size = SIZE
        style.font.color.rgb = None
        style.paragraph_format.space_after = AFTER
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)


def _add(word: Word, block: Block) -> None:
    match block:
        case Heading(text, chapter):
            heading = word.add_heading(text, level=1)
            heading.paragraph_format.page_break_before = chapter
        case Paragraph(text):
            word.add_paragraph(LINES_FOR_A_PEN if text == BLANK else text)
        case Facts(rows):
            _table(word, rows, (LABEL_WIDTH, Length(_width(word) - LABEL_WIDTH)), bold_column=True)
        case Grid(header, rows):
            _table(word, (header, *rows), bold_row=True)
        case Signing(labels):
            word.add_paragraph()
            for label in labels:
                word.add_paragraph(f"{label}：{RULE}")


def _table(
    word: Word,
    rows: Sequence[Sequence[str]],
    widths: Sequence[Length] = (),
    *,
    bold_column: bool = False,
    bold_row: bool = False,
) -> None:
    """The first row or column in bold. A row's cells are asked for once: python-docx looks for them each time."""
    table: Table = word.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for column, width in zip(table.columns, widths, strict=False):
        column.width = width  # LibreOffice looks here, Word at each cell
    for down, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for across, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            run = cell.paragraphs[0].add_run(text)
            run.bold = (bold_row and down == 0) or (bold_column and across == 0)
            if widths:
                cell.width = widths[across]


def _width(word: Word) -> Length:
    """What the margins leave of the page."""
    return Length((word.sections[0].page_width or A4[0]) - 2 * MARGIN)
