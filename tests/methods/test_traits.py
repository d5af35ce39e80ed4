"""Properties that follow from a method's family and declared traits, checked over the whole registry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.methods.params import OneOf, YesNo, objections
from nqp_index.methods.registry import Family, Method, method, methods
from nqp_index.model.recipe import Choice
from nqp_index.scoring.account import variant_line

FAMILIES: tuple[Family, ...] = ("impute", "treat", "normalise", "aggregate", "grade")

#: Traits with a test of their own below; whatever a method declares must be among them.
PROPERTIES: dict[str, frozenset[str]] = {
    "impute": frozenset({"own_series", "no_future", "by_year", "by_row"}),
    "treat": frozenset({"keeps_order", "affine_equivariant", "pointwise", "keeps_measure"}),
    "normalise": frozenset(
        {"keeps_order", "affine_invariant", "scale_invariant", "independent", "order_only", "two_sided",
         "one_at_reference"}
    ),
    "aggregate": frozenset(
        {
            "idempotent", "monotone", "takes_gaps", "independent", "homogeneous", "shift_invariant",
            "scale_invariant", "affine_invariant", "shift_equivariant", "order_only", "sums_to_zero", "relative",
            "linear", "compensatory", "programmes",
        }
    ),
    "grade": frozenset(),
}  # fmt: skip

RANDOM = np.random.default_rng(20240607)
TABLE = RANDOM.uniform(1, 99, (9, 4))
BATCH = RANDOM.uniform(1, 99, (3, 9, 4))
WEIGHTS = np.array([[0.4, 0.3, 0.2, 0.1], [0.25, 0.25, 0.25, 0.25], [0.1, 0.2, 0.3, 0.4]])
GOALPOSTS = np.array([[0.0, 100.0], [1.0, 90.0], [5.0, 99.0], [0.5, 120.0]])

PANEL = RANDOM.uniform(1, 99, (2, 6, 8, 4))
HOLES = RANDOM.random(PANEL.shape) < 0.15
GAPPY = np.where(HOLES, np.nan, PANEL)


def of(family: Family, trait: str | None = None) -> Any:
    """Parametrise over the family's methods, or those with a trait."""
    found = [m for m in methods(family) if trait is None or trait in m.traits]
    return pytest.mark.parametrize("one", found, ids=lambda m: m.name)


def supplied(one: Method) -> dict[str, Any]:
    """Pipeline arrays that a method cannot do without."""
    known: dict[str, Any] = {
        "goalposts": GOALPOSTS if one.family == "normalise" else None,
        "groups": np.array([0, 0, 0, 1, 1, 1, 2, 2]),
        "related": PANEL[:1] * 2.0 + 1.0,
        "stated": PANEL[0] * 0.0 + 50.0,
    }
    options = {name: value for name, value in known.items() if one.takes(name) and value is not None}
    if one.name in {"iterative", "em"}:
        options["rows"] = "pooled"
    return options | {p.name: one.example[p.name] for p in one.options if p.required}


def score(one: Method, *arrays: Any, **more: Any) -> Any:
    return one(*arrays, **{**supplied(one), **more})


def test_no_method_escapes_every_property():
    unknown = {f"{m.family} {m.name}": m.traits - PROPERTIES[m.family] for f in FAMILIES for m in methods(f)}
    assert {name: traits for name, traits in unknown.items() if traits} == {}
    bare = [f"{m.family} {m.name}" for f in FAMILIES if PROPERTIES[f] for m in methods(f) if not m.traits]
    assert bare == []


@pytest.mark.parametrize("one", methods(), ids=lambda m: f"{m.family}-{m.name}")
def test_every_method_is_described_in_both_languages_with_formula_source_and_a_variant_line(one):
    assert one.label.zh
    assert one.label.en
    assert one.summary.zh
    assert one.summary.en
    assert one.formula
    assert one.source
    line = variant_line(one, Choice(one.name, tuple(one.example.items())), n=9, k=4)
    assert line.zh == line.zh.strip() != ""
    assert line.en == line.en.strip() != ""


def choices(one: Method) -> Iterator[dict[str, Any]]:
    """The method's example, and beside it every named value that one of its parameters may have."""
    yield dict(one.example)
    for p in one.options:
        if isinstance(p.rule, OneOf | YesNo):
            named = (False, True) if isinstance(p.rule, YesNo) else p.rule.names
            yield from ({**one.example, p.name: value} for value in named)


