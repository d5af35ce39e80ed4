"""Near names are found by an arrangement of all names; it finds what comparing with every one would find."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqp_index.reading.definitions import load_framework
from nqp_index.reading.names import SeriesNames, province_names
from nqp_index.reading.names.nearness import SHAPES, NearNames, nearest, same_shapes, slips

LETTERS = st.sampled_from([*"abcde江西", *SHAPES])
WORDS = st.text(LETTERS, max_size=7)
NAMES = st.lists(WORDS, unique=True, max_size=12)


@given(WORDS, NAMES)
def test_no_name_a_slip_or_a_shape_away_is_overlooked(found: str, names: list[str]) -> None:
    near = NearNames(names).within_a_slip(found)
    assert [n for n in near if slips(found, n)] == [n for n in names if slips(found, n)]
    assert [n for n in near if same_shapes(found, n)] == [n for n in names if same_shapes(found, n)]


@given(WORDS, NAMES, st.integers(1, 4), st.sampled_from([0.4, 0.6]))
def test_the_nearest_names_are_those_of_comparing_with_every_one(
    found: str, names: list[str], limit: int, floor: float
) -> None:
    scored = [(-SequenceMatcher(None, name, found, autojunk=False).ratio(), name) for name in names]
    best = sorted(pair for pair in scored if -pair[0] >= floor)[:limit]
    assert nearest(found, names, limit, floor) == [name for _, name in best]


@pytest.mark.parametrize("letters", ["园区", "sd", "规模"])
def test_a_thousand_unknown_names_are_compared_with_few(letters: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(SequenceMatcher, "ratio", lambda self: asked.append(self.b) or 0.0)
    regions, series = province_names(), SeriesNames(load_framework("province").series)
    for i in range(1000):
        regions.find(f"{letters}{i:04d}")
        series.find(f"{letters}{i:04d}")
    assert len(asked) < 3000
