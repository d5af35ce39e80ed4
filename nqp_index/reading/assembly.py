"""From facts to the cube: axes in order, one value a cell, the way back to where each stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nqp_index.model.framework import Series
from nqp_index.model.panel import CellStatus, Origins, Panel, SourceFile
from nqp_index.reading.consistency.conflicts import decided
from nqp_index.reading.meaning.facts import Facts, Ints, Store
from nqp_index.reading.meaning.session import Session


@dataclass(frozen=True, eq=False)
class Axis:
    """An axis of the cube: the names in order, and for each number of the store its position (-1 = not there)."""

    names: tuple[str, ...]
    position: Ints


def assembled(session: Session, facts: Facts, files: Sequence[SourceFile], prefer: Sequence[str], *,
              fictional: bool = False) -> Panel | None:  # fmt: skip
    """The panel of all facts about regions; None when there is no value at all. Conflicts go to the problems."""
    facts = facts.taken(facts.region >= 0) if (facts.region < 0).any() else facts
    valued = ~np.isnan(facts.value)
    if not valued.any():
        return None
    regions = _region_axis(session, facts)
    years = np.unique(facts.year)
    series = _series_axis(session, facts, valued)
    facts, valued = _within(facts, valued, series)
    t = np.searchsorted(years, facts.year)
    key = (t.astype(np.int64) * len(regions.names) + regions.position[facts.region]) * len(series.names)
    key += series.position[facts.series]
    facts, key, valued = _one_a_cell(session, facts, key, valued, prefer)
    shape = (len(years), len(regions.names), len(series.names))
    return _filled(session, facts, key, valued, shape, regions, years, series, tuple(files), fictional=fictional)


def _region_axis(session: Session, facts: Facts) -> Axis:
    names = session.store.regions.names
    seen = np.zeros(len(names), dtype=bool)
    seen[facts.region] = True
    order = session.lexicon.regions.order([n for n, there in zip(names, seen, strict=True) if there])
    return Axis(tuple(order), _positions(names, order))


def _series_axis(session: Session, facts: Facts, valued: np.ndarray) -> Axis:
    names = session.store.series.names
    seen = np.zeros(len(names), dtype=bool)
    seen[facts.series[valued]] = True
    there = {n for n, yes in zip(names, seen, strict=True) if yes}
    known: dict[str, Series] = {**session.lexicon.series.series, **session.open_series}
    order = [code for code in known if code in there]
    return Axis(tuple(order), _positions(names, order))


def _positions(names: Sequence[str], order: Sequence[str]) -> Ints:
    at = {name: i for i, name in enumerate(order)}
    return np.array([at.get(n, -1) for n in names], np.int32)


def _within(facts: Facts, valued: np.ndarray, series: Axis) -> tuple[Facts, np.ndarray]:
    inside = series.position[facts.series] >= 0
    return (facts, valued) if inside.all() else (facts.taken(inside), valued[inside])


def _one_a_cell(
    session: Session, facts: Facts, key: np.ndarray, valued: np.ndarray, prefer: Sequence[str]
) -> tuple[Facts, np.ndarray, np.ndarray]:
    """Drop all but one fact of every cell; facts without a value yield to those with one."""
    last = np.full(int(key.max()) + 1, -1, np.int64)
    last[key] = np.arange(len(key))
    if bool((last[key] == np.arange(len(key))).all()):
        return facts, key, valued
    names = ([session.lexicon.regions.region(n).label.zh or n for n in session.store.regions.names],
             [session.series(n).label.zh or n for n in session.store.series.names])  # fmt: skip
    where = np.flatnonzero(valued)
    keep_valued = decided(facts.taken(valued), key[valued], session.store, prefer, session.problems, names)
    keep = np.zeros(len(facts), dtype=bool)
    keep[where[keep_valued]] = True
    filled = np.zeros(len(last), dtype=bool)
    filled[key[valued]] = True
    empty = np.flatnonzero(~valued & ~filled[key])
    _, first = np.unique(key[empty], return_index=True)
    keep[empty[first]] = True
    return facts.taken(keep), key[keep], valued[keep]


def _filled(session: Session, facts: Facts, key: np.ndarray, valued: np.ndarray, shape: tuple[int, int, int],
            regions: Axis, years: np.ndarray, series: Axis, files: tuple[SourceFile, ...], *,
            fictional: bool) -> Panel:  # fmt: skip
    size = shape[0] * shape[1] * shape[2]
    values = np.full(size, np.nan)
    status = np.full(size, CellStatus.MISSING, np.uint8)
    origin = np.full(size, -1, np.int32)
    values[key] = facts.value
    status[key] = facts.status
    origin[key] = np.arange(len(facts), dtype=np.int32)
    return Panel(
        tuple(session.lexicon.regions.region(code) for code in regions.names), tuple(int(y) for y in years),
        series.names, values.reshape(shape), status.reshape(shape), origin.reshape(shape),
        origins_of(facts, session.store), files, fictional=fictional,
        measures=tuple(session.series(code).measure.text for code in series.names),
    )  # fmt: skip


def origins_of(facts: Facts, store: Store) -> Origins:
    """The facts as the panel's table of origins."""
    return Origins(
        tuple(store.sheets), tuple(store.measures.names), facts.sheet, facts.row, facts.column, facts.found,
        facts.measure, facts.texts,
    )  # fmt: skip
