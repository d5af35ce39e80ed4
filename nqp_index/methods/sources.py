"""Where methods are from, in both languages. Titles and names stay as they are in print."""

from __future__ import annotations

from nqp_index.terms import Text, joined


def handbook(step: int, tables: str = "") -> Text:
    """The OECD/JRC Handbook on Constructing Composite Indicators (2008): its step, and its table or tables."""
    zh, en = f"OECD/JRC 手册（2008）第 {step} 步", f"OECD/JRC Handbook (2008), step {step}"
    if not tables:
        return Text(zh, en)
    return Text(f"{zh}及表 {tables}", f"{en} and table{'s' if '-' in tables else ''} {tables}")


def cited(*sources: Text | str) -> Text:
    """Several sources after one another."""
    return joined(*sources, zh="；", en="; ")
