"""What holds for every workflow that is shipped, and for the action."""

from __future__ import annotations

import re
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
import yaml
from workflows.expressions import Scope

from mergecast.cli.starting.fresh import _BUILDS

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "tooling/mergecast/cli/starting/starter_files/workflows"
OWN = ROOT / ".github/workflows"
NAMES = (
    *("act", "calendar", "freeze", "heartbeat", "intake", "pages", "publish"),
    *("review", "review-forks"),
)
FILES = [*sorted(OWN.glob("*.yml")), ROOT / "action.yml"]
KEYS = {"MERGECAST_SECRETS", "MERGECAST_LEDGER_KEY"}

Data = dict[str, Any]


def load(path: Path) -> Data:
    """A workflow as data; YAML's old booleans would make ``on`` a truth."""
    text = re.sub(r"^on:", '"on":', path.read_text("utf-8"), flags=re.MULTILINE)
    loaded: Data = yaml.safe_load(text)
    return loaded


def jobs(path: Path) -> list[Data]:
    found = load(path).get("jobs", {})
    return list(found.values())


def steps(path: Path) -> list[Data]:
    runs = load(path).get("runs", {})
    return [step for job in [*jobs(path), runs] for step in job.get("steps", [])]


def workflows() -> list[Path]:
    return [path for path in FILES if path.parent == OWN]


def test_the_workflows_that_are_shipped_run_here_but_for_how_they_install() -> None:
    shipped = {path.name: path.read_text("utf-8") for path in SHIPPED.iterdir()}
    own = {path.name: path.read_text("utf-8") for path in OWN.iterdir()}
    script = run_path(str(ROOT / "scripts/own_workflows.py"))
    stale = "run scripts/own_workflows.py"

    assert {name.removesuffix(".yml") for name in shipped} == set(NAMES)
    assert own.keys() - shipped.keys() == {"ci.yml"}
    teams, ours = script["TEAMS"], script["OURS"]
    assert all(text.count(teams) == 1 for text in shipped.values())
    here = {name: text for name, text in own.items() if name in shipped}
    assert here == {n: text.replace(teams, ours) for n, text in shipped.items()}, stale
    assert script["own"]() == here


def test_what_jobs_here_build_with_is_locked_as_for_those_who_work_on_it() -> None:
    locks = {
        name: set(re.findall(r"^\S+==\S+ \\$", _lock(name), re.MULTILINE))
        for name in ("run", "build", "dev")
    }

    assert {one.partition("=")[0] for one in locks["build"]} >= {"hatchling"}
    assert locks["build"] <= locks["dev"]
    assert locks["run"] <= locks["dev"]
    assert _lock("build").count("--hash=sha256:") >= 2 * len(locks["build"])


def _lock(name: str) -> str:
    return (ROOT / f"requirements/{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_and_says_which_version(path: Path) -> None:
    used = re.findall(r"\buses: (.*)", path.read_text("utf-8"))

    assert used
    for each in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)


def test_one_action_has_one_commit_everywhere() -> None:
    used = {
        one for path in FILES for one in re.findall(r"\buses: (.*)", path.read_text())
    }
    names = [each.partition("@")[0] for each in used]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_put_into_a_script_by_substitution(path: Path) -> None:
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_a_workflow_has_no_rights_and_each_job_only_its_own(path: Path) -> None:
    found = load(path)

    assert found["permissions"] == {}
    for job in jobs(path):
        assert set(job["permissions"].values()) <= {"read", "write"}
        assert job["permissions"].keys() <= {
            *("contents", "pull-requests", "issues", "statuses", "actions"),
            *(("pages", "id-token") if path.name == "pages.yml" else ()),
        }


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_a_checkout_leaves_no_token_behind_and_takes_no_branch_of_others(
    path: Path,
) -> None:
    taken = [step["with"] for step in steps(path) if "/checkout@" in str(step)]

    assert len(taken) == sum("'run': " in str(job["steps"]) for job in jobs(path))
    for told in taken:
        assert told["persist-credentials"] is False
        assert told.get("ref") in {
            None,
            "${{ github.event.repository.default_branch }}",
        }


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_no_run_is_cancelled_and_every_job_ends(path: Path) -> None:
    found = load(path)

    assert found["concurrency"]["cancel-in-progress"] is False
    assert all(1 <= job["timeout-minutes"] <= 45 for job in jobs(path))


def test_only_what_carries_orders_out_may_start_workflows() -> None:
    found = {
        path.stem
        for path in workflows()
        for job in jobs(path)
        if "actions" in job["permissions"]
    }

    assert found == {"act"}


def test_orders_wait_for_each_other_and_none_is_dropped() -> None:
    for name in ("act", "intake"):
        assert load(OWN / f"{name}.yml")["concurrency"]["queue"] == "max"


