"""An explanation in sentences, in both languages; each is a template filled with numbers of the explanation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nqp_index.model.findings import Explanation, Gap, Line, Rival
from nqp_index.model.result import Result
from nqp_index.terms import Text, label
from nqp_index.terms.lookup import labels
from nqp_index.terms.measures import measure_name


def sentences(result: Result, made: Explanation) -> Explanation:
    """The explanation with its sentences."""
    pillars = {p.code for p in result.framework.pillars}
    lines = [line for line in made.lines if line.code in pillars]
    found = [_standing(made), *_low_is_good(result), *_pillars(lines)]
    for gap in made.gaps:
        found += _gap(gap)
    found += [*_obstacles(made), *_rivals(made), *_filled(made), *_unweighed(made)]
    return replace(made, sentences=tuple(found))


def _say(key: str, **values: object) -> Text:
    return Text(label(f"say.{key}", "zh", **values), label(f"say.{key}", "en", **values))


def _standing(made: Explanation) -> Text:
    index = made.lines[0]
    return _say("standing", region=made.region.label, year=made.year, score=_score(index.score), rank=_rank(index.rank),
                regions=made.regions_ranked)  # fmt: skip


def _low_is_good(result: Result) -> list[Text]:
    return [labels()["report.caution.low_is_good"]] if result.is_low_good else []


def _pillars(lines: list[Line]) -> Iterator[Text]:
    ranked = [line for line in lines if line.rank == line.rank]
    if len(ranked) < 2:
        return
    first, last = min(line.rank for line in ranked), max(line.rank for line in ranked)
    if first == last:
        yield _say("pillars_level", rank=_rank(first))
    else:
        best, worst = ([_pillar(line) for line in ranked if line.rank == rank] for rank in (first, last))
        yield _say("pillars" if len(best) == 1 else "pillars_many", best=best, worst=worst)


def _pillar(line: Line) -> Text:
    return _say("pillar", pillar=line.label, rank=_rank(line.rank), score=_score(line.score))


def _gap(gap: Gap) -> Iterator[Text]:
    direction = "ahead" if gap.lead > 0 else "behind" if gap.lead < 0 else "level"
    if gap.kind == "year":
        yield _year(gap)
    elif gap.kind == "mean":
        yield _say(f"mean_{direction}", points=_score(abs(gap.points)))
    else:
        yield _say(f"{gap.kind}_{direction}", other=gap.other_label, points=_score(abs(gap.points)),
                   rank=_rank(gap.other_rank))  # fmt: skip
    whole = gap.data_effect if gap.is_rescaled else gap.points
    sign = 1 if whole > 0 else -1
    largest = sorted((p for p in gap.parts if p.points * sign > 0), key=lambda p: -abs(p.points))[:3]
    if largest and whole != 0:
        zh = "、".join(f"{p.label.of('zh')}（{_signed(p.points)}）" for p in largest)
        en = ", ".join(f"{p.label.of('en')} ({_signed(p.points)})" for p in largest)
        yield _say("parts_data" if gap.is_rescaled else "parts", parts=Text(zh, en))


def _year(gap: Gap) -> Text:
    if gap.rank_own_effect != gap.rank_own_effect:
        return _say("year_plain", other=gap.other_label, before=_score(gap.other), now=_score(gap.own),
                    rank_before=_rank(gap.other_rank), rank=_rank(gap.own_rank))  # fmt: skip
    return _say(
        "year", other=gap.other_label, before=_score(gap.other), now=_score(gap.own), points=_signed(gap.points),
        data=_signed(gap.data_effect), method=_signed(gap.method_effect), rank_before=_rank(gap.other_rank),
        rank=_rank(gap.own_rank), own=_places(gap.rank_own_effect), field=_places(gap.rank_field_effect),
    )  # fmt: skip


def _obstacles(made: Explanation) -> Iterator[Text]:
    first = made.obstacles[:3]
    if first:
        zh = "、".join(f"{o.label.of('zh')}（{o.degree:.1%}）" for o in first)
        en = ", ".join(f"{o.label.of('en')} ({o.degree:.1%})" for o in first)
        yield _say("obstacles", parts=Text(zh, en))


def _rivals(made: Explanation) -> Iterator[Text]:
    for rival in made.rivals:
        if rival.points == 0 or _score(rival.points) == "0":
            yield _say("rival_tied", other=rival.label, rank=_rank(rival.rank))
        elif rival.lead > 0:
            yield _say("rival_below", other=rival.label, points=_score(rival.lead), rank=_rank(rival.rank))
        elif rival.indicator:
            yield _above(rival)
        else:
            yield _say("rival_out_of_reach", other=rival.label, points=_score(-rival.lead), rank=_rank(rival.rank))


def _above(rival: Rival) -> Text:
    """The one change that would pass a rival; for a cost it is a fall."""
    moved = "raised" if rival.value_needed > rival.value_now else "lowered"
    zh, en = measure_name(rival.measure, "zh"), measure_name(rival.measure, "en")
    return _say(
        "rival_above", other=rival.label, points=_score(-rival.lead), rank=_rank(rival.rank),
        indicator=rival.indicator_label, now=_value(rival.value_now), needed=_value(rival.value_needed),
        moved=Text(label(f"say.{moved}", "zh"), label(f"say.{moved}", "en")),
        measure=Text(f"（{zh}）" if zh else "", f" ({en})" if en else ""),
    )  # fmt: skip


def _filled(made: Explanation) -> Iterator[Text]:
    share = made.lines[0].filled_share
    if share > 0:
        yield _say("filled", share=f"{share:.1%}")


def _unweighed(made: Explanation) -> Iterator[Text]:
    """Indicators on the way down that count for nothing."""
    none = [line.label for line in made.lines if line.level == "indicator" and line.effective_weight == 0]
    if none:
        yield _say("unweighed", indicators=none)


def _score(value: float) -> str:
    return f"{value:.2f}" if abs(value) >= 10 else f"{value:.3g}"


def _signed(value: float) -> str:
    return f"{value:+.3g}" if abs(value) >= 0.0005 else "0"


def _places(value: float) -> str:
    return f"{value:+.0f}" if value else "0"


def _rank(value: float) -> str:
    return f"{value:g}" if value == value else "-"


def _value(value: float) -> str:
    return f"{value:.5g}"
