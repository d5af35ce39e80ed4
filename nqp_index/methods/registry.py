"""Every method by family and name. A method is one decorated function; nothing else knows which methods exist."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, Literal, TypeVar

from nqp_index.errors import UsageError, problem
from nqp_index.methods.params import Parameter, parameters_of
from nqp_index.methods.side import Side
from nqp_index.terms import Text, text_of

F = TypeVar("F", bound=Callable[..., Any])

Family = Literal["impute", "treat", "normalise", "weight", "combine", "aggregate", "time", "grade"]
FAMILIES: tuple[Family, ...] = ("impute", "treat", "normalise", "weight", "combine", "aggregate", "time", "grade")


@dataclass(frozen=True)
class Method:
    """A registered method and all that follows from its declaration.

    needs    what the input must satisfy: real, nonnegative, positive, unit, ratio, complete
    gives    what the output satisfies (normalisers): unit, positive, bounded ...
    traits   properties that the common tests check
    fits_on  weighters: the data they are fitted on: unit (directed min-max), raw, scores, none
    level    flat when the method ranks the rows of one set at once and has no meaning level by level
    better   high or low: which end of the result is good
    max_rows the largest number of rows accepted at once, where the cost grows faster than the rows; calling checks it
    example  options for the worked example of the catalogue, where the defaults alone cannot work (judgements, cuts)
    """

    family: Family
    name: str
    function: Callable[..., Any]
    label: Text
    summary: Text
    formula: Text
    source: Text
    needs: frozenset[str] = frozenset()
    gives: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    fits_on: Literal["unit", "raw", "scores", "none"] = "unit"
    level: Literal["any", "flat"] = "any"
    better: Literal["high", "low"] = "high"
    max_rows: int | None = None
    variant: Callable[..., Text | str] | None = None
    extras: Callable[..., Mapping[str, Any]] | None = None
    sides: tuple[Side, ...] = ()
    told: Callable[[Sequence[Mapping[str, Any]]], Text] | None = None
    aliases: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = field(default=())
    example: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, *arrays: Any, **options: Any) -> Any:
        """The function, once its first array has no more rows than the method declares to take.

        Raises UsageError that names the methods of the family without a limit.
        """
        if self.max_rows is not None and (rows := self._rows(arrays[0])) > self.max_rows:
            free = [m.name for m in methods(self.family) if m.max_rows is None]
            raise UsageError(problem("E3015", method=self.name, limit=self.max_rows, rows=rows, fitting=free))
        return self.function(*arrays, **options)

    def _rows(self, array: Any) -> int:
        """Rows compared at once: a grading takes all scores together, everything else a set of rows at a time."""
        return int(array.size if self.family == "grade" else array.shape[-2])

    @property
    def names(self) -> frozenset[str]:
        """Everything the method may be called, without regard to case."""
        return frozenset(n.casefold() for n in (self.name, *self.aliases, self.label.zh, self.label.en))

    def takes(self, keyword: str) -> bool:
        """Whether the pipeline should hand this method the array called `keyword` (ref, direction, mask ...)."""
        return any(p.name == keyword and p.from_pipeline for p in self.parameters)

    @property
    def options(self) -> tuple[Parameter, ...]:
        """The parameters a recipe may set."""
        return tuple(p for p in self.parameters if not p.from_pipeline)


_methods: dict[tuple[str, str], Method] = {}


def register(
    family: Family,
    name: str,
    *,
    zh: str,
    en: str,
    formula: Text | str,
    source: Text | str,
    about_zh: str = "",
    about_en: str = "",
    needs: Iterable[str] = (),
    gives: Iterable[str] = (),
    traits: Iterable[str] = (),
    fits_on: Literal["unit", "raw", "scores", "none"] = "unit",
    level: Literal["any", "flat"] = "any",
    better: Literal["high", "low"] = "high",
    max_rows: int | None = None,
    variant: Callable[..., Text | str] | None = None,
    extras: Callable[..., Mapping[str, Any]] | None = None,
    sides: Iterable[Side] = (),
    told: Callable[[Sequence[Mapping[str, Any]]], Text] | None = None,
    aliases: Iterable[str] = (),
    example: Mapping[str, Any] | None = None,
) -> Callable[[F], F]:
    """Enter the decorated function into the registry under `family` and `name`.

    formula, source  in both languages; a str where they read alike
    variant  f(**every parameter, n=rows, k=columns) -> text of the variant line, e.g. "shift 0, k = 1/ln 155", in both
             languages (a str where both are alike); without it the line lists the parameters
    extras   f(same arrays, same options) -> named side results worth a table (VIKOR's S, R and conditions), and under
             "problems" what the method has to say against its result
    sides    what each of these is called and runs over
    told     f(side results of every node that uses the method alike) -> what they add to the variant line, if anything
    """

    def enter(function: F) -> F:
        if (family, name) in _methods and _methods[family, name].function.__module__ != function.__module__:
            raise ValueError(f"{family} method {name!r} is registered twice")
        summary = (function.__doc__ or "").strip().splitlines()[0] if function.__doc__ else en
        _methods[family, name] = Method(
            family=family, name=name, function=function, label=Text(zh, en),
            summary=Text(about_zh or zh, about_en or summary), formula=text_of(formula), source=text_of(source),
            needs=frozenset(needs), gives=frozenset(gives), traits=frozenset(traits), fits_on=fits_on, level=level,
            better=better, max_rows=max_rows, variant=variant, extras=extras, sides=tuple(sides),
            told=told, aliases=tuple(aliases),
            parameters=parameters_of(function), example=dict(example or {}),
        )  # fmt: skip
        return function

    return enter


@cache
def _load_all() -> None:
    """Import every module below the family folders once, so that their decorators run."""
    for family in FAMILIES:
        package = import_module(f"nqp_index.methods.{family}")
        for module in walk_packages(package.__path__, package.__name__ + "."):
            import_module(module.name)


def methods(family: Family | None = None) -> tuple[Method, ...]:
    """All registered methods, by family and then by name."""
    _load_all()
    order = {f: i for i, f in enumerate(FAMILIES)}
    found = (m for m in _methods.values() if family is None or m.family == family)
    return tuple(sorted(found, key=lambda m: (order[m.family], m.name)))


def method(family: Family, name: str) -> Method:
    """One method by its name, alias or label, in any case. Raises UsageError that names the nearest ones."""
    _load_all()
    if (family, name) in _methods:
        return _methods[family, name]
    for candidate in methods(family):
        if name.casefold() in candidate.names:
            return candidate
    names = [m.name for m in methods(family)]
    near = difflib.get_close_matches(name, names, n=3) or names
    raise UsageError(problem("E3001", family=family, name=name, near=near))