def test_a_freeze_queues_behind_nothing() -> None:
    groups = {path.name: load(path)["concurrency"]["group"] for path in workflows()}
    (job,) = jobs(OWN / "freeze.yml")

    assert len(set(groups.values())) == len(groups)
    assert "environment" not in job
    assert "secrets." not in (OWN / "freeze.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("said", "private", "builds"),
    [
        *(("", private, False) for private in (True, False)),
        *(("public", private, True) for private in (True, False)),
        ("team", True, True),
        ("team", False, False),
        ("team", None, False),
        ("everybody", True, False),
    ],
)
def test_pages_are_built_for_whom_somebody_said(
    said: str,
    private: bool | None,  # noqa: FBT001 - pytest passes it by name
    builds: bool,  # noqa: FBT001 - as above
) -> None:
    build, _ = jobs(OWN / "pages.yml")
    github = {"event": {"repository": {"fork": False, "private": private}}}
    told = {"MERGECAST_PAGES": said} if said else {}
    scope = Scope({"github": github, "vars": told}, {"success": True})

    assert scope.holds(build["if"]) is builds


def test_what_puts_pages_up_runs_no_code_of_ours_and_builds_nothing() -> None:
    build, deploy = jobs(OWN / "pages.yml")

    assert "write" not in build["permissions"].values()
    assert "environment" not in build
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["needs"] == "build"
    assert deploy["environment"]["name"] == "github-pages"
    assert [each.get("run") for each in deploy["steps"]] == [None]
    assert "secrets." not in (OWN / "pages.yml").read_text("utf-8")


def test_publish_has_its_wait_and_ten_minutes_more() -> None:
    (job,) = jobs(OWN / "publish.yml")
    command = next(
        step["run"] for step in job["steps"] if "publish" in step.get("run", "")
    )
    wait = re.fullmatch(r"mergecast publish --wait (\d+)m", command)

    assert wait is not None
    assert job["timeout-minutes"] == int(wait[1]) + 10


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_a_secret_is_in_the_step_that_needs_it_and_behind_the_environment(
    path: Path,
) -> None:
    for job in jobs(path):
        told = [(step, step.get("env", {})) for step in job["steps"]]
        rest = str({**job, "steps": [{**one, "env": {}} for one, _ in told]})
        assert "secrets." not in rest
        assert "github.token" not in rest
        for step, env in told:
            secret = {name for name, value in env.items() if "secrets." in value}
            assert not secret or job["environment"] == "publish"
            if secret & {"MERGECAST_SECRETS"}:
                assert step["run"].split()[:2] == ["mergecast", "publish"]
            if "alarms" in step.get("run", ""):
                assert not secret & KEYS
        assert path.name not in {"review.yml", "intake.yml"} or "secrets." not in str(
            job
        )


@pytest.mark.parametrize(
    ("association", "private", "starts"),
    [
        *((each, False, True) for each in ("OWNER", "MEMBER", "COLLABORATOR")),
        *((each, False, False) for each in ("CONTRIBUTOR", "NONE", "MANNEQUIN", None)),
        ("FIRST_TIME_CONTRIBUTOR", False, False),
        ("NONE", True, True),
    ],
)
def test_a_comment_of_a_stranger_starts_no_job(
    association: str | None,
    private: bool,  # noqa: FBT001 - pytest passes it by name
    starts: bool,  # noqa: FBT001 - as above
) -> None:
    (job,) = jobs(OWN / "act.yml")
    event = {
        "repository": {"fork": False, "private": private},
        "issue": {"labels": [{"name": "mergecast"}]},
        "comment": {"body": "/resend", "author_association": association},
    }
    github = {"event_name": "issue_comment", "event": event}
    scope = Scope({"github": github}, {"success": True})

    assert scope.holds(job["if"]) is starts
    by_button = {**github, "event_name": "workflow_dispatch"}
    assert Scope({"github": by_button}, {"success": True}).holds(job["if"])


@pytest.mark.parametrize("name", NAMES)
def test_a_fork_runs_nothing_of_it(name: str) -> None:
    for job in jobs(OWN / f"{name}.yml"):
        assert "github.event.repository.fork == false" in job["if"]


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_every_input_can_be_left_as_it_is(path: Path) -> None:
    asked = load(path)["on"].get("workflow_dispatch") or {}

    assert all("default" in told for told in asked.get("inputs", {}).values())


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_cron_comes_at_odd_minutes(path: Path) -> None:
    for told in load(path)["on"].get("schedule", []):
        minutes = told["cron"].split()[0].split(",")
        assert all(int(minute) % 2 and int(minute) % 5 for minute in minutes)


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_no_stranger_is_given_the_rights_of_the_team(path: Path) -> None:
    assert "pull_request_target" not in path.read_text("utf-8")
    assert "download-artifact" not in path.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_workflow_is_short_and_calls_mergecast(name: str) -> None:
    path = SHIPPED / f"{name}.yml"
    runs = [step["run"] for step in steps(path) if "run" in step]

    assert len(path.read_text("utf-8").splitlines()) <= 100
    assert runs[0].startswith("python -m pip install")
    assert "--require-hashes -r .github/mergecast.txt" in runs[0]
    word = r'(?:"\$\w+"|\$\{\w+:\+--[a-z-]+ "\$\w+"\})'
    plain = r"[^\n;&|$`]*"
    assert all(
        re.fullmatch(rf"mergecast {plain}(?:{word}{plain})*", run) for run in runs[1:]
    )


def test_a_copy_inherits_them_without_the_projects_own_tests() -> None:
    left = {path.name for path in workflows() if not _BUILDS.search(path.read_text())}

    assert left == {f"{name}.yml" for name in NAMES}
