"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from nqp_index.errors import OutputExists, UsageError, WriteError
from nqp_index.reports import publish as publishing
from nqp_index.reports.locks import workshop_prefix
from nqp_index.reports.publish import publish


def write(text: str):
    return lambda path: path.write_text(text, encoding="utf-8")


def fail(path: Path) -> None:
    path.write_text("half of it", encoding="utf-8")
    raise OSError(errno.ENOSPC, "No space left on device")


def codes(raised: pytest.ExceptionInfo) -> list[str]:
    return [p.code for p in raised.value.problems]


def test_files_appear_with_what_was_written_and_nothing_else_stays(tmp_path: Path) -> None:
    publish({tmp_path / "a.csv": write("A"), tmp_path / "b.json": write("B")})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "b.json"]
    assert (tmp_path / "a.csv").read_text() == "A"


def test_a_full_disk_leaves_every_old_file_untouched(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(WriteError) as raised:
        publish({tmp_path / "a.csv": write("new"), tmp_path / "b.csv": fail}, overwrite=True)
    assert codes(raised) == ["E5010"]
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.csv", "old")]


@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit, RuntimeError])
def test_an_interruption_removes_the_temporaries_and_passes_on(tmp_path: Path, end: type[BaseException]) -> None:
    def stop(path: Path) -> None:
        path.write_text("half")
        raise end

    with pytest.raises(end):
        publish({tmp_path / "a.csv": stop})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_kill_between_writing_and_moving_never_leaves_a_half_file(tmp_path: Path, number: int) -> None:
    (tmp_path / "a.csv").write_text("old")
    script = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        from nqp_index.reports.publish import publish
        def slow(path):
            path.write_text("half")
            print("ready", flush=True)
            time.sleep(60)
        publish({Path(sys.argv[1]): slow}, overwrite=True)
    """)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    run = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "a.csv")], stdout=subprocess.PIPE, env=environment
    )
    assert run.stdout is not None
    assert run.stdout.readline().strip() == b"ready"
    with pytest.raises(OutputExists) as raised:
        publish({tmp_path / "a.csv": write("second")}, overwrite=True)
    assert codes(raised) == ["E5008"]
    run.send_signal(number)
    run.stdout.close()
    code = run.wait(timeout=20)
    assert (tmp_path / "a.csv").read_text() == "old"
    if number == signal.SIGTERM:
        assert code == 143
        assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
    publish({tmp_path / "a.csv": write("new")}, overwrite=True)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.csv", "new")]


def test_an_existing_file_is_refused_unless_overwriting_was_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    with pytest.raises(OutputExists, match="--overwrite") as raised:
        publish({target: write("new")})
    assert codes(raised) == ["E5002"]
    publish({target: write("new")}, overwrite=True)
    assert target.read_text() == "new"


@pytest.mark.parametrize("disguise", ["same", "dotted", "symlink", "hardlink"])
def test_an_input_is_never_overwritten_under_whatever_name(tmp_path: Path, disguise: str) -> None:
    source = tmp_path / "data.xlsx"
    source.write_text("input")
    other = tmp_path / "other.xlsx"
    if disguise == "symlink":
        other.symlink_to(source)
    elif disguise == "hardlink":
        os.link(source, other)
    target = {"same": source, "dotted": tmp_path / "." / ".." / tmp_path.name / "data.xlsx"}.get(disguise, other)
    with pytest.raises(OutputExists) as raised:
        publish({target: write("x")}, overwrite=True, inputs=[source])
    assert codes(raised) == ["E5001"]
    assert source.read_text() == "input"


def test_a_symbolic_link_stays_and_the_file_it_names_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    publish({link: write("new")}, overwrite=True)
    assert link.is_symlink()
    assert real.read_text() == "new"


BAD_NAMES = ("CON.xlsx", "nul.csv", "com1.json", "a\u202eb.csv", "tab\x01.csv", "dot.csv.", "x" * 300 + ".csv")


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_is_no_file_everywhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as raised:
        publish({tmp_path / name: write("x")})
    assert codes(raised) == ["E5003"]


def test_a_name_is_written_in_its_composed_form(tmp_path: Path) -> None:
    publish({tmp_path / "cafe\u0301.csv": write("x")})
    assert [p.name for p in tmp_path.iterdir()] == ["caf\u00e9.csv"]


def test_an_absent_folder_a_folder_as_target_and_a_double_target_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteError) as raised:
        publish({tmp_path / "absent" / "a.csv": write("x"), tmp_path: write("x")}, overwrite=True)
    assert codes(raised) == ["E5005", "E5007"]
    with pytest.raises(UsageError) as raised:
        publish({tmp_path / "a.csv": write("x"), tmp_path / "." / "sub" / ".." / "a.csv": write("x")})
    assert "E5004" in codes(raised)


def test_a_read_only_folder_is_a_write_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_named: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("nqp_index.reports.locks.os.open", refuse)
    with pytest.raises(WriteError) as raised:
        publish({tmp_path / "a.csv": write("x")})
    assert codes(raised) == ["E5011"]


def test_a_file_held_open_by_another_program_is_retried_then_kept_under_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, move, tries = tmp_path / "a.xlsx", os.replace, []
    target.write_text("old")

    def held(source: Path, to: Path) -> None:
        if Path(to) == target:
            tries.append(to)
            raise PermissionError(errno.EACCES, "in use")
        move(source, to)

    monkeypatch.setattr(publishing, "PATIENCE", 0.3)
    monkeypatch.setattr("nqp_index.reports.publish.os.replace", held)
    with pytest.raises(OutputExists, match=r"close a\.xlsx in Excel") as raised:
        publish({target: write("new")}, overwrite=True)
    assert codes(raised) == ["E5006"]
    assert len(tries) > 1
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a.xlsx": "old", "a.new.xlsx": "new"}


def test_a_file_that_is_released_in_time_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    move, tries = os.replace, []

    def held_once(source: Path, to: Path) -> None:
        tries.append(to)
        if len(tries) == 1:
            raise PermissionError(errno.EACCES, "in use")
        move(source, to)

    monkeypatch.setattr("nqp_index.reports.publish.os.replace", held_once)
    publish({tmp_path / "a.csv": write("new")})
    assert (tmp_path / "a.csv").read_text() == "new"


def test_temporaries_of_dead_processes_are_removed_and_those_of_living_ones_stay(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    stale = tmp_path / workshop_prefix().replace(f"-{os.getpid()}-", f"-{dead.pid}-x")
    living = tmp_path / f"{workshop_prefix()}y"
    for folder in (stale, living):
        folder.mkdir()
        (folder / "half.csv").write_text("half")
    publish({tmp_path / "a.csv": write("new")})
    assert not stale.exists()
    assert living.exists()


@pytest.mark.parametrize("content", ["", "nonsense", "{machine} 4194304999", "{machine} {own}"])
def test_a_lock_without_a_living_owner_is_taken_over(tmp_path: Path, content: str) -> None:
    publish({tmp_path / "a.csv": lambda path: _steal_lock_name(path, tmp_path)})
    machine = workshop_prefix().split("-")[1]
    lock = tmp_path / (tmp_path / "a.csv").read_text()
    lock.write_text(content.format(machine=machine, own=os.getpid()))
    os.utime(lock, (time.time() - 60, time.time() - 60))
    publish({tmp_path / "a.csv": write("new")}, overwrite=True)
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def _steal_lock_name(path: Path, folder: Path) -> None:
    path.write_text(next(p.name for p in folder.iterdir() if p.suffix == ".lock"))


def test_overwriting_keeps_the_rights_of_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    target.chmod(0o640)
    publish({target: write("new")}, overwrite=True)
    assert target.stat().st_mode & 0o777 == 0o640
