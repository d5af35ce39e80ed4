"""What free weights act on: scores of the parts, and what must stay present for every region to keep its rank."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nqp_index.analysis.places import node_position
from nqp_index.methods.kernels import Floats
from nqp_index.model.result import Result
from nqp_index.terms import Text


@dataclass(frozen=True, eq=False)
class Field:
    """Scores a (R, k) of the free parts, with own weights w (k,): score = a @ w + rest (R,), rest fixed.

    keep  (g, k) conditions keep @ w >= 0 under which every region that has a rank keeps enough of its weight present
    """

    a: Floats
    w: Floats
    rest: Floats
    codes: tuple[str, ...]
    labels: tuple[Text, ...]
    keep: Floats


def free_field(result: Result, t: int, node: str) -> Field:
    """The scores that free weights act on. A missing child counts as its parent's score, as renormalising makes it."""
    period = min(t, len(result.effective_weights) - 1)
    if not node:
        a = filled_from_parents(result, t)
        labels = {i.code: i.label for i in result.framework.indicators}
        w = result.effective_weights[period]
        used = np.flatnonzero(w > 0)  # an indicator that was given no weight is not brought in by the back door
        codes = tuple(result.indicators[j] for j in used)
        keep = _kept(result, t, codes)
        return Field(a[:, used], w[used], np.zeros(len(a)), codes, tuple(labels[c] for c in codes), keep)
    position = node_position(result, node)
    codes = result.children[node]
    local = result.local_weights[node]
    w = local[min(t, len(local) - 1)]
    own = result.scores[t, :, position]
    parts = [_child_scores(result, t, code) for code in codes]
    a = np.stack([np.where(np.isnan(p), own, p) for p in parts], axis=-1)
    share = _share_of(result, node, t)
    index = result.scores[t, :, 0]
    labels = {n.code: n.label for n in result.framework.nodes} | {i.code: i.label for i in result.framework.indicators}
    keep = _conditions_of_node(result, t, node, {code: [j] for j, code in enumerate(codes)}, len(codes))
    return Field(share * a, w, index - share * (a @ w), codes, tuple(labels[c] for c in codes), keep)


def _kept(result: Result, t: int, codes: tuple[str, ...]) -> Floats:
    """The conditions of every node, with the effective weights of the indicators `codes` free."""
    column = {code: j for j, code in enumerate(codes)}
    rows = []
    for node in result.nodes:
        below = {
            child: [column[i.code] for i in result.framework.under(child) if i.code in column]
            if child in result.node_index else [column[child]] if child in column else []
            for child in result.children[node]
        }  # fmt: skip
        rows.append(_conditions_of_node(result, t, node, below, len(codes)))
    return np.unique(np.concatenate(rows), axis=0)


def _conditions_of_node(result: Result, t: int, node: str, below: dict[str, list[int]], k: int) -> Floats:
    """(g, k) what keeps a node's score where some of its children are missing: they may hold so much of its weight.

    below  columns of the free weights that make up the weight of each child
    """
    if result.recipe.coverage.by == "children":  # counted whatever they weigh
        return np.zeros((0, k))
    there = ~np.isnan(result.scores[t, :, result.node_index[node]])
    gaps = np.stack([np.isnan(_child_scores(result, t, code)) for code in below], axis=-1)[there]
    rows = []
    for missing in np.unique(gaps[gaps.any(axis=1)], axis=0):
        row = np.zeros(k)
        for columns, gone in zip(below.values(), missing, strict=True):
            row[columns] = 1.0 - result.recipe.coverage.node - float(gone)
        rows.append(row)
    return np.stack(rows) if rows else np.zeros((0, k))


def _child_scores(result: Result, t: int, code: str) -> Floats:
    if code in result.node_index:
        return result.scores[t, :, result.node_index[code]]
    return result.normalised[t, :, result.indicator_index[code]]


def _share_of(result: Result, node: str, t: int) -> float:
    """Weight of a node in the index: the product of the local weights above it."""
    share, at = 1.0, node
    while (parent := result.framework.parents.get(at)) is not None:
        local = result.local_weights[parent]
        share *= float(local[min(t, len(local) - 1), result.children[parent].index(at)])
        at = parent
    return share


def filled_from_parents(result: Result, t: int) -> Floats:
    """(R, K) indicator scores of one year with each gap at its nearest scored ancestor's score: in a weighted mean
    with renormalised weights a missing child acts as its parent's score, and so does all below a missing parent."""
    found: Floats = result.normalised[t].copy()
    for j, code in enumerate(result.indicators):
        at = result.framework.parents.get(code)
        while at is not None:
            parent = result.scores[t, :, result.node_index[at]]
            found[:, j] = np.where(np.isnan(parent) | np.isnan(found[:, j]), parent, found[:, j])
            at = result.framework.parents.get(at)
    return found
