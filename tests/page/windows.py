"""How large the window is. The main stories are lived in both; what no width changes, in the one it is used in most."""

import pytest

SIZES = {"wide": (1280, 800), "narrow": (390, 844)}

AT_A_DESK = pytest.mark.parametrize("size", ["wide"], indirect=True)
ON_A_TELEPHONE = pytest.mark.parametrize("size", ["narrow"], indirect=True)
