"""What reading costs, as ratios measured in one run: pandas beside it for text, calamine and openpyxl for workbooks.

Run with `python benchmarks/reading.py`. Reading means everything up to the panel: digest, layout, names, measures,
conflicts and every review. The others only bring the cells into memory.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import python_calamine
import xlsxwriter

from nqp_index.model.formula import Formula, SeriesName
from nqp_index.model.framework import Framework, Indicator, Node, Series
from nqp_index.model.measure import Measure
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


def best(*runs: Callable[[], object], times: int = 5) -> list[float]:
    """Shortest of several rounds in which the runs take turns, so that a busy machine treats them alike; seconds."""
    found: list[list[float]] = [[] for _ in runs]
    for _ in range(times):
        for run, seconds in zip(runs, found, strict=True):
            start = time.perf_counter()
            run()
            seconds.append(time.perf_counter() - start)
    return [min(seconds) for seconds in found]


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
        report(f"{shown(FULL)}, .csv, {name}: pandas", f"{pandas * 1e3:8.0f} ms")
        report("  read into a panel", f"{ours / pandas:8.2f} x")


def workbook(folder: Path) -> None:
    path = written(made(*WORKBOOK), folder / "wide.xlsx")
    calamine, ours, openpyxls = best(
        lambda: cells_by_calamine(path), lambda: read(path, WORKBOOK[2]), lambda: cells_by_openpyxl(path), times=3
    )
    report(f"{shown(WORKBOOK)}, .xlsx: calamine", f"{calamine * 1e3:8.0f} ms")
    report("  openpyxl, read only", f"{openpyxls / calamine:8.2f} x")
    report("  read into a panel", f"{ours / calamine:8.2f} x")
    report("  read into a panel, against openpyxl", f"{ours / openpyxls:8.2f} x")


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
        for name, seconds in zip(doubled, others, strict=True):
            report(f"  twice the {name}, {suffix}", f"{seconds / first:8.2f} x the time")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        for part in (text, workbook, growth):
            part(Path(name))


if __name__ == "__main__":
    main()
