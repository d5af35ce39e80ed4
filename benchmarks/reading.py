"""What reading costs, as ratios measured in one run: pandas beside it for text, calamine and openpyxl for workbooks.

Run with `python benchmarks/reading.py`. Reading means everything up to the panel: digest, layout, names, measures,
conflicts and every review. The others only bring the cells into memory.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import python_calamine
import xlsxwriter

from nqp_index.model.formula import Formula, SeriesName
from nqp_index.model.framework import Framework, Indicator, Node, Series
from nqp_index.model.measure import Measure
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.ingest import read_report
from nqp_index.reading.measures import parse_measure
from nqp_index.terms import Text

#: Regions, years, series.
FULL = (3000, 20, 60)
#: openpyxl takes a minute for the full table.
WORKBOOK = (1000, 10, 60)


def made(regions: int, years: int, series: int) -> pd.DataFrame:
    """A smooth table of (年份, 地区) rows with one column per series, its measure in the heading."""
    rng = np.random.default_rng(0)
    growth = 1 + rng.normal(0.05, 0.02, (years, regions, series))
    x = rng.lognormal(6, 1, (1, regions, series)) * np.cumprod(growth, axis=0)
    rows = pd.MultiIndex.from_product(
        [range(2001, 2001 + years), [f"园区{i:05d}" for i in range(regions)]], names=["年份", "地区"]
    )
    columns = [f"指标{k:03d}(亿元)" for k in range(series)]
    return pd.DataFrame(np.round(x.reshape(-1, series), 2), index=rows, columns=columns).reset_index()


def framework(series: int) -> Framework:
    """Free regions and that many series."""
    measure = parse_measure("亿元") or Measure("1")
    known = tuple(Series(f"k{k}", Text(f"指标{k:03d}", f"k{k}"), measure) for k in range(series))
    leaf = Indicator("k0", Text("k0", "k0"), Formula("k0", ("k0",), SeriesName("k0"), measure), measure)
    levels = (("index", Text("指数", "index")),)
    return Framework(
        "bench", Text("b", "b"), "1", Node("I", Text("I", "I"), "index", (leaf,)), known, levels, regions="free"
    )


def written(frame: pd.DataFrame, path: Path) -> Path:
    if path.suffix == ".csv":
        frame.to_csv(path, index=False, encoding="utf-8-sig")
        return path
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    for i, row in enumerate([list(frame.columns), *frame.itertuples(index=False)]):
        sheet.write_row(i, 0, list(row))
    book.close()
    return path


def read(path: Path, series: int) -> object:
    reading = read_report(path, framework(series))
    if reading.panel is None:
        raise SystemExit(f"{path.name} was not read")
    return reading


def cells_by_openpyxl(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))


def cells_by_calamine(path: Path) -> object:
    return python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of processor time."""

    clock: float
    processor: float

    def over(self, other: Cost) -> str:
        return f"{self.clock / other.clock:8.2f} x   {self.processor / other.processor:8.2f} x"

    def __str__(self) -> str:
        return f"{self.clock * 1e3:8.0f} ms  {self.processor * 1e3:8.0f} ms"


def best(*runs: Callable[[], object], times: int = 5) -> list[Cost]:
    """Least of several rounds in which the runs take turns, so that a busy machine treats them alike."""
    found: list[list[tuple[float, float]]] = [[] for _ in runs]
    for _ in range(times):
        for run, seconds in zip(runs, found, strict=True):
            clock, processor = time.perf_counter(), time.process_time()
            run()
            seconds.append((time.perf_counter() - clock, time.process_time() - processor))
    return [Cost(*map(min, zip(*seconds, strict=True))) for seconds in found]


def report(name: str, value: str) -> None:
    sys.stdout.write(f"{name:<66}{value}\n")


def shown(shape: tuple[int, int, int]) -> str:
    return " x ".join(map(str, shape))


def text(folder: Path) -> None:
    frame = made(*FULL)
    wide = written(frame, folder / "wide.csv")
    values = [f"指标{k:03d}(亿元)" for k in range(20)]
    melted = frame.melt(["年份", "地区"], values, "指标", "数值")
    long = written(melted, folder / "long.csv")
    for name, path in (("columns of series", wide), ("a row a value, a third of it", long)):
        pandas, ours = best(lambda path=path: pd.read_csv(path), lambda path=path: read(path, FULL[2]))
        report(f"{shown(FULL)}, .csv, {name}: pandas", str(pandas))
        report("  read into a panel", ours.over(pandas))


