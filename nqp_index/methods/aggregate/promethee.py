"""PROMETHEE II: net flows of pairwise preferences."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats, column_std, places, safe_divide, weighted_mean, weighted_sum
from nqp_index.methods.params import Interval, Numbers, OneOf
from nqp_index.methods.registry import register
from nqp_index.terms import Text, joined

#: PROMETHEE compares all pairs of rows.
MAX_ROWS = 3000

Preference = Annotated[str, OneOf("usual", "v", "u", "level", "linear", "gauss")]
Limits = Annotated[tuple[float, ...] | None, Numbers(Interval(0))]

#: The preference functions in Chinese.
SHAPES = {
    "usual": "有差即优", "v": "p 以内线性", "u": "超过 q 即优", "level": "q 至 p 为一半", "linear": "q 至 p 线性",
    "gauss": "高斯型",
}  # fmt: skip


def _variant(
    *, preference: str, q: tuple[float, ...] | None, p: tuple[float, ...] | None, s: tuple[float, ...] | None,
    n: int, k: int,
) -> Text:  # fmt: skip
    used = {"usual": (), "v": ("p",), "u": ("q",), "level": ("q", "p"), "linear": ("q", "p"),
            "gauss": ("s",)}[preference]  # fmt: skip
    given = {"q": q, "p": p, "s": s}
    limits = [_limit_text(name, given[name]) for name in used]
    return joined(Text(f"偏好函数为{SHAPES[preference]}", f"preference {preference}"), *limits)


def _limit_text(name: str, given: tuple[float, ...] | None) -> Text:
    if given is None:
        times = {"q": "0.5", "p": "2", "s": "1"}[name]
        return Text(f"{name} 为 {times} 倍标准差", f"{name} {times} sd")
    own = tuple(f"{v:g}" for v in given)
    return Text(f"{name} = {'、'.join(own)}", f"{name} {', '.join(own)}")


@register(
    "aggregate", "promethee2", zh="PROMETHEE II 法", en="PROMETHEE II", aliases=("promethee",),
    formula="φ_a = Σ_b (π_ab - π_ba)/(n - 1), π_ab = Σ w P(z_a - z_b)",
    source="Brans & Vincke (1985), Management Science 31(6)",
    about_zh="两两偏好的净流量", about_en="net flow of pairwise preferences",
    needs={"real"}, traits={"monotone", "takes_gaps", "affine_invariant", "sums_to_zero"}, level="flat",
    max_rows=MAX_ROWS, variant=_variant,
)  # fmt: skip
def promethee2(
    z: Floats, w: Floats, *, preference: Preference = "usual", q: Limits = None, p: Limits = None, s: Limits = None
) -> Floats:
    """Net flow: how much a row is preferred to the others, less how much they are preferred to it.

    z           (..., n, k)  scores, larger is better; rows are compared on the children both have
    w           (..., k)     weights, sum 1
    preference  usual: any difference; v: linear up to p; u: beyond q; level: half from q to p, whole beyond; linear:
                from q to p; gauss: 1 - exp(-d²/2s²): types I, III, II, IV, V and VI of the source
    q, p, s     one number or one for each child, in the measure of z; default 0.5, 2 and 1 sd (ddof 0) of z
    returns (..., n)  flows in -1..1, sum 0; missing for rows without any child, 0 for a lone row
    Raises UsageError above 3,000 rows, or where q, p or s has the wrong length, or q is not below p.
    >>> promethee2(np.array([[0.0], [1.0], [2.0]]), np.array([1.0]))
    array([-1.,  0.,  1.])

    中文
    z           (..., n, k)  得分，越大越好；两个对象只就共有的下级比较
    w           (..., k)     权重，合计 1
    preference  偏好函数：usual：有差即优；v：p 以内线性；u：超过 q 即优；level：q 至 p 之间为一半，超过 p 为全优；
                linear：q 至 p 线性；gauss：1 - exp(-d²/2s²)；依次为出处的 I、III、II、IV、V、VI 型
    q、p、s     一个数，或每个下级一个，量纲同 z；默认依次为 z 的 0.5、2、1 倍标准差（ddof 0）
    返回 (..., n) 净流量，在 -1 与 1 之间，合计为 0；各下级全部缺失的对象没有得分，只有一个对象时得 0
    超过 3000 行，q、p、s 的个数不符，或 q 不小于 p 时报 UsageError。
    """
    limits = _limits(z, q, p, s)
    if preference in {"level", "linear"} and (limits["q"] >= limits["p"]).any():
        raise UsageError(
            problem("E3024", method="promethee2", low_name="q", low=list(q or ()), high_name="p", high=list(p or ()))
        )
    if np.isnan(z).any():
        return _with_gaps(z, w, preference, limits)
    n = z.shape[-2]
    if preference == "usual":
        below, equal = places(z, z)
        flow = below - (n - below - equal)
    else:
        flow = np.stack([_column_flow(z[..., j], preference, _at(limits, j)) for j in range(z.shape[-1])], axis=-1)
    return weighted_sum(flow / max(n - 1, 1), w)


def _column_flow(column: Floats, preference: str, limits: dict[str, Floats]) -> Floats:
    """Sum over b of P(a - b) - P(b - a) for one child (..., n), a block of rows at a time."""
    flow = np.empty(column.shape)
    block = max(1, 2**22 // max(column.size, 1))
    for start in range(0, column.shape[-1], block):
        d = column[..., start : start + block, None] - column[..., None, :]
        flow[..., start : start + block] = (_preferred(d, preference, limits) - _preferred(-d, preference, limits)).sum(
            axis=-1
        )
    return flow


def _with_gaps(z: Floats, w: Floats, preference: str, limits: dict[str, Floats]) -> Floats:
    """Net flows where each pair is compared on the children both have, weights renormalised over these."""
    n = z.shape[-2]
    shape = (*np.broadcast_shapes(z.shape[:-2], w.shape[:-1]), n, n)
    net, common = np.zeros(shape), np.zeros(shape)
    for j in range(z.shape[-1]):
        d = z[..., :, None, j] - z[..., None, :, j]
        both = ~np.isnan(d)
        at = _at(limits, j)
        d = np.where(both, d, 0.0)
        step = _preferred(d, preference, at) - _preferred(-d, preference, at)
        net += w[..., None, None, j] * np.where(both, step, 0.0)
        common += w[..., None, None, j] * both
    comparable = (common > 0) & ~np.eye(n, dtype=np.bool_)
    others = comparable.sum(axis=-1).astype(np.float64)
    flow = np.where(comparable, safe_divide(net, common), 0.0).sum(axis=-1) / np.maximum(others, 1.0)
    return np.where(np.isnan(weighted_mean(z, w)), np.nan, flow)


def _preferred(d: Floats, preference: str, limits: dict[str, Floats]) -> Floats:
    """Preference 0..1 for a difference d; a limit of 0 (a constant child) makes v, linear and gauss usual."""
    q, p, s = limits["q"], limits["p"], limits["s"]
    usual = (d > 0).astype(np.float64)
    if preference == "v":
        return np.where(p > 0, np.clip(safe_divide(d, p), 0.0, 1.0), usual)
    if preference == "u":
        return np.asarray((d > q).astype(np.float64))
    if preference == "level":
        return np.asarray(((d > q).astype(np.float64) + (d > p)) / 2.0)
    if preference == "linear":
        return np.where(p > q, np.clip(safe_divide(d - q, p - q), 0.0, 1.0), usual)
    if preference == "gauss":
        return usual * np.where(s > 0, 1.0 - np.exp(-safe_divide(d * d, 2.0 * s * s)), 1.0)
    return usual


def _limits(
    z: Floats, q: tuple[float, ...] | None, p: tuple[float, ...] | None, s: tuple[float, ...] | None
) -> dict[str, Floats]:
    """q, p and s, each (..., 1, k)."""
    sd = np.nan_to_num(column_std(z, ddof=0))
    K = z.shape[-1]
    found = {}
    for name, given, share in (("q", q, 0.5), ("p", p, 2.0), ("s", s, 1.0)):
        if given is None:
            found[name] = share * sd
            continue
        if len(given) not in {1, K}:
            raise UsageError(problem("E3017", method="promethee2", name=name, given=len(given), wanted=K))
        found[name] = np.broadcast_to(np.array(given, dtype=np.float64), (1, K))
    return found


def _at(limits: dict[str, Floats], j: int) -> dict[str, Floats]:
    """The limits of child j, shaped to broadcast over pairs of rows."""
    return {name: value[..., None, j] for name, value in limits.items()}
