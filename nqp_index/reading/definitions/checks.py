"""What no single key can tell: codes used twice, names that mean two series, weights that sum to nothing."""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from nqp_index.errors import Place, Problems
from nqp_index.model.framework import Construct, Series
from nqp_index.reading.definitions.framework_rules import Draft
from nqp_index.reading.formulas import FUNCTIONS

__all__ = ["checked_tree", "names_of", "unique_codes"]


def unique_codes(parts: Iterable[Series | Construct], kind: str, problems: Problems) -> None:
    """Object to codes used twice (capital letters do not count) and to series codes that formulas cannot name."""
    _no_code_twice(((part.code, part.place) for part in parts), problems)
    for part in parts if kind == "series" else ():
        if part.code in FUNCTIONS or keyword.iskeyword(part.code):
            problems.add("E2034", part.place, code=part.code)


def _no_code_twice(codes: Iterable[tuple[str, Place | None]], problems: Problems) -> None:
    first: dict[str, tuple[str, Place | None]] = {}
    for code, place in codes:
        before, there = first.setdefault(code.casefold(), (code, place))
        if there is not place:
            problems.add("E2030", place, code=code, first=before, where=str(there or "-"))


def names_of(series: Sequence[Series], problems: Problems) -> dict[str, str]:
    """Every name of every series → its code; a name that leads to two series is refused."""
    owner: dict[str, tuple[str, str]] = {}
    for one in series:
        names = {_plain(name): name for name in (one.label.zh, one.label.en, *one.aliases) if name.strip()}
        # two equal codes are objected to already
        owner.setdefault(_plain(one.code), (one.code, one.code))
        for key, name in names.items():
            code, _ = owner.setdefault(key, (one.code, name))
            if code.casefold() != one.code.casefold():
                problems.add("E2031", one.place, name=name, code=one.code, other=code)
    return {unicodedata.normalize("NFKC", name): code for code, name in owner.values()}


def checked_substitutes(series: Sequence[Series], problems: Problems) -> None:
    """Object to a series taken instead of another that is unknown, of another kind, or the series itself."""
    known = {one.code: one for one in series}
    for one in series:
        for code in one.instead:
            other = known.get(code)
            if other is None or other is one:
                near = get_close_matches(code, known, n=1)
                problems.add("E2038", one.place, code=one.code, other=code, near=near or "-")
            elif not one.measure.same_kind(other.measure):
                problems.add("E2039", one.place, code=one.code, other=code, measure=one.measure.text,
                             found=other.measure.text)  # fmt: skip


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def checked_tree(root: Draft, constructs: set[str] | None, problems: Problems) -> None:
    """Object to codes used twice in the tree, to claims nobody declared, and to siblings that all weigh nothing.

    constructs  codes of the claims; None when their list could not be read
    """
    parts = list(_walk(root))
    codes = [(p.values.get("indicator" if p.is_indicator else "code", ""), p.table.place) for p in parts]
    _no_code_twice(((code, place) for code, place in codes if code), problems)
    for part in parts:
        if part.children and not any(child.values.get("weight", 1.0) > 0 for child in part.children):
            problems.add("E2032", part.table.place, code=part.values.get("code", ""))
        for code in part.values.get("constructs", ()):
            if constructs is not None and code not in constructs:
                near = get_close_matches(code, constructs, n=1)
                problems.add("E2033", part.place_of("constructs"), code=code, near=near or "-")


def _walk(draft: Draft) -> Iterator[Draft]:
    yield draft
    for child in draft.children:
        yield from _walk(child)
