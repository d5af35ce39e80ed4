"""The audit on a console: one paragraph a check, nothing cut off, the worst offenders by name and the rest counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nqp_index.model.findings import AuditReport, AuditRow, Table, Verdict
from nqp_index.reports.safe import printable
from nqp_index.reports.text_width import display_width, padded, wrapped
from nqp_index.terms import Lang, current_language, label

#: Offenders that are named on the console.
NAMED = 6


def audit_text(report: AuditReport, *, width: int, lang: Lang | None = None) -> str:
    """Every check with its finding, limits and worst offenders, by step; then the count of each verdict, the
    questions for people, what has to be said, and which lists a file holds."""
    lang = lang or current_language()
    judged, width = report.tables(lang), max(width, 60)
    lines = [f"{judged[0].title}  {_counts(report, lang)}"]
    step = ""
    for row in report.rows:
        if row.step != step:
            step = row.step
            lines += ["", label(f"step.{step}", lang)]
        lines += _row(row, width, lang)
    lines += ["", label("finding.unjudged", lang)]
    for own, question in report.unjudged:
        lines += _hanging(f"  {label(f'step.{own}', lang)}: ", question.of(lang), width)
    lines.append("")
    for note in report.notes(lang):
        lines += _hanging("* ", note, width)
    lines += _hanging("* ", label("note.audit_lists", lang, lists=_titles(judged[2:], report.year, lang)), width)
    return "\n".join(printable(line) for line in lines)


def _counts(report: AuditReport, lang: Lang) -> str:
    joiner = "，" if lang == "zh" else ", "
    words = ((label(f"verdict.{v.name.lower()}", lang), report.counts[v.value]) for v in Verdict)
    return joiner.join(f"{word} {count}" for word, count in words)


def _row(row: AuditRow, width: int, lang: Lang) -> Iterator[str]:
    """Verdict, id, check and finding; under it the limits, the worst offenders and the trend."""
    verdicts = [label(f"verdict.{v.name.lower()}", lang) for v in Verdict]
    verdict = padded(label(f"verdict.{row.verdict.name.lower()}", lang), max(map(display_width, verdicts)))
    colon = "：" if lang == "zh" else ": "
    found = (row.reason or row.value).of(lang)
    yield from _hanging(f"  {verdict}  {row.id:<3}  ", f"{row.check.of(lang)}{colon}{found}", width)
    indent = " " * (display_width(verdict) + 9)
    said = {"limits": row.limits(lang), "worst": _worst(row, lang), "trend": row.trend(lang) if row.ever_odd else ""}
    for name, text in said.items():
        if text:
            yield from _hanging(f"{indent}{label(f'audit_word.{name}', lang)}{colon}", text, width)


def _worst(row: AuditRow, lang: Lang) -> str:
    joiner, more = ("；" if lang == "zh" else "; "), len(row.offenders) - NAMED
    named = joiner.join(text.of(lang) for text in row.offenders[:NAMED])
    return named + label("audit_word.and_more", lang, count=more) if more > 0 else named


def _titles(tables: Sequence[Table], year: int, lang: Lang) -> list[str]:
    """What the lists are called, those of one kind once."""
    found: dict[str, str] = {}
    for table in tables:
        several = table.key in found
        found[table.key] = (label(f"finding.{table.key}", lang).rstrip(":：") if several
                            else table.title.removesuffix(f" {year}"))  # fmt: skip
    return list(found.values())


def _hanging(start: str, text: str, width: int) -> Iterator[str]:
    """The text behind `start`, its further lines under its beginning, or under a short indent where that is wide."""
    indent = min(display_width(start), width // 3)
    first, *rest = wrapped(text, width - display_width(start))
    yield f"{start}{first}"
    for line in wrapped(" ".join(rest), width - indent) if rest else ():
        yield " " * indent + line
