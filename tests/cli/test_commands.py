"""Every command, as a person types it: what it prints, what it writes, how it ends."""

from __future__ import annotations

import csv
import inspect
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import openpyxl
import pytest

from nqp_index.cli.app import COMMANDS, run
from nqp_index.cli.console import tell
from nqp_index.errors import Place, problem
from nqp_index.resources import sample_data_folder
from nqp_index.terms import use_language

PROVINCES = str(sample_data_folder() / "provinces")
PARKS = str(sample_data_folder() / "parks")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_both_languages(
    name: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help", "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert ("选择语言" in shown) == (lang == "zh")


@pytest.mark.parametrize(("lang", "shown"), [("zh", "audit        按 OECD"), ("en", "Commands:")])
def test_the_program_alone_shows_its_commands(lang: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", lang]) == 0
    told = capsys.readouterr()
    assert shown in told.out
    assert told.err == ""


@pytest.mark.parametrize("name", [*COMMANDS, ""])
def test_a_chinese_help_speaks_chinese_in_its_headings_too(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*([name] if name else []), "--help", "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "用法：" in shown
    for word in (
        "Usage",
        "Options",
        "Arguments",
        "Commands",
        "OPTIONS",
        "ARGS",
        "Show this",
        "required",
        "<list[Path]>",
    ):
        assert word not in shown
    assert "[default" not in shown


@pytest.mark.parametrize(("arguments", "name"), [(["template"], "--out"), (["tidy", PARKS], "--out")])
def test_what_is_missing_is_named_as_it_is_typed(
    arguments: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--lang", "en"]) == 2
    assert f"{name} is missing" in capsys.readouterr().err


def test_only_the_command_asked_for_is_imported() -> None:
    code = (
        "import sys; from nqp_index.cli.app import run; run(['recipes']); print('nqp_index.cli.audit' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.endswith("False\n")


def test_score_ranks_and_writes_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    names = ["r.xlsx", "r.csv", "r.json", "r.parquet"]
    arguments = ["score", PROVINCES, "--lang", "en"]
    for name in names:
        arguments += ["--out", name]
    assert run(arguments) == 0
    shown = capsys.readouterr()
    assert "Beijing" in shown.out
    assert "Traceback" not in shown.err
    assert all(Path(name).stat().st_size > 1000 for name in names)
    with Path("r.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["region", "code", "year", "node", "level", "score", "rank", "coverage"]
    best = [r["region"] for r in rows if r["year"] == "2020" and r["node"] == "NQP" and r["rank"] == "1"]
    assert best == ["Beijing"]
    assert "reference" in json.loads(Path("r.json").read_text(encoding="utf-8"))


def test_score_refuses_to_overwrite_without_being_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("r.csv").write_text("mine", encoding="utf-8")
    assert run(["score", PROVINCES, "--out", "r.csv"]) == 6
    assert Path("r.csv").read_text(encoding="utf-8") == "mine"
    assert run(["score", PROVINCES, "--out", "r.csv", "--overwrite"]) == 0
    assert "--overwrite" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["排名.xlsx", "排名.csv"])
def test_a_result_beside_the_data_may_be_written_anew(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = Path(PARKS)
    Path("data").mkdir()
    for file in source.iterdir():
        (Path("data") / file.name).write_bytes(file.read_bytes())
    arguments = ["score", "data", "-f", "park", "-o", f"data/{name}", "--overwrite"]
    assert [run(arguments), run(arguments)] == [0, 0]
    assert capsys.readouterr().err.count("N1007") == 1


def test_json_on_stdout_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", PROVINCES, "--year", "2020", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert "NaN" not in json.dumps(document)


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["scor"], 2, "score"),
        (["score", PROVINCES, "--ou", "x"], 2, "--out"),
        (["score", PROVINCES, "--lang", "fr"], 2, "zh"),
        (["score", "nowhere.xlsx"], 3, "nowhere.xlsx"),
        (["score", PROVINCES, "--framework", "provnce"], 4, "province"),
        (["score", PROVINCES, "--recipe", "balancd"], 4, "balanced"),
        (["score", PROVINCES, "--weight", "entropi"], 4, "entropy"),
        (["score", PROVINCES, "--aggregate", "vikor"], 4, "flat"),
        (["score", PROVINCES, "--normalise", "zscore", "--aggregate", "geometric"], 4, "minmax"),
        (["score", PROVINCES, "--scope", "sometimes"], 2, "pooled"),
        (["score", PROVINCES, "--scope", "base:1999"], 2, "2019"),
        (["score", PROVINCES, "--scope", "pooled:weigth=yearly"], 2, "weight=yearly"),
        (["score", PROVINCES, "--scope", "pooled:weight=base"], 2, "weight=yearly"),
        (["score", PROVINCES, "--scope", "base:2020,"], 2, "weight=yearly"),
        (["score", PROVINCES, "--year", "1999"], 2, "2019"),
        (["score", PROVINCES, "--only-years", "1999"], 3, "2019"),
        (["score", PROVINCES, "--year", "2019-2020"], 2, "--only-years"),
        (["score", PROVINCES, "--only-years", "soon"], 2, "2019-2022"),
        (["score", PROVINCES, "--exclude", "西臧"], 3, "西藏"),
        (["score", PROVINCES, "--out", "r.docx"], 2, ".xlsx"),
        (["methods", "entropyy"], 2, "entropy"),
        (["schema", "house"], 2, "framework"),
        (["explain", "广酉", PROVINCES], 3, "广西"),
        (["whatif", PROVINCES, "--weight", "ST:2"], 2, "ST1=2"),
    ],
)
def test_what_is_wrong_is_told_with_its_mend(
    arguments: list[str], code: int, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    language = [] if "--lang" in arguments else ["--lang", "zh"]
    assert run([*arguments, *language]) == code
    shown = capsys.readouterr().err
    assert word in shown
    assert "Traceback" not in shown
    assert list(Path().iterdir()) == []


def test_a_fixed_scope_keeps_the_scores_of_an_earlier_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(["score", PROVINCES, "--only-years", "2019-2020", "--weight", "entropy", "-o", "old.json", "-o", "old.csv"])
        == 0
    )
    assert run(["score", PROVINCES, "--weight", "entropy", "--scope", "fixed:old.json", "-o", "new.csv"]) == 0

    def scores(name: str) -> dict[tuple[str, str, str], str]:
        with Path(name).open(encoding="utf-8-sig", newline="") as file:
            return {(r["code"], r["year"], r["node"]): r["score"] for r in csv.DictReader(file)}

    old, new = scores("old.csv"), scores("new.csv")
    kept = {key: new[key] for key in old}
    for key, score in old.items():
        assert (score == "") == (kept[key] == ""), key
        if score:
            assert float(kept[key]) == pytest.approx(float(score), abs=1e-9), key


def test_excluding_a_region_takes_it_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", PROVINCES, "--exclude", "Tibet", "--exclude", "北京市", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Xizang" not in shown
    assert "Beijing" not in shown
    assert "Shanghai" in shown


def test_a_template_is_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "template",
        "--framework",
        "park",
        "--year",
        "2023",
        "--region",
        "甲园",
        "--region",
        "乙园",
        "-o",
        "t.xlsx",
    ]
    assert run(arguments) == 0
    book = openpyxl.load_workbook("t.xlsx")
    sheet = book.worksheets[0]
    assert [sheet.cell(r, 1).value for r in (2, 3)] == ["甲园", "乙园"]
    for c in range(3, sheet.max_column + 1):
        sheet.cell(2, c).value, sheet.cell(3, c).value = 10 + c % 7, 20 + c % 5
    book.save("filled.xlsx")
    assert run(["score", "filled.xlsx", "--framework", "park", "--lang", "zh"]) == 0
    assert "甲园" in capsys.readouterr().out


def test_tidy_gives_the_same_ranking(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tidy", PROVINCES, "-o", "t.csv"]) == 0
    for source, target in ((PROVINCES, "a.csv"), ("t.csv", "b.csv")):
        assert run(["score", source, "-o", target]) == 0
    assert Path("a.csv").read_bytes() == Path("b.csv").read_bytes()


def _many_unknown(count: int) -> str:
    lines = ["region,year,gdp", *(f"某地{i},2022,{i + 1}" for i in range(count)), "北京,2022,5", "天津,2022,6"]
    Path("many.csv").write_text("\n".join(lines), encoding="utf-8")
    return "many.csv"


def test_check_groups_problems_of_a_kind_on_stdout_and_lists_twenty_on_stderr(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["check", _many_unknown(19), "--lang", "en"]) == 3
    shown = capsys.readouterr()
    flags = [line for line in shown.out.splitlines() if line.startswith("error")]
    assert [line.split()[:3] for line in flags] == [["error", "E1204", "19"]]
    assert sum(line.startswith(("error", "warning", "note")) for line in shown.err.splitlines()) <= 20
    assert run(["check", _many_unknown(40), "--lang", "en"]) == 3
    err = capsys.readouterr().err.splitlines()
    assert sum("[" in line for line in err) == 20
    assert "more" in err[-1]


def test_on_a_terminal_check_shows_each_problem_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nqp_index.cli.check.is_terminal", lambda: True)
    assert run(["check", _many_unknown(3), "--lang", "en"]) == 3
    shown = capsys.readouterr()
    assert "E1204" not in shown.out
    assert shown.err.count("E1204") == 3


def test_a_sentence_about_many_places_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    use_language("en")
    tell([problem("E1237", Place("a.xlsx", "S", row, 2)) for row in (3, 4, 5)])
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("error[E1237] a.xlsx:S!B3: ")
    assert lines[0].endswith("(the same in further places: 2)")


def test_check_shows_what_was_understood_and_drafts_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", PROVINCES, "--write-sources", "s.yaml", "-o", "c.xlsx", "--lang", "zh"]) == 0
    assert "地区生产总值" in capsys.readouterr().out
    assert "layout" in Path("s.yaml").read_text(encoding="utf-8")
    assert openpyxl.load_workbook("c.xlsx").sheetnames
    assert run(["score", PROVINCES, "--sources", "s.yaml"]) == 0


def test_fictional_parks_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", PARKS, "--framework", "park", "--lang", "zh"]) == 0
    assert "虚构" in capsys.readouterr().out.splitlines()[0]


def test_a_framework_written_as_a_spreadsheet_scores_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["frameworks", "province", "-o", "mine.xlsx"]) == 0
    assert run(["score", PROVINCES, "-o", "a.csv"]) == 0
    assert run(["score", PROVINCES, "-f", "mine.xlsx", "-o", "b.csv"]) == 0
    assert Path("a.csv").read_bytes() == Path("b.csv").read_bytes()


def test_an_uncovered_claim_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["frameworks", "province", "--lang", "en"]) == 0
    assert "C49" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["uncertainty", PROVINCES, "--year", "2020", "--draws", "60", "--write-assumptions", "a.yaml"],
        ["sensitivity", PROVINCES, "--year", "2020", "--rows", "8", "--region", "广西", "--rank", "20"],
        ["audit", PROVINCES, "--draws", "60", "--sobol", "8"],
        ["explain", "西藏", PROVINCES, "--year", "2020"],
        ["explain", "广西", PROVINCES, "--against", "广东"],
        ["whatif", PROVINCES, "--weight", "ST=2", "--drop", "NE11", "--cell", "广西,2020,rd_exp=300"],
    ],
    ids=lambda a: a[0],
)
def test_the_analyses_run_on_the_sample(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "-o", "f.xlsx", "-o", "f.csv", "-o", "f.json", "--lang", "zh"]) == 0
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    assert shown.out.count("\n") > 10
    assert openpyxl.load_workbook("f.xlsx").sheetnames
    tables = json.loads(Path("f.json").read_text(encoding="utf-8"))["tables"]
    assert len(tables) == len(openpyxl.load_workbook("f.xlsx").sheetnames)


