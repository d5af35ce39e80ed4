"""What a piece of text says as a number, by an own grammar in linear time: `float()` takes 1_000 and nan."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

from nqp_index.reading.names.plain import has_marks, visible, without_marks

#: Marks that mean "no figure". They are counted by mark; none of them ever means zero.
MISSING_MARKS = frozenset({
    "", "…", "……", "...", "......", "..", "—", "——", "--", "---", "- -", "–", "-", "－", "−",
    "─", "──", "━", "━━", "―", "――", "⋯", "⋯⋯", ":", "/", "\\", "//", "·", "*",
    "n/a", "na", "n.a.", "#n/a", "null", "none", "nan", "nil", "缺失", "缺", "无", "暂无", "暂缺", "未公布", "未统计",
    "无法确认", "无数据", "数据缺失", "未填", "空白", "不详", "空",
})  # fmt: skip
#: What a spreadsheet puts before a number that it is to keep as text.
_APOSTROPHE = re.compile(r"^['’＇`](?=[+\-－−.．\d])")
_TRUTH = frozenset({"true", "false", "是", "否", "yes", "no", "对", "错"})
_INFINITE = re.compile(r"^[+-]?(?:inf|infinity|∞)$")
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]*)"
    r"(?P<part>\.[0-9]*)?(?P<power>e[+-]?[0-9]{1,4})?"
)
_SUFFIX = re.compile(r"^\s*(?:[%‰]|[百千万亿]{1,2}[^\d\s,.]{0,12}|[^\W\d][^\d\s,.]{0,12})?$")
_APPROXIMATE = re.compile(r"^[≈~约<>≤≥]|左右$|以上$|以下$|多$|余$")
_DATE = re.compile(r"^\d{1,4}[-/年]\d{1,2}[-/月]\d{1,4}日?$|^\d{4}\.\d{1,2}\.\d{1,2}$|^\d{4}年\d{0,2}月?$")
_COMMA_DECIMAL = re.compile(r"^[+-]?\d+,\d+$")
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "〇": "0", "Ｏ": "0", "l": "1", "I": "1", "|": "1", "。": "."})
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as read, or the reason why there is none.

    value    nan when missing or faulty
    missing  the mark that stood there, None when there is a number
    suffix   a percent sign, a prefix word or a measure written behind the number
    marks    footnote marks that were taken off
    grouped  thousands were separated
    cut      an exponent stands for figures that are not written: 1.23E+05
    fault    code of the refusal, empty when there is none; `meant` is what it may have been
    """

    value: float = math.nan
    missing: str | None = None
    suffix: str = ""
    marks: str = ""
    grouped: bool = False
    cut: bool = False
    fault: str = ""
    meant: str = ""


def read_amount(text: str) -> Amount:
    """Read one text as a number. Never raises; time grows with the length of the text only up to a cap.

    >>> read_amount("41，045.6").value, read_amount("１．２５").value, read_amount("3.5%").suffix
    (41045.6, 1.25, '%')
    >>> read_amount("…").missing, read_amount("1,2O4").fault
    ('…', 'E1231')
    """
    seen = visible(text[: 4 * LONGEST])
    if seen.casefold() in MISSING_MARKS:
        return Amount(missing=seen)
    if len(text) > 4 * LONGEST or len(seen) > LONGEST:
        return Amount(fault="E1238")
    bare, marks = without_marks(_APOSTROPHE.sub("", seen))
    folded = " ".join(unicodedata.normalize("NFKC", bare).split()).replace("−", "-").casefold()
    if folded in MISSING_MARKS:
        return Amount(missing=seen, marks=marks)
    doubtful = _APPROXIMATE.search(folded) or has_marks(bare)  # a mark inside would become a digit: 12①3 is not 1213
    number = None if doubtful else _number(folded, marks)
    return number or _refusal(bare, folded, marks)


def _number(folded: str, marks: str) -> Amount | None:
    found = _NUMBER.match(folded)
    if not found or not any(c.isdigit() for c in found.group("whole") + (found.group("part") or "")):
        return None
    rest = folded[found.end() :]
    if not _SUFFIX.match(rest):
        return None
    whole = found.group("whole")
    digits = whole.replace(",", "").replace(" ", "")
    value = float(f"{found.group('sign')}{digits or '0'}{found.group('part') or ''}{found.group('power') or ''}")
    if math.isinf(value):
        return Amount(fault="E1234", marks=marks)
    decimals = len((found.group("part") or ".")[1:])
    cut = int((found.group("power") or "e0")[1:]) > decimals
    return Amount(value, suffix=rest.strip(), marks=marks, grouped=digits != whole, cut=cut)


def _refusal(bare: str, folded: str, marks: str) -> Amount:
    """Why the text is no number, and what it may have meant."""
    code, meant = _reason(bare, folded)
    return Amount(marks=marks, fault=code, meant=meant)


def _reason(bare: str, folded: str) -> tuple[str, str]:
    if _INFINITE.match(folded):
        return "E1234", ""
    if folded in _TRUTH:
        return "E1235", ""
    if _DATE.match(folded):
        return "E1236", ""
    if _APPROXIMATE.search(folded):
        return "E1233", ""
    if _COMMA_DECIMAL.match(folded):
        return "E1232", folded.replace(",", ".")
    meant = bare.translate(_LOOKALIKES)
    if meant != bare and (read := _number(meant.casefold(), "")) and not read.suffix:
        return "E1231", meant
    return "E1230", ""