@pytest.mark.parametrize(
    ("one", "options"),
    [pytest.param(m, o, id=f"{m.family}-{m.name}-{'-'.join(map(str, o.values()))[:40]}") for m in methods()
     for o in choices(m)],
)  # fmt: skip
def test_a_variant_line_says_each_choice_in_its_own_language(one, options):
    line = variant_line(one, Choice(one.name, tuple(options.items())), n=9, k=4)
    assert re.search("[一-鿿]", line.zh)
    assert not re.search("[一-鿿]", line.en)
    if one.name != "given":  # which repeats what the user wrote
        assert re.findall(r"[a-z]{3,} [a-z]{3,}", line.zh) == []


LIMITED = [m for m in methods() if m.max_rows is not None]


def of_rows(one: Method, rows: int) -> tuple[Any, ...]:
    if one.family == "grade":
        return (np.arange(float(rows)),)
    return (np.zeros((2, rows, 3)), np.full(3, 1 / 3))


@pytest.mark.parametrize("one", LIMITED, ids=lambda m: f"{m.family}-{m.name}")
def test_a_declared_limit_of_rows_holds_to_the_row_and_names_methods_without_one(one):
    reached = replace(one, function=lambda *arrays: "reached")
    assert reached(*of_rows(one, one.max_rows)) == "reached"
    with pytest.raises(UsageError) as refused:
        reached(*of_rows(one, one.max_rows + 1))
    said = dict(refused.value.problems[0].args)
    assert (refused.value.problems[0].code, said["rows"]) == ("E3015", one.max_rows + 1)
    assert all(method(one.family, name).max_rows is None for name in said["fitting"])


def test_the_methods_that_grow_faster_than_their_rows_are_limited():
    assert {m.name for m in LIMITED} >= {"knn", "copeland", "promethee2", "kemeny", "bod", "natural_breaks"}


BOUNDED = [m for m in methods() if {"low", "high"} <= {p.name for p in m.options}]


@pytest.mark.parametrize("one", BOUNDED, ids=lambda m: f"{m.family}-{m.name}")
@pytest.mark.parametrize("bounds", [(60, 40), (50, 50), (1, 0.1), (1, 1)])
def test_a_method_refuses_a_low_that_is_not_below_its_high(one, bounds):
    found = objections(one.options, {**one.example, "low": bounds[0], "high": bounds[1]}, method=one.name)
    assert {p.code for p in found} & {"E3003", "E3024"}


REQUIRED = [(m, p.name) for m in methods() for p in m.options if p.required]


@pytest.mark.parametrize(("one", "name"), REQUIRED, ids=lambda v: v if isinstance(v, str) else v.name)
def test_a_value_that_must_be_declared_is_never_guessed(one, name):
    rest = {p: v for p, v in one.example.items() if p != name}
    assert [p.code for p in objections(one.options, rest, method=one.name)] == ["E3030"]
    assert [p.code for p in objections(one.options, {**rest, name: None}, method=one.name)] == ["E3030"]
    with pytest.raises(TypeError, match=name):
        one(TABLE, TABLE, **rest)


@pytest.mark.parametrize("one", methods(), ids=lambda m: f"{m.family}-{m.name}")
def test_every_default_may_be_written_out(one: Method) -> None:
    own = {p.name: p.default for p in one.options if not p.required and p.name not in one.example}
    assert [p.code for p in objections(one.options, {**one.example, **own}, method=one.name)] == []


def test_targets_and_ranges_are_declared_values():
    assert [(m.name, name) for m, name in REQUIRED] == [("interval", "start"), ("interval", "end"), ("target", "at")]


def test_a_bound_that_is_not_given_counts_with_its_default():
    found = objections(method("normalise", "efficacy").options, {"high": 50.0}, method="efficacy")
    assert [p.code for p in found] == ["E3024"]
    assert objections(method("normalise", "efficacy").options, {"high": 61.0}, method="efficacy") == []


# --- normalisers and treatments -------------------------------------------------------------------------------------


@of("normalise")
def test_a_normaliser_keeps_gaps_and_makes_none(one):
    x = TABLE.copy()
    x[2, 1] = np.nan
    assert (np.isnan(score(one, x, x)) == np.isnan(x)).all()


