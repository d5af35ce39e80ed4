"""Options that go together are spread into the command line and put together again for the command."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import signature

import pytest

from nqp_index.cli.together import together


@dataclass(frozen=True, slots=True)
class Weather:
    place: str
    wind: int = 3
    rain: bool = False


def forecast(days: int, weather: Weather, *, rain: str = "none", again: Weather) -> int:
    raise AssertionError(f"{days} {weather} {rain} {again}")


def walk(weather: Weather, *, days: int = 1) -> int:
    return days * weather.wind


def test_fields_stand_where_the_command_names_their_group_with_their_defaults() -> None:
    found = signature(together(walk)).parameters
    assert list(found) == ["place", "wind", "rain", "days"]
    assert [p.default for p in found.values()][1:] == [3, False, 1]
    assert [p.annotation for p in found.values()] == [str, int, bool, int]


def test_the_command_gets_the_group_made_of_what_was_given() -> None:
    assert together(walk)(place="here", wind=5, rain=True, days=2) == 10


def test_an_option_of_the_command_s_own_takes_the_place_of_a_field() -> None:
    def swim(weather: Weather, *, rain: str = "some") -> int:
        return len(rain) if weather.rain is False else 0

    swim.__annotations__ = {"weather": Weather, "rain": str, "return": int}
    spread = together(swim)
    assert signature(spread).parameters["rain"].annotation is str
    assert spread(place="here", wind=1, rain="much") == 4


def test_a_name_twice_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="duplicate parameter name"):
        together(forecast)
