"""Blank workbooks for people to fill in: the data a framework needs, and pairwise judgements for AHP weights."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Any

from nqp_index.errors import DefinitionError, problem
from nqp_index.model.framework import Framework, Node, Series
from nqp_index.reports.excel.formats import BAND, HEADER, RULE, TINTS, Formats
from nqp_index.reports.excel.frame import Frame
from nqp_index.reports.excel.sheet import print_table, shown
from nqp_index.reports.safe import sheet_names
from nqp_index.reports.tables.table import Column, Table
from nqp_index.reports.text_width import display_width
from nqp_index.reports.wording import range_phrase
from nqp_index.terms import Lang, current_language
from nqp_index.terms.measures import measure_name

#: Series on one printed page.
COLUMNS_A_PAGE = 12
#: Empty lines offered where the regions are not known beforehand.
BLANK_LINES = 60
#: What Excel lets an input message hold: title, text.
_TITLE_LIMIT, _TEXT_LIMIT = 32, 255
#: Numbers without declared bounds still have to be numbers.
_ANY = 1e15


def write_template(
    framework: Framework, path: Path, *, years: Sequence[int], regions: Sequence[tuple[str, str, str]] = (),
    lang: Lang | None = None,
) -> None:  # fmt: skip
    """A workbook with one line a region and year and one column a series, which the reader takes back as it is.

    years    filled in for every region
    regions  (code, zh, en) of every region to be filled in; empty leaves the names to the user
    The second sheet explains every series: measure, scope, source, plausible range, the indicators that need it.
    """
    import xlsxwriter

    frame = Frame(lang or current_language(), framework.label.of(lang or current_language()))
    book = xlsxwriter.Workbook(str(path), frame.options())
    book.set_properties(frame.properties(f"{frame.owner} {frame.word('sheet.template')}"))
    formats = Formats(book)
    data, notes = (book.add_worksheet(name) for name in sheet_names(map(frame.word, _SHEETS)))
    _data_sheet(data, framework, frame, formats, years, regions)
    print_table(notes, _explanations(framework, frame), formats, frame, {})
    book.close()


_SHEETS = ("sheet.template", "sheet.template_notes")


def _data_sheet(
    sheet: Any, framework: Framework, frame: Frame, formats: Formats, years: Sequence[int],
    regions: Sequence[tuple[str, str, str]],
) -> None:  # fmt: skip
    """Headings in row 1, so that any program reads the sheet; region, code and year filled in where known."""
    keys = [frame.word(f"template.{name}") for name in _keys(framework)]
    titles = [_heading(s, frame.lang) for s in framework.series]
    head = formats.of({"bold": True, "font_color": "#FFFFFF", "bg_color": HEADER, "text_wrap": True,
                       "align": "center", "valign": "vcenter", "border": 1, "border_color": RULE})  # fmt: skip
    for c, title in enumerate([*keys, *titles]):
        sheet.write_string(0, c, shown(title), head)
        sheet.set_column(c, c, 10 if c < len(keys) else max(12, min(20, display_width(title) // 2 + 3)))
    sheet.set_row(0, 64)
    fixed = formats.of({"bg_color": TINTS["upper"], "border": 1, "border_color": RULE})
    blank = formats.of({"border": 1, "border_color": RULE})
    lines = [(code, zh if frame.lang == "zh" else en, year) for year in years for code, zh, en in regions]
    for i, (code, name, year) in enumerate(lines or [("", "", year) for year in years for _ in range(BLANK_LINES)], 1):
        _key_cells(sheet, i, [name, code, year] if len(keys) == 3 else [name, year], fixed if lines else blank)
        for c in range(len(keys), len(keys) + len(titles)):
            sheet.write_blank(i, c, None, blank)
    last = max(1, len(lines) or BLANK_LINES * len(years))
    for c, series in enumerate(framework.series, len(keys)):
        sheet.data_validation(1, c, last, c, _number_wanted(series, frame))
    sheet.freeze_panes(1, len(keys))
    sheet.autofilter(0, 0, last, len(keys) + len(titles) - 1)
    _print_with_titles(sheet, rows=(0, 0), columns=len(keys), pages=ceil(len(titles) / COLUMNS_A_PAGE))


def _print_with_titles(sheet: Any, *, rows: tuple[int, int], columns: int, pages: int) -> None:
    """A4, so many pages wide, with the headings above and the names at the left on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(pages, 0)
    sheet.repeat_rows(*rows)
    sheet.repeat_columns(0, columns - 1)


