"""What `nqp check` shows: tables of what was read, what was converted, what was not understood, what is covered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import Problem, Severity
from nqp_index.model.findings.table import Plain, Table, plain
from nqp_index.model.framework import Framework
from nqp_index.model.panel import Panel
from nqp_index.reading.reading import Reading
from nqp_index.terms import Lang, current_language, label, sentence_parts
from nqp_index.terms.measures import measure_name

_MOST_NAMED = 100

_Rows = list[tuple[Plain, ...]]


def understanding_tables(
    reading: Reading, framework: Framework | None = None, lang: Lang | None = None
) -> tuple[Table, ...]:
    """Tables in the order in which a person checks them: sheets, series, unmatched names, flags, coverage maps."""
    lang = lang or current_language()
    framework = framework or reading.framework
    tables = [
        _table("sheets", _sheet_keys(), _sheets(reading, lang), lang),
        _table("series", _series_keys(), _series(reading, lang), lang),
        _table("unmatched", ("kind", "name", "place", "suggestions", "refused"), _unmatched(reading, lang), lang),
        _table("flags", ("severity", "code", "place", "what", "mend"), _flags(reading, lang), lang),
    ]
    if reading.panel is not None:
        tables += _coverage(reading, framework, lang)
    return tuple(t for t in tables if t.rows)


def _table(key: str, keys: Sequence[str], rows: _Rows, lang: Lang, headings: Sequence[str] | None = None) -> Table:
    columns = tuple(headings) if headings else tuple(label(f"check.{k}", lang) for k in keys)
    return Table(f"check_{key}", label(f"check.table.{key}", lang), tuple(keys), columns, tuple(rows))


def _sheet_keys() -> tuple[str, ...]:
    return ("file", "sheet", "kind", "layout", "title", "series_count", "years", "regions", "aggregates", "values",
            "marks", "unused", "notes")  # fmt: skip


def _sheets(reading: Reading, lang: Lang) -> _Rows:
    return [
        (t.file, t.sheet, t.kind, label(f"layout.{t.layout}", lang) if t.layout else label("check.none", lang),
         t.title, len(t.series), spans(t.years), len(t.regions), plain(t.aggregates, lang), t.values,
         plain([f"{mark} × {n}" for mark, n in t.marks], lang), plain(_first(t.unused), lang), " ".join(t.notes)[:500])
        for t in reading.tables
    ]  # fmt: skip


def _first(names: Sequence[str]) -> list[str]:
    """The first names, and how many more there are: a table may have a hundred thousand columns of no use."""
    return [*names[:_MOST_NAMED], *([f"… +{len(names) - _MOST_NAMED}"] if len(names) > _MOST_NAMED else [])]


def _series_keys() -> tuple[str, ...]:
    return ("file", "sheet", "series", "name", "measure", "own_measure", "factor", "values", "place")


def _series(reading: Reading, lang: Lang) -> _Rows:
    return [
        (t.file, t.sheet, s.code, s.name, s.measure or label("check.none", lang), measure_name(s.target, lang),
         s.factor, s.values, str(s.place))
        for t in reading.tables for s in t.series
    ]  # fmt: skip


def _unmatched(reading: Reading, lang: Lang) -> _Rows:
    kinds = {"region": label("check.kind.region", lang), "series": label("check.kind.series", lang)}
    return [
        (kinds[u.kind], u.name, str(u.place), plain(u.suggestions, lang),
         label("check.yes" if u.refused else "check.no", lang))
        for u in reading.unmatched
    ]  # fmt: skip


def _flags(reading: Reading, lang: Lang) -> _Rows:
    return [
        (_severity(p, lang), p.code, str(p.place) if p.place else "", *sentence_parts(p, lang))
        for p in _by_severity(reading.problems)
    ]  # fmt: skip


def grouped_flags(reading: Reading, lang: Lang | None = None) -> Table:
    """The problems for a screen: those of one kind in one file are one line, with their number and the first."""
    lang = lang or current_language()
    groups: dict[tuple[str, str], list[Problem]] = {}
    for p in _by_severity(reading.problems):
        groups.setdefault((p.code, p.place.file if p.place else ""), []).append(p)
    rows: _Rows = [
        (_severity(found[0], lang), code, len(found), str(found[0].place or ""), *sentence_parts(found[0], lang))
        for (code, _), found in groups.items()
    ]
    return _table("flags", ("severity", "code", "count", "first_place", "what", "mend"), rows, lang)


def _severity(problem: Problem, lang: Lang) -> str:
    return label(f"report.severity.{problem.severity.value}", lang)


def _by_severity(problems: Iterable[Problem]) -> list[Problem]:
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    return sorted(dict.fromkeys(problems), key=lambda p: order[p.severity])


def spans(years: Sequence[int]) -> str:
    """Years as people write them.

    >>> spans([2015, 2016, 2017, 2019])
    '2015–2017, 2019'
    """
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{r[0]}–{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)


def _indicator_map(framework: Framework, panel: Panel, there: NDArray[np.bool_], lang: Lang) -> Table:
    """Indicator × region: the years in which every series of the indicator's formula has a value."""
    rows: _Rows = []
    for indicator in framework.indicators:
        at = [panel.series_index.get(name, -1) for name in indicator.formula.names]
        full: NDArray[np.bool_] = np.zeros(there.shape[:2], dtype=bool)
        if -1 not in at:
            full = np.logical_and.reduce(there[:, :, at], axis=2)
        years = [spans([y for y, yes in zip(panel.years, full[:, r].tolist(), strict=True) if yes])
                 for r in range(len(panel.regions))]  # fmt: skip
        rows.append((indicator.code, indicator.label.of(lang), *years))
    heads = [label("check.indicator", lang), label("check.name", lang), *(r.label.of(lang) for r in panel.regions)]
    keys = ("indicator", "name", *(r.code for r in panel.regions))
    return _table("coverage_indicators", keys, rows, lang, heads)


def _coverage(reading: Reading, framework: Framework | None, lang: Lang) -> Iterator[Table]:
    """How many regions have each series in each year, then how many series each region has in each year."""
    panel = reading.panel
    if panel is None:
        return
    there = ~np.isnan(panel.values)
    years = [str(y) for y in panel.years]
    known = framework.series_by_code if framework else {}
    rows: _Rows = []
    for k, code in enumerate(panel.series):
        name = known[code].label.of(lang) if code in known else code
        rows.append((code, name, *(int(n) for n in there[:, :, k].sum(axis=1))))
    if framework is not None:
        yield _indicator_map(framework, panel, there, lang)
    absent = [s for s in known.values() if s.code not in panel.series_index]
    rows += [(s.code, s.label.of(lang), *(0 for _ in years)) for s in absent]
    heads = [label("check.series", lang), label("check.name", lang), *years]
    yield _table("coverage", ("series", "name", *years), rows, lang, heads)
    by_region: _Rows = [
        (r.code, r.label.of(lang), *(int(n) for n in there[:, i, :].sum(axis=1))) for i, r in enumerate(panel.regions)
    ]
    heads = [label("check.code", lang), label("check.kind.region", lang), *years]
    yield _table("coverage_regions", ("code", "region", *years), by_region, lang, heads)
