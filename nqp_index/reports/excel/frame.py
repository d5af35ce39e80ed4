"""What every sheet of a workbook shares: its language, the banner of fictional data, what page footers name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from nqp_index.model.own_report import CATEGORY
from nqp_index.reports.safe import printable
from nqp_index.reports.wording import word
from nqp_index.terms import Lang

#: Nothing here is guessed from text, and nothing depends on the machine's temporary folder.
OPTIONS: Mapping[str, object] = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """banner: printed before every title and on every page, empty for real data; owner, version: in the footers."""

    lang: Lang
    owner: str = ""
    version: str = ""
    is_fictional: bool = False
    score_decimals: int = 2

    @property
    def banner(self) -> str:
        return self.word("title.fictional") if self.is_fictional else ""

    def word(self, key: str, **values: object) -> str:
        return word(key, self.lang, **values)

    def options(self) -> dict[str, object]:
        """How the writing library is set up."""
        font = {"font_name": "Microsoft YaHei" if self.lang == "zh" else "Calibri", "font_size": 10}
        return {**OPTIONS, "default_format_properties": font}

    def properties(self, title: str) -> dict[str, object]:
        """What the file says about itself: no clock, no user."""
        comments = self.banner.strip()
        return {"title": printable(self.banner + title), "author": "nqp_index", "created": created_time(),
                "comments": comments}  # fmt: skip

    def report_properties(self, title: str) -> dict[str, object]:
        """The same for a workbook of results, which the reader passes over when it lies among the data."""
        return {**self.properties(title), "category": CATEGORY}


def created_time() -> datetime:
    """The moment every file claims to be made at: SOURCE_DATE_EPOCH where it is set, else the start of 1980."""
    first, last = datetime(1980, 1, 1), datetime(2107, 12, 31)
    try:
        moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).replace(tzinfo=None)
    except (KeyError, ValueError, OverflowError, OSError):
        return first
    return min(max(moment, first), last)
