"""Importance against weight for the children of one node."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.statistics.importance import weights_for_importance
from nqp_index.methods.statistics.main_effects import linear_effect, local_effect
from nqp_index.model.findings import Importance
from nqp_index.model.result import Result
from nqp_index.terms import Text

#: A variance this small beside those of the parts is float noise.
NOISE = 1e-12


def importance_of(result: Result, t: int, node: str) -> Importance | None:
    """Main effects of a node's children on its score in one year; None with fewer than two children or five regions, or
    where the children cancel.

    The weights that would reach the stated importance hold for a weighted sum of these children.
    """
    codes = result.children[node]
    scores = result.scores[t, :, result.node_index[node]]
    columns = [
        result.scores[t, :, result.node_index[c]] if c in result.node_index
        else result.normalised[t, :, result.indicator_index[c]]
        for c in codes
    ]  # fmt: skip
    z = np.column_stack(columns)
    known = np.asarray(~np.isnan(z).all(axis=0))
    codes, z = tuple(c for c, k in zip(codes, known.tolist(), strict=True) if k), z[:, known]
    local_w = result.local_weights[node]
    w = local_w[min(t, len(local_w) - 1)][known]
    whole = ~np.isnan(z).any(axis=1) & ~np.isnan(scores)
    if len(codes) < 2 or whole.sum() < 5 or not w.sum() > 0:
        return None
    w, covariance = w / w.sum(), np.cov(z[whole], rowvar=False)
    if w @ covariance @ w <= NOISE * np.trace(covariance):  # the children cancel: their sum tells no regions apart
        return None
    linear = np.array([linear_effect(c, scores) for c in z.T])
    local = np.array([local_effect(c, scores) for c in z.T])
    share = np.nan_to_num(local) / np.nansum(local)
    best, residual = weights_for_importance(covariance, w)
    ratio = np.divide(share, w, out=np.full(len(w), np.nan), where=w > 0)
    labels = _labels(result)
    named = tuple(labels[c] for c in codes)
    return Importance(node, result.years[t], codes, named, w, linear, local, share, ratio, best, residual, labels[node])


def _labels(result: Result) -> dict[str, Text]:
    framework = result.framework
    return {n.code: n.label for n in framework.nodes} | {i.code: i.label for i in framework.indicators}
