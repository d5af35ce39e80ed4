"""AHP weights: from pairwise judgements of importance, with the consistency of those judgements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np

from nqp_index.errors import Problem, UsageError, problem
from nqp_index.methods.kernels import Floats, failing
from nqp_index.methods.params import Anything, Interval, Numbers, OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.methods.weight.judgements import Judgements, expert_matrices, group_matrix
from nqp_index.terms import Text, joined

By = Literal["eigen", "geometric", "colmean"]
Table = Literal["saaty1980", "saaty2007", "cn_textbooks", "alonso_lamata2006"]
Group = Literal["judgements", "priorities", "priorities_geometric"]
Voices = Sequence[float] | None

#: Mean consistency index of random matrices of size 1, 2, 3 ...; beyond the table no ratio is given.
RANDOM_INDEX: Mapping[str, tuple[float, ...]] = {
    "saaty1980": (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59),
    "saaty2007": (0, 0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59),
    "cn_textbooks": (0, 0, 0.52, 0.89, 1.12, 1.26, 1.36, 1.41, 1.46, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59),
}
#: Mean largest eigenvalue of random matrices as a line over their size, where no table is wanted or reaches.
ALONSO_LAMATA_SLOPE, ALONSO_LAMATA_START = 2.7699, -4.3513
#: Judgements with a consistency ratio from here on should be made again (Saaty 1980).
ACCEPTABLE = 0.10


#: How weights are solved for, in words.
SOLUTIONS: Mapping[str, Text] = {
    "eigen": Text("特征根法", "principal eigenvector"), "geometric": Text("方根法", "row geometric means"),
    "colmean": Text("和积法", "column means"),
}  # fmt: skip


#: How several experts become a group, in words.
GROUPS: Mapping[str, Text] = {
    "judgements": Text("判断逐个取几何平均", "judgements joined"),
    "priorities": Text("各专家权重取算术平均", "arithmetic mean of their weights"),
    "priorities_geometric": Text("各专家权重取几何平均", "geometric mean of their weights"),
}  # fmt: skip


@dataclass(frozen=True)
class Consistency:
    """How well judgements agree among themselves: λ, CI = (λ - k)/(k - 1), RI, CR = CI/RI."""

    eigenvalue: float
    index: float
    random_index: float
    ratio: float


def _variant(judgements: Judgements, by: By, random_index: Table, group: Group, voices: Voices, n: int, k: int) -> Text:
    try:
        experts = expert_matrices(judgements, k)
        _, found = group_weights(experts, by, random_index, group, voices)
    except UsageError:  # several nodes share this line, and the matrix fits only one of them
        return joined(SOLUTIONS[by], f"RI {random_index}")
    gaps = int(np.isnan(experts).all(axis=0).sum()) // 2
    missing = Text(f"缺失判断 {gaps} 个（Harker）", f"{gaps} missing comparisons (Harker)") if gaps else ""
    return joined(_group_text(len(experts), group, voices), SOLUTIONS[by], _verdict(found, random_index, k), missing)


def _group_text(experts: int, group: Group, voices: Voices) -> Text | str:
    """How many experts there are, and, where it is not the usual way, how they become one."""
    if experts == 1:
        return ""
    own = tuple(f"{v:g}" for v in voices or ())
    weighed = Text(f"专家权重 {'、'.join(own)}", f"weighed {', '.join(own)}") if own else ""
    way = joined(GROUPS[group] if group != "judgements" else "", weighed)
    said = Text(f"{experts} 位专家", f"{experts} experts")
    if not way:
        return said
    worst = Text("；CR 取其最大者", "; the largest CR") if group != "judgements" else Text()
    return Text(f"{said.zh}（{way.zh}{worst.zh}）", f"{said.en} ({way.en}{worst.en})")


def _verdict(found: Consistency, table: Table, k: int) -> Text:
    """The consistency ratio, or the index alone where the table does not reach."""
    if np.isnan(found.ratio):
        index, most = f"CI {found.index:.4f}", len(RANDOM_INDEX[table])
        return Text(f"{index}，无 CR：RI 表 {table} 止于 {most} 阶，该节点有 {k} 个下级",
                    f"{index}, no CR: RI {table} ends at {most}, the node has {k}")  # fmt: skip
    ratio, failing = f"CR {found.ratio:.4f}", found.ratio >= ACCEPTABLE
    return Text(f"{ratio}{' ≥ 0.10，不一致' if failing else ''}（RI {table}）",
                f"{ratio}{' >= 0.10, inconsistent' if failing else ''} (RI {table})")  # fmt: skip


def _extras(
    z: Floats, prior: Floats, *, judgements: Judgements = None, by: By = "eigen", random_index: Table = "saaty1980",
    group: Group = "judgements", voices: Voices = None,
) -> Mapping[str, object]:  # fmt: skip
    """The group's consistency, each expert's ratio (NaN for an incomplete set), and a warning where it is poor."""
    experts = expert_matrices(judgements, z.shape[-1])
    w, found = group_weights(experts, by, random_index, group, voices)
    ratios = [np.nan if np.isnan(a).any() else judged_weights(a, by, random_index)[1].ratio for a in experts]
    return {
        "weights": w, "eigenvalue": found.eigenvalue, "consistency_index": found.index,
        "random_index": found.random_index, "consistency_ratio": found.ratio, "expert_ratios": np.array(ratios),
        "problems": _warnings(found, random_index, z.shape[-1]),
    }  # fmt: skip


def _warnings(found: Consistency, table: Table, k: int) -> tuple[Problem, ...]:
    if np.isnan(found.ratio):
        return (problem("W3228", size=k, index=found.index, table=table, most=len(RANDOM_INDEX[table])),)
    return (problem("W3227", ratio=found.ratio, table=table),) if found.ratio >= ACCEPTABLE else ()


@register(
    "weight", "ahp", zh="层次分析法", en="AHP weights",
    about_zh="由两两比较判断矩阵求权重，并给出一致性比率 CR；支持多位专家与缺失判断",
    formula="A w = λ w; CI = (λ - k)/(k - 1); CR = CI/RI_k",
    source=Text(
        "Saaty (1980)；缺失判断：Harker (1987)；群体判断：Aczel & Saaty (1983)，Forman & Peniwati (1998) EJOR 108；"
        "任意阶数的 RI：Alonso & Lamata (2006), IJUFKS 14(4)",
        "Saaty (1980); Harker (1987) for missing comparisons; Aczel & Saaty (1983), Forman & Peniwati (1998) EJOR "
        "108:165-169 for groups; Alonso & Lamata (2006), IJUFKS 14(4) for a random index of any size",
    ),
    traits={"stated", "batches"}, fits_on="none", variant=_variant, extras=_extras,
    sides=[
        Side("weights", "判断所得权重", "weight from the judgements", ("column",)),
        Side("eigenvalue", "最大特征值 λ", "principal eigenvalue λ"),
        Side("consistency_index", "一致性指标 CI", "consistency index CI"),
        Side("random_index", "随机一致性指标 RI", "random index RI"),
        Side("consistency_ratio", "一致性比率 CR", "consistency ratio CR"),
        Side("expert_ratios", "各专家的 CR", "CR by expert", ("expert",)),
    ],
    example={"judgements": ((1, 2, 5), (0.5, 1, 3), (0.2, 1 / 3, 1))},
)  # fmt: skip
def ahp(
    z: Floats,
    prior: Floats,
    *,
    judgements: Annotated[Judgements, Anything()] = None,
    by: Annotated[By, OneOf("eigen", "geometric", "colmean")] = "eigen",
    random_index: Annotated[Table, OneOf("saaty1980", "saaty2007", "cn_textbooks", "alonso_lamata2006")] = "saaty1980",
    group: Annotated[Group, OneOf("judgements", "priorities", "priorities_geometric")] = "judgements",
    voices: Annotated[Voices, Numbers(Interval(0))] = None,
) -> Floats:
    """Weights that explain how many times more important one child was judged than another.

    z           (..., n, k)  not looked at
    prior       (k,)         not looked at
    judgements  k x k matrix of positive ratios (3, 0.5, 1/3), row over column, None where a comparison was not made; or
                one such matrix per expert, joined by the geometric mean of each comparison
    by          eigen: principal eigenvector (Harker's matrix when comparisons are missing); geometric: row geometric
                means (least squares of logarithms when some are missing); colmean: means of the columns scaled to sum 1
    random_index  what stands behind CR, named in the variant line: saaty1980 and saaty2007 by Saaty, which differ;
                  cn_textbooks, which Chinese textbooks and programs print without its simulation; all three end at 15
                  children; alonso_lamata2006: the line (λ - k)/(k - 1), λ = 2.7699 k - 4.3513, that Alonso & Lamata
                  (2006) fitted to random matrices, for any number of children
    group       of several experts: judgements: each comparison's geometric mean, one matrix for the group (AIJ);
                priorities: each expert's weights by themselves, and their arithmetic mean; priorities_geometric: their
                geometric mean (AIP). CR is then the largest of the experts'
    voices      what each expert counts, in the order of the matrices; all the same when absent
    returns (..., k)
    With k <= 2 judgements cannot contradict each other and CR is 0. A ratio of 0.10 or more is warned about in the
    extras and the variant line, and so is a number of children beyond the table, for which there is no ratio. Refused,
    with every objection at once: a matrix of another size, values that are not positive, a_jl a_lj away from 1, and
    comparisons that do not connect all children.
    >>> ahp(np.zeros((1, 2)), np.ones(2), judgements=((1, 3), (None, 1)))
    array([0.75, 0.25])

    中文
    z             (..., n, k)  不用
    prior         (k,)         不用
    judgements    k 阶判断矩阵，元素为行对列的重要性之比（3、0.5、1/3），未作比较处写 None；或每位专家一个矩阵，逐个判
                  断取几何平均后合成群体判断
    by            eigen：特征根法，取主特征向量（有缺失判断时用 Harker 矩阵）；geometric：方根法，取行几何平均（有缺失
                  判断时为对数最小二乘）；colmean：和积法，各列归一化后按行取平均
    random_index  计算 CR 所用的随机一致性指标 RI，写入具体做法：saaty1980、saaty2007 为 Saaty 的两张表，数值不同；
                  cn_textbooks 为国内教材与软件通行的表，未见其模拟过程；三表均止于 15 阶；alonso_lamata2006 为 Alonso
                  与 Lamata 对随机矩阵拟合的 λ = 2.7699 k - 4.3513，RI = (λ - k)/(k - 1)，阶数不限
    group         多位专家时：judgements：逐个判断取几何平均，合成一个判断矩阵（AIJ）；priorities：先求每位专家的权重，
                  再取算术平均；priorities_geometric：取几何平均（AIP）。后两种的 CR 取各专家中最大者
    voices        每位专家的权重，次序同判断矩阵；未给时各位相同
    返回 (..., k) 权重
    k <= 2 时判断不可能相互矛盾，CR = 0。CR 达到 0.10 时给出警告并写入具体做法；阶数超出 RI 表时没有 CR，同样警告。
    矩阵阶数不符、元素非正、a_jl 与 a_lj 不互为倒数、比较不足以连通全部下级时拒绝计算，所有问题一次列出。
    """
    k = z.shape[-1]
    w, _ = group_weights(expert_matrices(judgements, k), by, random_index, group, voices)
    return np.broadcast_to(w, (*z.shape[:-2], k)).copy()


def group_weights(
    experts: Floats, by: By, random_index: Table, group: Group, voices: Voices
) -> tuple[Floats, Consistency]:
    """Weights (k,) of all experts (experts, k, k) together, and how consistent they are: the joined judgements, or the
    least consistent expert's."""
    if voices is not None and (len(voices) != len(experts) or not sum(voices) > 0):
        raise UsageError(problem("E1503", given=len(voices), experts=len(experts)))
    share = np.ones(len(experts)) if voices is None else np.asarray(voices, dtype=np.float64)
    if group == "judgements":
        return judged_weights(group_matrix(experts[share > 0], share[share > 0]), by, random_index)
    own = [judged_weights(group_matrix(one[None]), by, random_index) for one in experts[share > 0]]
    weights = np.array([w for w, _ in own])
    share = (share[share > 0] / share.sum())[:, None]
    joint = (share * weights).sum(axis=0) if group == "priorities" else np.exp((share * np.log(weights)).sum(axis=0))
    worst = max((found for _, found in own), key=lambda found: found.index)
    return np.asarray(joint / joint.sum()), worst


def judged_weights(a: Floats, by: By, random_index: Table) -> tuple[Floats, Consistency]:
    """Weights (k,) of one matrix of judgements (k, k), NaN where a comparison is missing, and their consistency."""
    if by == "colmean" and np.isnan(a).any():
        raise UsageError(problem("E3226", columns=failing(np.isnan(a))))
    w = {"eigen": _eigenvector, "geometric": _log_least_squares, "colmean": _column_means}[by](a)
    filled = np.where(np.isnan(a), w[:, None] / w, a)
    k = len(a)
    eigenvalue = float((filled @ w / w).mean()) if k > 2 else float(k)
    index = max(eigenvalue - k, 0.0) / (k - 1) if k > 2 else 0.0
    expected = _random_index(k, random_index)
    return w, Consistency(eigenvalue, index, expected, index / expected if k > 2 else 0.0)


def _random_index(k: int, table: Table) -> float:
    """Mean consistency index of random matrices of size k; NaN beyond the table."""
    if table == "alonso_lamata2006":
        return (ALONSO_LAMATA_SLOPE * k + ALONSO_LAMATA_START - k) / (k - 1) if k > 2 else 0.0
    known = RANDOM_INDEX[table]
    return known[k - 1] if k <= len(known) else float("nan")


def _eigenvector(a: Floats) -> Floats:
    """Principal eigenvector; a missing comparison counts 0, and each one adds 1 to its row's diagonal (Harker)."""
    missing = np.isnan(a)
    harker = np.where(missing, 0.0, a) + np.diag(missing.sum(axis=1).astype(np.float64))
    values, vectors = np.linalg.eig(harker)
    v = np.abs(vectors[:, values.real.argmax()].real)
    return np.asarray(v / v.sum())


def _log_least_squares(a: Floats) -> Floats:
    """Weights whose log ratios come closest to the judgements made; row geometric means when none is missing."""
    made = ~np.isnan(a) & ~np.eye(len(a), dtype=bool)
    logs = np.where(made, np.log(np.where(made, a, 1.0)), 0.0).sum(axis=1)
    degrees = made.sum(axis=1).astype(np.float64)
    laplacian = np.diag(degrees) - made
    solved = np.linalg.lstsq(laplacian, logs, rcond=None)[0]
    w = np.exp(solved - solved.max())
    return np.asarray(w / w.sum())


def _column_means(a: Floats) -> Floats:
    return np.asarray((a / a.sum(axis=0)).mean(axis=1))
