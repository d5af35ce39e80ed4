"""Text as people write it in tables, brought to one plain form in which equal names are equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from nqp_index.reading.names.traditional import TRADITIONAL

#: Footnote marks: circled and superscript figures, asterisks, daggers. They go before NFKC, which would turn
#: 272.5① into 272.51 and 1234² into 12342.
_MARK = "①-⑳⓪❶-❿⑴-⒇ⓐ-ⓩ¹²³⁰-₎ⁱⁿ*＊†‡§※"
_MARKS = re.compile(f"[{_MARK}]+")
_MARKS_AT_END = re.compile(f"(?:[{_MARK}]|\\[\\d{{1,2}}\\])+$")
#: 北京1), 45222.4 2): a figure with only the closing bracket, behind a Chinese character or a blank.
_HALF_BRACKET = re.compile(r"(?:(?<=[\u3400-\u9fff)）])|(?<=\d)\s+)\d{1,2}[)）]$")
_MARKS_AT_START = re.compile(f"^[{_MARK}]+")
_LETTER_AFTER_BRACKET = re.compile(r"(?<=[)）\]］])\s*[a-zA-Zⅰ-ⅿ]$")
#: What a text with marks must begin or end with; most texts do not, and are not looked at further.
_FIRST, _LAST = re.compile(f"[{_MARK}]"), re.compile(f"[{_MARK}\\])）a-zA-Zⅰ-ⅿ\\s]")
_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206F), 0xFEFF, 0x00AD, 0x180E], None
)
_SPELLINGS = TRADITIONAL | str.maketrans({"〔": "(",
                              "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")", "—": "-", "–": "-",
                              "‐": "-", "−": "-", "“": '"', "”": '"', "、": ",", "·": "", "•": ""})  # fmt: skip
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z .,'’&/()-]*")


def visible(text: str) -> str:
    """The text without zero-width, bidi and control characters, and without blanks at both ends; of ="110000", with
    which programs keep a number as text, what it shows."""
    if text[:2] == '="' and text[-1:] == '"' and len(text) > 2:
        text = text[2:-1]
    if text.isprintable():
        return text.strip()
    text = text.translate(_INVISIBLE)
    return "".join(c for c in text if c.isprintable() or c.isspace()).strip()


def without_marks(text: str) -> tuple[str, str]:
    """A label or number without the footnote marks at its ends, and the marks.

    >>> without_marks("272.5①"), without_marks("支出（亿元）i"), without_marks("北京1)")
    (('272.5', '①'), ('支出（亿元）', 'i'), ('北京', '1)'))
    """
    if (text.isascii() and text.isalnum()) or not (_LAST.match(text[-1:]) or _FIRST.match(text)):
        return text, ""
    marks = ""
    for pattern in (_MARKS_AT_END, _HALF_BRACKET, _LETTER_AFTER_BRACKET, _MARKS_AT_END, _MARKS_AT_START):
        found = pattern.search(text)
        if found and found.group() != text:
            marks += found.group().strip()
            text = (text[: found.start()] + text[found.end() :]).strip()
    return text, marks


def spaced_once(text: str) -> str:
    """A free name (of a park, say): NFKC, invisible characters gone, every run of blanks one blank."""
    return " ".join(unicodedata.normalize("NFKC", visible(text)).split())


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """The form in which two spellings of one name are equal: NFKC, no blanks, no marks, one case, plain brackets,
    simplified characters.

    >>> plain("地　 区"), plain("Ｒ＆Ｄ经费（亿元）①"), plain("廣東")
    ('地区', 'r&d经费(亿元)', '广东')
    """
    text, _ = without_marks(visible(text))
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(text.split()).translate(_SPELLINGS)


def has_chinese(text: str) -> bool:
    return any("\u3400" <= c <= "\u9fff" for c in text)


def is_latin(text: str) -> bool:
    """Has letters, and none of them Chinese."""
    return not has_chinese(text) and any(c.isalpha() for c in text)


def chinese_part(text: str) -> str:
    """The Chinese part of a bilingual cell; the text itself where there is no Chinese.

    Whole lines of Latin text after the last Chinese line go first, then Latin words beside the Chinese.
    """
    if not has_chinese(text):
        return text
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    last = max(i for i, line in enumerate(lines) if has_chinese(line))
    return "".join(lines[: last + 1])


def only_chinese(text: str) -> str:
    """The text without its Latin words, for a second look at a bilingual name."""
    if not has_chinese(text):
        return text
    lines = [line for line in text.splitlines() if has_chinese(line)]
    return _LATIN_RUN.sub("", " ".join(lines)).strip()


def has_marks(text: str) -> bool:
    return bool(_MARKS.search(text))