def _heading(series: Series, lang: Lang) -> str:
    """A series with its measure as declared, in any language: by this the filled sheet is read back."""
    measure, name = series.measure.text, series.label.of(lang)
    if not measure:
        return name
    return f"{name}（{measure}）" if lang == "zh" else f"{name} ({measure})"


def _keys(framework: Framework) -> tuple[str, ...]:
    return ("region", "code", "year") if framework.regions == "province" else ("park", "year")


def _key_cells(sheet: Any, row: int, values: Sequence[str | int], look: Any) -> None:
    for c, value in enumerate(values):
        if isinstance(value, int):
            sheet.write_number(row, c, value, look)
        elif value:
            sheet.write_string(row, c, shown(value), look)
        else:
            sheet.write_blank(row, c, None, look)


def _number_wanted(series: Series, frame: Frame) -> dict[str, object]:
    """A number within the plausible range; anything else is questioned, not forbidden, since ranges can be wrong."""
    low, high = series.plausible
    measure = measure_name(series.measure.text, frame.lang)
    lines = [frame.word("template.measure", measure=measure), series.scope.of(frame.lang)]
    bounds = range_phrase(low, high)
    asked = "\n".join(filter(None, [*lines, frame.word("template.range", range=bounds) if bounds else ""]))
    return {
        "validate": "decimal", "criteria": "between",
        "minimum": -_ANY if low is None else low, "maximum": _ANY if high is None else high,
        "error_type": "warning", "error_title": frame.word("template.check")[:_TITLE_LIMIT],
        "error_message": frame.word("template.out_of_range", range=bounds or "-")[:_TEXT_LIMIT],
        "input_title": shown(series.label.of(frame.lang))[:_TITLE_LIMIT], "input_message": shown(asked)[:_TEXT_LIMIT],
    }  # fmt: skip


def _explanations(framework: Framework, frame: Frame) -> Table:
    """What every column of the data sheet wants."""
    w, lang = frame.word, frame.lang
    columns = (Column(w("template.column"), "long"), Column(w("template.key"), "code"), Column(w("template.in")),
               Column(w("col.scope"), "long"), Column(w("col.source"), "long"), Column(w("col.plausible")),
               Column(w("template.needed"), "long"), Column(w("col.note"), "long"))  # fmt: skip
    rows = tuple(
        (_heading(s, lang), s.code, measure_name(s.measure.text, lang), s.scope.of(lang),
         s.source.of(lang), range_phrase(*s.plausible), "; ".join(_needed_by(framework, s, lang)), s.note.of(lang))
        for s in framework.series
    )  # fmt: skip
    notes = (w("template.how_empty"), w("template.how_measure"), w("template.how_score"))
    title = w("title.template", framework=framework.label.of(lang))
    return Table("template_notes", title, columns, rows, subtitle=w("template.how_fill"), fixed=1, notes=notes)


def _needed_by(framework: Framework, series: Series, lang: Lang) -> list[str]:
    return [f"{i.code} {i.label.of(lang)}" for i in framework.indicators if series.code in i.formula.names]


