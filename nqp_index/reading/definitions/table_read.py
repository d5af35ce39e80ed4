"""The spreadsheet form of a framework read back into what a YAML definition would say."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from nqp_index.errors import DefinitionError, Place, Problems
from nqp_index.reading.definitions.found import Found, Listing, Scalar, Table
from nqp_index.reading.definitions.sheets import HeadedRow, headed_rows
from nqp_index.reading.definitions.table_form import KINDS, columns_of, found_of
from nqp_index.reading.definitions.yaml_source import DEEPEST
from nqp_index.reading.sheet import Sheet

__all__ = ["found_in_sheets"]

Entries = list[tuple[Scalar, Found]]


def found_in_sheets(sheets: tuple[Sheet, ...], file: str) -> Found:
    """One definition from every sheet that has the columns `kind` and `code`; other sheets are left alone.

    Raises DefinitionError with every row that cannot be placed: unknown columns, kinds and parents, no root or
    several, a node below itself.
    """
    problems = Problems()
    rows = [row for sheet in sheets for row in _rows_of(sheet, problems)]
    if not rows:
        problems.add("E2101", Place(file))
    by_kind: dict[str, list[HeadedRow]] = {kind: [] for kind in KINDS}
    for row in rows:
        kind = _kind_of(row, problems)
        if kind is not None:
            by_kind[kind].append(row)
    definition = _definition(by_kind, [r for r in rows if _text(r, "kind") in {"node", "indicator"}], file, problems)
    problems.raise_errors(DefinitionError)
    return definition


def _rows_of(sheet: Sheet, problems: Problems) -> Iterator[HeadedRow]:
    """Rows below the first line that names the columns `kind` and `code`."""
    for number, row in enumerate(sheet.rows[:10], start=1):
        names = {
            str(v).strip().lstrip("\ufeff").lower(): c
            for c, v in enumerate(row, start=1)
            if isinstance(v, str) and v.strip()
        }
        if not {"kind", "code"} <= names.keys():
            continue
        known = {"kind", *(column for kind in KINDS.values() for column in kind.columns)}
        for name in [name for name in names if name not in known]:
            near = get_close_matches(name, known, n=1) or "-"
            problems.add("E2102", Place(sheet.file, sheet.name, number, names.pop(name)), column=name, near=near)
        yield from headed_rows(sheet, names, number + 1)
        return


def _text(row: HeadedRow, column: str) -> str:
    cell = row.cells.get(column)
    return cell.text if cell is not None else ""


def _kind_of(row: HeadedRow, problems: Problems) -> str | None:
    """The row's kind; objections to unknown kinds, to rows without a code, and to cells their kind does not have."""
    kind = _text(row, "kind")
    if kind not in KINDS:
        near = get_close_matches(kind.lower(), [*KINDS], n=1) or "-"
        problems.add("E2103", row.place, kind=kind, known=tuple(KINDS), near=near)
        return None
    if "code" not in row.cells:
        problems.add("E2104", row.place, kind=kind)
        return None
    for column, cell in row.cells.items():
        if column != "kind" and column not in KINDS[kind].columns:
            problems.add("E2105", cell.place, column=column, kind=kind)
    return kind


def _definition(by_kind: dict[str, list[HeadedRow]], outline: list[HeadedRow], file: str, problems: Problems) -> Table:
    heads = by_kind["framework"]
    if len(heads) != 1:
        problems.add("E2106", heads[1].place if heads else Place(file), count=len(heads))
    entries = _entries(heads[0], "framework", {"code": "framework"}) if heads else []
    levels = [Table(tuple(_level(row)), row.place) for row in by_kind["level"]]
    constructs = [Table(tuple(_entries(row, "construct")), row.place) for row in by_kind["construct"]]
    series = _series(by_kind, problems)
    place = heads[0].place if heads else Place(file)
    for key, items in (("levels", levels), ("series", series), ("constructs", constructs)):
        if items or key == "series":
            entries.append((Scalar(key, place), Listing(tuple(items), place)))
    tree = _tree(outline, file, problems)
    if tree is not None:
        entries.append((Scalar("tree", tree.place), tree))
    return Table(tuple(entries), place)


