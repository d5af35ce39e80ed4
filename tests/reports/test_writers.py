"""The one call that writes a result."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from nqp_index.errors import OutputExists, UsageError
from nqp_index.model.findings import Table
from nqp_index.model.result import Result
from nqp_index.reports.document import document
from nqp_index.reports.findings import write_findings
from nqp_index.reports.view import View
from nqp_index.reports.writers import SUFFIXES, write_result
from nqp_index.terms import Lang

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


class Made:
    """A finding with one table for each of two years."""

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        rows = (("北京", 1, 0.25, True), ("=1+1", None, float("nan"), False))
        return tuple(
            Table(
                "made", f"Made {y}", ("region", "rank", "share_top", "is_sure"), ("R", "K", "S", "I"), rows, ("note",)
            )
            for y in (2020, 2021)
        )


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_suffix_picks_the_writer(result: Result, tmp_path: Path, suffix: str) -> None:
    write_result(result, [tmp_path / f"a{suffix.upper()}"], lang="zh")
    head = (tmp_path / f"a{suffix.upper()}").read_bytes()[:4]
    assert head == {".xlsx": b"PK\x03\x04", ".csv": b"\xef\xbb\xbfr", ".json": b'{\n"f', ".parquet": b"PAR1"}[suffix]


def test_an_unknown_suffix_is_refused_before_anything_is_written(result: Result, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.xlsx"):
        write_result(result, [tmp_path / "a.csv", tmp_path / "a.xlxs"])
    assert list(tmp_path.iterdir()) == []


def test_existing_files_are_only_replaced_when_asked_for(result: Result, tmp_path: Path) -> None:
    write_result(result, [tmp_path / "a.csv"])
    with pytest.raises(OutputExists):
        write_result(result, [tmp_path / "a.csv"])
    write_result(result, [tmp_path / "a.csv"], overwrite=True)


def test_findings_become_sheets_of_the_workbook_and_part_of_the_document(result: Result, tmp_path: Path) -> None:
    write_result(result, [tmp_path / "a.xlsx"], lang="en", findings=[Made()])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert {"Made 2020", "Made 2021"} <= set(book.sheetnames)
    assert [c.value for c in book["Made 2021"][6]] == ["北京", 1, 0.25, "yes"]
    assert [c.value for c in book["Made 2021"][7]] == ["=1+1", None, None, "no"]
    found = document(View.of(result, "en", findings=[Made()]))["findings"]
    assert [f["title"] for f in found] == ["Made 2020", "Made 2021"]
    assert found[0]["rows"][1]["share_top"] is None


def test_machines_get_every_table_of_a_finding_also_two_of_one_kind(tmp_path: Path) -> None:
    tables = Made().tables("en")
    write_findings(tables, [tmp_path / "a.json"], title="Made", version="1", lang="en", is_fictional=True)
    written = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [t["title"] for t in written["tables"]] == [t.title for t in tables]
    assert written["fictional"] is True
    assert written["tables"][0]["rows"][1] == {"region": "=1+1", "rank": None, "share_top": None, "is_sure": False}


SAID = Table("made", "Made 2020", ("region", "rank"), ("region", "rank"), (("北京", 1),), ("=1+1", "not sure"))


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(path.open(encoding="utf-8-sig", newline="")))


def test_what_has_to_be_said_about_a_table_stands_in_its_csv(tmp_path: Path) -> None:
    write_findings([SAID, *Made().tables("en")], [tmp_path / "a.csv"], title="Made", version="1", lang="en")
    assert rows_of(tmp_path / "a.csv")[:6] == [
        ["Made 2020"], ["region", "rank"], ["北京", "1"], [], ["* =1+1"], ["* not sure"],
    ]  # fmt: skip


def test_a_table_alone_keeps_its_keys_in_front_and_its_notes_behind(tmp_path: Path) -> None:
    write_findings([SAID], [tmp_path / "a.csv"], title="Made", version="1", lang="en", is_fictional=True)
    found = rows_of(tmp_path / "a.csv")
    assert found[0] == ["region", "rank"]
    assert found[2:] == [[], ["* [FICTIONAL DATA] Made 2020"], ["* =1+1"], ["* not sure"]]


def test_every_table_of_fictional_data_says_so_in_csv_and_text(tmp_path: Path) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "a.txt"]
    write_findings(Made().tables("en"), paths, title="Made", version="1", lang="en", is_fictional=True)
    assert [row[0] for row in rows_of(paths[0]) if row and "Made" in row[0]] == [
        "[FICTIONAL DATA] Made 2020", "[FICTIONAL DATA] Made 2021",
    ]  # fmt: skip
    assert paths[1].read_text(encoding="utf-8").startswith("[FICTIONAL DATA]\n")


def test_a_parquet_file_keeps_its_notes_in_the_metadata(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_findings([SAID], [tmp_path / "a.parquet"], title="Made", version="1", lang="en")
    said = parquet.read_schema(tmp_path / "a.parquet").metadata
    assert json.loads(said[b"notes"]) == ["=1+1", "not sure"]
