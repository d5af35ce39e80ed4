"""The sizes beyond which files are refused are those that the README promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from nqp_index.reading.limits import MB, Limits

README = Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize(
    "size",
    [f"{Limits().rows:,} rows", f"{Limits().columns:,} columns", f"{Limits().text_rows:,} lines",
     f"{Limits().file_bytes // MB} MB"],
)  # fmt: skip
def test_the_readme_says_how_large_a_file_may_be(size: str) -> None:
    assert size in README.read_text(encoding="utf-8")


def test_a_text_may_be_longer_than_a_sheet_since_its_cells_cost_less() -> None:
    assert Limits().text_rows > Limits().rows