ANALYSES = ("uncertainty", "sensitivity", "audit", "explain", "whatif")


def options_of(name: str) -> set[str]:
    return set(inspect.signature(getattr(import_module(f"nqp_index.cli.{name}"), name)).parameters)


@pytest.mark.parametrize("name", ANALYSES)
def test_every_analysis_takes_the_options_that_say_what_is_scored(name: str) -> None:
    beside = {"out", "intervals", "seed", "raw_csv"}
    assert options_of("score") - beside <= options_of(name)


@pytest.mark.parametrize(
    "arguments",
    [["uncertainty", "--draws", "20", "--no-grid"], ["sensitivity", "--rows", "8"], ["whatif", "--weight", "ST=2"]],
    ids=lambda a: a[0],
)
def test_an_analysis_is_of_what_was_scored(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Steps changed on the command line reach every analysis as they reach the scoring."""
    name, *more = arguments
    shown = []
    for steps in ([], ["--normalise", "rank", "--aggregate", "harmonic", "--treat", "winsor"]):
        assert run([name, PROVINCES, *more, *steps, "--json"]) == 0
        shown.append(json.loads(capsys.readouterr().out)["tables"])
    assert shown[0] != shown[1]


def test_a_year_is_the_year_shown_and_all_years_stay_the_reference(capsys: pytest.CaptureFixture[str]) -> None:
    def first_line(*more: str) -> str:
        assert run(["score", PROVINCES, "--lang", "en", *more]) == 0
        return next(line for line in capsys.readouterr().out.splitlines() if "Beijing" in line)

    assert run(["explain", "北京", PROVINCES, "--year", "2020", "--lang", "en", "--json"]) == 0
    explained = capsys.readouterr().out
    score = first_line("--year", "2020").split()[2]
    assert score in explained
    assert first_line("--only-years", "2020").split()[2] != score


def test_a_year_that_is_not_the_latest_stands_in_front_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("uncertainty", "sensitivity", "whatif"):
        more = {
            "uncertainty": ["--draws", "10", "--no-grid"],
            "sensitivity": ["--rows", "8"],
            "whatif": ["--drop", "ST"],
        }
        assert run([name, PARKS, "-f", "park", "--year", "2022", *more[name], "--lang", "en"]) == 0
        assert "2022" in capsys.readouterr().out, name
    assert run(["explain", "虚构云溪园", PARKS, "-f", "park", "--year", "1999"]) == 2


def test_the_assumptions_written_are_those_of_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["uncertainty", PROVINCES, "--draws", "30", "--recipe", "entropy", "--no-grid", "--json"]
    assert run([*arguments, "--write-assumptions", "a.yaml"]) == 0
    default = json.loads(capsys.readouterr().out)
    assert run([*[a for a in arguments if a not in {"--draws", "30"}], "--assumptions", "a.yaml"]) == 0
    assert json.loads(capsys.readouterr().out) == default


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["whatif", PROVINCES, "--weight", "entropy", "--weight", "critic"], "ST1=2"),
        (["sensitivity", PROVINCES, "--region", "广西", "--rank", "9", "--norm", "l3"], "l2"),
        (["sensitivity", PROVINCES, "--region", "广西", "--rank", "9", "--node", "XY"], "NQP"),
    ],
)  # fmt: skip
def test_options_of_analyses_that_mean_nothing_are_refused(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert words in capsys.readouterr().err


def test_whatif_scores_by_the_weighting_given_and_changes_one_weight(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["whatif", PROVINCES, "--weight", "equal_nested", "--weight", "ST=2", "--json"]) == 0
    assert "equal" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["uncertainty", PARKS, "--draws", "20"],
        ["sensitivity", PARKS, "--rows", "8"],
        ["audit", PARKS, "--draws", "0", "--sobol", "0"],
        ["explain", "虚构云溪园", PARKS],
        ["whatif", PARKS, "--weight", "ST=2"],
    ],
    ids=lambda a: a[0],
)
def test_the_analyses_of_fictional_data_say_so_on_the_terminal(
    arguments: list[str], lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--framework", "park", "--lang", lang]) == 0
    banner = "【虚构数据】" if lang == "zh" else "[FICTIONAL DATA]"
    assert capsys.readouterr().out.startswith(banner)


def test_the_audit_judges_what_matters_and_what_lies_outside(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--draws", "0", "--sobol", "8", "--outcome", "gdp@2023", "--size", "employment", "--json", "--lang", "en"]
    assert run(["audit", PROVINCES, *given]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)["tables"][0]["rows"]}
    assert "8 rows" in rows["E5"]["value"]
    assert rows["G1"]["verdict"] == "PASS"
    assert "gdp@2023" in rows["G1"]["offenders"]
    assert "Employed persons" in rows["A4"]["offenders"]


@pytest.mark.parametrize("option", ["--outcome", "--size"])
def test_a_series_that_the_data_do_not_hold_is_refused_before_the_runs(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["audit", PROVINCES, option, "gpd"]) == 2
    assert "E6041" in capsys.readouterr().err


def test_a_strict_audit_sets_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", PROVINCES, "--draws", "0", "--sobol", "0", "--strict"]) == 7


@pytest.mark.parametrize("kind", ["data in a folder", "framework", "aliases", "recipe"])
def test_what_was_read_is_never_written_over(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path("data")
    folder.mkdir()
    (folder / "g.csv").write_text(
        "地区,年份,R&D经费（亿元）,地区生产总值（亿元）\n北京,2020,9,100\n天津,2020,1,50\n河北,2020,1,70\n",
        encoding="utf-8",
    )
    assert run(["frameworks", "province", "-o", "mine.csv"]) == 0
    Path("aliases.csv").write_text("name,code\n京城,110000\n", encoding="utf-8")
    Path("recipe.csv").write_text("recipe: r\nlabel: r\naggregate: arithmetic\n", encoding="utf-8")
    victim = {
        "data in a folder": "data/g.csv",
        "framework": "mine.csv",
        "aliases": "aliases.csv",
        "recipe": "recipe.csv",
    }[kind]
    before = Path(victim).read_bytes()
    arguments = ["score", "data", "-f", "mine.csv", "--aliases", "aliases.csv", "-r", "recipe.csv"]
    assert run([*arguments, "-o", victim, "--overwrite"]) == 6
    assert Path(victim).read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["--year=²"], ["--scope", "base:²"], ["--scope", "base:" + "9" * 5000], ["--seed", "-5"],
        ["--normalise", "minmax:method=zscore"], ["--out", "a\nb.csv"],
    ],
    ids=repr,
)  # fmt: skip
def test_odd_options_end_in_words(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", PROVINCES, *arguments]) in {2, 4}
    shown = capsys.readouterr().err
    assert re.search(r"^(error|错误)\[", shown, re.M)  # a slow machine says first that it is reading
    assert "Traceback" not in shown


def test_values_beyond_any_statistic_are_left_out_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    rows = ["region,year,rd_exp,gdp", "北京,2020,1.7e308,1", "天津,2020,1,50", "河北,2020,1,70", "山西,2020,3,70"]
    Path("g.csv").write_text("\n".join(rows), encoding="utf-8")
    run(["score", "g.csv", "--lang", "en"])
    shown = capsys.readouterr().err
    assert "RuntimeWarning" not in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("option", "code", "mend"),
    [("--weight", "E7025", "--weight a.xlsx+b.xlsx"), ("--normalise", "E7024", ""), ("--year", "E7024", "")],
)
@pytest.mark.parametrize("command", [["score"], ["explain", "广西"], ["uncertainty"], ["audit"]], ids=lambda c: c[0])
def test_an_option_of_one_value_given_twice_is_refused_by_name(
    command: list[str], option: str, code: str, mend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, PROVINCES, option, "a.xlsx", f"{option}=b.xlsx", "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert f"error[{code}] option {option} is given more than once" in told
    assert mend in told


def test_options_that_may_be_repeated_still_are(capsys: pytest.CaptureFixture[str]) -> None:
    twice = ["--only-years", "2020", "--only-years", "2021", "-x", "广西", "-x", "青海", "--json", "--json"]
    assert run(["score", PROVINCES, *twice]) == 0
    assert json.loads(capsys.readouterr().out)["years"] == [2020, 2021]


def test_whatif_tells_the_warnings_of_both_runs_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["whatif", PROVINCES, "--drop", "NE11"]
    assert run([*arguments, "--lang", "zh", "-o", "w.xlsx"]) == 0
    shown = capsys.readouterr()
    after = [line for line in shown.err.splitlines() if line.startswith("[改变后]")]
    assert any("W4017" in line and "11 个指标中只有 2 个" in line for line in after)
    assert any(line.startswith("[改变前]") and "12 个指标中只有 3 个" in line for line in shown.err.splitlines())
    assert "单位GDP火力发电量（NE11）" in shown.out
    assert len(openpyxl.load_workbook("w.xlsx").sheetnames) == 2
    assert run([*arguments, "--json"]) == 0
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {p.get("run") for p in problems if p["code"] == "W4017"} == {None, "before", "after"}


def test_what_goes_to_a_file_or_program_is_whole_and_a_terminal_is_told_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["explain", "广西", PROVINCES, "--lang", "zh"]) == 0
    piped = capsys.readouterr().out
    assert "另有" not in piped
    assert "trade_goods" in piped
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(["explain", "广西", PROVINCES, "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "重定向" in shown
    assert "trade_goods" not in shown


def test_an_english_workbook_says_measures_in_english() -> None:
    assert run(["score", PROVINCES, "-o", "r.xlsx", "--lang", "en"]) == 0
    book = openpyxl.load_workbook("r.xlsx", read_only=True)
    for sheet in ("Definitions", "Series", "Raw data"):
        rows = book[sheet].iter_rows(min_row=5, max_row=300, values_only=True)
        column = next(rows).index("Measure")
        measures = {str(row[column] or "") for row in rows}
        assert any("yuan" in one for one in measures)
        assert all(one.isascii() or one in {"‰", "km²", "person-years per km²"} for one in measures)
    headings = [str(v) for v in next(book["Indicator values"].iter_rows(min_row=5, max_row=5, values_only=True))]
    assert any("items per 10 000 people" in one for one in headings)
    assert run(["frameworks", "province", "--lang", "en"]) == 0


def test_a_failed_audit_names_its_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", PROVINCES, "--draws", "0", "--sobol", "0", "--strict", "--lang", "zh"]) == 7
    assert "C6 内部一致性" in capsys.readouterr().err


def test_a_pillar_without_any_data_is_told_under_the_ranking(capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(str(p) for p in Path(PROVINCES).iterdir() if "energy" not in p.name)
    assert run(["score", *files, "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "7 个维度中有 1 个没有任何数据，得分与位次不含它们：新能源。" in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["explain", "台湾", PROVINCES], ["E1510", "31 个", "新疆"]),
        (["whatif", PROVINCES, "--cell", "广西,2020,rdexp=5"], ["E6026", "rd_exp"]),
        (["whatif", PROVINCES, "--swap", "NE11=elec_usee"], ["E6026", "elec_"]),
    ],
)
def test_what_is_unknown_is_answered_with_what_is_known(
    arguments: list[str], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--lang", "zh"]) in {2, 3}
    told = capsys.readouterr().err
    assert all(word in told for word in words)
    assert "是不是：北京" not in told


@pytest.mark.parametrize("command", ["score", "uncertainty", "sensitivity", "audit", "whatif"])
def test_data_that_rank_nobody_end_in_words(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    accounts = [str(p) for p in Path(PROVINCES).iterdir() if "accounts" in p.name]
    more = {"score": ["--intervals", "20"], "audit": ["--draws", "20", "--sobol", "8"], "whatif": ["--weight", "TH=2"]}
    code = run([command, *accounts, *more.get(command, []), "--lang", "zh"])
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    assert "内部错误" not in shown.err
    if command in {"uncertainty", "sensitivity"}:
        assert code == 3
        assert "E1511" in shown.err
        assert "7 个维度中只有 2 个有得分" in shown.err
    else:
        assert code == 0
        assert "nan" not in shown.out


def test_values_beyond_what_is_plausible_are_told_by_region_and_measure(capsys: pytest.CaptureFixture[str]) -> None:
    cell = "广西,2020,income_pc=1e9"
    assert run(["whatif", PROVINCES, "--cell", cell, "--lang", "en"]) == 0
    assert "Guangxi 2020" in next(line for line in capsys.readouterr().err.splitlines() if "W4011" in line)
    assert run(["whatif", PROVINCES, "--cell", cell, "--lang", "zh"]) == 0
    told = next(line for line in capsys.readouterr().err.splitlines() if "W4011" in line)
    assert "广西 2020" in told
    assert "450000" not in told