@of("normalise")
def test_a_constant_reference_column_has_no_scores(one):
    if one.name == "goalpost":
        pytest.skip("declared bounds hold for a constant column too")
    x = TABLE.copy()
    x[:, 1] = 7.0
    z = score(one, x, x)
    assert np.isnan(z[:, 1]).all()
    assert not np.isnan(z[:, [0, 2, 3]]).any()


@of("normalise", "keeps_order")
def test_a_normaliser_keeps_order(one):
    z = score(one, TABLE, TABLE)
    order = np.argsort(TABLE, axis=0)
    assert (np.diff(np.take_along_axis(z, order, axis=0), axis=0) >= 0).all()


@of("normalise", "affine_invariant")
def test_a_normaliser_is_unmoved_by_scale_and_shift(one):
    np.testing.assert_allclose(score(one, 3.0 * TABLE + 7.0, 3.0 * TABLE + 7.0), score(one, TABLE, TABLE), rtol=1e-9)


@of("normalise", "scale_invariant")
def test_a_normaliser_is_unmoved_by_scale(one):
    np.testing.assert_allclose(score(one, 3.0 * TABLE, 3.0 * TABLE), score(one, TABLE, TABLE), rtol=1e-12)


@of("normalise", "order_only")
def test_a_rank_like_normaliser_looks_at_order_alone(one):
    bent = np.exp(TABLE / 20.0)
    np.testing.assert_array_equal(score(one, bent, bent), score(one, TABLE, TABLE))


@of("normalise", "independent")
def test_an_independent_normaliser_does_not_look_at_the_other_rows(one):
    np.testing.assert_array_equal(score(one, TABLE[:2], TABLE[:2]), score(one, TABLE, TABLE)[:2])


@of("normalise", "one_at_reference")
def test_a_value_at_the_declared_reference_scores_one(one):
    z = score(one, np.full((1, 4), 70.0), TABLE, to="values", values=(70.0,))
    np.testing.assert_allclose(z, 1.0)


@of("normalise", "two_sided")
def test_a_two_sided_normaliser_is_best_inside_and_falls_to_both_sides(one):
    x = np.array([[0.0], [30.0], [60.0], [90.0], [120.0]])
    options = {"at": 60.0} if one.name == "target" else {"start": 60.0, "end": 60.0}
    z = one(x, x, **options).ravel()
    np.testing.assert_allclose(z, [0, 50, 100, 50, 0])


@of("normalise")
def test_bounded_normalisers_stay_within_low_and_high(one):
    if "bounded" not in one.gives:
        assert not {"low", "high"} & {p.name for p in one.options}
        return
    z = score(one, TABLE, TABLE, low=10.0, high=90.0)
    assert z.min() >= 10.0 - 1e-9
    assert z.max() <= 90.0 + 1e-9


@of("normalise")
def test_a_promise_of_positive_scores_is_kept(one):
    z = score(one, TABLE, TABLE)
    if "positive" in one.gives:
        assert (z > 0).all()
    if "nonnegative" in one.gives:
        assert (z >= 0).all()


KEEPING = [m for m in methods("normalise") if "ratio" in m.gives]
RULES = [(m, rule) for m in KEEPING for p in m.options if p.name == "cost" for rule in p.rule.names if rule != "refuse"]


@pytest.mark.parametrize("one", KEEPING, ids=lambda m: m.name)
def test_a_promise_to_keep_ratios_is_kept(one):
    factor = score(one, TABLE, TABLE) / TABLE
    np.testing.assert_allclose(factor, np.broadcast_to(factor[0], factor.shape), rtol=1e-12)
    assert (factor > 0).all()


@pytest.mark.parametrize(("one", "rule"), RULES, ids=lambda v: v if isinstance(v, str) else v.name)
def test_scores_of_costs_are_what_the_rule_leaves_of_the_promises(one, rule):
    z = score(one, TABLE, TABLE, direction=-np.ones(4), cost=rule)
    left = one.gives - next(p.loses(rule) for p in one.options if p.name == "cost")
    if "ratio" in left:
        factor = z * TABLE if rule == "inverse" else z / TABLE
        np.testing.assert_allclose(factor, np.broadcast_to(factor[0], factor.shape), rtol=1e-12)
    if "positive" in left:
        assert (z > 0).all()
    if "nonnegative" in left:
        assert (z >= 0).all()


