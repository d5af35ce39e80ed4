"""What a name in a table turned out to be: a series, or something that is told."""

from __future__ import annotations

from dataclasses import dataclass

from nqp_index.reading.layouts.labels import Label
from nqp_index.reading.meaning.session import Task
from nqp_index.reading.measures import nearest_measure, parse_measure
from nqp_index.reading.names import SeriesMatch
from nqp_index.reading.reading import Unmatched

NO_SERIES = -1


@dataclass(frozen=True, slots=True)
class Named:
    """A series by its number, the name under which it was found, and the measure said beside the name."""

    number: int = NO_SERIES
    name: str = ""
    measure: str = ""
    row: int = 0
    column: int = 0


def tell_doubtful(task: Task, label: Label, at: tuple[int, int]) -> None:
    task.add("E1250", *at, measure=label.doubt, near=nearest_measure(label.doubt) or "—")


def tell_unknown(task: Task, match: SeriesMatch, name: str, at: tuple[int, int]) -> None:
    """A confusable name is warned about, a probable slip is refused, another statistic is listed as not used."""
    if match.confusable:
        code, trap = match.confusable
        task.add("W1310", *at, name=name, series=task.session.series(code).label, note=trap.note)
        task.unused.append(name)
        return
    refused = match.misspelt
    task.session.unmatched.append(Unmatched("series", name, task.place(*at), match.suggestions, refused))
    if refused:
        task.add("E1220", *at, name=name, near=match.suggestions)
    else:
        task.unused.append(name)


def open_series(task: Task, label: Label, at: tuple[int, int]) -> Named:
    code = task.session.take_open(label.name, parse_measure(label.measure) if label.measure else None)
    return Named(task.session.store.series.number(code), label.name, label.measure, *at)


def settled(task: Task, code: str, label: Label, at: tuple[int, int]) -> Named:
    """A found series; or the telling of what the name is not."""
    if code:
        if label.doubt:
            tell_doubtful(task, label, at)
        return Named(task.session.store.series.number(code), label.name, label.measure, *at)
    match = task.session.lexicon.series.find(label.name)
    if not match.confusable and label.doubt:
        bare = label.name[: label.name.rfind(label.doubt) - 1].strip()
        if task.session.lexicon.series.code(bare):
            tell_doubtful(task, label, at)
            return Named()
    tell_unknown(task, match, label.name, at)
    return Named()


def code_of(task: Task, named: Named) -> str:
    return task.session.store.series.names[named.number]
