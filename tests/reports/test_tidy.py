"""The tidy table as .csv and .parquet."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nqp_index.errors import WriteError
from nqp_index.model.result import Result
from nqp_index.reports.tidy import COLUMNS, write_csv, write_parquet
from nqp_index.reports.view import View

HOSTILE = (("=1+1", "=cmd|' /C calc'!A0", "@x"), ("-2", "－x", "<script>"), ("a\x01b\u202e", "\x00=x", "\ttab"),
           ("4", '"q",1', "q"), ("5", "维" * 40, "long"), ("6", "新\n疆", "Xin"))  # fmt: skip


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_it_has_one_row_a_region_year_and_node_or_indicator(result: Result, tmp_path: Path) -> None:
    write_csv(View.of(result, "zh"), tmp_path / "a.csv")
    rows = read(tmp_path / "a.csv")
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) - 1 == len(result.years) * len(result.regions) * (len(result.nodes) + len(result.indicators))
    assert rows[1] == ["北京", "110000", "2020", "nqp", "index", "0.333333333333", "6", "1"]


def test_it_starts_with_a_byte_order_mark(result: Result, tmp_path: Path) -> None:
    write_csv(View.of(result, "zh"), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfregion,")


def test_a_missing_score_is_an_empty_cell(result: Result, tmp_path: Path) -> None:
    write_csv(View.of(result, "en"), tmp_path / "a.csv")
    row = next(r for r in read(tmp_path / "a.csv") if r[:4] == ["Xinjiang", "650000", "2022", "nqp"])
    assert row[5:] == ["", "", "0.5"]


def test_no_text_cell_starts_like_a_formula(result_of: Callable[..., Result], tmp_path: Path) -> None:
    found = write_csv(View.of(result_of(HOSTILE), "zh"), tmp_path / "a.csv")
    starts = {cell[:1] for row in read(tmp_path / "a.csv") for cell in (row[0], row[1])}
    assert not starts & set("=+-@\t\r\x00＝＋－＠")
    assert [p.code for p in found] == ["W5020"]
    assert "'=1+1" in {row[1] for row in read(tmp_path / "a.csv")}


def test_the_raw_switch_leaves_formula_like_text_alone(result_of: Callable[..., Result], tmp_path: Path) -> None:
    write_csv(View.of(result_of(HOSTILE), "zh"), tmp_path / "a.csv", raw=True)
    assert "=1+1" in {row[1] for row in read(tmp_path / "a.csv")}


def test_parquet_holds_the_same_rows_with_types(result: Result, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    view = View.of(result, "zh")
    write_parquet(view, tmp_path / "a.parquet")
    write_csv(view, tmp_path / "a.csv")
    table = pq.read_table(tmp_path / "a.parquet")
    assert tuple(table.column_names) == COLUMNS
    rows = [["" if v is None else f"{v:.12g}" if isinstance(v, float) else str(v) for v in row.values()]
            for row in table.to_pylist()]  # fmt: skip
    assert rows == read(tmp_path / "a.csv")[1:]


def test_without_pyarrow_the_error_says_what_to_install(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(WriteError, match="pip install"):
        write_parquet(View.of(result, "zh"), tmp_path / "a.parquet")
