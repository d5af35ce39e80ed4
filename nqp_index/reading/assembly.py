"""From facts to the cube: axes in order, one value a cell, the way back to where each stood."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nqp_index.model.framework import Series
from nqp_index.model.panel import CellStatus, Floats, OriginBlock, Origins, Panel, SourceFile
from nqp_index.reading.consistency.conflicts import decided
from nqp_index.reading.meaning.constants import distinct, each_once, is_constant, mapped
from nqp_index.reading.meaning.facts import Facts, Ints, Store, joined
from nqp_index.reading.meaning.session import Session

Keys = NDArray[np.int64]
#: The numbers of cells of the cube, counted series by series, then year by year, then region by region.
Cells = Keys | slice


@dataclass(frozen=True, eq=False)
class Axis:
    """An axis of the cube: the names in order, and for each number of the store its position (-1 = not there)."""

    names: tuple[str, ...]
    position: Ints


def assembled(session: Session, parts: Sequence[Facts], files: Sequence[SourceFile], prefer: Sequence[str], *,
              fictional: bool = False) -> Panel | None:  # fmt: skip
    """The panel of all facts about regions; None when there is no value at all. Conflicts go to the problems."""
    parts = [p.taken(p.region >= 0) if p.region.min() < 0 else p for p in parts]
    series = _series_axis(session, parts)
    parts = [_within(p, series) for p in parts]
    parts = [p for p in parts if len(p)]
    if not parts:
        return None
    regions = _region_axis(session, parts)
    years = np.unique(np.concatenate([distinct(y) for y in each_once(p.year for p in parts)]))
    shape = (len(series.names), len(years), len(regions.names))
    cells = _cells(parts, series, years, regions)
    if _claimed(cells, shape) < sum(map(len, parts)):
        facts, one = _one_a_cell(session, joined(parts), _keys(cells), shape, prefer)
        parts, cells = [facts], [one]
    values, status, origin = _filled(parts, cells, shape)
    return Panel(
        tuple(session.lexicon.regions.region(code) for code in regions.names), tuple(int(y) for y in years),
        series.names, values, status, origin, _origins(parts, session.store), tuple(files), fictional=fictional,
        measures=tuple(session.series(code).measure.text for code in series.names),
    )  # fmt: skip


def _region_axis(session: Session, parts: Sequence[Facts]) -> Axis:
    names = session.store.regions.names
    seen = np.zeros(len(names), dtype=bool)
    for region in each_once(p.region for p in parts):
        seen[region] = True
    order = session.lexicon.regions.order([n for n, there in zip(names, seen, strict=True) if there])
    return Axis(tuple(order), _positions(names, order))


def _series_axis(session: Session, parts: Sequence[Facts]) -> Axis:
    names = session.store.series.names
    seen = np.zeros(len(names), dtype=bool)
    for part in parts:
        if is_constant(part.series):
            seen[part.series[0]] |= not np.isnan(part.value).all()
        else:
            seen[distinct(part.series[~np.isnan(part.value)])] = True
    there = {n for n, yes in zip(names, seen, strict=True) if yes}
    known: dict[str, Series] = {**session.lexicon.series.series, **session.open_series}
    order = [code for code in known if code in there]
    return Axis(tuple(order), _positions(names, order))


def _positions(names: Sequence[str], order: Sequence[str]) -> Ints:
    at = {name: i for i, name in enumerate(order)}
    return np.array([at.get(n, -1) for n in names], np.int32)


def _within(part: Facts, series: Axis) -> Facts:
    """The facts whose series has a value anywhere."""
    inside = mapped(series.position, part.series) >= 0
    return part if inside.all() else part.taken(inside)


def _cells(parts: Sequence[Facts], series: Axis, years: Ints, regions: Axis) -> list[Cells]:
    """For every fact of every part its cell; a slice where a part goes through a series in order."""
    size = len(years) * len(regions.names)
    known: dict[tuple[int, int], Cells] = {}
    found: list[Cells] = []
    for part in parts:
        cells = known.get((id(part.region), id(part.year)))
        if cells is None:
            t = mapped(np.searchsorted(years, np.arange(years[-1] + 1)), part.year).astype(np.int64)
            cells = _as_slice(t * len(regions.names) + mapped(regions.position, part.region))
            known[id(part.region), id(part.year)] = cells
        if is_constant(part.series):
            found.append(_moved(cells, size * int(series.position[part.series[0]])))
        else:
            found.append(_as_slice(_keys([cells]) + size * series.position[part.series].astype(np.int64)))
    return found


def _as_slice(keys: Keys) -> Cells:
    """Numbers that follow one another as a slice."""
    first, last = int(keys[0]), int(keys[-1])
    in_order = last - first == len(keys) - 1 and bool((np.diff(keys) == 1).all())
    return slice(first, last + 1) if in_order else keys


def _moved(cells: Cells, by: int) -> Cells:
    return slice(cells.start + by, cells.stop + by) if isinstance(cells, slice) else cells + by


def _keys(cells: Sequence[Cells]) -> Keys:
    """The numbers of all cells, end to end."""
    return np.concatenate([np.arange(c.start, c.stop) if isinstance(c, slice) else c for c in cells])


def _claimed(cells: Sequence[Cells], shape: tuple[int, int, int]) -> int:
    """How many cells of the cube some fact claims."""
    taken = np.zeros(math.prod(shape), dtype=bool)
    for some in cells:
        taken[some] = True
    return int(np.count_nonzero(taken))


def _one_a_cell(
    session: Session, facts: Facts, cells: Keys, shape: tuple[int, int, int], prefer: Sequence[str]
) -> tuple[Facts, Keys]:
    """Drop all but one fact of every cell; facts without a value yield to those with one.

    Conflicts are told year by year, then region by region, then series by series.
    """
    series, row = np.divmod(cells, shape[1] * shape[2])
    key = row * shape[0] + series
    valued = ~np.isnan(facts.value)
    names = ([session.lexicon.regions.region(n).label.zh or n for n in session.store.regions.names],
             [session.series(n).label.zh or n for n in session.store.series.names])  # fmt: skip
    where = np.flatnonzero(valued)
    keep_valued = decided(facts.taken(valued), key[valued], session.store, prefer, session.problems, names)
    keep = np.zeros(len(facts), dtype=bool)
    keep[where[keep_valued]] = True
    filled = np.zeros(int(key.max()) + 1, dtype=bool)
    filled[key[valued]] = True
    empty = np.flatnonzero(~valued & ~filled[key])
    _, first = np.unique(key[empty], return_index=True)
    keep[empty[first]] = True
    return facts.taken(keep), cells[keep]


def _filled(
    parts: Sequence[Facts], cells: Sequence[Cells], shape: tuple[int, int, int]
) -> tuple[Floats, NDArray[np.uint8], Ints]:
    """Values, status and origin of every cell of the cube; shape (S, T, R) in memory, (T, R, S) to look at."""
    values, status = np.empty(math.prod(shape)), np.empty(math.prod(shape), np.uint8)
    origin = np.empty(values.shape, np.int32)
    if sum(map(len, parts)) < len(values):  # as every cell has one fact at most, some cell has none
        values.fill(np.nan)
        status.fill(CellStatus.MISSING)
        origin.fill(-1)
    start = 0
    for part, some in zip(parts, cells, strict=True):
        values[some] = part.value
        status[some] = part.status
        origin[some] = np.arange(start, start + len(part), dtype=np.int32)
        start += len(part)
    seen = (1, 2, 0)
    return (
        values.reshape(shape).transpose(seen), status.reshape(shape).transpose(seen),
        origin.reshape(shape).transpose(seen),
    )  # fmt: skip


def _origins(parts: Sequence[Facts], store: Store) -> Origins:
    """The facts as the panel's table of origins."""
    blocks = tuple(OriginBlock(p.sheet, p.row, p.column, p.found, p.measure, p.texts) for p in parts)
    return Origins(tuple(store.sheets), tuple(store.measures.names), blocks)
