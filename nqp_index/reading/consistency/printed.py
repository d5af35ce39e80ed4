"""How exactly numbers were printed: two of them agree when they differ by no more than the rounding of the coarser."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nqp_index.reading.meaning.facts import Facts

_POINT = re.compile(r"^[^.]*\d?\.(\d+)$")
#: Numbers of one series looked at to see how a sheet prints it, and how few tell nothing.
_LOOKED_AT, _FEWEST = 400, 8
#: Share of numbers with fewer decimals than the others up to which those are figures that end in zero: one in ten does.
_ZEROS = 0.25
#: Numbers of one year that do not all end in zero by chance.
_OF_A_YEAR = 3


def decimals(value: float) -> int:
    """Decimals with which a number was printed, trailing zeros not counted.

    >>> decimals(16251.93), decimals(3.0), decimals(1e-7)
    (2, 0, 7)
    """
    text = f"{value:.15g}"
    digits, _, power = text.partition("e")
    places = len(digits.partition(".")[2]) - int(power or 0)
    return max(places, 0)


class Printed:
    """The decimals of every fact, with the zeros at the end that a spreadsheet does not keep.

    Where a sheet prints a series with one decimal throughout, a bare 4 in it is 4.0 and not something near 4. A year in
    which all numbers have fewer decimals than the others was printed so: first figures often are.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._usual: dict[tuple[int, int, int], int] = {}
        self._of_year: dict[tuple[int, int, int, int], int] = {}

    def precision(self, i: int) -> float:
        """Half a unit of the last printed digit, in the series' measure."""
        found, value = float(self._facts.found[i]), float(self._facts.value[i])
        factor = abs(value / found) if found else 1.0
        return 0.5 * 10.0 ** -self._decimals(i) * factor

    def agree(self, a: int, b: int) -> bool:
        """Whether two facts are equal to the printed precision of the coarser one."""
        one, other = float(self._facts.value[a]), float(self._facts.value[b])
        gap, scale = abs(one - other), max(abs(one), abs(other))
        return not gap or gap <= max(self.precision(a), self.precision(b)) * (1 + 1e-9) + scale * 1e-14

    def _decimals(self, i: int) -> int:
        facts = self._facts
        own = decimals(float(facts.found[i]))
        written = _POINT.match(unicodedata.normalize("NFKC", facts.texts.get(i, "")).strip())
        usual = self._usual_of((int(facts.sheet[i]), int(facts.series[i]), int(facts.measure[i])), int(facts.year[i]))
        return max(own, usual, len(written.group(1)) if written else 0)

    def _usual_of(self, kind: tuple[int, int, int], year: int) -> int:
        """The usual decimals of a sheet's numbers of one series in one year."""
        if kind not in self._usual:
            self._usual[kind] = self._usual_decimals(*kind)
        usual = self._usual[kind]
        if usual and (*kind, year) not in self._of_year:
            places = self._places(*kind, self._facts.year == year)
            self._of_year[(*kind, year)] = int(places.max()) if len(places) >= _OF_A_YEAR else usual
        return min(usual, self._of_year[(*kind, year)]) if usual else 0

    def _usual_decimals(self, sheet: int, series: int, measure: int) -> int:
        """The decimals of a sheet's numbers of one series where they are the same throughout, otherwise 0."""
        places = self._places(sheet, series, measure)
        most = int(places.max())
        fewer = int(np.count_nonzero(places < most))
        return most if len(places) >= _FEWEST and fewer <= _ZEROS * len(places) else 0

    def _places(
        self, sheet: int, series: int, measure: int, chosen: NDArray[np.bool_] | Literal[True] = True
    ) -> NDArray[np.int_]:
        """The decimals of the chosen numbers of one series on one sheet."""
        facts = self._facts
        same = (facts.sheet == sheet) & (facts.series == series) & (facts.measure == measure) & chosen
        return np.array([decimals(v) for v in facts.found[np.flatnonzero(same)[:_LOOKED_AT]].tolist()])
