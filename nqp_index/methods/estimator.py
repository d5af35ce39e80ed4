"""Normalisers and weighters as scikit-learn transformers, for pipelines of one's own; only here is sklearn imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils import Tags
from sklearn.utils.validation import check_is_fitted, validate_data

from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.params import objections
from nqp_index.methods.registry import Family, Method
from nqp_index.methods.registry import method as registered


class Normaliser(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Rescale columns by any registered normaliser; the rows seen in `fit` are the reference set.

    method     name of a normaliser, see `nqp methods`
    direction  +1 or -1 per column; all +1 by default. A column of -1 is turned, once, before or by the method
    params     the method's own parameters, as in a recipe
    goalposts  lower and upper bound per column in its own measure, None where it has none; for `goalpost` only
    Missing values stay missing; a column that is constant in the reference set becomes missing.
    """

    def __init__(
        self,
        method: str = "minmax",
        *,
        direction: Sequence[float] | None = None,
        params: Mapping[str, Any] | None = None,
        goalposts: Sequence[Sequence[float] | None] | None = None,
    ) -> None:
        self.method = method
        self.direction = direction
        self.params = params
        self.goalposts = goalposts

    def fit(self, X: Any, y: Any = None) -> Self:
        """Keep the rows of X (n, K) as the reference set."""
        values = _checked(self, X, reset=True)
        chosen = _chosen("normalise", self.method, self.params)
        if self.goalposts is not None and not chosen.takes("goalposts"):
            known = sorted(p.name for p in chosen.options) or ["-"]
            raise UsageError(problem("E3002", method=chosen.name, name="goalposts", known=known))
        self.direction_ = _directions(self.direction, values.shape[1])
        self.goalposts_ = _bounds(self.goalposts, values.shape[1])
        self.reference_ = values
        return self

    def transform(self, X: Any) -> Floats:
        """Scores of the rows of X (m, K) against the reference set."""
        check_is_fitted(self)
        values = _checked(self, X, reset=False)
        chosen = _chosen("normalise", self.method, self.params)
        options = dict(self.params or {})
        if chosen.takes("goalposts"):
            options["goalposts"] = self.goalposts_
        if chosen.takes("direction"):
            return np.asarray(chosen(values, self.reference_, **options, direction=self.direction_))
        return np.asarray(chosen(values * self.direction_, self.reference_ * self.direction_, **options))

    def __sklearn_tags__(self) -> Tags:
        return _allowing_gaps(super().__sklearn_tags__())


class Weigher(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Fit weights by any registered weighter; `transform` multiplies each column by its weight.

    method     name of a weighter, see `nqp methods`
    direction  +1 or -1 per column; all +1 by default
    params     the method's own parameters, as in a recipe
    weights_   (K,) the weights found, sum 1
    A method fitted on raw values gets X itself, any other the directed min-max values of X: scores of other kinds are
    made by a `Normaliser` in front.
    """

    def __init__(
        self, method: str = "entropy", *, direction: Sequence[float] | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.method = method
        self.direction = direction
        self.params = params

    def fit(self, X: Any, y: Any = None) -> Self:
        """Find the weights from the rows of X (n, K)."""
        values = _checked(self, X, reset=True)
        chosen = _chosen("weight", self.method, self.params)
        direction = _directions(self.direction, values.shape[1])
        data = values
        if chosen.fits_on != "raw":
            data = registered("normalise", "minmax")(values * direction, values * direction, low=0.0, high=1.0)
        options = dict(self.params or {}) | ({"direction": direction} if chosen.takes("direction") else {})
        width = values.shape[1]
        self.weights_ = np.asarray(chosen(data, np.full(width, 1.0 / width), **options))
        return self

    def transform(self, X: Any) -> Floats:
        """Columns of X (m, K) times their weights: their sum over columns is the weighted mean."""
        check_is_fitted(self)
        return np.asarray(_checked(self, X, reset=False) * self.weights_)

    def __sklearn_tags__(self) -> Tags:
        return _allowing_gaps(super().__sklearn_tags__())


def _checked(estimator: BaseEstimator, X: Any, *, reset: bool) -> Floats:
    """X as (n, K) floats, with at least two rows when it is the reference set."""
    least = 2 if reset else 1
    checked = validate_data(
        estimator, X, reset=reset, dtype=np.float64, ensure_all_finite="allow-nan", ensure_min_samples=least
    )
    return np.asarray(checked)


def _chosen(family: Family, name: str, params: Mapping[str, Any] | None) -> Method:
    """The method, once its parameters are found in order. Raises UsageError with every objection."""
    chosen = registered(family, name)
    found = objections(chosen.options, dict(params or {}), method=chosen.name)
    if found:
        raise UsageError(found)
    return chosen


def _directions(direction: Sequence[float] | None, width: int) -> Floats:
    if direction is None:
        return np.ones(width)
    found = np.asarray(direction, dtype=np.float64)
    if found.shape != (width,) or not np.isin(found, (-1.0, 1.0)).all():
        raise UsageError(problem("E3212", size=width))
    return found


def _bounds(goalposts: Sequence[Sequence[float] | None] | None, width: int) -> Floats:
    """Bounds (K, 2), NaN where a column has none."""
    if goalposts is None:
        return np.full((width, 2), np.nan)
    if len(goalposts) != width or any(pair is not None and len(pair) != 2 for pair in goalposts):
        raise UsageError(problem("E3213", size=width))
    return np.array([(np.nan, np.nan) if pair is None else pair for pair in goalposts], dtype=np.float64)


def _allowing_gaps(tags: Tags) -> Tags:
    tags.input_tags.allow_nan = True
    return tags
