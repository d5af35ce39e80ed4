"""Installs the project into .venv beside this file and runs it: nothing but Python is needed, on any system.

python start.py         installs, scores the sample provinces, shows the ranking, writes ranking.xlsx
python start.py test    installs the test tools too and runs the tests
python start.py nqp ... installs and runs any nqp command
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def install(extra: str) -> None:
    """Make the environment once and install the project into it, again only when its definition has changed."""
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]} / 需要 Python 3.11 或更高版本")
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    wanted = f".[{extra}]" if extra else "."
    stamp = ENVIRONMENT / f"installed-{extra or 'plain'}.txt"
    definition = (HERE / "pyproject.toml").read_text(encoding="utf-8")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == definition:
        return
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", wanted]
    subprocess.run(command, cwd=HERE, check=True)
    stamp.write_text(definition, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Install what is asked for, run it, and give its exit code."""
    testing = arguments[:1] == ["test"]
    try:
        install("test" if testing else "")
    except subprocess.CalledProcessError as error:
        return error.returncode
    if testing:
        command = [str(PYTHON), "-m", "pytest", "-n", "auto", *arguments[1:]]
    else:
        command = [str(PYTHON), "-m", "nqp_index", *(arguments[1:] if arguments[:1] == ["nqp"] else ["demo"])]
    return subprocess.run(command, cwd=HERE if testing else None, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