@pytest.mark.parametrize("one", [*methods("normalise"), *methods("treat")], ids=lambda m: f"{m.family}-{m.name}")
def test_a_batch_equals_a_loop_bit_for_bit(one):
    x = BATCH.copy()
    x[1, 3, 2] = np.nan
    whole = score(one, x, x)
    for b in range(len(x)):
        np.testing.assert_array_equal(whole[b], score(one, x[b], x[b]))


@pytest.mark.parametrize("one", [*methods("normalise"), *methods("treat")], ids=lambda m: f"{m.family}-{m.name}")
def test_the_reference_set_may_have_other_batch_axes_than_the_values(one):
    whole = np.broadcast_to(score(one, TABLE[None, :2], BATCH), (3, 2, 4))
    for b in range(len(BATCH)):
        np.testing.assert_array_equal(whole[b], score(one, TABLE[:2], BATCH[b]))


@pytest.mark.parametrize("one", [*methods("normalise"), *methods("treat")], ids=lambda m: f"{m.family}-{m.name}")
def test_the_order_of_rows_and_columns_does_not_matter(one):
    rows, columns = RANDOM.permutation(9), RANDOM.permutation(4)
    shuffled = TABLE[rows][:, columns]
    more = {"goalposts": GOALPOSTS[columns]} if one.takes("goalposts") else {}
    np.testing.assert_allclose(
        score(one, shuffled, shuffled, **more), score(one, TABLE, TABLE)[rows][:, columns], rtol=1e-12, atol=1e-12
    )


SKEWED = np.exp(RANDOM.normal(0, 1.6, (30, 4)))


@of("treat")
def test_a_treatment_keeps_gaps_and_makes_none(one):
    x = SKEWED.copy()
    x[2, 1] = np.nan
    assert (np.isnan(score(one, x, x)) == np.isnan(x)).all()


@of("treat")
def test_a_treatment_leaves_a_constant_column_alone_unless_it_works_value_by_value(one):
    if "pointwise" in one.traits:
        pytest.skip("a constant column is transformed like any other")
    x = SKEWED.copy()
    x[:, 1] = 7.0
    np.testing.assert_array_equal(score(one, x, x)[:, 1], x[:, 1])


@of("treat", "keeps_order")
def test_a_treatment_keeps_order(one):
    order = np.argsort(SKEWED, axis=0)
    assert (np.diff(np.take_along_axis(score(one, SKEWED, SKEWED), order, axis=0), axis=0) >= -1e-15).all()


@of("treat", "pointwise")
def test_a_treatment_value_by_value_looks_at_nothing_else(one):
    alone = score(one, SKEWED[:1, :1], np.ones((1, 1)))
    np.testing.assert_array_equal(alone, score(one, SKEWED, SKEWED)[:1, :1])


@of("treat", "keeps_measure")
def test_a_treatment_that_keeps_the_measure_leaves_values_within_its_limits_as_they_are(one):
    middle = np.argsort(SKEWED, axis=0)[12:18]
    np.testing.assert_array_equal(
        np.take_along_axis(score(one, SKEWED, SKEWED), middle, axis=0), np.take_along_axis(SKEWED, middle, axis=0)
    )


@of("treat", "affine_equivariant")
def test_a_clipping_treatment_follows_the_measure(one):
    moved = 5.0 * SKEWED + 3.0
    np.testing.assert_allclose(score(one, moved, moved), 5.0 * score(one, SKEWED, SKEWED) + 3.0, rtol=1e-9)


# --- imputers -------------------------------------------------------------------------------------------------------


@of("impute")
def test_known_cells_never_change_and_filled_marks_just_the_others(one):
    x, filled = score(one, GAPPY)
    np.testing.assert_array_equal(x[~HOLES], PANEL[~HOLES])
    np.testing.assert_array_equal(filled, HOLES & ~np.isnan(x))
    assert filled.any() or one.name == "none"


@of("impute")
def test_an_imputer_does_not_write_into_its_input(one):
    given = GAPPY.copy()
    given.flags.writeable = False
    score(one, given)
    np.testing.assert_array_equal(given, GAPPY)


@of("impute")
def test_a_batch_of_panels_equals_a_loop_bit_for_bit(one):
    x, filled = score(one, GAPPY)
    for b in range(len(GAPPY)):
        alone, mark = score(one, GAPPY[b : b + 1])
        np.testing.assert_array_equal(x[b], alone[0])
        np.testing.assert_array_equal(filled[b], mark[0])


