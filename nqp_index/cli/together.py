"""Options that go together are the fields of one dataclass, which every command that takes them names once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints


def together(command: Callable[..., int]) -> Callable[..., int]:
    """The command with each parameter that is a dataclass spread into its fields, which the library makes options of.

    A parameter of the command's own takes the place of a field of the same name, which then keeps its default.
    """
    hints = get_type_hints(command, include_extras=True)
    own = signature(command).parameters
    alone = {name for name in own if not is_dataclass(hints[name])}
    groups = {name: _fields(hints[name], alone) for name in own if name not in alone}
    spread = list(_spread(own, hints, groups))

    @wraps(command)
    def called(**given: Any) -> int:
        made = {name: hints[name](**{field: given.pop(field) for field in members}) for name, members in groups.items()}
        return command(**made, **given)

    called.__signature__ = Signature(spread, return_annotation=int)  # type: ignore[attr-defined]
    called.__annotations__ = {p.name: p.annotation for p in spread}
    return called


def _fields(group: Any, taken: set[str]) -> dict[str, Field[Any]]:
    return {field.name: field for field in fields(group) if field.name not in taken}


def _spread(own: Any, hints: dict[str, Any], groups: dict[str, dict[str, Field[Any]]]) -> Iterator[Parameter]:
    """The parameters in the order of the command, by name only, so that defaults may stand anywhere."""
    for name, parameter in own.items():
        if name not in groups:
            yield parameter.replace(kind=Parameter.KEYWORD_ONLY, annotation=hints[name])
            continue
        kinds = get_type_hints(hints[name], include_extras=True)
        for field in groups[name].values():
            default = Parameter.empty if field.default is MISSING else field.default
            yield Parameter(field.name, Parameter.KEYWORD_ONLY, default=default, annotation=kinds[field.name])
