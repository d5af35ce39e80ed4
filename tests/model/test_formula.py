"""Claims about evaluating formulas on cubes: gaps stay gaps; arithmetic without an answer is told apart."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import Problems
from nqp_index.model.formula import Formula
from nqp_index.reading.formulas import parse_formula
from nqp_index.reading.measures import parse_measure

NAN = np.nan


def formula(text: str) -> Formula:
    plain = parse_measure("1")
    assert plain is not None
    problems = Problems()
    found = parse_formula(text, dict.fromkeys("xyz", plain), plain, None, problems)
    assert found is not None, list(problems)
    return found


def column(*values: float) -> np.ndarray:
    return np.array(values, float)[:, None]


@pytest.mark.parametrize(
    ("text", "x", "y"),
    [("x / y", 1.0, 0.0), ("x / y", 0.0, 0.0), ("ln(x - y)", 1.0, 1.0), ("ln(x)", -1.0, 0.0), ("sqrt(x)", -1.0, 0.0),
     ("exp(x * 1e10)", 1e5, 0.0), ("x ** 10 * y", 1e300, 1.0), ("x ** -1", 0.0, 1.0), ("x ** 0.5", -2.0, 1.0)],
)  # fmt: skip
def test_arithmetic_without_an_answer_is_missing_and_marked(text: str, x: float, y: float) -> None:
    values, undefined = formula(text).evaluate({"x": column(x), "y": column(y)})
    assert np.isnan(values).all()
    assert undefined.all()


@pytest.mark.parametrize(
    "text", ["x / y", "min(x, y)", "max(x, y)", "x ** 0 + y", "0 * x + y", "entropy(x, y)", "abs(x) * y"]
)
def test_a_gap_stays_a_gap_and_is_not_marked(text: str) -> None:
    values, undefined = formula(text).evaluate({"x": column(NAN), "y": column(2.0)})
    assert np.isnan(values).all()
    assert not undefined.any()


def test_growth_and_lag_reach_back_one_row() -> None:
    x = column(2.0, 3.0, 6.0)
    growth, undefined = formula("growth(x)").evaluate({"x": x})
    assert growth.ravel() == pytest.approx([NAN, 0.5, 1.0], nan_ok=True)
    assert not undefined.any()
    assert formula("lag(x)").evaluate({"x": x})[0].ravel() == pytest.approx([NAN, 2.0, 3.0], nan_ok=True)


def test_growth_never_bridges_a_year_that_is_not_there() -> None:
    values, undefined = formula("growth(x)").evaluate({"x": column(2.0, 3.0, 6.0)}, years=[2018, 2020, 2021])
    assert values.ravel() == pytest.approx([NAN, NAN, 1.0], nan_ok=True)
    assert not undefined.any()


def test_growth_from_zero_has_no_answer() -> None:
    values, undefined = formula("growth(x)").evaluate({"x": column(0.0, 3.0)})
    assert np.isnan(values).all()
    assert undefined.ravel().tolist() == [False, True]


def test_entropy_of_the_31_hubs_in_8_fields() -> None:
    # (3,2,6,5,5,2,4,4)/31 → .969 of ln 8: worked from the founding text's list of 31 technology hubs
    counts = [3, 2, 6, 5, 5, 2, 4, 4]
    plain = parse_measure("个")
    share = parse_measure("1")
    assert plain is not None
    assert share is not None
    names = [f"f{i}" for i in range(8)]
    problems = Problems()
    found = parse_formula(f"entropy({', '.join(names)})", dict.fromkeys(names, plain), share, None, problems)
    assert found is not None
    values, _ = found.evaluate({n: column(c) for n, c in zip(names, counts, strict=True)})
    assert values[0, 0] == pytest.approx(0.969, abs=5e-4)


@pytest.mark.parametrize(("x", "y", "expected"), [(5.0, 0.0, 0.0), (2.0, 2.0, 1.0), (0.0, 0.0, NAN), (-1.0, 3.0, NAN)])
def test_entropy_runs_from_one_holds_all_to_all_alike(x: float, y: float, expected: float) -> None:
    values, undefined = formula("entropy(x, y)").evaluate({"x": column(x), "y": column(y)})
    assert values[0, 0] == pytest.approx(expected, nan_ok=True, abs=1e-15)
    assert undefined[0, 0] == np.isnan(expected)


def test_a_batch_is_evaluated_like_its_members() -> None:
    rng = np.random.default_rng(7)
    x, y = rng.uniform(1, 9, (4, 3, 5)), rng.uniform(1, 9, (3, 5))
    batch, _ = formula("growth(x) + ln(y)").evaluate({"x": x, "y": y})
    for b in range(4):
        single, _ = formula("growth(x) + ln(y)").evaluate({"x": x[b], "y": y})
        assert np.array_equal(batch[b], single, equal_nan=True)


def test_the_input_is_not_written_to() -> None:
    x = column(1.0, 2.0)
    x.flags.writeable = False
    values, _ = formula("x").evaluate({"x": x})
    values[0, 0] = 9.0
    assert x[0, 0] == 1.0


def test_infinity_in_the_data_is_a_gap() -> None:
    values, undefined = formula("x + y").evaluate({"x": column(np.inf), "y": column(1.0)})
    assert np.isnan(values).all()
    assert not undefined.any()
