"""What uncertainty costs, as ratios measured in one run: against the arithmetic floor, and against a rebuild in pandas.

Run with `python benchmarks/robustness.py`; set OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1 for one core. Times are
those of the processor, so that other programs on the machine move the ratios little.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from nqp_index.analysis.assumptions import draft_assumptions
from nqp_index.analysis.draws import random_points
from nqp_index.analysis.experiment import experiment
from nqp_index.analysis.factors import Assumptions, WeightNoise
from nqp_index.analysis.runs import ranked
from nqp_index.analysis.uncertainty import uncertainty
from nqp_index.model.formula import Formula, SeriesName
from nqp_index.model.framework import Framework, Indicator, Node, Series
from nqp_index.model.measure import Measure
from nqp_index.model.panel import CellStatus, Panel, Region
from nqp_index.model.result import Result
from nqp_index.scoring.kernel import aggregate, fit_weights
from nqp_index.scoring.pipeline import score
from nqp_index.scoring.prepare import prepare
from nqp_index.terms import Text

PURE = Measure("1")
WEIGHTS_ONLY = Assumptions(weight_noise=WeightNoise(0.25))


def made(R: int, K: int, pillars: int = 4) -> Result:
    """A scored synthetic panel of R regions and K indicators in one year."""
    codes = [f"k{j}" for j in range(K)]
    x = np.exp(np.random.default_rng(0).normal(size=(1, R, K)))
    series = tuple(Series(c, Text(c, c), PURE) for c in codes)
    leaves = [Indicator(c, Text(c, c), Formula(c, (c,), SeriesName(c), PURE), PURE) for c in codes]
    nodes = tuple(
        Node(f"P{i}", Text(f"P{i}", f"P{i}"), "pillar", tuple(leaves[int(j)] for j in part))
        for i, part in enumerate(np.array_split(np.arange(K), pillars))
    )
    levels = (("index", Text("指数", "index")), ("pillar", Text("维度", "pillar")))
    framework = Framework("bench", Text("b", "b"), "1", Node("I", Text("I", "I"), "index", nodes), series, levels)
    regions = tuple(Region(f"R{i}", Text(f"R{i}", f"R{i}")) for i in range(R))
    status = np.full(x.shape, CellStatus.OBSERVED, dtype=np.uint8)
    panel = Panel(regions, (2020,), tuple(codes), x, status, np.full(x.shape, -1, np.int32))
    return score(panel, framework)


def best(run: Callable[[], object], times: int = 9) -> float:
    """Shortest of several runs, in seconds of the processor."""
    found = []
    for _ in range(times):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def floor(result: Result, draws: int) -> Callable[[], object]:
    """One matrix product of all draws' weights with the scores, and one sort of the products."""
    z = np.ascontiguousarray(result.normalised[0].T)
    w = np.random.default_rng(1).random((draws, z.shape[0]))
    return lambda: np.argsort(w @ z, axis=1)


def weight_draws(result: Result, draws: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """Scores of the kernel from given weights; and all of it: drawing, rescaling, scoring, ranking, comparing pairs."""
    study = experiment(result, WEIGHTS_ONLY, 0)
    ready = study.ready
    prepared = prepare(ready.plan, ready.recipe, ready.x, ready.layout, groups=ready.groups)
    local = fit_weights(ready.plan, ready.recipe, prepared).local
    rng = np.random.default_rng(2)
    noisy = {code: w * (0.75 + 0.5 * rng.random((draws, 1, w.shape[-1]))) for code, w in local.items()}
    weights = type(fit_weights(ready.plan, ready.recipe, prepared))(noisy)

    def scoring() -> object:
        return np.argsort(
            aggregate(ready.plan, ready.recipe, prepared, weights, only_index=True).scores[:, 0, :, 0], axis=1
        )

    return scoring, lambda: ranked(study, random_points(study, 0, draws))


def rebuild_in_pandas(result: Result, rng: np.random.Generator) -> pd.Series:
    """One draw as a data-frame script does it: fill, treat, normalise, weight, aggregate and rank, column by column."""
    frame = pd.DataFrame(result.raw[0], columns=list(result.indicators), index=[r.code for r in result.regions])
    for column in frame:
        frame[column] = frame[column].fillna(frame[column].mean())
    for column in frame:
        if abs(frame[column].skew()) > 2 and frame[column].kurt() > 3.5:
            frame[column] = frame[column].clip(upper=frame[column].nlargest(5).iloc[-1])
    for column in frame:
        frame[column] = (frame[column] - frame[column].min()) / (frame[column].max() - frame[column].min()) * 100
    pillars = {}
    for code in result.children["I"]:
        own = list(result.children[code])
        w = pd.Series(rng.uniform(0.75, 1.25, len(own)), index=own)
        pillars[code] = frame[own].apply(lambda row, w=w: float((row * w).sum() / w.sum()), axis=1)
    return pd.DataFrame(pillars).mean(axis=1).rank(ascending=False, method="min")


def report(name: str, value: str) -> None:
    sys.stdout.write(f"{name:<66}{value}\n")


def against_the_floor(R: int, K: int, draws: int) -> None:
    result = made(R, K)
    least = best(floor(result, draws))
    scoring, everything = weight_draws(result, draws)
    report(f"{R} x {K}, {draws} weight draws: product and sort", f"{least * 1e3:8.1f} ms")
    report("  kernel scores and sort", f"{best(scoring) / least:8.2f} x")
    report("  draws, rescaling, scores, ranks, pairs", f"{best(everything) / least:8.2f} x")


def against_pandas() -> None:
    result = made(31, 40)
    rng = np.random.default_rng(0)
    slow = best(lambda: rebuild_in_pandas(result, rng), 3)
    assumptions = draft_assumptions(result.framework, result.recipe, gaps=False)
    start = time.process_time()
    uncertainty(result, assumptions=assumptions, draws=10_000, grid=False)
    fast = (time.process_time() - start) / 10_000
    report("31 x 40, 10000 draws over all factors", f"{fast * 1e4:8.2f} s")
    report("  a rebuild in data frames costs this many draws", f"{slow / fast:8.0f} x")


def growth() -> None:
    """Time per draw, region and indicator when one of them is doubled: 1 = linear."""
    base = (60, 20, 4000)
    doubled = {"draws": (60, 20, 8000), "regions": (120, 20, 4000), "indicators": (60, 40, 4000)}
    first = best(weight_draws(made(*base[:2]), base[2])[0])
    for name, (R, K, draws) in doubled.items():
        again = best(weight_draws(made(R, K), draws)[0])
        report(f"  twice the {name}", f"{again / first:8.2f} x the time")


def main() -> None:
    against_the_floor(31, 40, 10_000)
    against_the_floor(3000, 50, 1000)
    against_pandas()
    growth()


if __name__ == "__main__":
    main()