def workbook(folder: Path) -> None:
    path = written(made(*WORKBOOK), folder / "wide.xlsx")
    calamine, ours, openpyxls = best(
        lambda: cells_by_calamine(path), lambda: read(path, WORKBOOK[2]), lambda: cells_by_openpyxl(path), times=3
    )
    report(f"{shown(WORKBOOK)}, .xlsx: calamine", str(calamine))
    report("  openpyxl, read only", openpyxls.over(calamine))
    report("  read into a panel", ours.over(calamine))
    report("  read into a panel, against openpyxl", ours.over(openpyxls))


def growth(folder: Path) -> None:
    """Time when one of regions, years and series is doubled: 2 = linear."""
    base = (1500, 10, 60)
    doubled = {"regions": (3000, 10, 60), "years": (1500, 20, 60), "series": (1500, 10, 120)}
    for suffix in (".csv", ".xlsx"):
        shapes = (
            [base, *doubled.values()] if suffix == ".csv" else [(400, 5, 40), (800, 5, 40), (400, 10, 40), (400, 5, 80)]
        )
        paths = [written(made(*shape), folder / f"{i}{suffix}") for i, shape in enumerate(shapes)]
        runs = [lambda p=p, k=s[2]: read(p, k) for p, s in zip(paths, shapes, strict=True)]
        first, *others = best(*runs)
        for name, cost in zip(doubled, others, strict=True):
            report(f"  twice the {name}, {suffix}", cost.over(first))


def lines_of(rows: Iterable[str]) -> bytes:
    return "\n".join(["地区,年份,指标,数值", *rows]).encode()


def unknown_regions(n: int) -> bytes:
    return lines_of(f"某某{i:06d}地,2021,gdp,5" for i in range(n))


def unknown_series(n: int) -> bytes:
    return lines_of(f"北京,2021,某某{i:06d}产值,5" for i in range(n))


def faulty_cells(n: int) -> bytes:
    return lines_of(f"北京,2021,gdp,待{i}" for i in range(n))


def lines_out_of_place(n: int) -> bytes:
    return lines_of(line for i in range(n) for line in (f"第{i}段,,,", "北京,2021,gdp,5"))


def book_of(rows: Iterable[Sequence[object]], merged: Iterable[str] = (), sheets: int = 1) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    rows = list(rows)
    for k in range(sheets):
        page = book.add_worksheet(f"{1950 + k}年")
        for i, row in enumerate(rows):
            page.write_row(i, 0, row)
        for span in merged:
            page.merge_range(span, "")
    book.close()
    return out.getvalue()


def merged_ranges(n: int) -> bytes:
    rows = [["园区", "年份", "gdp"], *([f"园{i}", 2021, 5] for i in range(n))]
    return book_of(rows, [f"E{i + 2}:F{i + 2}" for i in range(n)])


def sheets(n: int) -> bytes:
    return book_of([["地区", "gdp"], ["北京", 5], ["天津", 6], ["河北", 7]], sheets=n)


#: What people and attackers hand in, and how much of it; each again twice as much.
ODD = {
    unknown_regions: 20_000, unknown_series: 20_000, faulty_cells: 20_000, lines_out_of_place: 4_000,
    merged_ranges: 5_000, sheets: 40,
}  # fmt: skip


def odd(folder: Path) -> None:
    """Time when what is wrong with a file is doubled: 2 = linear."""
    province = load_framework("province")
    for make, n in ODD.items():
        paths = [folder / f"{make.__name__}{k}{'.xlsx' if make in (merged_ranges, sheets) else '.csv'}" for k in (1, 2)]
        for k, path in enumerate(paths, start=1):
            path.write_bytes(make(k * n))
        once, twice = best(*(lambda p=p: read_report(p, province) for p in paths), times=2)
        report(f"  {n} x {make.__name__.replace('_', ' ')}", str(once))
        report("  twice as many", twice.over(once))


def main() -> None:
    report("", "   by the clock    processor")
    with tempfile.TemporaryDirectory() as name:
        for part in (text, workbook, growth, odd):
            part(Path(name))


if __name__ == "__main__":
    main()
