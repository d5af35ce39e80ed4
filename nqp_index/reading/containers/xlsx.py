"""A workbook of the .xlsx family: which parts it has, which sheets, and in what order."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import partial

from nqp_index.reading.containers.opening import Opening
from nqp_index.reading.containers.xlsx_lane import read_in_lane
from nqp_index.reading.containers.xlsx_sheet import read_sheet
from nqp_index.reading.containers.xlsx_strings import read_strings
from nqp_index.reading.containers.xlsx_styles import Style, read_styles
from nqp_index.reading.containers.xlsx_values import Decoder
from nqp_index.reading.containers.xmlparts import Element, check_prolog, elements
from nqp_index.reading.containers.zipcheck import Parts
from nqp_index.reading.sheet import Sheet


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str


def read_xlsx(opening: Opening, parts: Parts) -> tuple[Sheet, ...]:
    """Every worksheet in the workbook's order; hidden ones are flagged, charts and macros are left alone."""
    check_xml_parts(opening, parts)
    main = _main_part(opening, parts)
    listing = elements(opening, main, parts.read(main), frozenset({"sheet", "workbookPr"}))
    relations = _relations(opening, parts, main)
    listed = _listed_sheets(opening, parts, listing, relations)
    strings = _strings(opening, parts, relations)
    styles = _styles(opening, parts, relations)
    since_1904 = any(e.attributes.get("date1904") in ("1", "true") for e in listing if e.name == "workbookPr")
    found = []
    for sheet in listed:
        decoder = Decoder(opening, sheet.name, strings, styles or (), since_1904)
        chunks = partial(parts.chunks, sheet.part)
        shape = {"hidden": sheet.hidden, "formats_known": styles is not None}
        read = read_in_lane(decoder, sheet.part, chunks, **shape)
        found.append(read or read_sheet(decoder, sheet.part, chunks(), **shape))
    return tuple(found)


def check_xml_parts(opening: Opening, parts: Parts) -> None:
    """Refuse the file when any of its XML parts declares a DOCTYPE, even one that would never be read."""
    for name in parts.members:
        if name.casefold().endswith((".xml", ".rels", ".vml")):
            check_prolog(opening, name, parts.head(name))


def _main_part(opening: Opening, parts: Parts) -> str:
    if parts.find("_rels/.rels"):
        for relation in _relations(opening, parts, "").values():
            if relation.kind == "officeDocument":
                return _present(opening, parts, relation.target)
    return _present(opening, parts, "xl/workbook.xml")


def _present(opening: Opening, parts: Parts, name: str) -> str:
    found = parts.find(name)
    if found is None:
        raise opening.refusal("E1019", part=name)
    return found


def _relations(opening: Opening, parts: Parts, part: str) -> dict[str, _Relation]:
    """The relations of a part by id; those leading outside the file are never followed."""
    folder, name = posixpath.split(part)
    path = parts.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    if path is None:
        raise opening.refusal("E1019", part=posixpath.join(folder, "_rels", f"{name}.rels"))
    found = elements(opening, path, parts.read(path), frozenset({"Relationship"}))
    return {
        e.attributes.get("Id", ""): _Relation(
            e.attributes.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, e.attributes.get("Target", ""))).lstrip("/"),
        )
        for e in found
        if e.attributes.get("TargetMode") != "External"
    }


def _listed_sheets(
    opening: Opening, parts: Parts, listing: list[Element], relations: dict[str, _Relation]
) -> list[_Listed]:
    found = []
    for element in listing:
        if element.name != "sheet" or element.parent != "sheets":
            continue
        attributes = element.attributes
        name = attributes.get("name", "")
        relation = relations.get(attributes.get("id", ""))
        if relation is None or (relation.kind == "worksheet" and parts.find(relation.target) is None):
            part = relation.target if relation else name
            raise opening.refusal("E1019", opening.place(name), part=part)
        if relation.kind != "worksheet":
            opening.warn("N1005", opening.place(name), kind=relation.kind)
            continue
        hidden = attributes.get("state", "visible") != "visible"
        found.append(_Listed(name, _present(opening, parts, relation.target), hidden))
    return found


def _strings(opening: Opening, parts: Parts, relations: dict[str, _Relation]) -> list[str]:
    for relation in relations.values():
        if relation.kind == "sharedStrings":
            part = _present(opening, parts, relation.target)
            return read_strings(opening, part, parts.chunks(part))
    return []


def _styles(opening: Opening, parts: Parts, relations: dict[str, _Relation]) -> tuple[Style, ...] | None:
    for relation in relations.values():
        if relation.kind == "styles":
            part = parts.find(relation.target)
            if part is not None:
                return read_styles(opening, part, parts.read(part))
            opening.warn("W1005")
            return None
    return ()
