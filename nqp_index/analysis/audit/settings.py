"""The thresholds of the audit, each with the mark of where it is known from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from nqp_index.errors import UsageError, problem
from nqp_index.model.findings import Threshold

POCKET, COINR, HANDBOOK = "JRC 10-Step Pocket Guide", "COINr", "OECD/JRC Handbook (2008)"
JRC_2019 = "JRC audit, Papadimitriou et al. (2019)"

#: name, value, mark (Q quoted from the source, S after a source, H our own; limits known from memory count as ours).
_DEFAULTS: tuple[tuple[str, float, str, str], ...] = (
    ("pillar_least", 3, "S", POCKET),
    ("pillar_most", 7, "S", POCKET),
    ("size_bias", 0.6, "Q", COINR),
    ("indicator_coverage", 0.65, "Q", COINR),
    ("indicator_coverage_fail", 0.5, "H", ""),
    ("region_coverage", 0.66, "S", "GII"),
    ("pillars_covered", 2 / 3, "S", "GII"),
    ("region_missing", 0.2, "Q", JRC_2019),
    ("imputed_warn", 0.05, "S", HANDBOOK),
    ("imputed_fail", 0.35, "H", ""),
    ("skewness", 2.0, "Q", COINR),
    ("kurtosis", 3.5, "Q", COINR),
    ("kurtosis_alone", 10.0, "H", ""),
    ("treated_cells", 5, "Q", COINR),
    ("zeros", 0.5, "Q", COINR),
    ("distinct", 0.5, "Q", COINR),
    ("near_constant", 1e-9, "H", ""),
    ("break_factor", 5.0, "H", ""),
    ("break_score", 6.0, "H", ""),
    ("correlation_low", -0.3, "S", POCKET),
    ("correlation_high", 0.92, "H", ""),
    ("pillar_low", 0.3, "S", POCKET),
    ("pillar_high", 0.95, "S", POCKET),
    ("pillars_low", 0.3, "H", ""),
    ("pillars_high", 0.92, "H", ""),
    ("first_share", 0.6, "H", ""),
    ("alpha", 0.7, "H", ""),
    ("alpha_fail", 0.6, "H", ""),
    ("kmo", 0.6, "H", ""),
    ("kmo_fail", 0.5, "H", ""),
    ("bartlett_p", 0.05, "H", ""),
    ("importance_low", 0.5, "H", ""),
    ("importance_high", 2.0, "H", ""),
    ("importance_silent", 0.1, "H", ""),
    ("residual", 0.05, "H", ""),
    ("largest_weight", 3.0, "H", ""),
    ("effective_share", 0.5, "H", ""),
    ("flawed_weight", 0.25, "H", ""),
    ("flawed_coverage", 0.8, "H", ""),
    ("small_denominator", 0.1, "H", ""),
    ("draws", 1000, "H", ""),
    ("failed_draws", 0.01, "H", ""),
    ("inside_interval", 0.9, "H", ""),
    ("narrow_width", 0.1, "H", ""),
    ("narrow_share", 0.6, "H", ""),
    ("shift_pass", 0.05, "H", ""),
    ("shift_warn", 0.1, "H", ""),
    ("interaction", 0.1, "H", ""),
    ("idle_factor", 0.01, "H", ""),
    ("drop_shift", 0.1, "H", ""),
    ("separable", 0.95, "H", ""),
    ("favourable", 0.7, "H", ""),
    ("compensation", 0.1, "H", ""),
)


def thresholds_with(own: Mapping[str, float] | None) -> dict[str, Threshold]:
    """All thresholds by name, the user's own in the place of the defaults. Raises UsageError for an unknown name."""
    found = {name: Threshold(name, value, mark, source) for name, value, mark, source in _DEFAULTS}
    for name, value in (own or {}).items():
        if name not in found:
            raise UsageError(problem("E6032", name=name, known=tuple(found)))
        found[name] = replace(found[name], value=value, mark="U", source="")
    return found
