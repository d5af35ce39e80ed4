"""Why a region has no score, in words and as an objection."""

from __future__ import annotations

import numpy as np

from nqp_index.errors import DataError, UsageError, problem
from nqp_index.model.result import Result, Unscored
from nqp_index.terms import LANGUAGES, Text, label
from nqp_index.terms.lookup import labels


def reason_text(own: Unscored) -> Text:
    """The reason in both languages; as it is where it has no words of its own."""
    if own.reason not in labels():
        return Text(own.reason, own.reason)
    return Text(*(label(own.reason, lang, **dict(own.values)) for lang in LANGUAGES))


def no_score(result: Result, t: int, r: int) -> UsageError:
    """The refusal to speak of an index score that is not there, with the reason why it is not."""
    region, year = result.regions[r], result.years[t]
    found = {(u.region, u.year, u.node): u for u in result.unscored}
    reason = reason_text(found[region.code, year, result.nodes[0]])
    years = [y for at, y in enumerate(result.years) if not np.isnan(result.scores[at, r, 0])]
    if not years:
        return UsageError(problem("E6039", region=region.label, year=year, reason=reason))
    return UsageError(problem("E6022", region=region.label, year=year, reason=reason, years=years))


def require_ranks(result: Result) -> None:
    """Raise DataError where no region has a rank in any year, with the reasons: there is nothing to vary."""
    if not result.has_ranks:
        own = [u for u in result.unscored if u.node == result.nodes[0]]
        raise DataError(problem("E1511", reasons=tuple(dict.fromkeys(reason_text(u) for u in own))[:3]))