@of("impute", "own_series")
def test_hiding_one_regions_cell_moves_no_other_regions_filled_cell(one):
    hidden = GAPPY.copy()
    hidden[:, 2, 3, :] = np.nan
    before, after = score(one, GAPPY)[0], score(one, hidden)[0]
    others = np.arange(8) != 3
    np.testing.assert_array_equal(after[:, :, others], before[:, :, others])


@of("impute", "no_future")
def test_nothing_leaks_from_later_years(one):
    changed = GAPPY.copy()
    changed[:, 4:] = changed[:, 4:] * 10.0
    np.testing.assert_array_equal(score(one, changed)[0][:, :4], score(one, GAPPY)[0][:, :4])


@of("impute", "by_year")
def test_an_imputer_by_year_does_not_look_at_other_years(one):
    wide = np.concatenate([PANEL, PANEL[:, :, ::-1] * 1.1 + 1, PANEL[::-1] * 0.9 + 2], axis=2)
    gappy = np.where(RANDOM.random(wide.shape) < 0.05, np.nan, wide)
    groups = {"groups": np.arange(24) % 3} if one.takes("groups") else {}
    whole = one(gappy, **groups)[0]
    for t in range(gappy.shape[1]):
        np.testing.assert_array_equal(whole[:, t : t + 1], one(gappy[:, t : t + 1], **groups)[0])


@of("impute", "by_row")
def test_an_imputer_by_row_gives_a_region_its_own_standing(one):
    x = np.array([[[0.0, 0.0, 0.0], [10.0, 10.0, 10.0], [2.0, 4.0, np.nan]]])
    assert one(x)[0][0, 2, 2] == pytest.approx(3.0)


@of("impute")
def test_the_order_of_regions_does_not_matter_to_what_is_filled(one):
    order = RANDOM.permutation(8)
    more = {"groups": supplied(one)["groups"][order]} if one.takes("groups") else {}
    more |= {"related": supplied(one)["related"][:, :, order]} if one.takes("related") else {}
    shuffled = score(one, GAPPY[:, :, order], **more)[0]
    np.testing.assert_allclose(shuffled, score(one, GAPPY)[0][:, :, order], rtol=1e-7)


@of("impute")
def test_a_panel_without_any_value_stays_empty(one):
    if one.takes("stated"):
        pytest.skip("what it fills in comes from the user")
    x, filled = score(one, np.full((1, 6, 8, 4), np.nan))
    assert np.isnan(x).all()
    assert not filled.any()


@of("impute")
def test_a_panel_without_gaps_comes_back_as_it_is(one):
    x, filled = score(one, PANEL)
    np.testing.assert_array_equal(x, PANEL)
    assert not filled.any()


# --- aggregators ----------------------------------------------------------------------------------------------------


def lower_is_better(one: Method) -> float:
    return -1.0 if one.better == "low" else 1.0


@of("aggregate")
def test_scores_of_a_batch_equal_a_loop_bit_for_bit(one):
    whole = score(one, BATCH, WEIGHTS)
    for b in range(len(BATCH)):
        np.testing.assert_array_equal(whole[b], score(one, BATCH[b], WEIGHTS[b]))


@of("aggregate")
def test_draws_of_weights_broadcast_over_one_table(one):
    whole = score(one, TABLE[None], WEIGHTS)
    assert whole.shape == (3, 9)
    for b in range(len(WEIGHTS)):
        np.testing.assert_array_equal(whole[b], score(one, TABLE, WEIGHTS[b]))


@of("aggregate")
def test_the_order_of_regions_and_of_children_does_not_matter(one):
    rows, columns = RANDOM.permutation(9), RANDOM.permutation(4)
    shuffled = score(one, TABLE[rows][:, columns], WEIGHTS[0][columns])
    np.testing.assert_allclose(shuffled, score(one, TABLE, WEIGHTS[0])[rows], rtol=1e-9, atol=1e-12)


@of("aggregate")
@pytest.mark.parametrize("gap", [False, True], ids=["present", "with a gap"])
def test_a_child_of_weight_zero_changes_nothing(one, gap):
    idle = RANDOM.uniform(1, 500, (9, 1))
    if gap:
        idle[4] = np.nan
    widened = score(one, np.hstack([TABLE, idle]), np.append(WEIGHTS[0], 0.0))
    np.testing.assert_allclose(widened, score(one, TABLE, WEIGHTS[0]), rtol=1e-9, atol=1e-12)


