"""Claims about formulas: true quantities whatever the measures, refusals at their column, nothing that runs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nqp_index.errors import Place, Problems
from nqp_index.model.formula import Formula
from nqp_index.model.measure import Measure
from nqp_index.reading.formulas import parse_formula
from nqp_index.reading.measures import parse_measure

#: R&D expenditure 2.5 (亿元) of a product of 100 (亿元), in other measures of the same series too.
SERIES = {
    "rd": ("亿元", 2.5), "rd_w": ("万元", 25_000.0), "gdp": ("亿元", 100.0), "gdp_w": ("万元", 1_000_000.0),
    "other": ("亿元", 3.0), "pop": ("万人", 50.0), "pop_p": ("人", 500_000.0), "pat": ("件", 1000.0),
    "coal": ("%", 56.0), "share": ("比值", 0.56), "co2": ("万吨", 7.0), "papers": ("篇", 40.0), "fte": ("人年", 200.0),
}  # fmt: skip
PLACE = Place("f.yaml", "", 3, 10, True)


def measure(text: str) -> Measure:
    found = parse_measure(text)
    assert found is not None
    return found


MEASURES = {code: measure(text) for code, (text, _) in SERIES.items()}
VALUES = {code: np.full((1, 1), value) for code, (_, value) in SERIES.items()}


def parsed(text: str, declared: str = "%") -> tuple[Formula | None, Problems]:
    problems = Problems()
    return parse_formula(text, MEASURES, measure(declared), PLACE, problems), problems


def value(text: str, declared: str = "%") -> float:
    formula, problems = parsed(text, declared)
    assert formula is not None, [p.code for p in problems]
    return float(formula.evaluate(VALUES)[0][0, 0])


def refusal(text: str, declared: str = "%") -> tuple[str, int]:
    formula, problems = parsed(text, declared)
    assert formula is None
    place = problems.errors[0].place
    assert place is not None
    return problems.errors[0].code, place.column - PLACE.column + 1


@pytest.mark.parametrize("exp", ["rd", "rd_w"])
@pytest.mark.parametrize("product", ["gdp", "gdp_w"])
@pytest.mark.parametrize("form", ["{} / {}", "{} / {} * 100", "{} / 10000 / {} * 100", "100 * ({} / {})", "1e2*{}/{}"])
def test_a_share_is_true_whatever_measures_and_factors_it_is_written_with(exp: str, product: str, form: str) -> None:
    assert value(form.format(exp, product)) == pytest.approx(2.5, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("pat / pop", "件/万人", 20.0),
        ("pat / pop_p", "件/万人", 20.0),
        ("pat / pop_p * 10000", "件/万人", 20.0),
        ("pat / pop", "件/百万人", 2000.0),
        ("co2 / gdp", "吨/万元", 0.07),
        ("co2 / gdp / 10000", "吨/万元", 0.07),
        ("papers / fte * 100", "篇/百人年", 20.0),
        ("gdp / pop", "元/人", 20000.0),
        ("rd / gdp * 1000", "‰", 25.0),
        ("share * 100", "%", 56.0),
        ("share", "%", 56.0),
        ("coal", "比值", 0.56),
        ("rd + rd_w", "亿元", 5.0),
        ("rd_w + other", "万元", 55_000.0),
        ("(rd_w + other) / gdp", "%", 5.5),
        ("(rd_w / 10000 + other) / gdp * 100", "%", 5.5),
        ("max(rd, rd_w, other)", "亿元", 3.0),
        ("min(rd_w, other) / gdp", "%", 2.5),
        ("1 - rd / gdp", "%", 97.5),
        ("100 - rd / gdp * 100", "%", 97.5),
        ("100 - rd_w / 10000 / gdp * 100", "%", 97.5),
        ("rd / gdp * 100 - other / gdp * 100", "%", -0.5),
        ("1 - coal", "%", 44.0),
        ("coal - share", "%", 0.0),
        ("coal - share * 100", "%", 0.0),
        ("2 * rd / gdp", "%", 5.0),
        ("0.5 * coal + 0.5 * share", "%", 56.0),
        ("ln(gdp)", "1", math.log(100)),
        ("log(coal)", "1", math.log(56)),
        ("ln(rd_w / gdp)", "1", math.log(0.025)),
        ("log10(gdp)", "1", 2.0),
        ("exp(rd_w / gdp)", "1", math.exp(0.025)),
        ("sqrt(rd * rd_w) / gdp", "%", 2.5),
        ("(rd / gdp) ** 0.5", "1", math.sqrt(0.025)),
        ("gdp_w ** 2 / gdp / gdp", "1", 1.0),
        ("abs(rd - other) / gdp", "%", 0.5),
        ("-rd / gdp", "%", -2.5),
        ("entropy(rd, rd_w)", "1", 1.0),
        ("entropy(rd, other, rd_w)", "%", 100 * -sum(p * math.log(p) for p in (2.5 / 8, 3 / 8, 2.5 / 8)) / math.log(3)),
        ("１００×（rd÷gdp）", "%", 2.5),
        ("10 ** 2 * rd / gdp", "%", 2.5),
    ],
)  # fmt: skip
def test_a_formula_gives_the_quantity_in_the_declared_measure(text: str, declared: str, expected: float) -> None:
    assert value(text, declared) == pytest.approx(expected, rel=1e-14, abs=1e-12)


@pytest.mark.parametrize("text", ["rd / gdp", "rd / gdp * 100", "rd_w / 10000 / gdp * 100", "100 - rd / gdp * 100"])
def test_no_factor_and_the_right_factor_pass_in_silence(text: str) -> None:
    assert not list(parsed(text)[1])


@pytest.mark.parametrize("text", ["rd_w / gdp * 100", "rd / 10000 / gdp * 100", "coal * 100"])
def test_a_factor_that_does_not_fit_the_measures_is_warned_about(text: str) -> None:
    assert [p.code for p in parsed(text)[1]] == ["W2420"]


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", "E2400", 1),
        ("   ", "E2400", 1),
        ("rd" + " " * 600, "E2401", 501),
        ("+".join(["rd"] * 150), "E2402", 301),
        ("(rd", "E2403", 1),
        ("rd / gdp)", "E2403", 9),
        ("rd gdp", "E2403", 4),
        ("2rd", "E2404", 1),
        ("1_000 * rd", "E2404", 1),
        ("rd / 0x10", "E2404", 6),
        ("rd.real", "E2405", 3),
        ("rd[0]", "E2405", 3),
        ("__import__('os')", "E2405", 12),
        ("rd < gdp", "E2405", 4),
        ("lambda: rd", "E2405", 7),
        ("rd ^ 2", "E2405", 4),
        ("rd // gdp", "E2405", 4),
        ("rd \n# gdp", "E2405", 5),
        ("(" * 31 + "rd" + ")" * 31, "E2406", 31),
        ("rd if rd else gdp", "E2407", 1),
        ("True * rd", "E2407", 1),
        ("not rd", "E2407", 1),
        ("rd, gdp", "E2407", 1),
        ("gpd / rd", "E2408", 1),
        ("rd / 人口", "E2409", 6),
        ("9**9**9 * rd", "E2410", 4),
        ("rd ** gdp", "E2410", 7),
        ("rd ** 11", "E2410", 7),
        ("((((9**9)**9)**9)**9) * rd", "E2411", 4),
        ("1e999 * rd", "E2411", 1),
        ("1e-400 * rd", "E2411", 1),
        ("exp(rd)", "E2412", 5),
        ("5", "E2413", 1),
        ("growth(5) * rd", "E2413", 8),
        ("rd / 0", "E2414", 6),
        ("rd / (1 - 1)", "E2414", 7),
        ("rd + pop", "E2415", 6),
        ("max(rd, coal)", "E2415", 9),
        ("rd + 1", "E2416", 6),
        ("rd / pop", "E2417", 1),
        ("100 - coal", "E2418", 1),
        ("min(coal, 60)", "E2418", 11),
        ("rd ** 0.5", "E2419", 1),
        ("sqrt(rd)", "E2419", 1),
        ("eval(rd)", "E2421", 1),
        ("max(rd)", "E2422", 1),
    ],
)
def test_a_refusal_stands_at_its_column(text: str, code: str, column: int) -> None:
    assert refusal(text) == (code, column)


def test_every_unknown_name_is_told_at_once() -> None:
    _, problems = parsed("gpd / popp + foo")
    assert [dict(p.args)["name"] for p in problems] == ["gpd", "popp", "foo"]


def test_a_formula_may_name_a_series_in_chinese() -> None:
    problems = Problems()
    aliases = {"研发经费": "rd", "地区生产总值": "gdp"}
    formula = parse_formula("研发经费 / 地区生产总值", MEASURES, measure("%"), PLACE, problems, aliases=aliases)
    assert formula is not None
    assert formula.names == ("rd", "gdp")


def _closed(parts: tuple[str, ...]) -> str:
    return "".join(parts) + ")"


_LEAF = st.sampled_from(["rd", "rd_w", "gdp", "coal", "share", "pop", "2", "0.5", "1", "100", "1e3"])
_TEXT = st.recursive(
    _LEAF,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" + ", " - ", " * ", " / ", "**"]), inner).map("".join),
        inner.map(lambda x: f"({x})"),
        inner.map(lambda x: f"-{x}"),
        st.tuples(st.sampled_from(["ln(", "exp(", "sqrt(", "abs(", "growth(", "lag("]), inner).map(_closed),
        st.tuples(inner, inner).map(lambda p: f"min({p[0]}, {p[1]})"),
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(_TEXT)
def test_any_well_formed_text_is_a_formula_or_a_list_of_objections(text: str) -> None:
    formula, problems = parsed(text)
    assert (formula is None) == bool(problems.errors)
    if formula is not None:
        result, undefined = formula.evaluate(VALUES)
        assert result.shape == (1, 1)
        assert not np.isinf(result).any()
        assert not (undefined & ~np.isnan(result)).any()


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("rdgp_w()+-*/.,0123456789e ×÷（）^'\"[]:=<>!&%#@\\\n人"), max_size=60))
def test_any_text_at_all_is_a_formula_or_a_list_of_objections(text: str) -> None:
    formula, problems = parsed(text)
    assert (formula is None) == bool(problems.errors)


_PURE = {"a": 0.3, "b": 1.7, "c": 2.2}
_PURE_TEXT = st.recursive(
    st.sampled_from(["a", "b", "c", "3", "0.7"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        inner.map(lambda x: f"abs({x})"),
        inner.map(lambda x: f"(-{x})"),
        st.tuples(inner, inner).map(lambda p: f"max({p[0]}, {p[1]})"),
    ),
    max_leaves=10,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(_PURE_TEXT)
def test_formulas_of_plain_numbers_agree_with_python(text: str) -> None:
    problems = Problems()
    plain = measure("1")
    formula = parse_formula(text, dict.fromkeys(_PURE, plain), plain, None, problems)
    if formula is None:
        assert {p.code for p in problems.errors} <= {"E2411", "E2413", "E2414"}
        return
    found, undefined = formula.evaluate({name: np.full((1, 1), x) for name, x in _PURE.items()})
    try:
        expected = eval(text, {"__builtins__": {"abs": abs, "max": max}}, dict(_PURE))
    except ZeroDivisionError:
        assert undefined[0, 0]
        return
    if undefined[0, 0] or abs(expected) < 1e-9 or abs(expected) > 1e9:
        return
    assert float(found[0, 0]) == pytest.approx(expected, rel=1e-6, abs=1e-9)
