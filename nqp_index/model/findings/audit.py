"""Findings of the audit: one row per check, with the threshold it was held against and where that comes from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from nqp_index.model.findings.table import Findings, Table, table
from nqp_index.model.panel import Floats
from nqp_index.terms import Lang, Text, current_language, label

#: A number this small is float noise and printed as 0.
TINY = 1e-6


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
class YearVerdict:
    """What a row says about one year."""

    year: int
    verdict: Verdict
    number: float | None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One check: what was measured, against what, the verdict, and the worst offenders by name.

    value    what was found, in a sentence's worth of words
    number   the same as one number, where it is one
    reason   why the check does not apply; empty otherwise
    years    the same check in every year, where it is about a year; the verdict is that of the judged one
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
    years: tuple[YearVerdict, ...] = ()

    @property
    def ever_odd(self) -> bool:
        """Whether any year did not pass."""
        return any(one.verdict in {Verdict.WARN, Verdict.FAIL} for one in self.years)

    def trend(self, lang: Lang) -> str:
        """How the number went from the first to the last year that was judged, and how often there was a complaint;
        empty for fewer than two years."""
        judged = [one for one in self.years if one.verdict is not Verdict.NOT_APPLICABLE]
        if len(judged) < 2:
            return ""
        odd = sum(one.verdict is not Verdict.PASS for one in judged)
        said = label("audit_word.odd_years", lang, odd=odd, years=len(judged))
        first, last = judged[0], judged[-1]
        if first.number is None or last.number is None:
            return said
        joiner = "；" if lang == "zh" else "; "
        numbers = (f"{number if abs(number) > TINY else 0.0:.3g}" for number in (first.number, last.number))
        return f"{next(numbers)} ({first.year}) → {next(numbers)} ({last.year}){joiner}{said}"

    def limits(self, lang: Lang) -> str:
        """Every threshold with its origin, e.g. `0.65 (COINr default)`."""
        joiner = "；" if lang == "zh" else "; "
        return joiner.join(
            f"{label(f'limit.{t.name}', lang)} {t.value:.4g} ({t.origin(lang)})" for t in self.thresholds
        )


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
    label: Text = Text()

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        """One row per child, the furthest from its weight first."""
        columns = (self.nominal, self.linear, self.local, self.share, self.ratio, self.best)
        order = sorted(range(len(self.codes)), key=lambda j: -abs(float(self.share[j] - self.nominal[j])))
        rows = [(self.codes[j], self.labels[j], *(c[j] for c in columns)) for j in order]
        keys = ("code", "label", "weight", "linear_effect", "local_effect", "importance", "ratio", "weight_to_reach")
        note = label("note.importance", lang, residual=self.residual)
        return (table("importance", keys, rows, lang, notes=(note,), about=self._about(lang or current_language())),)

    def _about(self, lang: Lang) -> str:
        """The node by its name and code, and the year."""
        named = {"zh": f"{self.label.zh}（{self.node}）", "en": f"{self.label.en} ({self.node})"}
        return f"{named[lang] if self.label else self.node} {self.year}"


@dataclass(frozen=True, eq=False)
class AuditReport:
    """All rows of the audit, in the order of the Handbook's steps, and what no program can judge.

    details  lists and tables behind the rows
    remarks  what has to be said beside the rows, found in these data
    """

    year: int
    rows: tuple[AuditRow, ...]
    unjudged: tuple[tuple[str, Text], ...]
    importance: tuple[Importance, ...] = ()
    details: tuple[Findings, ...] = ()
    remarks: tuple[Text, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How often each verdict was given."""
        found = Counter(row.verdict for row in self.rows)
        return {verdict.value: found[verdict] for verdict in Verdict}

    @property
    def failed(self) -> bool:
        """Whether any row says that the result is unusable."""
        return any(row.verdict is Verdict.FAIL for row in self.rows)

    def notes(self, lang: Lang) -> tuple[str, ...]:
        """The remarks on these data, then the cautions that cannot be switched off."""
        cautions = (label(f"caution.{name}", lang) for name in ("neighbours", "years", "weights", "cause"))
        return (*(remark.of(lang) for remark in self.remarks), *cautions)

    def tables(self, lang: Lang | None = None) -> tuple[Table, ...]:
        """The checks with every offender, the count of each verdict, what is left to people, the verdicts by year,
        the lists behind the rows, and weights against importance."""
        lang = lang or current_language()
        left = [(label(f"step.{step}", lang), text) for step, text in self.unjudged]
        counts = [(said(verdict, lang), self.counts[verdict.value]) for verdict in Verdict]
        behind = [one for finding in (*self.details, *self.importance) for one in finding.tables(lang)]
        return (
            self._checks(lang), table("verdicts", ("verdict", "count"), counts, lang),
            table("unjudged", ("step", "question"), left, lang), *self._by_year(lang), *behind,
        )  # fmt: skip

    def _checks(self, lang: Lang) -> Table:
        joiner = "；" if lang == "zh" else "; "
        rows = [
            (row.id, label(f"step.{row.step}", lang), row.check, said(row.verdict, lang), row.reason or row.value,
             row.number, row.limits(lang), len(row.offenders), joiner.join(o.of(lang) for o in row.offenders),
             row.trend(lang))
            for row in self.rows
        ]  # fmt: skip
        keys = ("id", "step", "check", "verdict", "value", "number", "threshold", "count", "offenders", "trend")
        return table("audit", keys, rows, lang, notes=self.notes(lang), about=str(self.year))

    def _by_year(self, lang: Lang) -> tuple[Table, ...]:
        rows = [
            (row.id, row.check, one.year, said(one.verdict, lang), one.number) for row in self.rows for one in row.years
        ]
        keys = ("id", "check", "year", "verdict", "number")
        return (table("audit_years", keys, rows, lang),) if rows else ()


def said(verdict: Verdict, lang: Lang) -> str:
    """A verdict in words."""
    return label(f"verdict.{verdict.name.lower()}", lang)
