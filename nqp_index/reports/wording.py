"""Sentences and phrases of the reports: directions, choices of a recipe, cautions that cannot be switched off."""

from __future__ import annotations

from collections.abc import Iterable

from nqp_index.errors import Problem
from nqp_index.model.framework import Direction, Target
from nqp_index.model.recipe import Combination, Scope, Value, Weighting
from nqp_index.terms import Lang, Text, label
from nqp_index.terms.lookup import labels
from nqp_index.terms.measures import measure_name


def word(key: str, lang: Lang, **values: object) -> str:
    """A word of the reports' own catalogue."""
    return label(f"report.{key}", lang, **values)


def label_or_text(key: str, lang: Lang, text: str, **values: object) -> str:
    """The words for a key where there are any, else `text` as it is."""
    return label(key, lang, **values) if key in labels() else text


def direction_phrase(direction: Direction, measure: str, lang: Lang) -> str:
    """Which way is better, in words."""
    if isinstance(direction, Target):
        low, high = f"{direction.low:.12g}", f"{direction.high:.12g}"
        key = "direction.target" if direction.low == direction.high else "direction.interval"
        return word(key, lang, low=low, high=high, measure=measure_name(measure, lang))
    return word("direction.up" if direction == 1 else "direction.down", lang)


def range_phrase(low: float | None, high: float | None) -> str:
    """Two bounds as `low – high`; a side without a bound stays open; empty when both are."""
    if low is None and high is None:
        return ""
    return " – ".join("" if bound is None else f"{bound:.12g}" for bound in (low, high)).strip()


def scope_phrase(scope: Scope, lang: Lang) -> str:
    """The reference set, and those of steps that have their own."""
    whole = word(f"scope.{scope.kind}", lang)
    if scope.base_year is not None:
        whole = f"{whole} {scope.base_year}"
    own = (("treat", scope.treat), ("weight", scope.weight), ("aggregate", scope.aggregate))
    parts = (label("report.scope.step", lang, step=word(f"step.{step}", lang), set=word(f"scope.{kind}", lang))
             for step, kind in own if kind is not None)  # fmt: skip
    return ("；" if lang == "zh" else "; ").join([whole, *parts])


def with_measure(text: Text, measure: str, lang: Lang) -> str:
    """A label followed by its measure in brackets, in the reader's language; a plain number has none."""
    shown = measure_name(measure, lang)
    if not shown:
        return text.of(lang)
    return f"{text.of(lang)}（{shown}）" if lang == "zh" else f"{text.of(lang)} ({shown})"


def choice_phrase(choice: Weighting) -> str:
    """A choice as one would write it: method, and what differs from its defaults."""
    if isinstance(choice, Combination):
        return f"{choice_phrase(choice.by)} [{', '.join(choice_phrase(c) for c in choice.of)}]"
    if not choice.params:
        return choice.method
    return f"{choice.method}({', '.join(f'{name}={_value(value)}' for name, value in choice.params)})"


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_value(v) for v in value)}]"
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def distinct(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, in order; their values need not be hashable."""
    return list({repr(own): own for own in problems}.values())


def percent(share: float, lang: Lang) -> str:
    """A share as a person reads it."""
    return f"{share * 100:.1f}%" if lang == "zh" else f"{share * 100:.1f} %"
