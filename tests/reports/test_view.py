"""What the tables look things up in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.model.recipe import Scope
from nqp_index.model.result import Result, StepNote
from nqp_index.reports.cautions import cautions
from nqp_index.reports.tables.ranking import rank_change
from nqp_index.reports.view import View
from nqp_index.terms import Text


def test_the_latest_full_year_stands_in_front(result: Result) -> None:
    assert View.of(result, "en").year == 2021
    scores, ranks = result.scores.copy(), result.ranks.copy()
    scores[1:, :, 2] = np.nan
    ranks[1:, 3:, 0] = np.nan
    assert View.of(replace(result, scores=scores, ranks=ranks), "en").year == 2020


def test_a_year_that_was_not_scored_is_refused(result: Result) -> None:
    with pytest.raises(UsageError, match="2020, 2021, 2022"):
        View.of(result, "en", year=1999)


def test_a_rise_is_positive_and_nothing_without_both_ranks(result: Result) -> None:
    ranks = result.ranks.copy()
    ranks[0, 0, 0], ranks[1, 0, 0] = 5, 2
    view = View.of(replace(result, ranks=ranks), "en")
    assert rank_change(view, 1, 0) == 3
    assert rank_change(view, 0, 0) is None
    assert rank_change(view, 2, 5) is None


def test_a_change_is_never_told_over_a_gap_of_years(result: Result) -> None:
    view = View.of(replace(result, years=(2018, 2021, 2022)), "en")
    assert rank_change(view, 1, 0) is None
    assert rank_change(view, 2, 0) is not None


def test_scores_of_every_year_on_its_own_are_said_not_to_compare(result: Result) -> None:
    yearly = replace(result, recipe=replace(result.recipe, scope=Scope("yearly")))
    assert any("do not compare over years" in line for line in cautions(View.of(yearly, "en")))


def test_weights_or_comparisons_of_every_year_are_said_not_to_compare(result: Result) -> None:
    assert any(
        "do not compare over years" in line for line in cautions(View.of(replace(result, years_compare=False), "en"))
    )


def test_weights_from_the_data_are_named_as_such(result: Result) -> None:
    step = StepNote("weight", "all", "entropy", Text("熵权法", "entropy"), Text(), Text(), from_data=True)
    entropy = replace(result, steps=(*result.steps, step))
    assert any("drawn from the data" in line for line in cautions(View.of(entropy, "en")))
    assert not any("drawn from the data" in line for line in cautions(View.of(result, "en")))


def test_every_caution_has_words_in_both_languages(result: Result) -> None:
    for kind in ("pooled", "yearly", "base", "fixed"):
        view = replace(result, recipe=replace(result.recipe, scope=Scope(kind)))
        assert len(cautions(View.of(view, "zh"))) == len(cautions(View.of(view, "en")))
