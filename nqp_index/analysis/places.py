"""Finds a region, a year or a node of a result by what a person types."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from nqp_index.errors import UsageError, problem
from nqp_index.model.framework import Framework
from nqp_index.model.headline import headline_position
from nqp_index.model.result import Result
from nqp_index.terms import Text
from nqp_index.terms.lookup import labels


def region_position(result: Result, name: str) -> int:
    """Position of a region by code or label in either language. Raises UsageError naming the nearest ones."""
    if name in result.region_index:
        return result.region_index[name]
    wanted = name.strip().casefold()
    names: dict[str, int] = {}
    shown: dict[str, str] = {}
    for r, region in enumerate(result.regions):
        for text in (region.code, region.label.zh, region.label.en):
            if text:
                names[text.casefold()], shown[text.casefold()] = r, text
    if wanted in names:
        return names[wanted]
    starts = [r for text, r in names.items() if text.startswith(wanted) or wanted.startswith(text)]
    if wanted and len(set(starts)) == 1:
        return starts[0]
    near = [shown[text] for text in difflib.get_close_matches(wanted, names, n=3, cutoff=0.4)]
    raise UsageError(problem("E6020", name=name, near=near or [str(r.label) for r in result.regions[:5]]))


def year_position(result: Result, year: int | None) -> int:
    """Position of a year; by default the one in front, the latest that is nearly complete.

    Raises UsageError when the result does not have the year.
    """
    if year is None:
        return headline_position(result)
    if year not in result.years:
        raise UsageError(problem("E6021", year=year, years=result.years))
    return result.years.index(year)


def node_position(result: Result, code: str) -> int:
    """Position of a node by its code. Raises UsageError naming the nodes there are."""
    if code not in result.node_index:
        raise UsageError(problem("E6025", name=code, known=result.nodes))
    return result.node_index[code]


def no_such_thing(name: str, known: Collection[str]) -> UsageError:
    """That a name is no node, indicator or series that can be changed, with the nearest of those that can."""
    codes = {code.casefold(): code for code in known}
    near = difflib.get_close_matches(name.casefold(), codes, n=3, cutoff=0.5)
    return UsageError(problem("E6026", name=name, near=[codes[code] for code in near] or ("-",)))


def path_of(framework: Framework, node: str) -> tuple[str, ...]:
    """Where a recipe looks for a node's own choice, as `scoring.plan` lays it out: code, level, ancestors."""
    path, at = [node, framework.node(node).level], framework.parents.get(node)
    while at is not None:
        path.append(at)
        at = framework.parents.get(at)
    return tuple(path)


def level_label(framework: Framework, level: str) -> Text:
    """What the framework calls a level, else the vocabulary, else its code."""
    own = dict(framework.levels).get(level)
    return own or labels().get(f"report.level.{level}", Text(level, level))
