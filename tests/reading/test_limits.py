"""The sizes beyond which files are refused are those that the README promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nqp_index.reading.limits import MB, Limits

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "size",
    [f"{Limits().rows:,} rows", f"{Limits().columns:,} columns", f"{Limits().text_rows:,} lines",
     f"{Limits().file_bytes // MB} MB"],
)  # fmt: skip
def test_the_readme_says_how_large_a_file_may_be(size: str) -> None:
    assert size in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "size",
    [f"{Limits().rows // 10_000} 万行", f"{Limits().columns:,} 列", f"{Limits().text_rows // 10_000} 万行",
     f"{Limits().file_bytes // MB} MB"],
)  # fmt: skip
def test_the_chinese_readme_says_so_too(size: str) -> None:
    assert size in (ROOT / "README.zh.md").read_text(encoding="utf-8")


def test_both_readmes_show_the_same_program() -> None:
    english, chinese = (re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
                        for name in ("README.md", "README.zh.md"))  # fmt: skip
    assert [_code(one) for one in chinese] == [_code(one) for one in english]


def _code(block: str) -> list[str]:
    """The lines without their comments and with one name for the folder of data."""
    return [line.partition("  #")[0].replace("我的文件夹", "my_folder") for line in block.splitlines()]


def test_a_text_may_be_longer_than_a_sheet_since_its_cells_cost_less() -> None:
    assert Limits().text_rows > Limits().rows
