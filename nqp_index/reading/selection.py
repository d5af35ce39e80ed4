"""A panel narrowed to the years and regions that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nqp_index.errors import DataError, Problems
from nqp_index.model.framework import Framework
from nqp_index.model.panel import Panel, Region
from nqp_index.reading.names import region_key, region_names
from nqp_index.reading.names.nearness import nearest
from nqp_index.reading.names.table import load_regions
from nqp_index.terms import Text


def selected(panel: Panel, framework: Framework, *, years: Sequence[int] = (), exclude: Sequence[str] = ()) -> Panel:
    """The panel with only `years` (all when empty) and without the regions in `exclude`, by any of their names.

    Raises DataError for a year that the data do not hold and for a name that is no region of the panel.
    """
    found = Problems()
    absent = [year for year in years if year not in panel.years]
    for year in absent:
        found.add("E1490", year=year, years=panel.years)
    out = {code for name in exclude for code in _codes(name, panel, framework, found)}
    found.raise_errors(DataError)
    keep_years = [t for t, year in enumerate(panel.years) if not years or year in years]
    keep_regions = [r for r, region in enumerate(panel.regions) if region.code not in out]
    if not keep_regions:
        found.add("E1492")
        found.raise_errors(DataError)
    at = np.ix_(keep_years, keep_regions, range(len(panel.series)))
    return replace(
        panel, regions=tuple(panel.regions[r] for r in keep_regions), years=tuple(panel.years[t] for t in keep_years),
        values=panel.values[at], status=panel.status[at], origin=panel.origin[at],
    )  # fmt: skip


def region_named(name: str, panel: Panel, framework: Framework) -> Region:
    """The region of the panel with this name, code or alias. Raises DataError with near names."""
    found = Problems()
    codes = _codes(name, panel, framework, found)
    found.raise_errors(DataError)
    return panel.regions[panel.region_index[codes[0]]]


def listed_regions(framework: Framework, names: Sequence[str]) -> tuple[Region, ...]:
    """The regions to fill into a template: those named, or all 31 provinces; free names stand for themselves.

    Raises DataError for a name that is no province.
    """
    if framework.regions == "free":
        return tuple(Region(name, Text(name, name)) for name in names)
    provinces, _ = load_regions()
    known = {region.code: region for region in provinces}
    if not names:
        return provinces
    found = Problems()
    for name in names:
        if region_key(name, framework) not in known:
            _tell_unknown(name, framework, provinces, found)
    found.raise_errors(DataError)
    wanted = {region_key(name, framework) for name in names}
    return tuple(region for region in provinces if region.code in wanted)


def _codes(name: str, panel: Panel, framework: Framework, found: Problems) -> list[str]:
    known = {n: r.code for r in panel.regions for n in (r.code, r.label.zh, r.label.en) if n}
    code = known.get(name.strip()) or region_key(name, framework)
    if code in panel.region_index:
        return [str(code)]
    _tell_unknown(name, framework, panel.regions, found)
    return []


def _tell_unknown(name: str, framework: Framework, regions: Sequence[Region], found: Problems) -> None:
    """That a name is no region, with what it may have meant: as the reader would suggest, else by spelling; where
    nothing is near, with the regions there are."""
    labels = [r.label.zh for r in regions]
    suggested = [s for s in region_names(framework).find(name).suggestions if s]
    near = suggested or nearest(name, labels, floor=0.4)
    if near:
        found.add("E1491", name=name, near=near)
    else:
        found.add("E1510", name=name, count=len(regions), known=[r.label for r in regions])
