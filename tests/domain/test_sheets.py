import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sheets import looks_like_formula, safe_cell


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "＝1"])
def test_x1_what_a_sheet_would_run_is_made_text(value: str) -> None:
    assert safe_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", ["", "陈静", "1", "a=b", "2026-11-27", "'=1"])
def test_x1_other_cells_stay(value: str) -> None:
    assert safe_cell(value) == value


@given(st.text())
def test_x1_a_safe_cell_is_safe_and_loses_nothing(value: str) -> None:
    safe = safe_cell(value)
    assert not looks_like_formula(safe)
    assert not safe.startswith(("\t", "\r", "\n"))
    assert safe.endswith(value)
