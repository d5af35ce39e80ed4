"""A method's parameters, described once in its signature; the check and the error text follow from there."""

from __future__ import annotations

import inspect
import math
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any

from nqp_index.errors import Problem, problem
from nqp_index.terms import Lang, Text

#: Keyword arguments that the pipeline supplies; a recipe cannot set them.
FROM_PIPELINE = frozenset(
    {
        "ref",
        "direction",
        "years",
        "groups",
        "related",
        "pillars",
        "parents",
        "stated",
        "goalposts",
        "place",
        "prior",
        "rng",
        "periods",
        "score_ends",
    }
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A number from low to high, both included unless `open_low`/`open_high`."""

    low: float = -math.inf
    high: float = math.inf
    open_low: bool = False
    open_high: bool = False

    def admits(self, value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            return False
        above = value > self.low if self.open_low else value >= self.low
        return above and (value < self.high if self.open_high else value <= self.high)

    def __str__(self) -> str:
        left, right = "(" if self.open_low else "[", ")" if self.open_high else "]"
        return f"{left}{self.low:g}, {self.high:g}{right}"


@dataclass(frozen=True, slots=True, init=False)
class OneOf:
    """One of a few names."""

    names: tuple[str | int | None, ...]

    def __init__(self, *names: str | int | None) -> None:
        object.__setattr__(self, "names", names)

    def admits(self, value: Any) -> bool:
        return value in self.names

    def __str__(self) -> str:
        return " | ".join("none" if n is None else str(n) for n in self.names)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A list of finite numbers (or None where `optional`), each inside `each`, and above the one before where
    `increasing`."""

    each: Interval = Interval()
    optional: bool = True
    increasing: bool = False

    def admits(self, value: Any) -> bool:
        if value is None:
            return self.optional
        if not isinstance(value, list | tuple) or len(value) == 0 or not all(self.each.admits(v) for v in value):
            return False
        return not self.increasing or all(a < b for a, b in pairwise(value))

    def __str__(self) -> str:
        return f"[{self.each} < ...]" if self.increasing else f"[{self.each}, ...]"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from low to high; None too where `optional`."""

    low: int = 0
    high: int = 10**9
    optional: bool = False

    def admits(self, value: Any) -> bool:
        if value is None:
            return self.optional
        return isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high

    def __str__(self) -> str:
        return f"{self.low}..{self.high}"


@dataclass(frozen=True, slots=True)
class YesNo:
    """True or false."""

    def admits(self, value: Any) -> bool:
        return isinstance(value, bool)

    def __str__(self) -> str:
        return "true | false"


@dataclass(frozen=True, slots=True)
class Name:
    """What a recipe calls something by: a code or a label; or None. The pipeline looks it up."""

    of: Text

    def admits(self, value: Any) -> bool:
        return value is None or (isinstance(value, str) and bool(value.strip())) or self._is_code(value)

    @staticmethod
    def _is_code(value: Any) -> bool:
        """Codes of regions are digits, which YAML reads as a number."""
        return isinstance(value, int) and not isinstance(value, bool)

    def __str__(self) -> str:
        return f"<{self.of}>"


@dataclass(frozen=True, slots=True)
class Anything:
    """A parameter that its method checks itself (a matrix of judgements, a table of names)."""

    def admits(self, value: Any) -> bool:
        return True

    def __str__(self) -> str:
        return "…"


@dataclass(frozen=True, slots=True, init=False)
class Either:
    """A value that one of several rules admits: a number or a name."""

    rules: tuple[Interval | OneOf | Numbers | Whole, ...]

    def __init__(self, *rules: Interval | OneOf | Numbers | Whole) -> None:
        object.__setattr__(self, "rules", rules)

    def admits(self, value: Any) -> bool:
        return any(rule.admits(value) for rule in self.rules)

    def __str__(self) -> str:
        return " | ".join(str(rule) for rule in self.rules)


Rule = Interval | OneOf | Numbers | Whole | YesNo | Name | Anything | Either


def rule_text(rule: Rule, lang: Lang) -> str:
    """A rule as a page of that language shows it."""
    return f"<{rule.of.of(lang)}>" if isinstance(rule, Name) else str(rule)


@dataclass(frozen=True, slots=True)
class Loses:
    """Beside a rule in `Annotated`: values of the parameter that take away what the method otherwise `gives`."""

    by: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Demands:
    """Beside a rule in `Annotated`: what an aggregation needs of its scores when the parameter has a value, unless the
    parameters named in `unless` are all given."""

    by: tuple[tuple[str, frozenset[str]], ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One keyword of a method: its default and what it admits; a required one has no default and must be stated."""

    name: str
    default: Any
    rule: Rule
    from_pipeline: bool = False
    required: bool = False
    losing: Loses = Loses(())
    demanding: Demands = Demands(())

    def admits(self, value: Any) -> bool:
        """Whether a recipe may state this value: what the rule admits, or none where that is the default."""
        return self.rule.admits(value) or (value is None and self.default is None and not self.required)

    def loses(self, value: Any) -> frozenset[str]:
        """What the method no longer gives when the parameter has this value."""
        return dict(self.losing.by).get(value, frozenset())

    def demands(self, options: Mapping[str, Any]) -> frozenset[str]:
        """What the scores must be when the method has these options."""
        given = all(options.get(name) is not None for name in self.demanding.unless)
        if self.demanding.unless and given:
            return frozenset()
        return dict(self.demanding.by).get(options.get(self.name, self.default), frozenset())


def parameters_of(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """The keyword-only parameters, with the rule found in `Annotated[type, rule]`."""
    hints = typing.get_type_hints(function, include_extras=True)
    found = []
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            continue
        required = parameter.default is inspect.Parameter.empty
        default = None if required else parameter.default
        hint = hints.get(name)
        found.append(Parameter(name, default, _rule(hint), name in FROM_PIPELINE, required, *_beside(hint)))
    return tuple(found)


def _beside(hint: Any) -> tuple[Loses, Demands]:
    """What stands beside the rule in `Annotated`."""
    extras = getattr(hint, "__metadata__", ())
    losing = next((m for m in extras if isinstance(m, Loses)), Loses(()))
    return losing, next((m for m in extras if isinstance(m, Demands)), Demands(()))


def objections(parameters: tuple[Parameter, ...], options: dict[str, Any], *, method: str) -> list[Problem]:
    """Everything wrong with a recipe's parameters for one method: absent and unknown names, values outside their
    rule."""
    known = {p.name: p for p in parameters if not p.from_pipeline}
    absent = [p for p in known.values() if _is_absent(p, options)]
    found = [problem("E3030", method=method, name=p.name, rule=str(p.rule)) for p in absent]
    for name, value in options.items():
        if name not in known:
            found.append(problem("E3002", method=method, name=name, known=sorted(known) or ["-"]))
        elif known[name] not in absent and not known[name].admits(value):
            found.append(problem("E3003", method=method, name=name, value=value, rule=str(known[name].rule)))
    return [*found, *_reversed_bounds(known, options, method)]


def _is_absent(p: Parameter, options: dict[str, Any]) -> bool:
    """Whether a value that must be given is not: one without default, or whose default is no value the rule admits."""
    if p.required:
        return options.get(p.name) is None
    return p.name not in options and p.default is not None and not p.rule.admits(p.default)


def _reversed_bounds(known: dict[str, Parameter], options: dict[str, Any], method: str) -> list[Problem]:
    """An objection where `low` is not below `high`, which would turn an order upside down or leave none."""
    if not known.keys() >= {"low", "high"}:
        return []
    low, high = (options.get(end, known[end].default) for end in ("low", "high"))
    if not all(known[end].rule.admits(value) for end, value in (("low", low), ("high", high))):
        return []
    if low is None or high is None or low < high:
        return []
    return [problem("E3024", method=method, low_name="low", low=low, high_name="high", high=high)]


def _rule(hint: Any) -> Rule:
    if typing.get_origin(hint) is Annotated:
        for extra in hint.__metadata__:
            if isinstance(extra, Rule):
                return extra
        hint = typing.get_args(hint)[0]
    plain: dict[Any, Rule] = {bool: YesNo(), float: Interval(), int: Whole(-(10**9))}
    return plain.get(hint, Anything())
