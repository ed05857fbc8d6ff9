"""A paper as Markdown, UTF-8. What people typed is escaped: it never becomes a heading, a link or a column."""

import re

from domain.documents import Block, Facts, Grid, Heading, Paper, Paragraph, Signing

_SIGNS = re.compile(r"([\\`*\[\]<>|#])")
_LIST = re.compile(r"^(\s*)([-+=~]|\d+\.)")
RULE = "\\_" * 12


def markdown(paper: Paper) -> bytes:
    """The paper as a .md file."""
    pieces = [f"# {escaped(paper.title)}", *(_written(block) for block in paper.blocks)]
    return ("\n\n".join(pieces) + "\n").encode()


def escaped(text: str) -> str:
    """The text as it is to be read, blank lines for a pen (`____`) included."""
    return _LIST.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text)).replace("_", "\\_")


def _written(block: Block) -> str:
    match block:
        case Heading(text):
            return f"## {escaped(text)}"
        case Paragraph(text):
            return "  \n".join(escaped(line) for line in text.splitlines())
        case Facts(rows):
            return _table(("", ""), rows)
        case Grid(header, rows):
            return _table(header, rows)
        case Signing(labels):
            return "\n\n".join(f"{escaped(label)}：{RULE}" for label in labels)


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [header, tuple("---" for _ in header)]
    written = [f"| {' | '.join(escaped(cell) if line is not lines[1] else cell for cell in line)} |" for line in lines]
    written += [f"| {' | '.join(escaped(cell).replace(chr(10), '<br>') for cell in row)} |" for row in rows]
    return "\n".join(written)
