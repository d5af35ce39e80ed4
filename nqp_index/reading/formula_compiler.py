"""From a formula's syntax tree to parts with measures: what may be added, multiplied, raised or put into a function."""

from __future__ import annotations

import ast
import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from fractions import Fraction

from nqp_index.errors import Problems
from nqp_index.model.formula import Applied, Joined, Number, Scaled, SeriesName, Tree
from nqp_index.model.measure import Measure
from nqp_index.reading.formula_parts import PURE, Clash, Part, alike, is_power_of_ten, kind_of, valued
from nqp_index.reading.formula_text import FUNCTIONS, FormulaText, refusal

__all__ = ["Compiler"]

LARGEST = 10**30
LARGEST_SCALE = 10**60
HIGHEST_POWER = 10


class Compiler:
    """One formula on its way to a tree: collects every objection and the series named, in order of first use.

    Every method that takes a node returns its part, or None when it was refused.
    """

    def __init__(
        self, source: FormulaText, plain: str, measures: Mapping[str, Measure], aliases: Mapping[str, str]
    ) -> None:
        self.problems = Problems()
        self.names: list[str] = []
        self._source = source
        self._plain = plain.encode()
        self._start = len(source.text) - len(source.text.lstrip())
        self._measures = measures
        self._aliases = aliases

    def root(self, node: ast.expr, declared: Measure) -> Part | None:
        """The whole formula. A sum at the root may have been brought to the declared measure by hand."""
        return self._sum(node, declared) if _is_sum(node) else self.product(node)

    def product(self, node: ast.expr) -> Part | None:
        """A chain of * and /, with its powers of ten and its other literal factors set apart."""
        whole = Part(None)
        refused = False
        for factor, power in _factors(node):
            part = self._factor(factor)
            if part is None:
                refused = True
            elif power < 0 and part.number == 0:
                refused = self._refuse("E2414", factor)
            else:
                whole = _multiplied(whole, part, power)
                if not _moderate(whole):
                    refused, whole = self._refuse("E2411", factor, largest=float(LARGEST)), Part(None)
        return None if refused else whole

    def _factor(self, node: ast.expr) -> Part | None:
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            part = self.product(node.operand)
            sign = -1 if isinstance(node.op, ast.USub) else 1
            return None if part is None else replace(part, plain=part.plain * sign)
        if isinstance(node, ast.Constant):
            return self._constant(node)
        if isinstance(node, ast.Name):
            return self._series(node)
        if isinstance(node, ast.BinOp):
            if _is_sum(node):
                return self._sum(node, None)
            if isinstance(node.op, ast.Pow):
                return self._power(node)
            if isinstance(node.op, ast.Mult | ast.Div):
                return self.product(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
            return self._call(node, node.func.id)
        self._refuse("E2407", node)
        return None

    def _constant(self, node: ast.Constant) -> Part | None:
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._refuse("E2407", node)
            return None
        vanished = value == 0 and any(digit in self._text(node).lower().split("e")[0] for digit in "123456789")
        if vanished or (value != 0 and not 1 / LARGEST <= value <= LARGEST):
            self._refuse("E2411", node, largest=float(LARGEST))
            return None
        number = Fraction(repr(value))
        return Part(None, tens=number) if is_power_of_ten(number) else Part(None, plain=number)

    def _series(self, node: ast.Name) -> Part | None:
        name = unicodedata.normalize("NFKC", node.id)
        code = name if name in self._measures else self._aliases.get(name)
        if code is None:
            known = [*self._measures, *self._aliases]
            near = get_close_matches(name, known, n=1, cutoff=0.6) or get_close_matches(name.lower(), known, n=1)
            self._refuse("E2408" if near else "E2409", node, name=name, near=near)
            return None
        if code not in self.names:
            self.names.append(code)
        return Part(SeriesName(code), self._measures[code])

    def _sum(self, node: ast.expr, declared: Measure | None) -> Part | None:
        terms = [(self.product(term), sign, term) for term, sign in _terms(node)]
        parts = [replace(p, plain=p.plain * sign) for p, sign, _ in terms if p is not None]
        if len(parts) < len(terms):
            return None
        tens = {p.tens for p in parts if p.tree is not None}
        shared = tens.pop() if len(tens) == 1 else Fraction(1)
        hoisted = shared if shared != 1 and _can_be_hoisted(parts, shared, declared) else Fraction(1)
        if hoisted != 1:
            parts = [replace(p, tens=p.tens / hoisted) for p in parts]
            if any(p.tree is None for p in parts):
                return Part(_added([valued(p) for p in parts]), _first(parts).measure, tens=hoisted)
        found = alike(parts)
        if isinstance(found, Clash):
            self._refuse(found.code, terms[found.index][2], **dict(found.args))
            return None
        if all(p.tree is None for p in parts):
            return Part(None, plain=sum((p.number for p in parts), Fraction(0)))
        return Part(_added(found.trees), found.measure, tens=hoisted)

    def _power(self, node: ast.BinOp) -> Part | None:
        base, exponent = self.product(node.left), self.product(node.right)
        if base is None or exponent is None:
            return None
        if exponent.tree is not None or abs(exponent.number) > HIGHEST_POWER:
            self._refuse("E2410", node.right, most=HIGHEST_POWER)
            return None
        power = exponent.number
        if base.tree is None:
            return self._number(node, "**", [base.number, power])
        if power.denominator == 1:
            raised = base.measure.times(base.measure, int(power) - 1)
            if base.number == 0 and power < 0:
                self._refuse("E2414", node.left)
                return None
            tree = Joined("**", base.tree, Number(power))
            return Part(tree, raised, base.plain ** int(power), base.tens ** int(power))
        return self._root_of(node, base, power)

    def _root_of(self, node: ast.expr, base: Part, power: Fraction) -> Part | None:
        """A power that is not whole, taken in base units; the kind must come out whole."""
        if any((exponent * power).denominator != 1 for _, exponent in base.measure.bases):
            self._refuse("E2419", node, kind=kind_of(base.measure))
            return None
        units = Measure("", Fraction(1), base.measure.bases)
        rooted = Measure("", Fraction(1), tuple((b, int(e * power)) for b, e in base.measure.bases))
        return Part(Joined("**", valued(base, units), Number(power)), rooted)

    def _call(self, node: ast.Call, name: str) -> Part | None:
        if name not in FUNCTIONS:
            near = get_close_matches(name, [*FUNCTIONS], n=1)
            self._refuse("E2421", node, name=name, near=near or "-", known=tuple(FUNCTIONS))
            return None
        fewest, most = FUNCTIONS[name]
        if not fewest <= len(node.args) <= most:
            self._refuse("E2422", node, name=name, fewest=fewest, most=most, given=len(node.args))
            return None
        parts = [self.product(argument) for argument in node.args]
        there = [p for p in parts if p is not None]
        if len(there) < len(parts):
            return None
        if all(p.tree is None for p in there) and name not in {"growth", "lag", "entropy"}:
            return self._number(node, name, [p.number for p in there])
        return self._function(node, "ln" if name == "log" else name, there)

    def _function(self, node: ast.Call, name: str, parts: list[Part]) -> Part | None:
        first = parts[0]
        if name in {"min", "max", "entropy"}:
            found = alike(parts)
            if isinstance(found, Clash):
                self._refuse(found.code, node.args[found.index], **dict(found.args))
                return None
            return Part(Applied(name, found.trees), PURE if name == "entropy" else found.measure)
        if first.tree is None:
            self._refuse("E2413", node.args[0])
            return None
        if name == "sqrt":
            return self._root_of(node, first, Fraction(1, 2))
        if name == "exp" and not first.measure.is_pure:
            self._refuse("E2412", node.args[0], name=name, kind=kind_of(first.measure))
            return None
        if name in {"ln", "log10"}:
            true_share = first.measure.is_pure and not isinstance(first.tree, SeriesName)
            return Part(Applied(name, (valued(first, PURE if true_share else None),)))
        if name == "exp":
            return Part(Applied(name, (valued(first, PURE),)))
        return Part(Applied(name, (valued(first),)), PURE if name == "growth" else first.measure)

    def _number(self, node: ast.expr, function: str, arguments: list[Fraction]) -> Part | None:
        """A function or power of plain numbers, computed now."""
        try:
            value = _computed(function, arguments)
        except (ValueError, ZeroDivisionError, OverflowError, TypeError):
            value = None
        if value is None or abs(value) > LARGEST:
            self._refuse("E2411", node, largest=float(LARGEST))
            return None
        return Part(None, tens=value) if is_power_of_ten(value) else Part(None, plain=value)

    def _text(self, node: ast.expr) -> str:
        return self._plain[node.col_offset : node.end_col_offset].decode()

    def _refuse(self, code: str, node: ast.expr, /, **args: object) -> bool:
        column = self._start + len(self._plain[: node.col_offset].decode())
        self.problems.extend([refusal(code, self._source, column, **args)])
        return True


def _is_sum(node: ast.expr) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)


