"""From facts to the cube: axes in order, one value a cell, the way back to where each stood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nqp_index.model.framework import Series
from nqp_index.model.panel import CellStatus, Floats, Origins, Panel, SourceFile
from nqp_index.reading.consistency.conflicts import decided
from nqp_index.reading.meaning.facts import Facts, Ints, Store, joined
from nqp_index.reading.meaning.session import Session

Keys = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Axis:
    """An axis of the cube: the names in order, and for each number of the store its position (-1 = not there)."""

    names: tuple[str, ...]
    position: Ints


def assembled(session: Session, parts: Sequence[Facts], files: Sequence[SourceFile], prefer: Sequence[str], *,
              fictional: bool = False) -> Panel | None:  # fmt: skip
    """The panel of all facts about regions; None when there is no value at all. Conflicts go to the problems."""
    parts = [p.taken(p.region >= 0) if (p.region < 0).any() else p for p in parts]
    series = _series_axis(session, parts)
    parts = [_within(p, series) for p in parts]
    parts = [p for p in parts if len(p)]
    if not parts:
        return None
    regions = _region_axis(session, parts)
    years = np.unique(np.concatenate([np.unique(y) for y in _distinct(p.year for p in parts)]))
    shape = (len(years), len(regions.names), len(series.names))
    keys = _keys(parts, regions, years, series)
    taken = np.zeros(shape[0] * shape[1] * shape[2], dtype=bool)
    for key in keys:
        taken[key] = True
    if np.count_nonzero(taken) < sum(map(len, keys)):
        facts, one = _one_a_cell(session, joined(parts), np.concatenate(keys), prefer)
        parts, keys = [facts], [one]
    values, status, origin = _filled(parts, keys, shape)
    return Panel(
        tuple(session.lexicon.regions.region(code) for code in regions.names), tuple(int(y) for y in years),
        series.names, values, status, origin, _origins(parts, session.store), tuple(files), fictional=fictional,
        measures=tuple(session.series(code).measure.text for code in series.names),
    )  # fmt: skip


def _distinct(arrays: Iterable[Ints]) -> list[Ints]:
    """Each array once: columns of one table share the arrays of their regions and years."""
    return list({id(a): a for a in arrays}.values())


def _region_axis(session: Session, parts: Sequence[Facts]) -> Axis:
    names = session.store.regions.names
    seen = np.zeros(len(names), dtype=bool)
    for region in _distinct(p.region for p in parts):
        seen[region] = True
    order = session.lexicon.regions.order([n for n, there in zip(names, seen, strict=True) if there])
    return Axis(tuple(order), _positions(names, order))


def _series_axis(session: Session, parts: Sequence[Facts]) -> Axis:
    names = session.store.series.names
    seen = np.zeros(len(names), dtype=bool)
    for part in parts:
        seen[part.series[~np.isnan(part.value)]] = True
    there = {n for n, yes in zip(names, seen, strict=True) if yes}
    known: dict[str, Series] = {**session.lexicon.series.series, **session.open_series}
    order = [code for code in known if code in there]
    return Axis(tuple(order), _positions(names, order))


def _positions(names: Sequence[str], order: Sequence[str]) -> Ints:
    at = {name: i for i, name in enumerate(order)}
    return np.array([at.get(n, -1) for n in names], np.int32)


def _within(part: Facts, series: Axis) -> Facts:
    """The facts whose series has a value anywhere."""
    inside = series.position[part.series] >= 0
    return part if inside.all() else part.taken(inside)


def _keys(parts: Sequence[Facts], regions: Axis, years: Ints, series: Axis) -> list[Keys]:
    """For every fact of every part the number of its cell in the cube."""
    known: dict[tuple[int, int], Keys] = {}
    keys = []
    for part in parts:
        base = known.get((id(part.region), id(part.year)))
        if base is None:
            t = np.searchsorted(years, part.year).astype(np.int64)
            base = (t * len(regions.names) + regions.position[part.region]) * len(series.names)
            known[id(part.region), id(part.year)] = base
        keys.append(base + series.position[part.series])
    return keys


def _one_a_cell(session: Session, facts: Facts, key: Keys, prefer: Sequence[str]) -> tuple[Facts, Keys]:
    """Drop all but one fact of every cell; facts without a value yield to those with one."""
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
    return facts.taken(keep), key[keep]


def _filled(
    parts: Sequence[Facts], keys: Sequence[Keys], shape: tuple[int, int, int]
) -> tuple[Floats, NDArray[np.uint8], Ints]:
    """Values, status and origin of every cell of the cube."""
    size = shape[0] * shape[1] * shape[2]
    values = np.full(size, np.nan)
    status = np.full(size, CellStatus.MISSING, np.uint8)
    origin = np.full(size, -1, np.int32)
    start = 0
    for part, key in zip(parts, keys, strict=True):
        values[key] = part.value
        status[key] = part.status
        origin[key] = np.arange(start, start + len(part), dtype=np.int32)
        start += len(part)
    return values.reshape(shape), status.reshape(shape), origin.reshape(shape)


def _origins(parts: Sequence[Facts], store: Store) -> Origins:
    """The facts as the panel's table of origins."""
    texts: dict[int, str] = {}
    start = 0
    for part in parts:
        texts.update((start + i, text) for i, text in part.texts.items())
        start += len(part)
    return Origins(
        tuple(store.sheets), tuple(store.measures.names), np.concatenate([p.sheet for p in parts]),
        np.concatenate([p.row for p in parts]), np.concatenate([p.column for p in parts]),
        np.concatenate([p.found for p in parts]), np.concatenate([p.measure for p in parts]), texts,
    )  # fmt: skip