def _entries(
    row: HeadedRow, kind: str, renamed: dict[str, str] | None = None, without: tuple[str, ...] = ()
) -> Entries:
    """The row's keys with what was found under them."""
    entries: Entries = []
    for key in KINDS[kind].keys:
        found = found_of(key, row.cells) if key not in without else None
        if found is not None:
            place = row.cells.get(columns_of(key)[0], Scalar("", found.place)).place
            entries.append((Scalar((renamed or {}).get(key, key), place), found))
    return entries


def _level(row: HeadedRow) -> Entries:
    words = [("code", "code"), ("zh", "label_zh"), ("en", "label_en")]
    return [
        (Scalar(k, row.cells[c].place), Scalar(row.cells[c].text, row.cells[c].place, True))
        for k, c in words
        if c in row.cells
    ]


def _series(by_kind: dict[str, list[HeadedRow]], problems: Problems) -> list[Table]:
    """Series with the breaks and confusable names that refer to them by code."""
    own: dict[str, dict[str, list[Found]]] = {}
    for kind, key in (("break", "breaks"), ("confusable", "confusable")):
        for row in by_kind[kind]:
            table = Table(tuple(_entries(row, kind, without=("code",))), row.place)
            own.setdefault(_text(row, "code"), {}).setdefault(key, []).append(table)
            if not any(_text(s, "code") == _text(row, "code") for s in by_kind["series"]):
                problems.add("E2107", row.cells["code"].place, code=_text(row, "code"))
    tables = []
    for row in by_kind["series"]:
        entries = _entries(row, "series")
        for key, items in own.pop(_text(row, "code"), {}).items():
            entries.append((Scalar(key, row.place), Listing(tuple(items), row.place)))
        tables.append(Table(tuple(entries), row.place))
    return tables


def _tree(outline: list[HeadedRow], file: str, problems: Problems) -> Table | None:
    """The tree from its rows in reading order; each names its parent, the root none."""
    nodes = {_text(row, "code"): row for row in reversed(outline) if _text(row, "kind") == "node"}
    children: dict[str, list[HeadedRow]] = {}
    for row in outline:
        parent = _text(row, "parent")
        children.setdefault(parent, []).append(row)
        if parent and parent not in nodes:
            near = get_close_matches(parent, [*nodes], n=1) or "-"
            problems.add("E2108", row.cells["parent"].place, parent=parent, near=near)
    roots = [row for row in children.get("", []) if _text(row, "kind") == "node"]
    for row in children.get("", []):
        if row not in roots[:1]:
            problems.add("E2109", row.place, code=_text(row, "code"))
    if not roots:
        problems.add("E2110", Place(file))
        return None
    reached: set[int] = set()
    tree = _branch(roots[0], nodes, children, reached, 1, problems)
    for row in outline:
        if id(row) not in reached and _text(row, "parent") in nodes:
            problems.add("E2111", row.place, code=_text(row, "code"), parent=_text(row, "parent"))
    return tree


def _branch(
    row: HeadedRow, nodes: dict[str, HeadedRow], children: dict[str, list[HeadedRow]], reached: set[int], depth: int,
    problems: Problems,
) -> Table:  # fmt: skip
    reached.add(id(row))
    if _text(row, "kind") == "indicator":
        return Table(tuple(_entries(row, "indicator", {"code": "indicator"}, ("parent",))), row.place)
    entries = _entries(row, "node", without=("parent",))
    below = children.get(_text(row, "code"), []) if nodes.get(_text(row, "code")) is row else []
    if depth >= DEEPEST:
        problems.add("E2008", row.place, most=DEEPEST)
        below = []
    parts = [
        _branch(child, nodes, children, reached, depth + 1, problems) for child in below if id(child) not in reached
    ]
    entries.append((Scalar("children", row.place), Listing(tuple(parts), row.place)))
    return Table(tuple(entries), row.place)
