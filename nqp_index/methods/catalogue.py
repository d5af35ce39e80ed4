"""The methods described from their own declarations: the text of `nqp methods`, plain data, and the pages in docs."""

from __future__ import annotations

import difflib
import inspect
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nqp_index.errors import UsageError, problem
from nqp_index.methods.examples import worked
from nqp_index.methods.params import Parameter, rule_text
from nqp_index.methods.registry import FAMILIES, Family, Method, methods
from nqp_index.terms import LANGUAGES, Lang, Text, label, sentence_parts

#: The line of a docstring below which it says in Chinese what it said in English.
CHINESE = "中文"

#: A name that fits more methods than this gets a list of them.
PAGES = 5


def method_list(lang: Lang) -> str:
    """Every method by family: name, label, and what it does in one line."""
    lines = []
    for family in FAMILIES:
        lines += [label(f"catalogue.{family}", lang), ""]
        own = methods(family)
        width = max((len(m.name) for m in own), default=0)
        for m in own:
            lines.append(
                f"  {m.name:<{width}}  {_padded(m.label.of(lang), 34 if lang == 'en' else 26)}  {_brief(m, lang)}"
            )
        lines.append("")
    return "\n".join([*lines, label("catalogue.more", lang)])


def method_pages(name: str, lang: Lang) -> str:
    """Everything about the methods called `name`, a page each; a line each where there are many. Raises UsageError if
    there is none."""
    found = named(name)
    if len(found) > PAGES:
        return "\n".join([*(_line(m, lang) for m in found), "", label("catalogue.more", lang)])
    return "\n\n".join("\n".join(_page(m, lang)) for m in found)


def methods_as_data(name: str | None = None) -> list[dict[str, Any]]:
    """All methods, or those called `name`, as plain values that JSON can hold."""
    return [_as_data(m) for m in (methods() if name is None else named(name))]


def named(name: str) -> tuple[Method, ...]:
    """The methods called `name` in any family, by name before alias and label; else those of which it is a part.

    Upper and lower case are alike. Raises UsageError with the nearest names.
    """
    asked = name.strip().casefold()
    found = tuple(m for m in methods() if m.name == asked)
    found = found or tuple(m for m in methods() if asked in m.names)
    found = found or tuple(m for m in methods() if asked and any(asked in own for own in m.names))
    if not found:
        names = sorted({own for m in methods() for own in m.names})
        raise UsageError(problem("E3211", name=name, near=difflib.get_close_matches(asked, names, n=3) or ["-"]))
    return found


def markdown(family: Family, lang: Lang) -> str:
    """The documentation page of a family."""
    lines = [f"# {label(f'catalogue.{family}', lang)}", "", label("catalogue.generated", lang), ""]
    lines += [f"| {label('catalogue.name', lang)} | {label('catalogue.label', lang)} | |", "|---|---|---|"]
    lines += [f"| [`{m.name}`](#{m.name}) | {m.label.of(lang)} | {_brief(m, lang)} |" for m in methods(family)]
    for m in methods(family):
        lines += ["", f'<a id="{m.name}"></a>', "", f"## `{m.name}` {m.label.of(lang)}", ""]
        lines += [*_markdown_facts(m, lang), "", "```text", *_details(m, lang), "```", "", *_markdown_example(m, lang)]
    return "\n".join(lines) + "\n"


def write_pages(folder: Path) -> tuple[Path, ...]:
    """Write every family's page in both languages below `folder`; the files written."""
    written = []
    for lang in LANGUAGES:
        (folder / lang).mkdir(parents=True, exist_ok=True)
        for family in FAMILIES:
            at = folder / lang / f"{family}.md"
            at.write_text(markdown(family, lang), encoding="utf-8", newline="\n")
            written.append(at)
    return tuple(written)


def _line(m: Method, lang: Lang) -> str:
    return f"  {m.name:<16}  {_padded(m.label.of(lang), 34)}  {label(f'catalogue.{m.family}', lang)}"


def _brief(m: Method, lang: Lang) -> str:
    """One line on what a method does; nothing where it would only repeat the label."""
    text = m.summary.of(lang)
    return "" if text == m.label.of(lang) else text


def _page(m: Method, lang: Lang) -> Iterator[str]:
    yield f"{m.name}  ·  {m.label.zh}  ·  {m.label.en}   [{label(f'catalogue.{m.family}', lang)}]"
    if _brief(m, lang):
        yield _brief(m, lang)
    yield ""
    for key, text in _facts(m, lang):
        yield f"{_padded(key, 10)}  {text}"
    yield ""
    yield from _details(m, lang)
    yield ""
    yield from _example_lines(m, lang)


