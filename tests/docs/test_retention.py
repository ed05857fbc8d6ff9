"""The guide's table of what is kept how long is the table that the daily clearing reads (A13)."""

from pathlib import Path

from domain.retention import RETENTION

OPERATOR = (Path(__file__).parents[2] / "docs" / "operator.md").read_text("utf-8")


def test_the_guide_says_what_the_clearing_does() -> None:
    listed = [line for line in OPERATOR.splitlines() if line.startswith("| ")]
    wanted = [f"| {one.what} | {one.sealed} | {one.how_long} | {one.basis} |" for one in RETENTION]
    assert [row for row in wanted if row not in listed] == []