def _factors(node: ast.expr) -> Iterator[tuple[ast.expr, int]]:
    """The factors of a chain of * and / from left to right, with power 1 or -1."""
    found: list[tuple[ast.expr, int]] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div):
        found.append((node.right, 1 if isinstance(node.op, ast.Mult) else -1))
        node = node.left
    yield node, 1
    yield from reversed(found)


def _terms(node: ast.expr) -> Iterator[tuple[ast.expr, int]]:
    """The terms of a chain of + and - from left to right, with their signs."""
    found: list[tuple[ast.expr, int]] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        found.append((node.right, 1 if isinstance(node.op, ast.Add) else -1))
        node = node.left
    yield node, 1
    yield from reversed(found)


def _multiplied(whole: Part, part: Part, power: int) -> Part:
    if part.tree is None:
        tree = whole.tree
    elif whole.tree is None:
        tree = part.tree if power > 0 else Joined("/", Number(Fraction(1)), part.tree)
    else:
        tree = Joined("*" if power > 0 else "/", whole.tree, part.tree)
    measure = whole.measure.times(part.measure, power)
    return Part(tree, measure, whole.plain * part.plain**power, whole.tens * part.tens**power)


def _moderate(part: Part) -> bool:
    sizes = ((abs(part.plain), LARGEST), (part.tens, LARGEST), (part.measure.scale, LARGEST_SCALE))
    return all(size == 0 or Fraction(1, limit) <= size <= limit for size, limit in sizes)


