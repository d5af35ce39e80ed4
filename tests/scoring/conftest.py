"""A small framework and panel built from the nouns alone, so that scoring is tested without any reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from nqp_index.model.formula import Formula, SeriesName
from nqp_index.model.framework import Bounds, Direction, Framework, Indicator, Node, Series
from nqp_index.model.measure import Measure
from nqp_index.model.panel import CellStatus, Panel, Region
from nqp_index.terms import Text

PURE = Measure("1")
LEVELS = (("index", Text("指数", "index")), ("pillar", Text("维度", "pillar")))


def indicator(
    code: str, *, direction: Direction = 1, weight: float = 1.0, goalposts: Bounds | None = None
) -> Indicator:
    formula = Formula(code, (code,), SeriesName(code), PURE)
    return Indicator(code, Text(code, code), formula, PURE, direction=direction, weight=weight, goalposts=goalposts)


def framework_of(*pillars: tuple[Indicator, ...], weights: tuple[float, ...] | None = None) -> Framework:
    """An index over pillars P1, P2 ... of the given indicators, each its own series."""
    nodes = tuple(
        Node(f"P{i}", Text(f"维度{i}", f"pillar {i}"), "pillar", own, weights[i - 1] if weights else 1.0)
        for i, own in enumerate(pillars, 1)
    )
    series = tuple(Series(i.code, i.label, PURE) for own in pillars for i in own)
    return Framework("toy", Text("玩具", "toy"), "1", Node("I", Text("指数", "index"), "index", nodes), series, LEVELS)


def panel_of(values: np.ndarray, codes: list[str], years: tuple[int, ...] = (2020,)) -> Panel:
    """A panel from (T, R, S) values; regions are called R1, R2 ..."""
    regions = tuple(Region(f"R{i}", Text(f"区{i}", f"region {i}")) for i in range(1, values.shape[1] + 1))
    status = np.where(np.isnan(values), CellStatus.MISSING, CellStatus.OBSERVED).astype(np.uint8)
    return Panel(regions, years, tuple(codes), values.astype(float), status, np.full(values.shape, -1, np.int32))


@dataclass(frozen=True)
class Toy:
    """Builders that tests share."""

    indicator: Callable[..., Indicator]
    framework: Callable[..., Framework]
    panel: Callable[..., Panel]


@pytest.fixture
def toy() -> Toy:
    return Toy(indicator, framework_of, panel_of)
