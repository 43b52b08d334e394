"""Counts to try the calculators with, and how near a figure must come to a second opinion."""

import pytest
from hypothesis import strategies as st


def close(value, expected):
    return value == pytest.approx(expected, abs=1e-9)


@st.composite
def parts(draw):
    """A part, and the whole it is taken from."""
    whole = draw(st.integers(1, 10**6))
    return draw(st.integers(0, whole)), whole
