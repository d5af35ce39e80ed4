"""A small worked example of any method, computed on the spot from the sample array that fits its family and needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nqp_index.errors import NqpError, Problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import Method
from nqp_index.terms import Text

#: Rows of cells; what is said differs between languages, numbers do not.
Table = tuple[tuple[str | Text, ...], ...]
YES, NO = Text("是", "yes"), Text("否", "no")
#: The array that every method of its family works on.
FIRST = frozenset({"x", "z", "W", "s", "years"})

#: Five regions, three indicators, directed min-max values: the sample of most pages, with its weights.
Z5 = np.array([(0, 0.2, 1), (0.1, 0.9, 0), (0.3, 0, 0.4), (1, 1, 0.6), (0.2, 0.5, 0.7)])
W = np.array([0.5, 0.3, 0.2])
#: The same five regions in raw measures; the third indicator is a cost.
X5 = np.array([(12.0, 130, 2.0), (15, 390, 8.5), (21, 56, 6.1), (42, 425, 4.9), (18, 241, 4.3)])
DIRECTION = np.array([1.0, 1.0, -1.0])
#: Five regions whose indicators agree, for methods that refuse opposing ones.
AGREEING = np.array([(0, 0.2, 0.1), (0.1, 0, 0), (0.3, 0.6, 0.4), (1, 1, 0.7), (0.8, 0.5, 1)])
#: The year of each of the five rows, where an aggregation asks for it.
SCORED = np.array([2022.0, 2022, 2022, 2023, 2023])
SETS = np.array([(0.5, 0.3, 0.2), (0.2, 0.5, 0.3)])
#: Four years of six regions and two indicators, with gaps inside and at the end of a series.
YEARS = np.array([2020.0, 2021.0, 2022.0, 2023.0])
GAPS = {(1, 0, 0), (2, 2, 1), (3, 4, 0)}
OUTLIER = np.array([3.0, 5, 4, 6, 5, 7, 4, 96])[:, None]
COLUMN = np.array([2.0, 4, 4, 7, 12])[:, None]
SCORES = np.array([12.0, 15, 18, 31, 33, 36, 52, 55, 58, 81, 85, 88])


@dataclass(frozen=True)
class Example:
    """What went in, what came out, both as rows of text; or why the method refused its sample."""

    given: tuple[tuple[str, Table], ...]
    options: Mapping[str, Any]
    found: tuple[tuple[str, Table], ...] = ()
    refused: tuple[Problem, ...] = ()


def worked(method: Method) -> Example:
    """The method applied to its family's sample, with its defaults or with the options it declares for this.

    Shown is what the result follows from: an array that may be exchanged without moving it is left out.
    """
    arrays, options = sample(method)
    try:
        result = method(*arrays.values(), **options)
        side = method.extras(*arrays.values(), **options) if method.extras and method.family != "grade" else {}
    except NqpError as error:
        return Example(_shown(method, arrays, options), method.example, refused=error.problems)
    used = {name: a for name, a in arrays.items() if name in FIRST or _matters(method, arrays, options, name)}
    supplied = {
        name: value for name, value in options.items() if method.takes(name) and _matters(method, arrays, options, name)
    }
    if method.fits_on == "none":
        used.pop("z", None)
    given = _shown(method, used, supplied)
    return Example(given, method.example, found=(*_found(method, result), *_side(side)))


def sample(method: Method) -> tuple[dict[str, Floats], dict[str, Any]]:
    """A method's arrays by name, and its options: those of its example, and what the pipeline would supply.

    Of several samples of the family, the first that the method does not refuse.
    """
    found: list[tuple[dict[str, Floats], dict[str, Any]]] = []
    for arrays, supply in _samples(method):
        supplied = {p.name: supply[p.name] for p in method.parameters if p.from_pipeline and p.name in supply}
        found.append((arrays, {**method.example, **supplied}))
        try:
            method(*arrays.values(), **found[-1][1])
        except NqpError:
            continue
        return found[-1]
    return found[0]


def _samples(method: Method) -> Iterator[tuple[dict[str, Floats], dict[str, Any]]]:
    """The positional arrays of a family by name, and what the pipeline would supply."""
    if method.family == "impute":
        yield {"x": _panel()}, {
            "years": YEARS, "groups": np.array([0, 0, 0, 1, 1, 1]), "related": _whole_panel()[..., ::-1],
            "stated": _stated(), "direction": np.ones(2), "goalposts": np.array([[0.0, 100.0], [0.0, 100.0]]),
        }  # fmt: skip
    elif method.family == "treat":
        yield {"x": OUTLIER, "ref": OUTLIER}, {"direction": np.ones(1)}
    elif method.family == "normalise":
        yield {"x": COLUMN, "ref": COLUMN}, {"direction": np.ones(1), "goalposts": np.array([[0.0, 20.0]])}
    elif method.family == "weight":
        for z in (X5,) if method.fits_on == "raw" else (Z5, AGREEING):
            yield {"z": z, "prior": W}, {"direction": DIRECTION, "periods": 1}
    elif method.family == "combine":
        yield {"W": SETS}, {}
    elif method.family == "aggregate":
        z = _scores(method)
        ends = np.array([(0.0, 100.0)] * 3)
        yield {"z": z, "w": W}, {"ref": z, "years": SCORED, "direction": DIRECTION, "score_ends": ends}
    elif method.family == "time":
        yield {"years": YEARS}, {}
    else:
        yield {"s": SCORES}, {}


def _scores(method: Method) -> Floats:
    """What the pipeline would hand an aggregation: raw values where it turns costs itself, else scores on 0..100, or on
    1..100 where logarithms need it."""
    if method.takes("direction"):
        return X5
    return 1 + 99 * Z5 if "positive" in method.needs else 100 * Z5


def _matters(method: Method, arrays: dict[str, Floats], options: dict[str, Any], name: str) -> bool:
    """Whether the result moves, or can no longer be had, when this array is exchanged for another of its kind."""
    if name == "ref":
        return False  # the same rows as z or x
    other = {k: _exchanged(k, v) if k == name else v for k, v in arrays.items()}
    changed = {k: _exchanged(k, v) if k == name else v for k, v in options.items()}
    try:
        before, after = method(*arrays.values(), **options), method(*other.values(), **changed)
    except NqpError:
        return True
    pairs = zip(before, after, strict=True) if isinstance(before, tuple) else [(before, after)]
    return any(not np.array_equal(a, b, equal_nan=True) for a, b in pairs)


def _exchanged(name: str, value: Any) -> Any:
    """Another array that could stand in its place: unevenly spaced years, other groups, rows the other way round."""
    a = np.asarray(value)
    if name == "years" and np.unique(a).size == a.size:
        return a[0] + (a - a[0]) ** 2
    known = {
        "direction": -a,
        "goalposts": a - 5.0,
        "groups": np.arange(a.size) % 2,
        "periods": len(Z5),
        "stated": a + 1.0,
    }
    return known[name] if name in known else a[::-1] * 1.0


def _shown(method: Method, arrays: Mapping[str, Any], supplied: Mapping[str, Any]) -> tuple[tuple[str, Table], ...]:
    """Arrays as tables; values by year and region with both in front of each row."""
    everything = {**arrays, **supplied}
    return tuple((name, _labelled(value) if np.ndim(value) > 2 else _rows(value)) for name, value in everything.items())


def _labelled(x: Floats) -> Table:
    """A panel (T, R, K) as rows: year, region, values; rows without any value are left out."""
    return tuple(
        (f"{YEARS[t]:.0f}", f"R{r + 1}", *map(_text, x[t, r]))
        for t in range(x.shape[0])
        for r in range(x.shape[1])
        if not np.isnan(x[t, r]).all()
    )


def _whole_panel() -> Floats:
    """Four years of six regions and two indicators."""
    growth = np.array([1.0, 1.1, 1.3, 1.4])[:, None, None]
    level = np.array([(10, 30), (12, 25), (14, 28), (30, 8), (28, 12), (35, 9)])
    bend = np.array([(0, 1), (1, 0), (2, 2), (0, 3), (1, 1), (3, 0)])
    return np.asarray(level * growth + bend * np.array([0.0, 1, 0, 2])[:, None, None])


def _stated() -> Floats:
    """One value for the first gap."""
    x = np.full((4, 6, 2), np.nan)
    x[1, 0, 0] = 11.5
    return x


def _panel() -> Floats:
    x = _whole_panel()
    for cell in GAPS:
        x[cell] = np.nan
    return x


def _found(method: Method, result: Any) -> tuple[tuple[str, Table], ...]:
    if method.family == "impute":
        x, filled = result
        cells = (f"x[{int(YEARS[t])}, R{r + 1}, {j + 1}] = {_text(x[t, r, j])}" for t, r, j in sorted(GAPS))
        return (("filled", ((*cells,),)), ("count", ((str(int(np.sum(filled))),),)))
    if method.family == "grade":
        grade, cuts = result
        return (("grade", _rows(grade)), ("cuts", _rows(cuts)))
    name = {"weight": "w", "combine": "w", "time": "u", "aggregate": "s", "treat": "x", "normalise": "z"}[method.family]
    return ((name, _rows(np.asarray(result))),)


def _side(extras: Mapping[str, Any]) -> tuple[tuple[str, Table], ...]:
    """Side results that are numbers or small arrays."""
    shown: list[tuple[str, Table]] = []
    for name, value in extras.items():
        if np.asarray(value).dtype.kind == "b":
            shown.append((name, (tuple(YES if v else NO for v in np.ravel(value)),)))
        elif isinstance(value, str):
            shown.append((name, ((value,),)))
        elif isinstance(value, int | float | np.ndarray | np.generic) and np.asarray(value).dtype.kind in "fiu":
            shown.append((name, _rows(np.asarray(value, dtype=np.float64))))
    return tuple(shown)


def _rows(values: Any) -> Table:
    """An array as rows of text: a vector or a single column is one row, leading axes are flattened."""
    a = np.asarray(values, dtype=np.float64)
    if a.ndim > 2:
        a = a.reshape(-1, a.shape[-1])
    if a.ndim < 2 or a.shape[-1] == 1:
        a = a.reshape(1, -1)
    return tuple(tuple(_text(v) for v in row) for row in a)


def _text(value: float) -> str:
    """Four decimals at most, a dash for a missing value; no negative zero."""
    return "–" if np.isnan(value) else f"{round(float(value), 4) + 0.0:.10g}"