def _can_be_hoisted(parts: list[Part], shared: Fraction, declared: Measure | None) -> bool:
    """Whether a power of ten that every term carries may stand before the sum: a*100 - b*100 is (a - b)*100.

    With plain numbers among the terms it may only where the sum was brought to the declared measure by hand.
    """
    if all(p.tree is not None for p in parts):
        return True
    scales = {p.measure.scale for p in parts if p.tree is not None}
    return declared is not None and scales == {shared * declared.scale} and declared.is_pure


def _first(parts: list[Part]) -> Part:
    return next(p for p in parts if p.tree is not None)


def _added(trees: Sequence[Tree]) -> Tree:
    whole = trees[0]
    for tree in trees[1:]:
        if isinstance(tree, Scaled) and tree.factor < 0:
            positive = tree.of if tree.factor == -1 else Scaled(tree.of, -tree.factor)
            whole = Joined("-", whole, positive)
        else:
            whole = Joined("+", whole, tree)
    return whole


def _computed(function: str, arguments: list[Fraction]) -> Fraction:
    """Exact where the result is a fraction, else the nearest float. Raises ArithmeticError or ValueError."""
    if function == "**" and arguments[1].denominator == 1:
        return arguments[0] ** int(arguments[1])
    if function in {"min", "max"}:
        return min(arguments) if function == "min" else max(arguments)
    if function == "abs":
        return abs(arguments[0])
    numbers = [float(a) for a in arguments]
    if function == "**":
        return Fraction(repr(math.pow(*numbers)))
    single = {"log": math.log, "ln": math.log, "log10": math.log10, "exp": math.exp, "sqrt": math.sqrt}
    return Fraction(repr(single[function](numbers[0])))
