"""A command in which an option that takes one value may be given once only, with its help in the language spoken."""

from __future__ import annotations

from collections import Counter
from typing import Any

from typer.core import TyperCommand

from nqp_index.cli.spoken import spoken
from nqp_index.errors import UsageError, problem

#: Options whose one value may join several by `+`, which is what a repetition is meant to say.
JOINED = ("--weight",)


class Once(TyperCommand):
    """Refuses an option given twice: the command-line library would keep the last value and say nothing."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        single = [p for p in given if p.param_type_name == "option" and not (p.multiple or p.is_flag)]  # type: ignore[attr-defined]
        twice = [param.opts[0] for param, count in Counter(single).items() if count > 1]
        if twice:
            raise UsageError(problem("E7025" if name in JOINED else "E7024", option=name) for name in twice)
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:
        return spoken(super().get_help(ctx))
