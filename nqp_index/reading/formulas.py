"""Formulas checked against the dictionary: names, functions, and measures that must give the declared one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from nqp_index.errors import Place, Problem, Problems
from nqp_index.model.formula import Formula
from nqp_index.model.measure import Measure
from nqp_index.reading.formula_compiler import Compiler
from nqp_index.reading.formula_parts import Part, is_power_of_ten, kind_of
from nqp_index.reading.formula_text import FUNCTIONS, FormulaText, refusal, syntax_tree

__all__ = ["FUNCTIONS", "parse_formula"]


def parse_formula(
    text: str,
    measures: Mapping[str, Measure],
    declared: Measure,
    place: Place | None,
    problems: Problems,
    *,
    aliases: Mapping[str, str] | None = None,
) -> Formula | None:
    """The formula that gives `declared` from series in `measures`; None when refused, with the objections collected.

    Measures convert themselves. In the product or quotient that a formula is at its root, powers of ten are therefore
    taken as conversions and dropped: `rd_exp / gdp`, `rd_exp / gdp * 100` and `rd_exp / 10000 / gdp * 100` all give
    2.5 for 2.5 %, whatever the dictionary's measures are. A root sum whose every term carries the factor to the
    declared measure (`100 - a / b * 100`) is taken as written. Everywhere else a number is a plain number.
    A power of ten that does not agree with the measures is not needed, and is warned about.
    `aliases` leads from other names to codes, so that a formula may name a series in Chinese.
    """
    source = FormulaText(text, place)
    parsed = syntax_tree(source)
    if isinstance(parsed, Problem):
        problems.extend([parsed])
        return None
    tree, plain = parsed
    compiler = Compiler(source, plain, measures, aliases or {})
    part = compiler.root(tree, declared)
    problems.extend(compiler.problems)
    return None if part is None else _formula(source, part, tuple(compiler.names), declared, problems)


def _formula(
    source: FormulaText, part: Part, names: tuple[str, ...], declared: Measure, problems: Problems
) -> Formula | None:
    if part.tree is None:
        problems.extend([refusal("E2413", source, 0)])
        return None
    if not part.measure.same_kind(declared):
        args = {"found": kind_of(part.measure), "declared": declared.text, "kind": kind_of(declared)}
        problems.extend([refusal("E2417", source, 0, **args)])
        return None
    needed = part.measure.scale / declared.scale
    if part.tens not in (1, needed) and is_power_of_ten(needed):
        problems.extend([refusal("W2420", source, 0, written=_shown(part.tens), needed=_shown(needed))])
    return Formula(source.text, names, part.tree, declared, part.plain * needed)


def _shown(factor: Fraction) -> str:
    return str(factor.numerator) if factor.denominator == 1 else f"1/{factor.denominator}"
