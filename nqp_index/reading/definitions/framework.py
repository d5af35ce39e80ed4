"""From what a definition file says to a Framework, checked whole: every objection at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from nqp_index.errors import DefinitionError, Problems
from nqp_index.model.framework import Framework, Indicator, Node, Series
from nqp_index.reading.definitions.checks import checked_tree, names_of, unique_codes
from nqp_index.reading.definitions.found import Found
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
    series = _listed(values.get("series"), "series", includes, problems)
    constructs = _listed(values.get("constructs"), "constructs", includes, problems)
    tree: Draft | None = values.get("tree")
    unique_codes(series, "series", problems)
    unique_codes(constructs, "constructs", problems)
    aliases = names_of(series, problems)
    root = None
    if tree is not None:
        checked_tree(tree, [c.code for c in constructs] if "constructs" in values else None, problems)
        levels = [code for code, _ in values.get("levels", ())]
        root = _Tree({s.code: s for s in series}, aliases, levels, problems).node(tree, 0)
    problems.raise_errors(DefinitionError)
    if root is None:
        raise DefinitionError(list(problems))
    return Framework(
        name=values["framework"], label=values["label"], version=values["version"], root=root, series=series,
        levels=values.get("levels", ()), regions=values.get("regions", "province"), constructs=constructs,
        source=values.get("source", Text()), note=values.get("note", Text()), file=file, sha256=includes.sha256,
        problems=tuple(problems),
    )  # fmt: skip


def _listed(found: Found | None, key: str, includes: Includes, problems: Problems) -> tuple[Any, ...]:
    listing = includes.listed(found, key, problems) if found is not None else None
    if listing is None:
        return ()
    rule = ListOf(SERIES if key == "series" else CONSTRUCT)
    return rule.read(listing, problems) or ()


class _Tree:
    """Turns drafts into nodes and indicators, with the series that formulas may name."""

    def __init__(
        self, series: dict[str, Series], aliases: dict[str, str], levels: list[str], problems: Problems
    ) -> None:
        self._measures = {code: s.measure for code, s in series.items()}
        self._aliases = aliases
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
        formula = parse_formula(
            given["formula"], self._measures, given["measure"], place, self._problems, aliases=self._aliases
        )
        if formula is None:
            return None
        extra = {key: given[key] for key in _PLAIN if key in given}
        return Indicator(
            given["indicator"], given["label"], formula, given["measure"], place=draft.table.place, **extra
        )