def write_ahp_template(framework: Framework, path: Path, lang: Lang | None = None) -> None:
    """A workbook for one expert: a sheet for each node with two or more children, the upper half to be filled in.

    On each sheet the codes of the children stand in row 4 from column C and in column A from row 6; the cell where
    row i and column j meet says how many times more important i is than j: 1 to 9, or 1/9 to 1.
    Raises DefinitionError when no node has two children.
    """
    import xlsxwriter

    nodes = [node for node in framework.nodes if len(node.children) > 1]
    if not nodes:
        raise DefinitionError(problem("E5016", name=framework.name))
    frame = Frame(lang or current_language(), framework.label.of(lang or current_language()))
    book = xlsxwriter.Workbook(str(path), frame.options())
    book.set_properties(frame.properties(f"{frame.owner} AHP"))
    formats = Formats(book)
    names = sheet_names([frame.word("sheet.ahp_notes"), *(f"{n.code} {n.label.of(frame.lang)}" for n in nodes)])
    print_table(book.add_worksheet(names[0]), _scale(nodes, names[1:], frame), formats, frame, {n: n for n in names})
    for name, node in zip(names[1:], nodes, strict=True):
        _judgement_sheet(book.add_worksheet(name), node, frame, formats)
    book.close()


def _scale(nodes: Sequence[Node], names: Sequence[str], frame: Frame) -> Table:
    """How to judge, and which sheet asks about which node."""
    w = frame.word
    scale = tuple((str(n), w(f"ahp.{n}")) for n in (1, 3, 5, 7, 9))
    sheets = ((name, node.label.of(frame.lang)) for name, node in zip(names, nodes, strict=True))
    between, reverse = ("2, 4, 6, 8", w("ahp.between")), ("1/3, 1/5 …", w("ahp.reverse"))
    rows = ((w("ahp.scale"), ""), *scale, between, reverse, (w("ahp.sheets"), ""), *sheets)
    columns = (Column(w("col.item")), Column(w("col.text"), "long"))
    return Table("ahp", w("title.ahp", framework=frame.owner), columns, rows, subtitle=w("ahp.how"), fixed=1,
                 marks={(0, -1): "upper", (len(scale) + 3, -1): "upper"}, filtered=False)  # fmt: skip


def _judgement_sheet(sheet: Any, node: Node, frame: Frame, formats: Formats) -> None:
    """One matrix: ones on the diagonal, the lower half grey because it follows from the upper."""
    labels = [child.label.of(frame.lang) for child in node.children]
    edge = {"border": 1, "border_color": RULE, "valign": "vcenter"}
    head = formats.of({**edge, "bold": True, "font_color": "#FFFFFF", "bg_color": BAND, "text_wrap": True})
    grey, empty = (formats.of({**edge, "align": "center", **own}) for own in ({"bg_color": TINTS["missing"]}, {}))
    title = frame.word("ahp.title", node=node.label.of(frame.lang))
    sheet.write_string(0, 0, shown(title), formats.title(is_alarm=False))
    sheet.write_string(1, 0, frame.word("ahp.how"), formats.subtitle())
    for i, child in enumerate(node.children):
        sheet.write_string(3, 2 + i, child.code, head)
        sheet.write_string(4, 2 + i, shown(labels[i]), head)
        sheet.write_string(5 + i, 0, child.code, head)
        sheet.write_string(5 + i, 1, shown(labels[i]), head)
        for j in range(len(labels)):
            if i == j:
                sheet.write_number(5 + i, 2 + j, 1, grey)
            else:
                sheet.write_blank(5 + i, 2 + j, None, empty if j > i else grey)
            if j > i:
                sheet.data_validation(5 + i, 2 + j, 5 + i, 2 + j, _judgement_wanted(labels[i], labels[j], frame))
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, max(12, min(40, max(map(display_width, labels)) + 3)))
    sheet.set_column(2, 1 + len(labels), 16)
    sheet.freeze_panes(5, 2)
    _print_with_titles(sheet, rows=(3, 4), columns=2, pages=1)


def _judgement_wanted(row: str, column: str, frame: Frame) -> dict[str, object]:
    """A ratio from a ninth to nine; nothing else can be a judgement."""
    asked = frame.word("ahp.ask", row=shown(row), column=shown(column))
    return {
        "validate": "decimal", "criteria": "between", "minimum": 1 / 9 - 1e-3, "maximum": 9,
        "error_title": "1/9 – 9", "error_message": frame.word("ahp.how")[:_TEXT_LIMIT],
        "input_title": "1/9 – 9", "input_message": asked[:_TEXT_LIMIT],
    }  # fmt: skip
