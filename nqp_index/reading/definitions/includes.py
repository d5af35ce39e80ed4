"""Opens definition files and the files they name, inside one folder, never twice along one way."""

from __future__ import annotations

import hashlib
from pathlib import Path

from nqp_index.errors import DefinitionError, Place, Problems, problem
from nqp_index.reading.definitions.found import Found, Listing, Scalar, Table
from nqp_index.reading.definitions.rules import refuse
from nqp_index.reading.definitions.yaml_source import LARGEST, found_in_yaml
from nqp_index.terms import Text

__all__ = ["Includes", "definition_bytes"]


def definition_bytes(path: Path) -> bytes:
    """The file's content, read no further than a definition may be long. Raises DefinitionError."""
    try:
        if not path.is_file():
            raise DefinitionError(problem("E2012", Place(path.name)))
        with path.open("rb") as file:
            return file.read(20 * LARGEST + 1)
    except OSError as error:
        raise DefinitionError(problem("E2013", Place(path.name), reason=error.strerror or "")) from None


class Includes:
    """The folder of a definition: opens the files it names and remembers what was read for the checksum."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._folder = path.parent.resolve()
        self._first = path.name
        self._digest = hashlib.sha256(content)

    @property
    def sha256(self) -> str:
        """Checksum of the definition and of every file it named, in the order they were named."""
        return self._digest.hexdigest()

    def listed(self, found: Found, key: str, problems: Problems) -> Found | None:
        """The list under `key`: as it stands, or from the file named there, which holds it under the same key."""
        seen = [self._first]
        while isinstance(found, Scalar):
            opened = self._open(found, seen, problems)
            if opened is None:
                return None
            if not isinstance(opened, Table) or opened.get(key) is None:
                refuse(problems, opened, Text(f"键 {key} 及其列表", f"the key {key} with a list"))
                return None
            for name, _ in opened.entries:
                if name.text != key:
                    problems.add("E2026", name.place, key=name.text, known=(key,), near=())
            found = opened.get(key) or opened
        if not isinstance(found, Listing):
            refuse(problems, found, Text("列表", "a list"))
            return None
        return found

    def _open(self, name: Scalar, seen: list[str], problems: Problems) -> Found | None:
        """The file named, as found; objections at the place where it is named."""
        try:
            path = (self._folder / name.text).resolve()
            inside = path.parent == self._folder and path.name == name.text
            there = inside and path.is_file()
        except (OSError, ValueError, RuntimeError):
            inside = there = False
        if not inside:
            problems.add("E2014", name.place, file=name.text)
            return None
        if name.text in seen:
            problems.add("E2015", name.place, chain=" → ".join([*seen, name.text]))
            return None
        if not there:
            near = self._near(name.text)
            problems.add("E2016" if near else "E2017", name.place, file=name.text, near=near)
            return None
        seen.append(name.text)
        return self._read(path, problems)

    def _read(self, path: Path, problems: Problems) -> Found | None:
        try:
            content = definition_bytes(path)
            self._digest.update(content)
            return found_in_yaml(content, path.name)
        except DefinitionError as error:
            problems.extend(error.problems)
            return None

    def _near(self, name: str) -> list[str]:
        from difflib import get_close_matches

        return get_close_matches(name, [p.name for p in self._folder.glob("*.y*ml")], n=1)
