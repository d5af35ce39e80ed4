"""AHP weights and consistency: the Handbook's table, missing comparisons, groups, and refusals."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.methods.weight.ahp import RANDOM_INDEX, ahp

# OECD/JRC Handbook (2008), table 20: patents, royalties, internet, exports, telephones, electricity, schooling and
# university
TABLE_20 = """
1 2 3 2 5 5 1 3
1/2 1 2 1/2 4 4 1/2 3
1/3 1/2 1 1/4 2 2 1/5 1/2
1/2 2 4 1 4 4 1/2 3
1/5 1/4 1/2 1/4 1 1 1/5 1/2
1/5 1/4 1/2 1/4 1 1 1/5 1/2
1 2 5 2 5 5 1 4
1/3 1/3 2 1/3 2 2 1/4 1
"""
HANDBOOK = tuple(tuple(float(Fraction(v)) for v in line.split()) for line in TABLE_20.strip().splitlines())


def blank(k: int) -> Floats:
    return np.zeros((1, k))


def extras(judgements: object, k: int, **options: object) -> dict[str, object]:
    found = method("weight", "ahp").extras
    assert found is not None
    return dict(found(blank(k), np.ones(k), judgements=judgements, **options))


def consistent(w: Floats) -> list[list[float | None]]:
    return [[float(a / b) for b in w] for a in w]


def test_oecd_table_20_eigenvalue_and_consistency_to_four_decimals() -> None:
    found = extras(HANDBOOK, 8)
    assert found["eigenvalue"] == pytest.approx(8.2111, abs=5e-5)
    assert found["consistency_index"] == pytest.approx(0.0302, abs=5e-5)
    assert found["consistency_ratio"] == pytest.approx(0.0214, abs=5e-5)


@pytest.mark.parametrize("by", ["eigen", "geometric", "colmean"])
def test_every_way_recovers_the_weights_behind_consistent_judgements(by: str) -> None:
    w = np.array([0.4, 0.3, 0.2, 0.1])
    assert ahp(blank(4), np.ones(4), judgements=consistent(w), by=by) == pytest.approx(w)  # type: ignore[arg-type]
    assert extras(consistent(w), 4, by=by)["consistency_ratio"] == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("by", ["eigen", "geometric"])
def test_a_missing_comparison_is_bridged_by_the_others(by: str) -> None:
    w = np.array([0.4, 0.3, 0.2, 0.1])
    judgements = consistent(w)
    judgements[0][3] = judgements[3][0] = None
    judgements[1][2] = judgements[2][1] = None
    assert ahp(blank(4), np.ones(4), judgements=judgements, by=by) == pytest.approx(w)  # type: ignore[arg-type]


def test_half_a_matrix_is_enough() -> None:
    upper = [[v if m > j else None for m, v in enumerate(row)] for j, row in enumerate(HANDBOOK)]
    assert ahp(blank(8), np.ones(8), judgements=upper) == pytest.approx(ahp(blank(8), np.ones(8), judgements=HANDBOOK))


def test_two_children_cannot_be_inconsistent() -> None:
    found = extras(((1, 5), (0.2, 1)), 2)
    assert found["consistency_ratio"] == 0.0
    assert found["weights"] == pytest.approx([5 / 6, 1 / 6])


def test_experts_are_joined_by_the_geometric_mean_of_each_comparison() -> None:
    experts = (((1, 2), (0.5, 1)), ((1, 8), (0.125, 1)))
    assert ahp(blank(2), np.ones(2), judgements=experts) == pytest.approx([0.8, 0.2])


def test_priorities_of_forman_and_peniwati_1998_are_means_of_each_expert_s_weights() -> None:
    """Weights (2/3, 1/3) and (8/9, 1/9): arithmetic mean 7/9; geometric 4 : 1."""
    experts = (((1, 2), (0.5, 1)), ((1, 8), (0.125, 1)))
    w = [ahp(blank(2), np.ones(2), judgements=experts, group=g)[0] for g in ("priorities", "priorities_geometric")]  # type: ignore[arg-type]
    assert w == pytest.approx([7 / 9, 0.8])


def test_joined_judgements_and_geometric_priorities_agree_for_row_geometric_means_and_no_others() -> None:
    rng = np.random.default_rng(2)
    logs = np.triu(rng.normal(size=(3, 4, 4)), 1)
    experts = tuple(tuple(tuple(row) for row in a) for a in np.exp(logs - logs.transpose(0, 2, 1)))
    ways = ("judgements", "priorities_geometric")
    joint, single = (
        [ahp(blank(4), np.ones(4), judgements=experts, by=by, group=way, voices=(1, 2, 3)) for way in ways]  # type: ignore[arg-type]
        for by in ("geometric", "eigen")
    )
    assert joint[0] == pytest.approx(joint[1])
    assert np.abs(single[0] - single[1]).max() > 1e-4


def test_an_expert_counts_by_voice() -> None:
    experts = (((1, 2), (0.5, 1)), ((1, 8), (0.125, 1)))
    found = ahp(blank(2), np.ones(2), judgements=experts, voices=(2, 1))
    assert found[0] / found[1] == pytest.approx((2 * 2 * 8) ** (1 / 3))
    assert ahp(blank(2), np.ones(2), judgements=experts, voices=(0, 1)) == pytest.approx([8 / 9, 1 / 9])
    with pytest.raises(UsageError) as refused:
        ahp(blank(2), np.ones(2), judgements=experts, voices=(1, 1, 1))
    assert refused.value.problems[0].code == "E1503"


def test_under_priorities_the_least_consistent_expert_is_warned_about() -> None:
    experts = (consistent(np.array([0.5, 0.3, 0.2])), [[1, 3, 1 / 3], [1 / 3, 1, 3], [3, 1 / 3, 1]])
    found = extras(experts, 3, group="priorities")
    assert found["consistency_ratio"] == pytest.approx(np.nanmax(found["expert_ratios"]))  # type: ignore[arg-type]
    assert [p.code for p in found["problems"]] == ["W3227"]  # type: ignore[attr-defined]


def test_an_expert_may_leave_out_what_another_judged() -> None:
    full = consistent(np.array([0.5, 0.3, 0.2]))
    partial = [[1, None, None], [None, 1, None], [None, None, 1]]
    assert ahp(blank(3), np.ones(3), judgements=(full, partial)) == pytest.approx([0.5, 0.3, 0.2])


def test_the_ratio_depends_on_the_table_and_the_variant_line_names_it() -> None:
    circular = ((1, 3, 1 / 3), (1 / 3, 1, 3), (3, 1 / 3, 1))
    ratios = [extras(circular, 3, random_index=t)["consistency_ratio"] for t in ("saaty1980", "saaty2007")]
    assert ratios[0] * 0.58 == pytest.approx(ratios[1] * 0.52)  # type: ignore[operator]
    variant = method("weight", "ahp").variant
    assert variant is not None
    line = variant(
        judgements=circular, by="eigen", random_index="saaty2007", group="judgements", voices=None, n=1, k=3
    ).en
    assert "RI saaty2007" in line
    assert "inconsistent" in line


def test_poor_consistency_is_warned_about() -> None:
    warned = extras(((1, 3, 1 / 3), (1 / 3, 1, 3), (3, 1 / 3, 1)), 3)["problems"]
    assert [p.code for p in warned] == ["W3227"]  # type: ignore[attr-defined]


LARGE = np.arange(16, 0, -1.0)
TORN = [[1.0 if a == b else 9.0 if (b - a) % 16 < 8 else None for b in range(16)] for a in range(16)]


@pytest.mark.parametrize("judgements", [consistent(LARGE), TORN], ids=["consistent", "running in a circle"])
def test_beyond_the_table_the_missing_ratio_is_said_and_warned_about_with_the_index(judgements: object) -> None:
    found = extras(judgements, 16)
    assert np.isnan(found["consistency_ratio"])
    (warning,) = found["problems"]
    assert (warning.code, dict(warning.args)["index"]) == ("W3228", found["consistency_index"])
    variant = method("weight", "ahp").variant
    assert variant is not None
    line = variant(
        judgements=judgements, by="eigen", random_index="saaty1980", group="judgements", voices=None, n=1, k=16
    ).en
    assert "no CR" in line
    assert "nan" not in line


def test_a_fitted_random_index_judges_matrices_of_any_size() -> None:
    calm, torn = (extras(j, 16, random_index="alonso_lamata2006") for j in (consistent(LARGE), TORN))
    assert (calm["problems"], calm["consistency_ratio"]) == ((), pytest.approx(0.0, abs=1e-9))
    assert [p.code for p in torn["problems"]] == ["W3227"]


@pytest.mark.parametrize("k", range(6, 16))
def test_the_fitted_random_index_of_alonso_and_lamata_2006_runs_along_saatys_table(k: int) -> None:
    found = extras(consistent(LARGE[:k]), k, random_index="alonso_lamata2006")
    assert found["random_index"] == pytest.approx((2.7699 * k - 4.3513 - k) / (k - 1))
    assert found["random_index"] == pytest.approx(RANDOM_INDEX["saaty2007"][k - 1], abs=0.02)


def test_fractions_may_be_written_as_text() -> None:
    text = tuple(tuple(line.split()) for line in TABLE_20.strip().splitlines())
    assert (
        ahp(blank(8), np.ones(8), judgements=text).tolist() == ahp(blank(8), np.ones(8), judgements=HANDBOOK).tolist()
    )


@pytest.mark.parametrize("text", ["1/0", "a third", "", "-1/3"])
def test_a_text_that_states_no_positive_number_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="positive number"):
        ahp(blank(2), np.ones(2), judgements=((1, text), (None, 1)))


@pytest.mark.parametrize("k", range(6, 16))
def test_the_table_of_chinese_textbooks_runs_along_the_fitted_random_index(k: int) -> None:
    found = extras(consistent(LARGE[:k]), k, random_index="alonso_lamata2006")
    assert found["random_index"] == pytest.approx(RANDOM_INDEX["cn_textbooks"][k - 1], abs=0.025)


def test_the_random_index_tables_are_the_printed_ones() -> None:
    """METHODS, AHP card: Saaty 1980 and 2007 for k = 1..10."""
    assert RANDOM_INDEX["saaty1980"][:10] == (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
    assert RANDOM_INDEX["saaty2007"][2:10] == (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49)


@pytest.mark.parametrize(
    ("judgements", "code"),
    [
        (None, "E3220"),
        (((1, 2), (0.5, 1)), "E3221"),
        (((1, 2, 3), (0.5, 1), (1 / 3, 1, 1)), "E3221"),
        (((1, -2, 3), (-0.5, 1, 1), (1 / 3, 1, 1)), "E3222"),
        (((1, "two", 3), (0.5, 1, 1), (1 / 3, 1, 1)), "E3222"),
        (((1, 2, 3), (2, 1, 1), (1 / 3, 1, 1)), "E3223"),
        (((2, 2, 3), (0.5, 1, 1), (1 / 3, 1, 1)), "E3224"),
        (((1, 2, None), (0.5, 1, None), (None, None, 1)), "E3225"),
    ],
)
def test_judgements_that_cannot_be_meant_are_refused(judgements: object, code: str) -> None:
    with pytest.raises(UsageError) as refused:
        ahp(blank(3), np.ones(3), judgements=judgements)  # type: ignore[arg-type]
    assert refused.value.problems[0].code == code


def test_column_means_refuse_a_missing_comparison() -> None:
    with pytest.raises(UsageError) as refused:
        ahp(blank(3), np.ones(3), judgements=((1, 2, None), (None, 1, 2), (None, None, 1)), by="colmean")
    assert refused.value.problems[0].code == "E3226"


def test_all_objections_come_at_once() -> None:
    with pytest.raises(UsageError) as refused:
        ahp(blank(3), np.ones(3), judgements=((2, 0, 3), (None, 1, 1), (3, 1, 1)))
    assert [p.code for p in refused.value.problems] == ["E3222", "E3224", "E3223"]