@of("aggregate")
def test_a_row_with_a_gap_gets_no_score_or_one_from_what_is_there_and_disturbs_nobody_who_needs_no_other(one):
    with_gap = np.vstack([TABLE, [50.0, np.nan, 60.0, 70.0]])
    found = score(one, with_gap, WEIGHTS[0])
    if "takes_gaps" in one.traits:
        assert not np.isnan(found).any()
        return
    assert np.isnan(found[9])
    np.testing.assert_allclose(found[:9], score(one, TABLE, WEIGHTS[0]), rtol=1e-9, atol=1e-12)


@of("aggregate")
def test_a_row_without_any_child_has_no_score(one):
    found = score(one, np.vstack([TABLE, np.full(4, np.nan)]), WEIGHTS[0])
    assert np.isnan(found[9])
    assert not np.isnan(found[:9]).any()


@of("aggregate")
def test_a_table_without_any_value_has_no_scores(one):
    assert np.isnan(score(one, np.full((3, 4), np.nan), WEIGHTS[0])).all()


@of("aggregate")
def test_one_row_alone_and_equal_rows_have_one_answer(one):
    """Either a score that equal rows share, or none; never a warning, never an error."""
    with np.errstate(all="raise", under="ignore"):
        for n in (1, 3):
            found = score(one, np.full((n, 4), 50.0), WEIGHTS[0])
            assert np.isnan(found).all() or np.ptp(found) == 0


@of("aggregate")
def test_a_constant_child_leaves_the_scores_finite(one):
    flat = TABLE.copy()
    flat[:, 2] = 50.0
    assert np.isfinite(score(one, flat, WEIGHTS[0])).all()


@of("aggregate", "idempotent")
def test_equal_children_give_their_common_score_and_others_one_between_them(one):
    np.testing.assert_allclose(score(one, np.full((1, 4), 42.0), WEIGHTS[0]), [42.0], rtol=1e-12)
    found = score(one, TABLE, WEIGHTS[0])
    assert (found >= TABLE.min(axis=1) - 1e-9).all()
    assert (found <= TABLE.max(axis=1) + 1e-9).all()


@of("aggregate", "monotone")
@pytest.mark.parametrize("child", range(4))
def test_a_row_never_falls_when_one_of_its_scores_rises(one, child):
    """The reference rows stay, and the risen score stays within them."""
    better = TABLE.copy()
    better[5, child] = TABLE[:, child].max()
    fixed = {"ref": TABLE} if one.takes("ref") else {}
    before, after = score(one, TABLE, WEIGHTS[0], **fixed), score(one, better, WEIGHTS[0], **fixed)
    assert lower_is_better(one) * (after[5] - before[5]) >= -1e-12


@of("aggregate", "independent")
def test_an_independent_score_does_not_look_at_the_other_rows(one):
    np.testing.assert_array_equal(score(one, TABLE[:2], WEIGHTS[0]), score(one, TABLE, WEIGHTS[0])[:2])


@of("aggregate", "relative")
def test_a_relative_score_is_fixed_by_its_reference_rows(one):
    assert one.takes("ref")
    whole = score(one, TABLE, WEIGHTS[0], ref=TABLE)
    np.testing.assert_allclose(whole, score(one, TABLE, WEIGHTS[0]), rtol=1e-12)
    np.testing.assert_allclose(score(one, TABLE[:2], WEIGHTS[0], ref=TABLE), whole[:2], rtol=1e-9)


@of("aggregate", "homogeneous")
def test_a_homogeneous_score_grows_with_its_children(one):
    np.testing.assert_allclose(score(one, 3.0 * TABLE, WEIGHTS[0]), 3.0 * score(one, TABLE, WEIGHTS[0]), rtol=1e-12)


def _unmoved(one: Method, transform: Callable[[np.ndarray], np.ndarray]) -> None:
    moved = score(one, transform(TABLE), WEIGHTS[0])
    np.testing.assert_allclose(moved, score(one, TABLE, WEIGHTS[0]), rtol=1e-9, atol=1e-12)


@of("aggregate", "scale_invariant")
def test_a_score_is_unmoved_by_the_scale_of_its_children(one):
    _unmoved(one, lambda z: 3.0 * z)


