"""The whole result as one JSON document: stable order of keys, numbers as published, null where there is no value.

`reference` and `weights.local` are what a later run needs to score on this run's scale (`scope: fixed`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

from nqp_index.errors import Place, Problem
from nqp_index.model.findings import Table
from nqp_index.model.formula import Formula
from nqp_index.model.framework import Framework, Indicator, Node
from nqp_index.model.measure import Measure
from nqp_index.model.panel import CellStatus
from nqp_index.model.result import Reference, Result, StepNote
from nqp_index.reports.cautions import cautions
from nqp_index.reports.numbers import published
from nqp_index.reports.safe import printable
from nqp_index.reports.tidy import removed_characters
from nqp_index.reports.view import View
from nqp_index.reports.wording import distinct
from nqp_index.terms import LANGUAGES, Text, sentence_parts

#: Raised when a key changes its meaning; new keys do not raise it.
FORMAT = 1


def write_json(view: View, path: Path) -> tuple[Problem, ...]:
    """Write the document, one line a top-level key and one line a region and year."""
    odd: dict[str, None] = {}
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("{")
        for i, (key, value) in enumerate(_document(view)):
            stream.write(f"{',' if i else ''}\n{json.dumps(key)}: ")
            if isinstance(value, Iterator):
                stream.write("[")
                for j, line in enumerate(value):
                    stream.write(f"{',' if j else ''}\n {_dumped(line, odd)}")
                stream.write("\n]")
            else:
                stream.write(_dumped(value, odd))
        stream.write("\n}\n")
    return removed_characters(list(odd))


def document(view: View) -> dict[str, Any]:
    """The same as plain data, for `--json` and for programs."""
    odd: dict[str, None] = {}
    return {
        key: [plain(v, odd) for v in value] if isinstance(value, Iterator) else plain(value, odd)
        for key, value in _document(view)
    }


def _dumped(value: Any, odd: dict[str, None]) -> str:
    return json.dumps(plain(value, odd), ensure_ascii=False, allow_nan=False)


def _document(view: View) -> Iterator[tuple[str, Any]]:
    result = view.result
    yield "format", f"nqp_index/result/{FORMAT}"
    yield "fictional", result.panel.fictional
    yield "provenance", result.provenance
    yield "framework", _framework(result.framework)
    yield "recipe", result.recipe
    yield "year_in_front", view.year
    yield "years", result.years
    yield "regions", tuple({"code": r.code, "label": r.label, "groups": dict(r.groups)} for r in result.regions)
    yield "nodes", tuple({"code": n.code, "level": n.level, "children": result.children[n.code]} for n in view.nodes)
    yield "indicators", result.indicators
    yield "left_out", dict(result.left_out)
    yield "better", {code: result.better.get(code, "high") for code in result.nodes}
    yield (
        "weights",
        {
            "local": _local_weights(result.children, result.local_weights),
            "effective": _by_child(result.indicators, result.effective_weights.tolist()),
            "nodes": _by_child(result.nodes, result.node_weights.tolist()),
        },
    )
    yield "reference", reference_document(result.reference)
    yield "period", result.period
    best = len(result.grade_cuts) + 1
    yield "grades", None if result.grades is None else {"best": best, "cuts": result.grade_cuts, "of": result.grades}
    yield "details", iter(result.details)
    yield "steps", tuple(_step(note) for note in result.steps)
    yield "cautions", {lang: cautions(View(result, lang, view.year, view.uncertainty)) for lang in LANGUAGES}
    yield "uncertainty", view.uncertainty
    yield "findings", tables_document([table for own in view.findings for table in own.tables(view.lang)])
    yield "problems", tuple(problem_document(p) for p in distinct(result.problems))
    yield "changes", iter(result.changes)
    yield "unscored", iter(_unscored(result))
    yield "scores", _scores(view)


def _by_child(codes: tuple[str, ...], rows: list[list[float]]) -> dict[str, list[float]]:
    """Child → its weight in every year; one number where it holds for all years."""
    return {code: [row[i] for row in rows] for i, code in enumerate(codes)}


def _local_weights(children: Mapping[str, tuple[str, ...]], weights: Mapping[str, Any]) -> dict[str, Any]:
    return {code: _by_child(own, weights[code].tolist()) for code, own in children.items()}


def reference_document(reference: Reference) -> dict[str, Any]:
    """The reference set: its indicators, its rows as [region, year], their values, and the weights that go with it."""
    return {f.name: getattr(reference, f.name) for f in fields(reference)}


def framework_document(framework: Framework) -> dict[str, Any]:
    """The definition as plain data: the tree, the series, the claims and those without an indicator."""
    found: dict[str, Any] = plain(_framework(framework), {})
    return found


def tables_document(tables: Sequence[Table]) -> list[dict[str, Any]]:
    """Findings as plain data, one dictionary a row; a list, since a finding may give a table for each year."""
    return [plain({"key": t.key, "title": t.title, "notes": t.notes, "rows": t.to_rows()}, {}) for t in tables]


def _framework(framework: Framework) -> dict[str, Any]:
    own = {f.name: getattr(framework, f.name) for f in fields(framework) if f.name not in ("file", "root", "levels")}
    levels = [{"code": code, "label": label} for code, label in framework.levels]
    uncovered = [c.code for c in framework.uncovered]
    return {**own, "levels": levels, "uncovered": uncovered, "root": _branch(framework.root)}


def _branch(item: Node | Indicator) -> dict[str, Any]:
    own = {f.name: getattr(item, f.name) for f in fields(item) if f.name not in ("place", "children")}
    if isinstance(item, Indicator):
        return {**own, "level": "indicator", "series": item.formula.names}
    return {**own, "children": [_branch(child) for child in item.children]}


def problem_document(own: Problem) -> dict[str, Any]:
    """A problem with its code, place, values, and its sentence in both languages."""
    parts = {lang: sentence_parts(own, lang) for lang in LANGUAGES}
    return {
        "code": own.code, "severity": own.severity.value, "place": own.place,
        "message": {lang: parts[lang][0] for lang in LANGUAGES}, "mend": {lang: parts[lang][1] for lang in LANGUAGES},
        "values": dict(own.args),
    }  # fmt: skip


def _step(note: StepNote) -> dict[str, Any]:
    """A method in use; variant and source as one English text each, as ever, and under `said` in both languages."""
    own = {f.name: getattr(note, f.name) for f in fields(note)}
    said = {"variant": note.variant, "source": note.source}
    return {**own, **{name: text.en for name, text in said.items()}, "said": said}


def _unscored(result: Result) -> Iterator[dict[str, Any]]:
    views = {lang: View(result, lang, result.years[-1]) for lang in LANGUAGES}
    for own in result.unscored:
        said = {lang: view.reason(own) for lang, view in views.items()}
        yield {"region": own.region, "year": own.year, "node": own.node, "reason": own.reason, "said": said}


def _scores(view: View) -> Iterator[dict[str, Any]]:
    """One record a region and year: every node, every indicator with its value at each step."""
    result = view.result
    filled = result.filled.tolist()
    for t, year in enumerate(result.years):
        for r, region in enumerate(result.regions):
            nodes = {
                code: {"score": view.score(t, r, n), "rank": view.rank(t, r, n), "coverage": view.coverage(t, r, n),
                       "imputed_share": view.imputed_share(t, r, n)}
                for n, code in enumerate(result.nodes)
            }  # fmt: skip
            indicators = {
                code: {"raw": view.raw(t, r, k), "filled": filled[t][r][k], "treated": view.used(t, r, k),
                       "score": view.normalised(t, r, k), "rank": view.indicator_rank(t, r, k),
                       "status": CellStatus(view.status(t, r, k)).name.lower()}
                for k, code in enumerate(result.indicators)
            }  # fmt: skip
            yield {"year": year, "code": region.code, "region": region.label, "nodes": nodes, "indicators": indicators}


def plain(value: Any, odd: dict[str, None]) -> Any:
    """Any noun of the model as plain data; texts that lose characters are noted in `odd`."""
    match value:
        case None | bool() | int():
            return None if value is None else bool(value) if isinstance(value, bool) else int(value)
        case float():
            return published(value)
        case Enum():
            return plain(value.value, odd)
        case str():
            if value != printable(value):
                odd[value] = None
            return printable(value)
        case Text():
            return {lang: plain(value.of(lang), odd) for lang in LANGUAGES}
        case Measure() | Formula():
            return plain(value.text, odd)
        case Fraction():
            return str(value)
        case Place():
            return {
                **{f.name: plain(getattr(value, f.name), odd) for f in fields(value)},
                "text": plain(str(value), odd),
            }
        case Mapping():
            return {plain(str(key), odd): plain(own, odd) for key, own in value.items()}
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name), odd) for f in fields(value) if f.name not in ("place", "file")}
    return _plain_sequence(value, odd)


def _plain_sequence(value: Any, odd: dict[str, None]) -> Any:
    """Arrays and sequences as lists; sets in order; anything else as its text."""
    to_list = getattr(value, "tolist", None)
    if to_list is not None:
        return plain(to_list(), odd)
    if isinstance(value, set | frozenset):
        return [plain(own, odd) for own in sorted(value)]
    if isinstance(value, tuple | list):
        return [plain(own, odd) for own in value]
    return plain(str(value), odd)
