"""The scikit-learn transformers: the outside suite, names of columns, and the same numbers as the methods."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import parametrize_with_checks

from nqp_index.errors import UsageError
from nqp_index.methods.estimator import Normaliser, Weigher
from nqp_index.methods.registry import method, methods

FRAME = pd.DataFrame(
    {"研发强度": [1.0, 2.0, 4.0, 3.0], "能耗": [9.0, 3.0, np.nan, 6.0]}, index=["京", "津", "冀", "晋"]
)


@parametrize_with_checks([Normaliser(), Weigher()])
def test_scikit_learn_accepts_the_transformers(estimator: Any, check: Any) -> None:
    check(estimator)


def test_chinese_column_names_and_region_labels_are_kept() -> None:
    scores = Normaliser(direction=[1, -1]).set_output(transform="pandas").fit_transform(FRAME)
    assert list(scores.columns) == ["研发强度", "能耗"]
    assert list(scores.index) == ["京", "津", "冀", "晋"]


def test_a_cost_is_turned_once_and_a_gap_stays_one() -> None:
    scores = Normaliser(direction=[1, -1]).fit_transform(FRAME)
    assert scores[:, 1].tolist() == pytest.approx([0.0, 100.0, np.nan, 50.0], nan_ok=True)


def test_new_rows_are_scored_against_the_rows_seen_in_fit() -> None:
    fitted = Normaliser(params={"high": 1.0}).fit([[0.0], [10.0]])
    assert fitted.transform([[5.0], [20.0]]).ravel().tolist() == [0.5, 2.0]


def test_the_weights_are_those_of_the_method_on_directed_min_max_values() -> None:
    x = np.random.default_rng(0).uniform(size=(12, 3))
    z = (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0))
    z[:, 2] = 1 - z[:, 2]
    weigher = Weigher("critic", direction=[1, 1, -1]).fit(x)
    assert weigher.weights_ == pytest.approx(method("weight", "critic")(z, np.ones(3)))


def test_a_weigher_on_raw_values_gets_them_with_their_directions() -> None:
    x = np.random.default_rng(0).uniform(1, 2, size=(12, 3))
    direction = np.array([1.0, -1.0, 1.0])
    assert Weigher("merec", direction=direction).fit(x).weights_ == pytest.approx(
        method("weight", "merec")(x, np.ones(3), direction=direction)
    )


@pytest.mark.parametrize("name", [m.name for m in methods("weight") if m.fits_on == "scores"])
def test_a_weigher_on_scores_gets_directed_min_max_values(name: str) -> None:
    x = np.random.default_rng(0).uniform(1, 2, size=(20, 3))
    x[:, 1] = 3 - x[:, 0] + x[:, 1] / 10
    z = (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0))
    z[:, 1] = 1 - z[:, 1]
    found = Weigher(name, direction=[1, -1, 1]).fit(x).weights_
    assert found == pytest.approx(method("weight", name)(z, np.full(3, 1 / 3)))


def test_declared_goalposts_reach_the_normaliser_with_their_columns_and_directions() -> None:
    scores = Normaliser("goalpost", direction=[1, -1], goalposts=[(0, 5), (0, 10)]).fit_transform(FRAME)
    assert scores[:, 0].tolist() == pytest.approx([20.0, 40.0, 80.0, 60.0])
    assert scores[:, 1].tolist() == pytest.approx([10.0, 70.0, np.nan, 40.0], nan_ok=True)


def test_a_column_without_goalposts_may_take_the_bounds_of_the_data() -> None:
    own = Normaliser("goalpost", params={"without": "data"}, goalposts=[(0, 5), None])
    assert own.fit_transform(FRAME)[:, 1].tolist() == pytest.approx([100.0, 0.0, np.nan, 50.0], nan_ok=True)


def test_a_pipeline_sums_to_the_weighted_mean_of_the_scores() -> None:
    x = np.random.default_rng(0).uniform(size=(12, 3))
    pipe = make_pipeline(Normaliser(), Weigher())
    scores = pipe.fit_transform(x).sum(axis=1)
    assert scores == pytest.approx(pipe[0].transform(x) @ pipe[1].weights_)


@pytest.mark.parametrize(
    ("estimator", "code"),
    [
        (Normaliser("minmx"), "E3001"),
        (Normaliser(params={"lo": 1}), "E3002"),
        (Weigher(params={"shift": -1.0}), "E3003"),
        (Weigher(direction=[1]), "E3212"),
        (Normaliser(direction=[1, 0]), "E3212"),
        (Normaliser("goalpost", goalposts=[(0, 1)]), "E3213"),
        (Normaliser("goalpost", goalposts=[(0, 1), (0, 1, 2)]), "E3213"),
        (Normaliser("minmax", goalposts=[(0, 1), (0, 1)]), "E3002"),
    ],
)
def test_wrong_settings_are_refused_when_fitted(estimator: Any, code: str) -> None:
    with pytest.raises(UsageError) as refused:
        estimator.fit(FRAME)
    assert refused.value.problems[0].code == code


def test_listing_the_methods_does_not_load_scikit_learn() -> None:
    code = "import sys; from nqp_index.methods.registry import methods; methods(); sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