@of("aggregate", "shift_invariant")
def test_a_score_is_unmoved_by_a_shift_of_its_children(one):
    _unmoved(one, lambda z: z + np.array([1.0, 20.0, 3.0, 40.0]))


@of("aggregate", "affine_invariant")
def test_a_score_is_unmoved_by_scale_and_shift_of_each_child(one):
    _unmoved(one, lambda z: z * np.array([2.0, 0.1, 1.0, 5.0]) + np.array([1.0, 20.0, 3.0, 40.0]))


@of("aggregate", "shift_equivariant")
def test_a_score_moves_with_a_common_shift(one):
    _unmoved(one, lambda z: z)
    np.testing.assert_allclose(score(one, TABLE + 7, WEIGHTS[0]), score(one, TABLE, WEIGHTS[0]) + 7, rtol=1e-12)


@of("aggregate", "order_only")
def test_an_ordinal_score_looks_at_order_alone(one):
    _unmoved(one, lambda z: np.exp(z / 20.0))


@of("aggregate", "sums_to_zero")
def test_flows_and_balances_sum_to_zero(one):
    assert abs(score(one, TABLE, WEIGHTS[0]).sum()) < 1e-9


@of("aggregate", "linear")
def test_a_linear_score_of_a_sum_is_the_sum_of_the_scores(one):
    a, b, w = BATCH[0], BATCH[1], WEIGHTS[0]
    np.testing.assert_allclose(score(one, 2.0 * a + b, w), 2.0 * score(one, a, w) + score(one, b, w), rtol=1e-12)


@of("aggregate", "compensatory")
def test_a_compensatory_score_makes_up_for_any_loss_at_the_rate_of_the_weights(one):
    traded = TABLE.copy()
    traded[0] += [-3.0, 4.0, 0.0, 0.0]
    np.testing.assert_allclose(score(one, traded, WEIGHTS[0]), score(one, TABLE, WEIGHTS[0]), rtol=1e-12)


# --- grades ---------------------------------------------------------------------------------------------------------

SCORES = np.round(RANDOM.gamma(2.0, 20.0, (3, 14)), 1)


def graded(one: Method, s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    grade, cuts = one(s, **({"cuts": (20.0, 40.0, 60.0)} if one.name == "manual" else {}))
    return grade, np.asarray(cuts)


@of("grade")
def test_grades_follow_the_scores_and_equal_scores_share_one(one):
    grade, cuts = graded(one, SCORES)
    assert grade.shape == SCORES.shape
    order = np.argsort(SCORES, axis=None)
    assert (np.diff(grade.ravel()[order]) >= 0).all()
    assert (np.diff(cuts) > 0).all()
    assert set(np.unique(grade)) <= set(range(1, len(cuts) + 2))
    for value in np.unique(SCORES):
        assert np.ptp(grade[value == SCORES]) == 0


@of("grade")
def test_a_class_is_open_below_and_closed_above(one):
    _, cuts = graded(one, SCORES)
    on_cut = np.concatenate([SCORES.ravel(), cuts])
    if one.name == "manual":
        np.testing.assert_array_equal(graded(one, on_cut)[0][-len(cuts) :], np.arange(1, len(cuts) + 1))
    grade = np.searchsorted(cuts, SCORES, side="left") + 1
    np.testing.assert_array_equal(graded(one, SCORES)[0], grade)


@of("grade")
def test_a_missing_score_has_no_grade_and_moves_no_cut(one):
    with_gap = np.append(SCORES.ravel(), np.nan)
    grade, cuts = graded(one, with_gap)
    assert np.isnan(grade[-1])
    np.testing.assert_array_equal(cuts, graded(one, SCORES)[1])


def test_what_the_pipeline_supplies_takes_no_parameter_away_from_a_recipe():
    """A keyword of that name in a method is an array, or nothing, and never a choice."""
    supplied_by_default = {
        (m.family, m.name, p.name): p.default for m in methods() for p in m.parameters if p.from_pipeline
    }
    assert {key: value for key, value in supplied_by_default.items() if value not in (None, 1)} == {}


@of("aggregate", "programmes")
def test_a_method_that_solves_row_by_row_scores_a_row_alike_whichever_others_are_scored(one):
    whole = one(TABLE, WEIGHTS[0], ref=TABLE)
    np.testing.assert_array_equal(one(TABLE[2:5], WEIGHTS[0], ref=TABLE), whole[2:5])
