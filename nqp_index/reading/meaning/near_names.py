"""Names that were not used and may be slips of series that nothing in the data gives."""

from __future__ import annotations

from itertools import islice

from nqp_index.reading.meaning.session import Session
from nqp_index.reading.names.nearness import MOST_SOUGHT
from nqp_index.reading.reading import Unmatched

_MOST_TOLD = 20


def tell_near_names(session: Session) -> None:
    """Warn of every unused name one character off a series that was not found anywhere, once a name."""
    names, found = session.lexicon.series, set(session.store.series.names)
    seen: set[str] = set()
    unused: dict[str, Unmatched] = {}
    for unmatched in session.unmatched:
        if unmatched.kind == "series" and not unmatched.refused:
            unused.setdefault(unmatched.name, unmatched)
    for unmatched in islice(unused.values(), MOST_SOUGHT):
        if len(seen) == _MOST_TOLD:
            break
        code = names.nearly(unmatched.name)
        if code and code not in found:
            seen.add(unmatched.name)
            session.problems.add("W1221", unmatched.place, name=unmatched.name, near=names.labels[code])


def tell_bounds(session: Session) -> None:
    """Say that no near names were sought for the last of very many unknown ones."""
    if max(session.lexicon.regions.sought, session.lexicon.series.sought) > MOST_SOUGHT:
        session.problems.add("N1205", None, count=MOST_SOUGHT)
