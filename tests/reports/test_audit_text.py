"""The audit on a console."""

from __future__ import annotations

import pytest

from nqp_index.model.findings import AuditReport, AuditRow, Listing, Threshold, Verdict, YearVerdict
from nqp_index.reports.audit_text import NAMED, audit_text
from nqp_index.reports.text_width import display_width
from nqp_index.terms import Lang, Text


def row(id: str, verdict: Verdict = Verdict.WARN, offenders: int = 0) -> AuditRow:
    named = tuple(Text(f"第 {i} 个很长很长的名称", f"offender {i}") for i in range(offenders))
    years = (YearVerdict(2019, Verdict.WARN, 0.4), YearVerdict(2020, verdict, 0.5))
    check, found = Text("检查", "check"), Text("发现", "found")
    return AuditRow(id, "data", check, verdict, found, 0.5, (Threshold("alpha", 0.7, "H"),), named, years=years)


REPORT = AuditReport(
    2020, (row("A4", offenders=NAMED + 3), row("B1", Verdict.PASS)), (("framework", Text("问题", "a question")),),
    details=(Listing("breaks", ("code",), (("k1",),)),), remarks=(Text("\x1b[2J西藏", "\x1b[2JXizang"),),
)  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 100, 200])
def test_no_line_is_wider_than_the_console_and_nothing_is_cut(lang: Lang, width: int) -> None:
    text = audit_text(REPORT, width=width, lang=lang)
    assert max(display_width(line) for line in text.splitlines()) <= width
    assert "…" not in text


def test_the_worst_are_named_and_the_rest_counted() -> None:
    text = audit_text(REPORT, width=400, lang="en")
    assert f"offender {NAMED - 1}, and 3 more" in text
    assert f"offender {NAMED}" not in text


def test_verdicts_are_counted_and_lists_announced() -> None:
    text = audit_text(REPORT, width=400, lang="en")
    assert text.startswith("Audit 2020  PASS 1, WARN 1, FAIL 0, N-A 0")
    assert "Breaks in time" in text


def test_every_caution_is_said_and_hostile_names_cannot_steer_the_terminal() -> None:
    text = audit_text(REPORT, width=400, lang="en")
    assert "* [2JXizang" in text
    assert "correlation is not cause" in text


def test_the_trend_counts_the_years_that_did_not_pass() -> None:
    text = audit_text(REPORT, width=400, lang="en")
    assert "0.4 (2019) → 0.5 (2020); not passed in 1 of 2 years" in text
