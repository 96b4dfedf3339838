"""What holds for this repository as a whole: it is product and template at once."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mergecast.cli.app import COMMANDS
from mergecast.cli.boundary import run
from mergecast.loading.front_door import read
from mergecast.model.moments import zone

ROOT = Path(__file__).parent.parent
CONTENT = ("calendar", "styleguide", "playbooks")
COMMIT = shlex.split(
    "git -c user.name=Mei -c user.email=mei@example.org commit --quiet"
)
PINNED = datetime(2026, 12, 20, 8, 0, tzinfo=UTC)
SAMPLES = sorted(
    path
    for folder in CONTENT
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".yaml", ".yml"}
)


def tracked() -> list[str]:
    """The files that a clone has."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    names = done.stdout.decode().split("\0")[:-1]
    return [name for name in names if (ROOT / name).is_file()]


def test_content_folders_hold_no_program() -> None:
    found = [path for folder in CONTENT for path in (ROOT / folder).rglob("*.py")]

    assert found == []
    assert not (ROOT / "calendar.py").exists()


def test_tests_are_no_package_and_have_no_folder_named_like_the_calendar() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []
    assert not (ROOT / "tests" / "calendar").exists()
    assert not (ROOT / "tooling" / "__init__.py").exists()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_short_and_says_first_who_edits_it(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()

    assert len(lines) <= 30
    comment = " ".join(line for line in lines[:3] if line.startswith("#"))
    assert re.match(r"# \w[^#]* edits? this (?:file|post|draft)", comment), lines[0]


def test_there_are_samples_of_all_kinds_and_languages() -> None:
    texts = [path.read_text("utf-8") for path in SAMPLES]
    marks = (
        "variants:",
        "media:",
        "poll:",
        "thread:",
        "publish_at: asap",
        "not_before:",
    )

    assert [mark for mark in marks if not any(mark in text for text in texts)] == []
    assert any(re.search("[\u4e00-\u9fff]", text) for text in texts)
    assert any("locale: ms" in text for text in texts)


def test_all_accounts_are_samples_and_nobody_is_a_login() -> None:
    settings = _data(ROOT / "mergecast.yaml")
    team = _data(ROOT / "playbooks" / "team.yaml")

    assert all(account["sample"] is True for account in settings["accounts"].values())
    assert "genesis" not in settings.get("ledger", {})
    assert not any({"login", "email"} & set(one) for one in team["members"].values())


def test_samples_mention_no_stranger() -> None:
    accounts = _data(ROOT / "mergecast.yaml")["accounts"].values()
    own = {account["user"] for account in accounts}
    named = {
        name
        for path in SAMPLES
        for name in re.findall(r"[@＠](\w+)", path.read_text("utf-8"))
    }

    assert named - own == set()


@pytest.mark.parametrize("years", [0, 1])
def test_the_samples_pass_the_check_now_and_a_year_later(
    years: int, capsys: pytest.CaptureFixture[str]
) -> None:
    at = PINNED.replace(year=PINNED.year + years).isoformat()

    status = run(["-C", str(ROOT), "--now", at, "check", "--fail-level", "info"])

    assert (status, "nothing found" in (out := capsys.readouterr().out)) == (0, True), (
        out
    )


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository as somebody starts with it: the same files, another history."""
    folder = tmp_path_factory.mktemp("copy") / "social"
    for name in tracked():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    for command in (
        ["git", "init", "-q", "-b", "main"],
        ["git", "add", "-A"],
        [*COMMIT, "-m", "Start"],
    ):
        subprocess.run(command, cwd=folder, check=True, env=_plain())
    return folder


@pytest.mark.parametrize(
    "command", ["publish", "status --max-silence 2h", "ledger verify"]
)
def test_a_copy_says_that_it_is_not_set_up_and_that_is_no_failure(
    copy: Path, command: str
) -> None:
    done = _mergecast(copy, *command.split())

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "not set up: all accounts are samples\n"


def test_a_copy_has_nothing_to_mend_a_year_later(copy: Path) -> None:
    at = PINNED.replace(year=PINNED.year + 1).isoformat()

    done = _mergecast(copy, "--now", at, "check", "--ref", "HEAD")

    assert (done.returncode, "nothing found" in done.stdout) == (0, True), done.stdout


def test_a_real_account_without_a_ledger_publishes_nothing(
    copy: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "social"
    shutil.copytree(copy, folder)
    settings = folder / "mergecast.yaml"
    text = settings.read_text("utf-8").replace(", sample: true", "", 1)
    settings.write_text(text, "utf-8")
    command = [*COMMIT, "-a", "-m", "Go live"]
    subprocess.run(command, cwd=folder, check=True, env=_plain())

    done = _mergecast(folder, "publish")

    assert done.returncode == 3
    assert "ledger init" in done.stderr


# Written in pieces, so that this file does not find itself.
_PLACES = re.compile(r"(?<![\w.}])/(?:work|tmp)/" + r"[a-z]|/home/[a-z]+/|/root/")
_HOSTS = re.compile(r"https?://[^/\s]*(?:pypi|pythonhosted|npmjs|artifactory)[^\s]*")


def test_no_file_speaks_of_the_machine_it_was_made_on() -> None:
    found = []
    for name in tracked():
        raw = (ROOT / name).read_bytes()
        if b"\0" in raw or name == "tests/test_repository.py":
            continue
        text = raw.decode("utf-8", "replace")
        found += [
            f"{name}: {hit[0]}" for rx in (_PLACES, _HOSTS) for hit in rx.finditer(text)
        ]

    assert found == []


def test_the_version_can_be_read_where_the_project_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    place = ROOT / project["tool"]["hatch"]["version"]["path"]

    assert re.search(
        r'^__version__ = "\d+\.\d+\.\d+"$', place.read_text("utf-8"), re.MULTILINE
    )
    assert project["project"]["dynamic"] == ["version"]


def test_hooks_for_pre_commit_call_commands_that_exist() -> None:
    hooks = _list(ROOT / ".pre-commit-hooks.yaml")

    assert [hook["id"] for hook in hooks] == ["mergecast-check", "mergecast-format"]
    for hook in hooks:
        program, command = hook["entry"].split()
        assert (program, command in COMMANDS) == ("mergecast", True)
        assert hook["language"] == "python"
        assert {"name", "description", "files"} <= hook.keys()


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("calendar/2026/11/24-launch.yaml", {"mergecast-check", "mergecast-format"}),
        ("calendar/queue/tips.yaml", {"mergecast-check", "mergecast-format"}),
        ("calendar/campaigns/launch.yaml", {"mergecast-check"}),
        ("calendar/media/launch.png", {"mergecast-check"}),
        ("playbooks/team.yaml", {"mergecast-check"}),
        ("mergecast.yaml", {"mergecast-check"}),
        ("docs/.gitattributes", {"mergecast-check"}),
        ("docs/mergecast.yaml", set()),
        ("README.md", set()),
    ],
)
def test_a_hook_runs_for_what_it_is_about(path: str, wanted: set[str]) -> None:
    hooks = _list(ROOT / ".pre-commit-hooks.yaml")

    assert {hook["id"] for hook in hooks if re.search(hook["files"], path)} == wanted


def test_the_samples_name_zones_that_exist() -> None:
    accounts = _data(ROOT / "mergecast.yaml")["accounts"].values()

    assert all(zone(account["timezone"]) for account in accounts)


def _data(path: Path) -> dict[str, dict[str, dict[str, object]]]:
    document = read(path.name, path.read_bytes()).document
    assert document is not None
    assert isinstance(document.data, dict)
    return document.data


def _list(path: Path) -> list[dict[str, str]]:
    document = read(path.name, path.read_bytes()).document
    assert document is not None
    assert isinstance(document.data, list)
    return document.data


def _mergecast(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "mergecast", *arguments],
        cwd=folder,
        env=_plain(),
        capture_output=True,
        text=True,
        check=False,
    )


def _plain() -> dict[str, str]:
    """No one's configuration."""
    return {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONUTF8": "1",
    }
