"""The command line: finds the language, runs one command, turns every end into its exit code."""

from __future__ import annotations

import difflib
import os
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import Annotated, Any

import typer

from nqp_index import __version__
from nqp_index.cli.console import note, prepare_streams, report_error, report_internal, say
from nqp_index.cli.once import Once
from nqp_index.cli.spoken import Commands
from nqp_index.errors import NqpError, Problem, UsageError, problem
from nqp_index.terms import LANGUAGES, label, use_language

#: Commands in the order of the help; each lives in a file of its own name and is a function of its own name.
COMMANDS = (
    "score", "check", "tidy", "uncertainty", "sensitivity", "audit", "explain", "whatif",
    "frameworks", "recipes", "methods", "template", "schema", "demo",
)  # fmt: skip


#: What tells the libraries of linear algebra how many threads to start. The matrices here are small and many: threads
#: wait for one another longer than they work, all the more on a busy machine.
THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")


def main(arguments: list[str] | None = None) -> None:
    """Entry point of `nqp`: run and exit."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command line and give its exit code; prints, never raises."""
    prepare_streams()
    try:
        rest = _speak(arguments) or ["--help"]
        signal.signal(signal.SIGTERM, _terminated)
        asked = next((word for word in rest if word in COMMANDS), "")
        outcome = _application(asked)(rest, standalone_mode=False, prog_name="nqp")
        return outcome if isinstance(outcome, int) else 0
    except NqpError as error:
        return report_error(error, as_json="--json" in arguments)
    except KeyboardInterrupt:
        note(label("console.interrupted"))
        return 130
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except BrokenPipeError:
        return 0
    except Exception as error:
        if hasattr(error, "format_message"):  # the command-line library's own usage errors
            return report_error(UsageError(_usage_problem(error)), as_json="--json" in arguments)
        if type(error).__name__ == "Abort":
            return 130
        if type(error).__name__ == "Exit":
            return int(getattr(error, "exit_code", 0))
        return report_internal(error)


def _terminated(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)


def _speak(arguments: list[str]) -> list[str]:
    """Take `--lang` out of the arguments wherever it stands, and speak that language from now on."""
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        name, is_pair, value = word.partition("=")
        if name != "--lang":
            rest.append(word)
            continue
        chosen = value if is_pair else next(words, "")
        if chosen not in LANGUAGES:
            raise UsageError(problem("E7001", value=chosen, known=LANGUAGES))
        use_language("zh" if chosen == "zh" else "en")
    return rest


def _application(asked: str) -> typer.Typer:
    """The application in the language spoken now: help texts are looked up while it is built.

    Only the command asked for is imported; of the others the list of commands needs no more than their names.
    """
    app = typer.Typer(
        name="nqp", cls=Commands, help=label("cli.about"), add_completion=False, rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )  # fmt: skip

    @app.callback()
    def everywhere(
        version: Annotated[
            bool, typer.Option("--version", help=label("opt.version"), callback=_version, is_eager=True)
        ] = False,
        lang: Annotated[str, typer.Option("--lang", help=label("opt.lang"), metavar="zh|en")] = "",
    ) -> None:
        pass

    for name in COMMANDS:
        command = getattr(import_module(f"nqp_index.cli.{name}"), name) if name == asked else _nothing
        app.command(name, cls=Once, help=label(f"cli.{name}"), epilog=label("cli.epilog"))(command)
    return app


def _nothing() -> None:
    """Stands for a command that was not asked for."""


def _version(wanted: bool) -> None:
    if wanted:
        say(__version__)
        raise typer.Exit


def _as_typed(parameter: Any) -> str:
    """The name of a parameter as the help shows it: an option with its dashes, an argument by what stands for it."""
    options = [str(name) for name in getattr(parameter, "opts", ()) if str(name).startswith("-")]
    shown = getattr(parameter, "metavar", None) or getattr(parameter, "name", None) or "?"
    return max(options, key=len) if options else str(shown).removesuffix("...")


def _usage_problem(error: Any) -> Problem:
    """The command-line library's complaint in our words."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None) or ["--help"]
        return problem("E7002", name=getattr(error, "option_name", "?"), near=near)
    if kind == "MissingParameter":
        return problem("E7003", name=_as_typed(getattr(error, "param", None)))
    text = str(error.format_message())
    if "No such command" in text:
        name = text.split("'")[1] if text.count("'") >= 2 else text
        near = difflib.get_close_matches(name, COMMANDS, n=3, cutoff=0.5) or list(COMMANDS)
        return problem("E7004", name=name, near=near)
    return problem("E7005", text=text)
