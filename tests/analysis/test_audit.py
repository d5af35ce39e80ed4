"""The audit: its rows, thresholds with their origin, and verdicts on results built to deserve them."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.analysis.audit import CHECKS, audit
from nqp_index.analysis.audit.case import STEPS
from nqp_index.analysis.audit.settings import thresholds_with
from nqp_index.analysis.sensitivity import sensitivity
from nqp_index.analysis.uncertainty import uncertainty
from nqp_index.errors import UsageError
from nqp_index.model.findings import Verdict
from nqp_index.model.recipe import Choice, Choices, Recipe, Scope
from nqp_index.terms import use_language
from nqp_index.terms.lookup import labels
from tests.analysis.judged import row_of


def test_every_row_of_the_checklist_is_there_once(country):
    ids = [row.id for row in audit(country()).rows]
    expected = [*(f"A{i}" for i in range(1, 5)), *(f"B{i}" for i in range(1, 9)), *(f"C{i}" for i in range(1, 8)),
                *(f"D{i}" for i in range(1, 5)), *(f"E{i}" for i in range(1, 11)), "F1", "F2", "G1", "H1"]  # fmt: skip
    assert sorted(ids) == sorted(expected)
    assert len(CHECKS) == len(STEPS) == len(expected)


def test_rows_come_in_the_order_of_the_handbooks_steps(country):
    order = ["framework", "data", "imputation", "multivariate", "normalisation", "weighting", "robustness",
             "back_to_data", "links", "presentation"]  # fmt: skip
    steps = [order.index(row.step) for row in audit(country()).rows]
    assert steps == sorted(steps)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_row_has_words_and_every_threshold_an_origin_in_both_languages(country, lang):
    use_language(lang)
    for row in audit(country(), uncertainty=uncertainty(country(), draws=60)).rows:
        assert row.check.of(lang)
        assert row.value.of(lang) or row.reason.of(lang)
        for threshold in row.thresholds:
            assert threshold.origin(lang)


def test_limits_known_from_memory_name_no_source():
    for name in ("correlation_high", "alpha", "kmo", "first_share", "favourable"):
        threshold = thresholds_with(None)[name]
        assert threshold.mark == "H"
        assert threshold.source == ""
        assert threshold.origin("en") == "house default"


def test_a_limit_known_through_others_is_shown_as_after_its_source():
    assert thresholds_with(None)["region_coverage"].origin("en") == "after GII"
    assert thresholds_with(None)["size_bias"].origin("en") == "COINr"


def test_a_users_own_threshold_is_shown_as_such_and_decides(country):
    result = country()
    row = row_of(result, "C6", thresholds={"alpha": 0.999, "alpha_fail": 0.0})
    assert row.verdict is Verdict.WARN
    assert row.thresholds[0].origin("en") == "set by the user"


def test_an_unknown_threshold_is_refused(country):
    with pytest.raises(UsageError, match="alhpa"):
        audit(country(), thresholds={"alhpa": 0.5})


def test_what_no_program_can_judge_is_listed(country):
    assert [step for step, _ in audit(country()).unjudged] == ["framework", "data", "back_to_data"]


def test_two_copies_of_an_indicator_fail_as_counted_twice(small):
    x = np.random.default_rng(0).random((12, 3))
    row = row_of(small(np.column_stack([x, x[:, 0]]), pillars=2), "A2")
    assert row.verdict is Verdict.FAIL
    assert row.offenders[0].en == "k0 k0 = k3 k3"


def test_an_indicator_that_half_the_regions_lack_is_unusable(small):
    x = np.random.default_rng(0).random((12, 6))
    x[:7, 1] = np.nan
    row = row_of(small(x, pillars=2), "B1")
    assert row.verdict is Verdict.FAIL
    assert "k1" in row.offenders[0].en


def test_a_jump_of_a_hundred_is_named_as_a_probable_mix_up_of_measures(country):
    from nqp_index.scoring.pipeline import score

    first = country()
    values = first.panel.values.copy()
    values[1, 4, 3] = values[0, 4, 3] * 1e4
    from dataclasses import replace

    broken = score(replace(first.panel, values=values), first.framework, first.recipe)
    row = row_of(broken, "B8")
    assert row.offenders[0].en.startswith("region 5 k3 2021 ×1e+04")
    assert "another measure" in row.offenders[0].en


def test_a_pillar_pointing_against_the_index_fails(small):
    rng = np.random.default_rng(3)
    ability = rng.normal(size=(30, 1))
    good = ability + 0.3 * rng.normal(size=(30, 8))
    against = -ability + 0.3 * rng.normal(size=(30, 2))
    row = row_of(small(np.column_stack([good, against]), weights=[1.0] * 10, pillars=2), "C2")
    assert row.verdict is Verdict.FAIL


def test_random_indicators_are_no_consistent_pillar_and_copies_of_one_factor_are(small, country):
    noise = small(np.random.default_rng(1).normal(size=(40, 8)), pillars=2)
    assert row_of(noise, "C6").verdict is Verdict.FAIL
    assert row_of(country(), "C6").verdict is Verdict.PASS


def test_a_weight_far_beyond_the_mean_is_named(small):
    x = np.random.default_rng(2).random((20, 10))
    row = row_of(small(x, weights=[30.0] + [1.0] * 9), "D3")
    assert row.verdict is Verdict.WARN
    assert "k0" in row.offenders[0].en


def test_rows_on_intervals_do_not_apply_without_a_run_and_say_how_to_get_one(country):
    row = row_of(country(), "E2")
    assert row.verdict is Verdict.NOT_APPLICABLE
    assert "nqp uncertainty" in row.reason.en


def test_rows_on_intervals_judge_a_run(country):
    result = country()
    report = audit(result, uncertainty=uncertainty(result, draws=300), sensitivity=sensitivity(result, rows=32))
    verdicts = {row.id: row.verdict for row in report.rows}
    assert verdicts["E1"] is Verdict.WARN
    assert verdicts["E2"] in {Verdict.PASS, Verdict.WARN}
    assert verdicts["E5"] is Verdict.PASS
    assert not report.failed or any(row.verdict is Verdict.FAIL for row in report.rows)


def test_yearly_scales_are_not_comparable_over_time(country):
    assert row_of(country(Recipe(scope=Scope("yearly"))), "F1").verdict is Verdict.WARN
    assert row_of(country(), "F1").verdict is Verdict.PASS


def test_the_two_effects_of_a_rank_change_are_printed(country):
    row = row_of(country(Recipe(scope=Scope("yearly"))), "F2")
    assert row.verdict is Verdict.PASS
    pooled = row_of(country(), "F2")
    assert "method 0.00" in pooled.value.en


def test_outside_outcomes_are_correlated(country):
    result = country()
    same = {region.code: float(s) for region, s in zip(result.regions, result.scores[-1, :, 0], strict=True)}
    assert row_of(result, "G1", outcomes={"same": same}).number == pytest.approx(1.0)


def test_fitted_weights_on_thin_indicators_are_named(small):
    rng = np.random.default_rng(5)
    x = rng.normal(10, 1, size=(30, 6))
    x[:, 0] = np.exp(rng.normal(size=30) * 2)
    x[:7, 0] = np.nan
    row = row_of(small(x, Recipe(weight=Choices(Choice("entropy"))), pillars=2), "D4")
    assert row.verdict is Verdict.WARN
    assert "k0" in row.offenders[0].en


def test_every_label_of_the_audit_is_used_and_bilingual():
    for key, text in labels().items():
        if key.startswith(("audit.", "found.", "not_here.", "limit.")):
            assert text.zh, key
            assert text.en, key
    assert {k.removeprefix("limit.") for k in labels() if k.startswith("limit.")} == set(thresholds_with(None))
