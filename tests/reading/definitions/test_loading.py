"""Claims about definition files of any content: they load, or they are refused with a place and a way to mend."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nqp_index.errors import DefinitionError
from nqp_index.reading.definitions import list_frameworks, list_recipes, load_framework, load_recipe
from nqp_index.reading.definitions.framework import framework_from
from nqp_index.reading.definitions.includes import Includes
from nqp_index.reading.definitions.loading import _framework
from nqp_index.reading.definitions.yaml_source import found_in_yaml
from nqp_index.resources import indicators_folder, recipes_folder, sample_data_folder
from nqp_index.terms import LANGUAGES, messages, sentence
from nqp_index.terms.definitions import MESSAGES

HOSTILE = sorted((Path(__file__).parent / "hostile").glob("*"))
PARK = (indicators_folder() / "park.yaml").read_text(encoding="utf-8")
LINES = PARK.splitlines()


def told(error: DefinitionError) -> None:
    """Every problem can be put into words, in both languages."""
    assert error.problems
    for problem in error.problems:
        assert problem.code in messages()
        assert sentence(problem, "zh") != sentence(problem, "en")


def test_bundled_files_are_found() -> None:
    assert {"province", "park"} <= set(list_frameworks())
    assert "balanced" in list_recipes()
    assert recipes_folder().is_dir()
    assert sample_data_folder().name == "sample_data"


@pytest.mark.parametrize("path", HOSTILE, ids=lambda p: p.name)
def test_small_files_that_could_hurt_are_refused_in_words(path: Path) -> None:
    with pytest.raises(DefinitionError) as framework:
        load_framework(path)
    told(framework.value)
    with pytest.raises(DefinitionError) as recipe:
        load_recipe(path)
    told(recipe.value)


def test_the_hostile_files_are_there() -> None:
    assert len(HOSTILE) >= 15


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_definition_loads_or_is_refused_in_words(data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        cut = data.draw(st.integers(0, len(line)))
        junk = data.draw(st.text(alphabet="ab1:-{}[]&*!|>'\"#,.%\t 人\\/()", max_size=6))
        lines[at] = data.draw(
            st.sampled_from([line[:cut] + junk + line[cut:], line[:cut], junk + line, line + "\n" + line])
        )
    path = indicators_folder() / "park.yaml"
    content = "\n".join(lines).encode()
    try:
        framework_from(found_in_yaml(content, "park.yaml"), "park.yaml", Includes(path, content))
    except DefinitionError as error:
        told(error)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_load_or_are_refused(content: bytes) -> None:
    with suppress(DefinitionError):
        assert _framework(content, Path("f")).file == "f"


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_is_said_in_both_languages_with_a_way_to_mend(code: str) -> None:
    message = MESSAGES[code]
    assert all(message.what(lang) for lang in LANGUAGES)
    if not code.startswith("N"):
        assert all(message.mend(lang) for lang in LANGUAGES)
