"""A synthetic country of 31 regions, 40 indicators in 4 pillars and 2 years, built from the nouns alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from nqp_index.model.formula import Formula, SeriesName
from nqp_index.model.framework import Framework, Indicator, Node, Series
from nqp_index.model.measure import Measure
from nqp_index.model.panel import CellStatus, Panel, Region
from nqp_index.model.recipe import Recipe
from nqp_index.model.result import Result
from nqp_index.scoring.pipeline import score
from nqp_index.terms import Text

PURE = Measure("1")
LEVELS = (("index", Text("指数", "index")), ("pillar", Text("维度", "pillar")))


def indicator(code: str, weight: float = 1.0, direction: Any = 1) -> Indicator:
    formula = Formula(code, (code,), SeriesName(code), PURE)
    return Indicator(code, Text(code, code), formula, PURE, direction=direction, weight=weight)


def framework_of(*pillars: tuple[Indicator, ...], weights: tuple[float, ...] | None = None) -> Framework:
    """An index I over pillars P1, P2 ..., each indicator its own series; one pillar alone makes a flat tree."""
    series = tuple(Series(i.code, i.label, PURE) for own in pillars for i in own)
    if len(pillars) == 1:
        root = Node("I", Text("指数", "index"), "index", pillars[0])
    else:
        nodes = tuple(
            Node(f"P{i}", Text(f"维度{i}", f"pillar {i}"), "pillar", own, weights[i - 1] if weights else 1.0)
            for i, own in enumerate(pillars, 1)
        )
        root = Node("I", Text("指数", "index"), "index", nodes)
    return Framework("toy", Text("玩具", "toy"), "1", root, series, LEVELS)


def panel_of(values: Any, codes: list[str], years: tuple[int, ...] = (2020,)) -> Panel:
    """A panel from (T, R, S) values; regions are called R1, R2 ..."""
    values = np.asarray(values, dtype=float)
    regions = tuple(Region(f"R{i}", Text(f"区{i}", f"region {i}")) for i in range(1, values.shape[1] + 1))
    status = np.where(np.isnan(values), CellStatus.MISSING, CellStatus.OBSERVED).astype(np.uint8)
    return Panel(regions, years, tuple(codes), values, status, np.full(values.shape, -1, np.int32))


@pytest.fixture(scope="session")
def country() -> Callable[..., Result]:
    """country(recipe, T=, R=, K=, pillars=, gaps=, seed=) -> Result of a synthetic panel with one common factor."""

    def made(
        recipe: Recipe | None = None, *, T: int = 2, R: int = 31, K: int = 40, pillars: int = 4, gaps: int = 0,
        seed: int = 1,
    ) -> Result:  # fmt: skip
        rng = np.random.default_rng(seed)
        ability = rng.normal(size=(1, R, 1)) + 0.1 * np.arange(T)[:, None, None]
        x = np.exp(0.6 * ability + 0.5 * rng.normal(size=(T, R, K)))
        if gaps:
            x.ravel()[rng.choice(x.size, gaps, replace=False)] = np.nan
        codes = [f"k{j}" for j in range(K)]
        parts = np.array_split(np.arange(K), pillars)
        framework = framework_of(*(tuple(indicator(codes[j]) for j in part) for part in parts))
        panel = panel_of(x, codes, tuple(range(2020, 2020 + T)))
        return score(panel, framework, recipe or Recipe())

    return made


@pytest.fixture(scope="session")
def small() -> Callable[..., Result]:
    """small(values (R, K) or (T, R, K), recipe=, weights=, pillars=, directions=) -> Result of a table in a test."""

    def made(
        values: Any,
        recipe: Recipe | None = None,
        *,
        weights: list[float] | None = None,
        pillars: int = 1,
        directions: tuple[int, ...] = (),
    ) -> Result:
        x = np.asarray(values, dtype=float)
        x = x[None] if x.ndim == 2 else x
        K = x.shape[2]
        codes = [f"k{j}" for j in range(K)]
        w, signs = weights or [1.0] * K, directions or (1,) * K
        parts = np.array_split(np.arange(K), pillars)
        framework = framework_of(*(tuple(indicator(codes[j], w[j], signs[j]) for j in part) for part in parts))
        return score(panel_of(x, codes, tuple(range(2020, 2020 + len(x)))), framework, recipe or Recipe())

    return made
