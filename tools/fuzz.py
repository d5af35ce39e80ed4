"""A long coverage-guided search for input that breaks a reader; optional, for Linux and macOS: `pip install atheris`.

python tools/fuzz.py text [seconds]       delimited text, from bytes to panel
python tools/fuzz.py workbook [seconds]   containers: zip, xlsx, HTML, whatever the bytes say
python tools/fuzz.py formula [seconds]    formulas of indicators
python tools/fuzz.py definition [seconds] frameworks and recipes

Input that raises anything but the package's own errors is kept as `crash-…` in the working folder: shrink it, make it
the smallest file of a test, and mend the cause.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

SECONDS = 600

with atheris.instrument_imports(include=["nqp_index"]):
    from nqp_index.errors import DataError, DefinitionError, Problems
    from nqp_index.model.measure import Measure
    from nqp_index.reading.containers.html import read_html
    from nqp_index.reading.containers.opening import Opening
    from nqp_index.reading.containers.xlsx import read_xlsx
    from nqp_index.reading.containers.zipcheck import open_parts
    from nqp_index.reading.definitions import load_framework
    from nqp_index.reading.definitions.framework import framework_from
    from nqp_index.reading.definitions.includes import Includes
    from nqp_index.reading.definitions.recipe import recipe_from
    from nqp_index.reading.definitions.yaml_source import found_in_yaml
    from nqp_index.reading.formulas import parse_formula
    from nqp_index.reading.ingest import reading_of, session_for
    from nqp_index.reading.limits import MB, Limits
    from nqp_index.reading.sources import Sources
    from nqp_index.reading.workbook import books_of
    from nqp_index.resources import indicators_folder, recipes_folder

PROVINCE = load_framework("province")
LIMITS = Limits(rows=2000, columns=200, cells=50_000, text_rows=5000, text_cells=50_000, part_bytes=4 * MB)


def text(data: bytes) -> None:
    """A file of text, read to a panel."""
    session = session_for(PROVINCE)
    books = books_of(Opening("t.csv", LIMITS, session.problems), data)
    reading_of(books, session, PROVINCE, Sources(), ())


def workbook(data: bytes) -> None:
    """A zip as .xlsx, anything else as a page; both here, since a process apart for each input would cost too much."""
    opening = Opening("t.xlsx", LIMITS, Problems())
    if data.startswith(b"PK"):
        read_xlsx(opening, open_parts(opening, data, fold_names=True))
    else:
        read_html(opening, data)


def formula(data: bytes) -> None:
    """A formula over the series of the provincial framework."""
    measures = {s.code: s.measure for s in PROVINCE.series}
    parse_formula(data.decode("utf-8", "replace"), measures, Measure("%"), None, Problems())


def definition(data: bytes) -> None:
    """A framework, and a recipe, from the same bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.yaml"
        for load in (
            lambda: framework_from(found_in_yaml(data, path.name), path.name, Includes(path, data)),
            lambda: recipe_from(found_in_yaml(data, path.name), path.name),
        ):
            try:
                load()
            except DefinitionError:
                continue


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text, "workbook": workbook, "formula": formula, "definition": definition,
}  # fmt: skip


def seeds(folder: Path, target: str) -> None:
    """Small valid input to start from."""
    head = "数据库：分省年度数据\n指标：地区生产总值(亿元)\n地区,2021年,2022年\n"
    table = head + "北京市,40269.6,41610.9\n天津市,15695.0,16311.3\n"
    page = "<html><table><tr><td rowspan=2>地区<td>a&amp;b</tr><tr><td>1</tr></table>注</html>"
    starts = {
        "text": [table.encode(), table.encode("gb18030"), table.replace(",", "\t").encode("utf-16")],
        "workbook": [page.encode(), small_workbook()],
        "formula": [b"rd_exp / gdp * 100", "研究与试验发展经费/地区生产总值".encode(), b"log(max(a, 1) ** 2)"],
        "definition": [p.read_bytes() for p in (*recipes_folder().glob("*.yaml"), indicators_folder() / "park.yaml")],
    }
    for i, data in enumerate(starts[target]):
        (folder / f"seed{i}").write_bytes(data)


def small_workbook() -> bytes:
    """An uncompressed .xlsx of a few cells, so that changed bytes reach the parser of its parts."""
    from openpyxl import Workbook

    book, packed, plain = Workbook(), io.BytesIO(), io.BytesIO()
    for row in (("地区", 2021, "2022年"), ("北京", 1.5, True), ("天津", "=1+1", None)):
        book.active.append(row)
    book.active.merge_cells("A4:B5")
    book.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(plain, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return plain.getvalue()


def main(arguments: list[str]) -> None:
    """Fuzz one target until the time is over or something breaks."""
    target = arguments[0] if arguments else "text"
    seconds = arguments[1] if len(arguments) > 1 else str(SECONDS)

    def once(data: bytes) -> None:
        try:
            TARGETS[target](data)
        except (DataError, DefinitionError):
            return

    with TemporaryDirectory() as corpus:
        seeds(Path(corpus), target)
        atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=20000", "-timeout=20", corpus], once)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
