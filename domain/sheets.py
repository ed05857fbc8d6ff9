"""Cells of the sheets that leave the house."""

from typing import Final

_FORMULA_SIGNS: Final = tuple("=+-@＝＋－＠")


def looks_like_formula(value: str) -> bool:
    """Whether a spreadsheet might run the cell: it begins with = + - @ (or their full-width twins), blanks aside."""
    return value.lstrip().startswith(_FORMULA_SIGNS)


def safe_cell(value: str) -> str:
    """The text made harmless for CSV and XLSX: a leading ' in front of what a spreadsheet would run (X1).

    Also in front of a leading tab or line break, which some programs drop before they look. The price is a visible '
    in front of a number like -5 that was given as text.
    """
    return f"'{value}" if looks_like_formula(value) or value.startswith(("\t", "\r", "\n")) else value
