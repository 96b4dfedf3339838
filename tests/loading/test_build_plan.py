"""Plans are read from their files; one bad file leaves the others standing."""

from __future__ import annotations

from pathlib import Path

from mergecast.loading.workspace import Loaded, load
from mergecast.model.plan import Plan
from mergecast.repository.trees import WorkTree

QUARTER = """\
quarter: 2026-Q4
keeper: mei
themes:
  - {id: open-source, title: 开源日常 🧑🏽‍🚀, owner: aisyah, kpis: [{name: answers}]}
campaigns: [launch]
kpis: [{name: link clicks, target: 5000}]
"""
WEEK = """\
week: 2026-W48
assignments:
  - {who: mei, post: launch-2026, day: 2026-11-24}
  - {who: aisyah, idea: صورة المكتب الجديد, theme: open-source}
"""


def loaded(folder: Path, **plans: str) -> Loaded:
    (folder / "mergecast.yaml").write_text("version: 1\naccounts: {}\n")
    home = folder / "calendar" / "plan"
    home.mkdir(parents=True, exist_ok=True)
    for name, text in plans.items():
        file = home / f"{name.removeprefix('p').replace('_', '-')}.yaml"
        file.write_text(text, encoding="utf-8", newline="\n")
    return load(WorkTree(folder), whole=True)


def test_plans_are_read_by_the_names_of_their_files(tmp_path: Path) -> None:
    plans = loaded(tmp_path, p2026_Q4=QUARTER, p2026_W48=WEEK).workspace.plans

    quarter, week = plans.by_name["2026-Q4"], plans.by_name["2026-W48"]
    assert quarter.keeping.owner == "mei"
    assert [(theme.id, theme.owner) for theme in quarter.themes] == [
        ("open-source", "aisyah")
    ]
    assert [each.target for each in quarter.every_measure] == [5000, None]
    assert [each.who for each in week.assignments] == ["mei", "aisyah"]
    assert plans.above(week) == [quarter]
    assert plans.keeper(week) == "mei"


def test_a_bad_file_is_told_by_its_line_and_the_others_stand(tmp_path: Path) -> None:
    found = loaded(tmp_path, p2026_Q4=QUARTER, p2026_W48="week: 2026-W54\n")

    said = [(file.path, name) for file in found.files for name, _ in file.said]
    assert said == [("calendar/plan/2026-W48.yaml", "schema-bad-value")]
    assert [each.period.name for each in found.workspace.plans] == ["2026-Q4"]


def test_a_file_that_is_named_after_no_period_is_none(tmp_path: Path) -> None:
    assert not loaded(tmp_path, p2026_W54="week: 2026-W48\n").workspace.plans


def test_a_tick_reads_no_plans(tmp_path: Path) -> None:
    loaded(tmp_path, p2026_Q4=QUARTER)

    assert not load(WorkTree(tmp_path)).workspace.plans


def test_a_file_of_ten_thousand_assignments_is_refused_at_once(tmp_path: Path) -> None:
    many = "week: 2026-W48\nassignments:\n" + "  - {who: mei, idea: a}\n" * 10_000

    found = loaded(tmp_path, p2026_W48=many)

    assert not found.workspace.plans
    assert [file.path for file in found.files if file.said]


def test_a_year_is_a_number(tmp_path: Path) -> None:
    plans = loaded(tmp_path, p2026="year: 2026\nlater: [{title: Thanks}]\n").workspace

    (year,) = plans.plans
    assert isinstance(year, Plan)
    assert year.said == year.period.name == "2026"
