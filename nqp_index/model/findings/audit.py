"""Findings of the audit: one row per check, with the threshold it was held against and where that comes from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from nqp_index.model.findings.table import Table, plain, table
from nqp_index.model.panel import Floats
from nqp_index.terms import Lang, Text, current_language, label


class Verdict(StrEnum):
    """What a row says; FAIL only where the result is unusable."""

    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"
    NOT_APPLICABLE = "n/a"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit and how we know it: Q quoted, S after a source, H our own, U set by the user.

    Limits from memory of a document are shown as our own: nothing is ascribed to a source that was not re-read.
    """

    name: str
    value: float
    mark: str
    source: str = ""

    def origin(self, lang: Lang) -> str:
        """Its source as it may be shown."""
        if self.mark == "U":
            return label("threshold.user", lang)
        if self.mark == "H":
            return label("threshold.house", lang)
        return self.source if self.mark == "Q" else label("threshold.after", lang, source=self.source)


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One check: what was measured, against what, the verdict, and the worst offenders by name.

    value    what was found, in a sentence's worth of words
    number   the same as one number, where it is one
    reason   why the check does not apply; empty otherwise
    """

    id: str
    step: str
    check: Text
    verdict: Verdict
    value: Text
    number: float | None = None
    thresholds: tuple[Threshold, ...] = ()
    offenders: tuple[Text, ...] = ()
    reason: Text = Text()

    def limits(self, lang: Lang) -> str:
        """Every threshold with its origin, e.g. `0.65 (COINr default)`."""
        joiner = "；" if lang == "zh" else "; "
        return joiner.join(f"{label(f'limit.{t.name}', lang)} {t.value:g} ({t.origin(lang)})" for t in self.thresholds)


@dataclass(frozen=True, eq=False)
class Importance:
    """What the weights say against what the indicators do, for k children of one node.

    nominal    (k,) effective weights;  linear, local  (k,) main effects: r squared, and local-linear Var(fit)/Var(S)
    share      (k,) local main effects scaled to sum 1;  ratio share / nominal
    best       (k,) weights whose linear shares come nearest to `nominal`;  residual: largest gap that remains
    """

    node: str
    year: int
    codes: tuple[str, ...]
    labels: tuple[Text, ...]
    nominal: Floats
    linear: Floats
    local: Floats
    share: Floats
    ratio: Floats
    best: Floats
    residual: float

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        """One row per child, the furthest from its weight first."""
        columns = (self.nominal, self.linear, self.local, self.share, self.ratio, self.best)
        order = sorted(range(len(self.codes)), key=lambda j: -abs(float(self.share[j] - self.nominal[j])))
        rows = [(self.codes[j], self.labels[j], *(c[j] for c in columns)) for j in order]
        keys = ("code", "label", "weight", "linear_effect", "local_effect", "importance", "ratio", "weight_to_reach")
        note = label("note.importance", lang, residual=self.residual)
        return (table("importance", keys, rows, lang, notes=(note,), about=f"{self.node} {self.year}"),)


@dataclass(frozen=True, eq=False)
class AuditReport:
    """All rows of the audit, in the order of the Handbook's steps, and what no program can judge."""

    year: int
    rows: tuple[AuditRow, ...]
    unjudged: tuple[tuple[str, Text], ...]
    importance: tuple[Importance, ...] = ()
    details: tuple[Table, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How often each verdict was given."""
        found = Counter(row.verdict for row in self.rows)
        return {verdict.value: found[verdict] for verdict in Verdict}

    @property
    def failed(self) -> bool:
        """Whether any row says that the result is unusable."""
        return any(row.verdict is Verdict.FAIL for row in self.rows)

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        """The checks, what is left to people, weights against importance, and the lists behind the rows."""
        lang = lang or current_language()
        rows = [
            (row.id, label(f"step.{row.step}", lang), row.check, label(f"verdict.{row.verdict.name.lower()}", lang),
             row.reason or row.value, row.limits(lang), plain(row.offenders, lang))
            for row in self.rows
        ]  # fmt: skip
        keys = ("id", "step", "check", "verdict", "value", "threshold", "offenders")
        notes = tuple(label(f"caution.{name}", lang) for name in ("neighbours", "years", "weights", "cause"))
        judged = table("audit", keys, rows, lang, notes=notes, about=str(self.year))
        left = [(label(f"step.{step}", lang), text) for step, text in self.unjudged]
        importance = [one for finding in self.importance for one in finding.tables(lang)]
        return (judged, table("unjudged", ("step", "question"), left, lang), *importance, *self.details)
