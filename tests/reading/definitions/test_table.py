"""Claims about the spreadsheet form: nothing is lost on the way there and back, and objections name their cell."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from nqp_index.errors import DefinitionError, UsageError
from nqp_index.model.framework import Framework
from nqp_index.reading.definitions import list_frameworks, load_framework, write_framework_table
from nqp_index.reading.definitions.table_form import SHEETS

ODD = """\
framework: odd
version: "1.0"
label: {zh: "=1+1", en: "'quoted'"}
note: {en: "only English"}
series:
  - code: a
    label: "-minus, \\"comma\\""
    measure: 亿元
    kind: stock
    aliases: ["x | y", "back\\\\slash", "a;b，c"]
    plausible: [null, 0.1]
    breaks: [{year: 2021, note: {zh: 新口径}}, {year: 2023}]
    confusable: [{name: "a'", note: "@other"}]
tree:
  code: T
  label: "null"
  children:
    - {indicator: A, label: "~", formula: "-a", measure: 元, weight: 0.30000000000000004, direction: {target: 5}}
    - {code: B, label: b, weight: 0, note: n, children: [{indicator: C, label: c, formula: a, measure: 元, core: false,
       goalposts: [-1, 1e-7], direction: {interval: [3, 5]}, stands_for: {zh: 更好}}]}
    - {indicator: D, label: d, formula: a, measure: 元, plausible: [0, null]}
"""


@pytest.fixture
def odd(tmp_path: Path) -> Framework:
    path = tmp_path / "odd.yaml"
    path.write_text(ODD, encoding="utf-8")
    return load_framework(path)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("name", list_frameworks())
def test_a_bundled_framework_comes_back_equal(tmp_path: Path, name: str, suffix: str) -> None:
    framework = load_framework(name)
    path = tmp_path / f"table{suffix}"
    write_framework_table(framework, path)
    assert load_framework(path) == framework


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_odd_texts_and_numbers_come_back_equal(tmp_path: Path, odd: Framework, suffix: str) -> None:
    path = tmp_path / f"table{suffix}"
    write_framework_table(odd, path)
    assert load_framework(path) == odd


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_equal_frameworks_give_equal_bytes(tmp_path: Path, odd: Framework, suffix: str) -> None:
    one, other = tmp_path / f"one{suffix}", tmp_path / f"other{suffix}"
    write_framework_table(odd, one)
    write_framework_table(odd, other)
    assert one.read_bytes() == other.read_bytes()


def test_there_is_one_row_for_each_indicator(tmp_path: Path) -> None:
    framework = load_framework("province")
    path = tmp_path / "t.csv"
    write_framework_table(framework, path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        codes = [row["code"] for row in csv.DictReader(lines) if row["kind"] == "indicator"]
    assert codes == [i.code for i in framework.indicators]


def test_no_cell_is_a_formula_for_a_spreadsheet(tmp_path: Path, odd: Framework) -> None:
    write_framework_table(odd, tmp_path / "t.xlsx")
    for sheet in load_workbook(tmp_path / "t.xlsx"):
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    write_framework_table(odd, tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert not [c for c in cells if c[:1] in {"=", "@", "+"} or (c.startswith("-") and c != "-1.0")]


def test_another_suffix_is_refused(tmp_path: Path, odd: Framework) -> None:
    with pytest.raises(UsageError):
        write_framework_table(odd, tmp_path / "t.ods")


def changed(folder: Path, framework: Framework, change: Callable[[Workbook], None]) -> list[tuple[str, str]]:
    """Objections after a change to the workbook."""
    path = folder / "t.xlsx"
    write_framework_table(framework, path)
    book = load_workbook(path)
    change(book)
    book.save(path)
    with pytest.raises(DefinitionError) as caught:
        load_framework(path)
    return [(p.code, str(p.place)) for p in caught.value.problems]


def column(sheet: str, name: str) -> int:
    from nqp_index.reading.definitions.table_write import _columns

    return _columns(SHEETS[sheet]).index(name) + 1


@pytest.mark.parametrize(
    ("sheet", "row", "name", "value", "code"),
    [
        ("tree", 3, "parent", "TT", "E2108"),
        ("tree", 3, "parent", None, "E2109"),
        ("tree", 3, "weight", "heavy", "E2020"),
        ("tree", 3, "kind", "indicater", "E2103"),
        ("tree", 3, "code", None, "E2104"),
        ("tree", 3, "formula", "-a +", "E2403"),
        ("tree", 3, "direction", "target", "E2024"),
        ("tree", 2, "formula", "a", "E2105"),
        ("tree", 4, "parent", "B", "E2111"),
        ("series", 2, "measure", "亿员", "E2040"),
        ("series", 3, "code", "b", "E2107"),
        ("framework", 1, "version", "versoin", "E2102"),
        ("framework", 2, "version", None, "E2027"),
    ],
)
def test_an_objection_names_its_cell(
    tmp_path: Path, odd: Framework, sheet: str, row: int, name: str, value: str | None, code: str
) -> None:
    def change(book: Workbook) -> None:
        book[sheet].cell(row, column(sheet, name)).value = value

    places = [place for found, place in changed(tmp_path, odd, change) if found == code]
    assert any(place.startswith(f"t.xlsx:{sheet}!") and place.endswith(str(row)) for place in places)


def test_a_chain_of_parents_too_long_to_be_meant_is_refused(tmp_path: Path) -> None:
    lines = ["kind,code,parent,label_zh,version", "framework,f,,f,1"]
    lines += [f"node,n{i},{f'n{i - 1}' if i else ''},n," for i in range(3000)]
    path = tmp_path / "deep.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_framework(path)
    assert "E2008" in {p.code for p in caught.value.problems}


def test_a_workbook_that_holds_no_definition_says_so(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("data").append(["地区", "2020"])
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(DefinitionError) as caught:
        load_framework(tmp_path / "t.xlsx")
    assert caught.value.problems[0].code == "E2101"


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04nonsense", b"\xd0\xcf\x11\xe0nonsense", b"kind,code\n", b"\xff\xfek\x00"]
)
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    with pytest.raises(DefinitionError):
        load_framework(path)
