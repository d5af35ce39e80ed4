"""A stored cell of a workbook turned into the value it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nqp_index.errors import DataError, Place
from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.xlsx_strings import unescaped
from nqp_index.reading.containers.xlsx_styles import Shown, Style, Worded
from nqp_index.reading.sheet import ErrorValue, Odd, Raw

#: Longest whole number read as int; longer ones become float, as in every spreadsheet program.
LONGEST_INT = 17
#: The serial number of 31 December 9999.
LAST_DAY = 2958465


@dataclass(frozen=True, eq=False)
class Decoder:
    """What the values of one sheet are decoded with.

    styles  how each style shows its number; empty when the formats are unknown
    """

    opening: Opening
    sheet: str
    strings: list[str]
    styles: tuple[Style, ...]
    since_1904: bool = False

    def value(self, kind: str, style: str | None, text: str | None, is_formula: bool, row: int, column: int) -> Raw:
        """The value of one cell.

        kind  the stored type: n, s, str, inlineStr, b, e, d
        text  what is stored; None when nothing is
        """
        place = self.opening.place(self.sheet, row, column)
        if is_formula and (text is None or (text == "" and kind != "str")):
            return Odd.UNCALCULATED
        if text is None or (text == "" and kind not in ("str", "inlineStr")):
            return None
        if len(text) > self.opening.limits.characters:
            raise self._too_long(place, text)
        if kind == "n":
            return self._number(text, style, place)
        if kind == "s":
            return self.shared(text, place)
        if kind in ("str", "inlineStr"):
            return unescaped(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            return ErrorValue(text.strip())
        if kind == "d":
            return self._iso(text, place)
        raise self.opening.refusal("E1034", place, text=text, kind=kind)

    def shared(self, text: str, place: Place) -> str:
        """The shared string with this index; an index outside the table refuses the file."""
        number = text.strip()
        if not (number.isdecimal() and len(number) < 10 and int(number) < len(self.strings)):
            raise self.opening.refusal("E1035", place, index=text, count=len(self.strings))
        found = self.strings[int(number)]
        if len(found) > self.opening.limits.characters:
            raise self._too_long(place, found)
        return found

    def shown(self, style: str | None) -> Shown:
        """How a style shows its number; an unknown style shows it plainly."""
        found = self._style(style)
        return Shown.WORDED if isinstance(found, Worded) else found

    def _style(self, style: str | None) -> Style:
        if style is None:
            return self.styles[0] if self.styles else Shown.PLAIN
        index = int(style) if style.isdecimal() and len(style) < 7 else -1
        return self.styles[index] if 0 <= index < len(self.styles) else Shown.PLAIN

    def _number(self, text: str, style: str | None, place: Place) -> Raw:
        try:
            number = float(text)
        except ValueError:
            raise self.opening.refusal("E1034", place, text=text, kind="n") from None
        if number - number != 0 or "_" in text or not text.isascii():
            raise self.opening.refusal("E1034", place, text=text, kind="n")
        found = self._style(style)
        if found is Shown.DATE:
            return self._moment(number)
        if isinstance(found, Worded):
            return found.text(number)
        return int(text) if text.isdigit() and len(text) <= LONGEST_INT else number

    def _moment(self, serial: float) -> Raw:
        """The date or time of a serial number; the number itself when it lies outside the calendar."""
        if not 0 <= serial <= LAST_DAY:
            return serial
        if serial < 1:
            return (datetime(1900, 1, 1) + timedelta(seconds=min(round(serial * 86400), 86399))).time()
        if self.since_1904:
            return datetime(1904, 1, 1) + timedelta(days=int(serial), seconds=round(serial % 1 * 86400))
        first = datetime(1899, 12, 31) if serial < 60 else datetime(1899, 12, 30)  # there was no 29 February 1900
        try:
            return first + timedelta(days=int(serial), seconds=round(serial % 1 * 86400))
        except OverflowError:
            return serial

    def _iso(self, text: str, place: Place) -> date | time:
        for kind in (datetime, time):
            try:
                return kind.fromisoformat(text.strip())
            except ValueError:
                continue
        raise self.opening.refusal("E1034", place, text=text, kind="d")

    def _too_long(self, place: Place, text: str) -> DataError:
        limit = self.opening.limits.characters
        return self.opening.refusal("E1033", place, text=text[:60], count=len(text), limit=limit)
