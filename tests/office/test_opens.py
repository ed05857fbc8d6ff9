"""What we export opens in an office programme that had no part in writing it, and fits on A4."""

import asyncio
import shutil
from pathlib import Path

import pytest

from domain.documents import Facts, Grid, Heading, Paper, Paragraph, Signing
from services.exporting import tables
from services.exporting.word import docx

pytestmark = pytest.mark.office
A4_POINTS = (595, 842)
SLOW = 120  # seconds; its first start makes a profile of its own
PAPER = Paper(
    "幸福社区第一党支部会议记录",
    (
        Facts((("会议名称", "=1+1 十一月党小组会"), ("人数", "应到 5 人，实到 2 人"))),
        Heading("会议内容"),
        Paragraph("讲了党章第三章\n____"),
        Grid(("编号", "会议"), (("2026-01", "党小组会"),)),
        Heading("2026-02", chapter=True),
        Signing(("主持人签名", "记录人签名")),
    ),
)


async def pdf_of(name: str, data: bytes, folder: Path) -> bytes:
    """What LibreOffice prints of a file; fails where it cannot read it."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office is not None, "LibreOffice is not installed"
    source = folder / name
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = (profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source))
    process = await asyncio.create_subprocess_exec(office, *arguments, stdout=asyncio.subprocess.DEVNULL)
    async with asyncio.timeout(SLOW):
        assert await process.wait() == 0
    return source.with_suffix(".pdf").read_bytes()


def pages(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in whole points."""
    boxes = [piece.partition(b"]")[0].split() for piece in pdf.split(b"/MediaBox")[1:]]
    return [(round(float(box[-2].lstrip(b"["))), round(float(box[-1]))) for box in boxes]


async def test_a_word_file_opens_on_a4(tmp_path: Path) -> None:
    pdf = await pdf_of("会议记录.docx", docx(PAPER), tmp_path)
    assert pdf.startswith(b"%PDF")
    assert set(pages(pdf)) == {A4_POINTS}
    assert len(pages(pdf)) >= 2, "a chapter begins on a page of its own"


async def test_a_workbook_opens_on_a4_across(tmp_path: Path) -> None:
    rows = [(str(number), "=1+1", "备注" * 12) for number in range(80)]
    data = tables.xlsx("签到表", "签到表", ("序号", "姓名", "备注"), rows, (10, 30, 60))
    pdf = await pdf_of("签到表.xlsx", data, tmp_path)
    assert set(pages(pdf)) == {(A4_POINTS[1], A4_POINTS[0])}
    assert len(pages(pdf)) > 1
