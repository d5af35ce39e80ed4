"""From what a definition file says to a Framework, checked whole: every objection at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from nqp_index.errors import DefinitionError, Place, Problem, Problems
from nqp_index.model.framework import Framework, Indicator, Node, Series
from nqp_index.reading.definitions.checks import checked_substitutes, checked_tree, names_of, unique_codes
from nqp_index.reading.definitions.found import Found, Listing, Scalar, Table
from nqp_index.reading.definitions.framework_keys import CONSTRUCT, FRAMEWORK, SERIES
from nqp_index.reading.definitions.framework_rules import Draft
from nqp_index.reading.definitions.includes import Includes
from nqp_index.reading.definitions.rules import ListOf
from nqp_index.reading.formulas import parse_formula
from nqp_index.terms import Text

__all__ = ["framework_from"]

_PLAIN = ("weight", "goalposts", "plausible", "constructs", "source", "note", "stands_for", "core", "direction")


def framework_from(found: Found, file: str, includes: Includes) -> Framework:
    """The framework that a definition describes; `file` is the name shown for it.

    Raises DefinitionError with every objection of the file and of the files it names. Warnings stay with the
    framework, in `problems`.
    """
    problems = Problems()
    values: dict[str, Any] = FRAMEWORK.read(found, problems) or {}
    series, refused = _listed(values.get("series"), "series", includes, problems)
    constructs, unread = _listed(values.get("constructs"), "constructs", includes, problems)
    tree: Draft | None = values.get("tree")
    unique_codes(series, "series", problems)
    unique_codes(constructs, "constructs", problems)
    aliases = names_of(series, problems)
    checked_substitutes(series, problems)
    root = None
    if tree is not None:
        checked_tree(tree, None if unread is None else {*unread, *(c.code for c in constructs)}, problems)
        levels = [code for code, _ in values.get("levels", ())]
        root = _Tree({s.code: s for s in series}, aliases, refused, levels, problems).node(tree, 0)
    if problems.errors or root is None:
        raise DefinitionError(_in_reading_order(problems))
    return Framework(
        name=values["framework"], label=values["label"], version=values["version"], root=root, series=series,
        levels=values.get("levels", ()), regions=values.get("regions", "province"), constructs=constructs,
        source=values.get("source", Text()), note=values.get("note", Text()), file=file, sha256=includes.sha256,
        problems=tuple(problems),
    )  # fmt: skip


def _listed(
    found: Found | None, key: str, includes: Includes, problems: Problems
) -> tuple[tuple[Any, ...], set[str] | None]:
    """What the list under `key` holds, and the codes of what was refused; None when the list cannot be read."""
    if found is None:
        return (), set() if key == "constructs" else None
    listing = includes.listed(found, key, problems)
    if not isinstance(listing, Listing):
        return (), None
    parts = ListOf(SERIES if key == "series" else CONSTRUCT).read(listing, problems) or ()
    codes = [item.get("code") for item in listing.items if isinstance(item, Table)]
    read = {part.code for part in parts}
    return parts, {c.text for c in codes if isinstance(c, Scalar) and c.text not in read}


def _in_reading_order(problems: Problems) -> list[Problem]:
    """File by file in the order they came up, line by line."""
    files = {p.place.file: None for p in problems if p.place is not None}
    order = {file: number for number, file in enumerate(files)}
    return sorted(problems, key=lambda p: (order[p.place.file], p.place) if p.place is not None else (-1, Place()))


class _Tree:
    """Turns drafts into nodes and indicators, with the series that formulas may name.

    A formula that names a series refused elsewhere is not objected to again; `refused` None: no series could be read.
    """

    def __init__(
        self,
        series: dict[str, Series],
        aliases: dict[str, str],
        refused: set[str] | None,
        levels: list[str],
        problems: Problems,
    ) -> None:
        self._measures = {code: s.measure for code, s in series.items()}
        self._aliases = aliases
        self._refused = refused
        self._levels = levels
        self._problems = problems

    def node(self, draft: Draft, depth: int) -> Node:
        children = [self.indicator(c) if c.is_indicator else self.node(c, depth + 1) for c in draft.children]
        level = self._levels[depth] if depth < len(self._levels) else f"level_{depth + 1}"
        given = draft.values
        return Node(
            given.get("code", ""), given.get("label", Text()), level, tuple(c for c in children if c is not None),
            given.get("weight", 1.0), given.get("note", Text()), draft.table.place,
        )  # fmt: skip

    def indicator(self, draft: Draft) -> Indicator | None:
        given = draft.values
        if not all(key in given for key in ("indicator", "label", "formula", "measure")):
            return None
        place = draft.place_of("formula")
        if place.is_text and getattr(draft.table.get("formula"), "quoted", False):
            place = replace(place, column=place.column + 1)
        problems = Problems()
        formula = parse_formula(
            given["formula"], self._measures, given["measure"], place, problems, aliases=self._aliases
        )
        self._problems.extend(p for p in problems if not self._follows_from_refusal(p))
        if formula is None:
            return None
        extra = {key: given[key] for key in _PLAIN if key in given}
        return Indicator(
            given["indicator"], given["label"], formula, given["measure"], place=draft.table.place, **extra
        )

    def _follows_from_refusal(self, found: Problem) -> bool:
        unknown = found.code in {"E2408", "E2409"}
        return unknown and (self._refused is None or dict(found.args)["name"] in self._refused)
