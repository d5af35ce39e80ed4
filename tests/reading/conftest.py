"""A small dictionary of series and a way to have rows of cells understood without a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from nqp_index.model.formula import Formula
from nqp_index.model.framework import Break, Confusable, Framework, Indicator, Node, Series
from nqp_index.model.panel import SourceFile
from nqp_index.reading.ingest import reading_of, session_for
from nqp_index.reading.measures import parse_measure
from nqp_index.reading.reading import Reading
from nqp_index.reading.sheet import Book, Raw, Sheet
from nqp_index.reading.sources import Sources
from nqp_index.terms import Text

Understand = Callable[..., Reading]


def _series(code: str, zh: str, en: str, measure: str, **more: object) -> Series:
    found = parse_measure(measure)
    assert found is not None
    return Series(code, Text(zh, en), found, **more)  # type: ignore[arg-type]


SERIES = (
    _series("gdp", "地区生产总值", "Gross regional product", "亿元", aliases=("GRP",), plausible=(100, 200_000)),
    _series("pop", "年末常住人口", "Resident population", "万人", kind="stock", aliases=("常住人口",)),
    _series("rd_exp", "R&D经费", "R&D expenditure", "亿元", aliases=("R&D经费支出",),
            confusable=(Confusable("规模以上工业企业R&D经费", Text("只含规上工业", "above-scale industry only")),)),
    _series("newprod", "新产品销售收入", "New-product sales", "亿元"),
    _series("newprod_export", "新产品销售收入:出口", "Exports of new products", "亿元"),
    _series("rd_share", "研发投入强度", "R&D intensity", "%", kind="ratio"),
    _series("gdp_pc", "人均地区生产总值", "GRP per head", "元/人", kind="ratio"),
    _series("telecom", "电信业务总量", "Telecom volume", "亿元",
            breaks=(Break(2021, Text("改按2020年不变价", "rebased to 2020 prices")),)),
)  # fmt: skip


def _framework(regions: str) -> Framework:
    leaf = Indicator("I1", Text("甲", "one"), Formula("gdp", ("gdp",)), SERIES[0].measure)
    root = Node("ROOT", Text("总指数", "index"), "index", (leaf,))
    return Framework("tiny", Text("小", "tiny"), "1", root, SERIES, (("index", Text("总", "index")),), regions)  # type: ignore[arg-type]


@pytest.fixture
def tiny() -> Framework:
    """A framework of provinces with eight series."""
    return _framework("province")


@pytest.fixture
def parks() -> Framework:
    """The same with free names."""
    return _framework("free")


@pytest.fixture
def understand(tiny: Framework) -> Understand:
    """Have rows understood as a sheet of a file, with the tiny framework unless another is given."""

    def run(
        *rows: Sequence[Raw], file: str = "table.xlsx", sheet: str = "Sheet1", merged: Sequence[tuple[int, ...]] = (),
        framework: Framework | None = tiny, sources: Sources | None = None, prefer: Sequence[str] = (),
        more: Sequence[Sheet] = (), percent: object = frozenset(), aliases: object = None,
    ) -> Reading:  # fmt: skip
        own = Sheet(file, sheet, [list(r) for r in rows], merged=tuple(merged), percent=percent)  # type: ignore[arg-type]
        files = dict.fromkeys(s.file for s in (own, *more))
        books = [Book(SourceFile(f, "0" * 64, 1), "xlsx", tuple(s for s in (own, *more) if s.file == f)) for f in files]
        session = session_for(framework, aliases)  # type: ignore[arg-type]
        return reading_of(books, session, framework, sources or Sources(), prefer)

    return run
