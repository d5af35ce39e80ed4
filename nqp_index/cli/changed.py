"""What a recipe is called once the command line has replaced some of its steps: its old name and reason would lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nqp_index.model.recipe import Choice, Choices, Combination, Recipe, Value, Weighting
from nqp_index.reports.wording import scope_phrase
from nqp_index.terms import LANGUAGES, Lang, Text, label

STEPS = ("impute", "treat", "normalise", "weight", "aggregate", "time")


def named_by_changes(before: Recipe, after: Recipe, judged_in: Sequence[str] = ()) -> Recipe:
    """`after` labelled with the steps in which it differs from `before`, and without the reason given for that one.

    judged_in  names of the workbooks that hold the judgements behind its weights: they stand for matrices by node
    """
    changes = {lang: list(_changes(before, after, judged_in, lang)) for lang in LANGUAGES}
    if not changes["en"]:
        return after
    own = {lang: before.label.of(lang) or before.name for lang in LANGUAGES}
    told = Text(*(label("recipe.changed", lang, recipe=own[lang], changes=changes[lang]) for lang in LANGUAGES))
    return replace(after, name=f"{before.name}_changed", label=told, reason=Text())


def _changes(before: Recipe, after: Recipe, judged_in: Sequence[str], lang: Lang) -> Iterator[str]:
    for step in STEPS:
        now = getattr(after, step)
        if step == "weight" and judged_in:
            yield _said("step.weight", label("recipe.judged", lang, files=judged_in), lang)
        elif now != getattr(before, step):
            yield _said(f"step.{step}", _step(now), lang)
    if after.structure != before.structure:
        yield _said("recipe.structure", label(f"report.structure.{after.structure}", lang), lang)
    if after.scope != before.scope:
        yield _said("recipe.scope", scope_phrase(after.scope, lang), lang)


def _said(key: str, what: str, lang: Lang) -> str:
    name = label(f"report.{key}", lang)
    return f"{name if lang == 'zh' else name.lower()} {what}"


def _step(chosen: Choices[Weighting] | Choice) -> str:
    """The method, or the methods by node."""
    if isinstance(chosen, Choice):
        return _weighting(chosen)
    special = (f"{name}: {_weighting(own)}" for name, own in chosen.special)
    return " ".join([_weighting(chosen.default), *([f"({'; '.join(special)})"] if chosen.special else [])])


def _weighting(chosen: Weighting) -> str:
    """As it is typed: `entropy+critic@game`, `minmax:low=1`."""
    if isinstance(chosen, Combination):
        return f"{'+'.join(_weighting(own) for own in chosen.of)}@{_weighting(chosen.by)}"
    params = ",".join(f"{name}={_value(value)}" for name, value in chosen.params)
    return f"{chosen.method}:{params}" if params else chosen.method


def _value(value: Value) -> str:
    """A matrix of judgements is no part of a name."""
    return "…" if isinstance(value, tuple) else f"{value:.12g}" if isinstance(value, float) else str(value)
