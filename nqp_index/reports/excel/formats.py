"""How cells look: one format object for each combination in use, by what a column holds and how a cell is marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nqp_index.reports.numbers import value_decimals
from nqp_index.reports.tables.table import Cell, Column, Mark

#: Tints of marked cells: light enough to read black text on, apart from each other without red and green.
TINTS: dict[Mark, str] = {
    "observed": "#FFFFFF", "derived": "#FFFFFF", "imputed": "#FFE8B8", "treated": "#D9D2F0", "missing": "#E4E4E4",
    "error": "#F6C4BE", "warning": "#FFE8B8", "total": "#EEF3F8", "upper": "#E6EEF6",
}  # fmt: skip
HEADER, BAND, RULE, ALARM = "#2F5777", "#5B86A8", "#C9D3DC", "#C0392B"
#: Least and best value of a shaded column, and the middle: readable by colour-blind eyes too.
SHADES = ("#F7CBA4", "#FFFFFF", "#93BFE3")
TEXT_KINDS = frozenset({"text", "long", "code"})


class Formats:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, properties: dict[str, object]) -> Any:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    def title(self, *, is_alarm: bool) -> Any:
        return self.of({"bold": True, "font_size": 15, "font_color": ALARM if is_alarm else HEADER})

    def subtitle(self) -> Any:
        return self.of({"font_color": "#555555"})

    def header(self, *, is_number: bool) -> Any:
        look = {"align": "center"} if is_number else {"align": "left", "indent": 1}
        return self.of({"bold": True, "font_color": "#FFFFFF", "bg_color": HEADER, "text_wrap": True,
                        "valign": "vcenter", "border": 1, "border_color": RULE, **look})  # fmt: skip

    def band(self) -> Any:
        return self.of({"bold": True, "font_color": "#FFFFFF", "bg_color": BAND, "align": "center", "valign": "vcenter",
                        "border": 1, "border_color": RULE})  # fmt: skip

    def note(self) -> Any:
        return self.of({"font_color": "#555555", "text_wrap": True, "valign": "top"})

    def legend(self, mark: Mark) -> Any:
        return self.of({"bg_color": TINTS[mark], "border": 1, "border_color": RULE, "align": "center"})

    def cell(self, column: Column, number: str, mark: Mark | None, *, is_link: bool = False) -> Any:
        """The format of a data cell."""
        look: dict[str, object] = {"border": 1, "border_color": RULE, "valign": "top"}
        if number:
            look["num_format"] = number
        if column.kind in TEXT_KINDS:
            look |= {"align": "left", "indent": 1, "text_wrap": column.kind != "code"}
        if column.kind in ("rank", "year", "change"):
            look["align"] = "center"
        if mark is not None and TINTS[mark] != "#FFFFFF":
            look["bg_color"] = TINTS[mark]
        if mark == "upper":
            look["bold"] = True
        if is_link:
            look |= {"font_color": "#1F5FA8", "underline": 1}
        return self.of(look)


def number_format(column: Column, values: Sequence[Cell], score_decimals: int) -> str:
    """The number format that suits what a column holds; empty for text."""
    numbers = [v for v in values if isinstance(v, int | float)]
    match column.kind:
        case "rank":
            return "0" if all(v == int(v) for v in numbers) else "0.0"
        case "year":
            return "0"
        case "count":
            return "#,##0"
        case "change":
            return '"▲"0.#;"▼"0.#;"–"' if any(v != int(v) for v in numbers) else '"▲"0;"▼"0;"–"'
        case "score":
            return f"0.{'0' * score_decimals}"
        case "weight":
            return "0.00%"
        case "share":
            return "0.0%"
        case "value":
            decimals = value_decimals(numbers)
            return f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        case _:
            return ""
