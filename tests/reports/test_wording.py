"""Words of the reports in both languages."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import nqp_index.reports
from nqp_index.model.framework import Target
from nqp_index.model.recipe import Choice, Combination
from nqp_index.reports.wording import choice_phrase, direction_phrase, range_phrase
from nqp_index.terms.lookup import messages
from nqp_index.terms.report_labels import LABELS
from nqp_index.terms.reports import MESSAGES

ROOM = Path(nqp_index.reports.__file__).parent


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", LABELS)
def test_both_languages_say_the_same_with_the_same_values(key: str) -> None:
    text = LABELS[key]
    assert text.zh
    assert text.en
    assert fields(text.zh) == fields(text.en)


@pytest.mark.parametrize("code", MESSAGES)
def test_messages_have_both_languages_and_say_how_to_mend(code: str) -> None:
    zh, en, mend_zh, mend_en = messages()[code]
    assert all((zh, en, mend_zh, mend_en))
    assert fields(zh) == fields(en)
    assert fields(mend_zh) == fields(mend_en)


def used_words() -> set[str]:
    """Every fixed key that the room's files ask `word` for."""
    found = set()
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "attr", None) or getattr(
                getattr(node, "func", None), "id", None
            )
            first = node.args[0] if isinstance(node, ast.Call) and node.args else None
            if name in ("word", "w") and isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


def test_every_word_that_is_asked_for_exists() -> None:
    missing = {key for key in used_words() if f"report.{key}" not in LABELS}
    assert not missing


def test_a_direction_is_said_in_words() -> None:
    assert direction_phrase(-1, "%", "zh") == "负向（越小越好）"
    assert direction_phrase(Target(40, 60), "%", "en") == "interval (40 to 60 % is best)"
    assert direction_phrase(Target(5, 5), "年", "zh") == "适度（以 5 年 为最优）"


def test_a_choice_is_written_as_one_would_write_it() -> None:
    one = Choice.of("winsor", low=0.05, high=None)
    assert choice_phrase(one) == "winsor(high=None, low=0.05)"
    assert choice_phrase(Combination((Choice("entropy"), Choice("ahp")), Choice("game"))) == "game [entropy, ahp]"


def test_open_bounds_stay_open() -> None:
    assert [range_phrase(0, None), range_phrase(None, 5), range_phrase(None, None)] == ["0 –", "– 5", ""]