def _facts(m: Method, lang: Lang) -> Iterator[tuple[str, str]]:
    """Key and text of everything the declaration says."""
    yield label("catalogue.formula", lang), m.formula.of(lang)
    if m.needs:
        yield label("catalogue.needs", lang), _joined((label(f"need.{n}", lang) for n in sorted(m.needs)), lang)
    if m.family == "weight":
        yield label("catalogue.fits_on", lang), label(f"fits_on.{m.fits_on}", lang)
    if m.level == "flat":
        yield label("catalogue.level", lang), label("catalogue.flat", lang)
    if m.better == "low":
        yield label("catalogue.better", lang), label("catalogue.low_is_good", lang)
    if m.max_rows is not None:
        yield label("catalogue.max_rows", lang), str(m.max_rows)
    for i, p in enumerate(m.options):
        yield label("catalogue.parameters", lang) if i == 0 else "", _parameter(p, lang)
    if m.aliases:
        yield label("catalogue.aliases", lang), _joined(iter(m.aliases), lang)
    yield label("catalogue.source", lang), m.source.of(lang)


def _parameter(p: Parameter, lang: Lang) -> str:
    default = (
        label("catalogue.required", lang) if p.required else label("catalogue.default", lang, value=_value(p.default))
    )
    return f"{p.name}: {rule_text(p.rule, lang)}{default}"


def _value(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _details(m: Method, lang: Lang) -> list[str]:
    """The docstring below its first line, without examples: shapes, missing values, edge cases, errors.

    A line of its own that reads 中文 parts the English, with its examples, from the Chinese; without one there is
    English alone.
    """
    kept = (inspect.getdoc(m.function) or "").splitlines()[1:]
    if CHINESE in kept:
        at = kept.index(CHINESE)
        kept = kept[at + 1 :] if lang == "zh" else kept[:at]
    kept = kept[: next((i for i, line in enumerate(kept) if line.startswith(">>>")), len(kept))]
    while kept and not kept[0].strip():
        kept.pop(0)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _example_lines(m: Method, lang: Lang) -> Iterator[str]:
    """What goes in under its name in the function, what comes out beside it under its title."""
    example, titles = worked(m), {side.name: side.title.of(lang) for side in m.sides}
    found = [(titles.get(name, name), _said(rows, lang)) for name, rows in example.found]
    yield label("catalogue.example", lang)
    width = max(_columns(name) for name, _ in (*example.given, *found))
    for name, rows in example.given:
        yield from _grid(name, _said(rows, lang), width)
    for name, value in example.options.items():
        yield f"  {name} = {_said(value, lang)}"
    yield "  →"
    for one in example.refused:
        what, mend = sentence_parts(one, lang)
        yield f"  {label('catalogue.refused', lang)} {what}; {mend}"
    for name, rows in found:
        yield from _grid(name, rows, width)


def _said(value: Any, lang: Lang) -> Any:
    """A value with every text inside it in one language."""
    if isinstance(value, Text):
        return value.of(lang)
    return tuple(_said(v, lang) for v in value) if isinstance(value, tuple) else value


def _grid(name: str, rows: tuple[tuple[str, ...], ...], width: int) -> Iterator[str]:
    """Rows of numbers in columns, the name before the first one."""
    widths = [max(len(row[j]) for row in rows if j < len(row)) for j in range(max(map(len, rows), default=0))]
    for i, row in enumerate(rows):
        cells = "  ".join(f"{cell:>{w}}" for cell, w in zip(row, widths, strict=False))
        yield f"  {_padded(name if i == 0 else '', width)}  {cells}"


def _markdown_facts(m: Method, lang: Lang) -> Iterator[str]:
    if _brief(m, lang):
        yield _brief(m, lang)
        yield ""
    for key, text in _facts(m, lang):
        shown = f"`{text}`" if text == m.formula.of(lang) else text
        yield f"- **{key}** {shown}" if key else f"- {shown}"


def _markdown_example(m: Method, lang: Lang) -> Iterator[str]:
    title, *lines = _example_lines(m, lang)
    yield from (title, "", "```text", *(line[2:] for line in lines), "```")


def _as_data(m: Method) -> dict[str, Any]:
    return {
        "family": m.family, "name": m.name, "label": {"zh": m.label.zh, "en": m.label.en},
        "summary": {"zh": m.summary.zh, "en": m.summary.en}, "formula": m.formula.en, "source": m.source.en,
        "said": {"formula": {"zh": m.formula.zh, "en": m.formula.en}, "source": {"zh": m.source.zh, "en": m.source.en}},
        "needs": sorted(m.needs), "gives": sorted(m.gives), "traits": sorted(m.traits), "fits_on": m.fits_on,
        "level": m.level, "better": m.better, "max_rows": m.max_rows, "aliases": list(m.aliases),
        "parameters": [{"name": p.name, "default": p.default, "rule": rule_text(p.rule, "en")} for p in m.options],
    }  # fmt: skip


def _joined(parts: Iterator[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)


def _padded(text: str, width: int) -> str:
    """Text filled up to a width on the screen, where a Chinese character takes two columns."""
    return text + " " * max(width - _columns(text), 0)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/methods"))
