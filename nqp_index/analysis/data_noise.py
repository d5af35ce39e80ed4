"""Measurement error: series or indicator values moved by a stated relative error, and the formulas computed anew."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.experiment import Experiment
from nqp_index.methods.kernels import Floats
from nqp_index.scoring.ready import Ready


@dataclass(frozen=True, eq=False)
class Measured:
    """Relative errors by code, the seed, and every series (T, R) that a formula touched by an error needs."""

    errors: dict[str, float]
    seed: int
    series: dict[str, Floats]


def measured_series(study: Experiment) -> Measured | None:
    """What the noise on the data needs; None when the data are taken as they are."""
    noise = study.assumptions.data_noise
    if noise is None:
        return None
    errors, panel = dict(noise.errors), study.result.panel
    formulas = [i.formula for i in study.ready.plan.indicators if errors.keys() & set(i.formula.names)]
    needed = {name for formula in formulas for name in formula.names}
    return Measured(errors, study.seed, {name: panel.values[:, :, panel.series_index[name]] for name in sorted(needed)})


def noisy_values(ready: Ready, measured: Measured, draws: NDArray[np.int64]) -> Ready:
    """The run with x (m, T, R, K), one noisy copy per draw; each draw has a seed of its own.

    A series' error goes through every formula that uses it; an indicator's error acts on its value.
    """
    plan, errors = ready.plan, measured.errors
    x = np.repeat(ready.x, len(draws), axis=0)
    noisy = [code for code in measured.series if code in errors]
    touched = [j for j, i in enumerate(plan.indicators) if set(i.formula.names) & set(noisy)]
    own = [j for j, code in enumerate(plan.codes) if code in errors]
    for m, draw in enumerate(draws):
        rng = np.random.default_rng(np.random.SeedSequence(measured.seed, spawn_key=(int(draw), 2)))
        series = dict(measured.series)
        series |= {code: _moved(series[code], errors[code], rng) for code in noisy}
        for j in touched:
            x[m, :, :, j], _ = plan.indicators[j].formula.evaluate(series, plan.years)
        for j in own:
            x[m, :, :, j] = _moved(x[m, :, :, j], errors[plan.codes[j]], rng)
    return replace(ready, x=x)


def _moved(values: Floats, error: float, rng: np.random.Generator) -> Floats:
    return values * np.maximum(1.0 + error * rng.standard_normal(values.shape), 0.0)
