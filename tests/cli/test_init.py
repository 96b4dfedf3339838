"""`mergecast init`: a workspace where there was none, and nothing overwritten."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cli.inside import Inside
from team_repository import SETTINGS, TeamRepository

from mergecast import __version__
from mergecast.cli.starting import crisis_kit, shipped
from mergecast.errors import ExitCode
from mergecast.schemas import KINDS, file_name

NOW = "2026-11-20T12:00Z"
ROOT = Path(__file__).parents[2]
ACME = ("--account", "acme=@acme_hq", "--zone", "Asia/Kuala_Lumpur")
POST = "calendar/2026/12/20-first-post.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "social"
    made.mkdir()
    return made


@pytest.fixture
def inside(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Inside:
    monkeypatch.setenv("HOME", str(folder.parent))
    return Inside(folder, capsys, monkeypatch)


def git(folder: Path, *args: str) -> str:
    return TeamRepository(folder).git(*args)


def test_a_repository_gets_a_layout_that_is_in_order(
    folder: Path, inside: Inside
) -> None:
    git(folder, "init", "-q")
    (folder / "app.py").write_text("print()\n")
    done = inside("init", *ACME, now=NOW)

    assert done.code == ExitCode.DONE, done.err
    assert "checked: nothing found\n" in done.out
    assert inside.files("calendar", "playbooks", ".vscode") == [
        *(f".vscode/mergecast/{file_name(kind)}" for kind in sorted(KINDS)),
        ".vscode/settings.json",
        POST,
        "calendar/queue/first-idea.yaml",
        "calendar/templates/announcement.yaml",
        "playbooks/team.yaml",
    ]
    assert "  acme: # this key" in inside.read("mergecast.yaml")
    assert "    user: acme_hq #" in inside.read("mergecast.yaml")
    assert "publish_at: 2026-12-20 09:00\n" in inside.read(POST)
    checked = inside("check", now=NOW)
    assert (checked.code, checked.out) == (
        ExitCode.DONE,
        "✓ 4 files checked, nothing found\n",
    )
    assert inside("format", "--check").code == ExitCode.DONE


def test_every_first_line_leads_to_a_schema(folder: Path, inside: Inside) -> None:
    git(folder, "init", "-q")
    inside("init", *ACME, now=NOW)

    for name in ("mergecast.yaml", POST, "playbooks/team.yaml"):
        schema = inside.read(name).partition("\n")[0].partition("$schema=")[2]
        assert (folder / name).parent.joinpath(schema).is_file()


def test_the_template_makes_a_post(folder: Path, inside: Inside) -> None:
    git(folder, "init", "-q")
    inside("init", *ACME, now=NOW)
    sets = ("what=1.0", "why_it_matters=it is: done", "link=https://example.org/1")
    done = inside(
        *("new", "Our news", "--template", "announcement", "--account", "acme"),
        *("--at", "2026-12-01 10:00"),
        *(part for each in sets for part in ("--set", each)),
        now=NOW,
    )

    assert done.code == ExitCode.DONE, done.err
    assert "checked: nothing found" in done.out
    assert "1.0 is here: it is: done\n" in inside.read(
        "calendar/2026/12/01-our-news.yaml"
    )


def test_a_year_later_the_sample_is_still_in_order(
    folder: Path, inside: Inside
) -> None:
    git(folder, "init", "-q")
    inside("init", *ACME, now=NOW)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Start")

    assert inside("check", now="2027-12-31T00:00Z").code == ExitCode.DONE


def test_a_second_time_changes_nothing(folder: Path, inside: Inside) -> None:
    git(folder, "init", "-q")
    inside("init", *ACME, now=NOW)
    before = {name: inside.read(name) for name in inside.files(".vscode", "calendar")}
    done = inside("init", "--account", "other=@other", now=NOW)

    assert done.code == ExitCode.DONE
    assert "wrote" not in done.out
    assert "kept  mergecast.yaml\n" in done.out
    assert {n: inside.read(n) for n in inside.files(".vscode", "calendar")} == before
    assert "acme" in inside.read("mergecast.yaml")


def test_what_is_there_is_kept_and_listed(folder: Path, inside: Inside) -> None:
    git(folder, "init", "-q")
    (folder / "mergecast.yaml").write_text(SETTINGS)
    (folder / ".gitattributes").write_text("*.py text\n")
    done = inside("init", *ACME, now=NOW)

    assert "kept  mergecast.yaml\n" in done.out
    assert inside.read("mergecast.yaml") == SETTINGS
    assert inside.read(".gitattributes") == "*.py text\n"
    assert inside.files("calendar") == []


def test_settings_of_an_editor_are_added_to(folder: Path, inside: Inside) -> None:
    git(folder, "init", "-q")
    own = {"files.eol": "auto", "yaml.schemas": {"./own.json": ["/own.yaml"]}}
    settings = folder / ".vscode/settings.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps(own, indent=4))
    inside("init", *ACME, now=NOW)
    now_there = json.loads(settings.read_text())

    assert now_there["files.eol"] == "auto"
    assert now_there["yaml.schemas"]["./own.json"] == ["/own.yaml"]
    assert "./.vscode/mergecast/post.schema.json" in now_there["yaml.schemas"]
    assert '\n    "files.eol"' in settings.read_text()


def test_settings_with_comments_are_left_to_their_owner(
    folder: Path, inside: Inside
) -> None:
    git(folder, "init", "-q")
    settings = folder / ".vscode/settings.json"
    settings.parent.mkdir()
    settings.write_text('{\n  // mine\n  "a": 1\n}\n')
    done = inside("init", *ACME, now=NOW)

    assert settings.read_text() == '{\n  // mine\n  "a": 1\n}\n'
    assert "kept  .vscode/settings.json: it has comments; add" in done.out


def test_git_attributes_are_written_only_where_no_content_was(
    folder: Path, inside: Inside
) -> None:
    git(folder, "init", "-q")
    (folder / "calendar").mkdir()
    (folder / "calendar/notes.txt").write_text("ours\n")
    inside("init", *ACME, now=NOW)

    assert not (folder / ".gitattributes").exists()
    assert inside.read("calendar/notes.txt") == "ours\n"


def test_outside_of_git_a_person_is_asked_and_a_job_is_refused(
    folder: Path, inside: Inside
) -> None:
    job = inside("init", *ACME, now=NOW)
    no = inside("init", *ACME, now=NOW, typed="n\n")
    assert list(folder.iterdir()) == []
    yes = inside("init", *ACME, now=NOW, typed="y\n")

    assert job.code == no.code == ExitCode.CANNOT_WORK
    assert "run `git init` there, or add --yes" in job.err
    assert yes.code == ExitCode.DONE
    assert (folder / ".git").is_dir()


def test_a_new_folder_is_made(folder: Path, inside: Inside) -> None:
    new = folder / "a" / "b"
    done = inside("init", str(new), "--yes", *ACME, now=NOW)

    assert done.code == ExitCode.DONE, done.err
    assert (new / "mergecast.yaml").is_file()
    assert f"  cd {new}\n" in done.out


def test_a_folder_inside_a_repository_is_refused(folder: Path, inside: Inside) -> None:
    git(folder, "init", "-q")
    (folder / "sub").mkdir()
    done = inside("init", str(folder / "sub"), "--yes", *ACME, now=NOW)

    assert done.code == ExitCode.USAGE
    assert (
        f"a workspace is a whole repository: run `mergecast init {folder}" in done.err
    )
    assert list((folder / "sub").iterdir()) == []


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--account", "acme"], "'acme' is not an account"),
        (["--account", "Acme=@x"], "write a short key"),
        (["--account", "acme=@"], "write a short key"),
        (["--zone", "Malaysia"], "Asia/Kuala_Lumpur"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    folder: Path, inside: Inside, args: list[str], words: str
) -> None:
    done = inside("init", "--yes", *args, now=NOW)

    assert done.code == ExitCode.USAGE
    assert words in done.err
    assert list(folder.iterdir()) == []


def test_several_accounts_are_for_a_team(inside: Inside) -> None:
    done = inside("init", "--yes", *ACME, "--account", "more=@more", now=NOW)

    assert done.code == ExitCode.USAGE
    assert "add --team to set up several" in done.err


@pytest.mark.parametrize("zone", ["Europe/Paris", "CST6CDT", ""])
def test_the_zone_is_this_computer_s(
    folder: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    git(folder, "init", "-q")
    monkeypatch.setenv("TZ", zone)
    monkeypatch.setattr(
        "mergecast.cli.starting.starter._LOCAL_TIME", folder / "no-such"
    )
    inside("init", now=NOW)

    expected = zone if "/" in zone else "UTC"
    assert f"    timezone: {expected}\n" in inside.read("mergecast.yaml")


def made_wheel(folder: Path, version: str = __version__) -> Path:
    """What counts as the wheel of this release."""
    wheel = folder / f"mergecast-{version}-py3-none-any.whl"
    head = f"mergecast-{version}.dist-info"
    with zipfile.ZipFile(wheel, "w") as file:
        said = f"Metadata-Version: 2.4\nName: mergecast\nVersion: {version}\n"
        for name in (f"{head}/RECORD", "mergecast/__init__.py"):
            file.writestr(zipfile.ZipInfo(name), "")
        kind = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        file.writestr(zipfile.ZipInfo(f"{head}/WHEEL"), kind)
        file.writestr(zipfile.ZipInfo(f"{head}/METADATA"), said)
    return wheel


def made_copy(folder: Path) -> None:
    """A copy of this repository, small enough for a test."""
    for name in ("calendar", "playbooks", "styleguide"):
        shutil.copytree(ROOT / name, folder / name)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "tooling", folder / "tooling", ignore=ignored)
    for name in ("mergecast.yaml", "pyproject.toml", ".gitignore"):
        shutil.copy(ROOT / name, folder / name)
    files = {
        "tests/test_a.py": "",
        "docs/index.md": "# docs\n",
        "README.md": "# mergecast\n",
        "LICENSE": "MIT\n",
        ".github/workflows/ci.yml": "run: make test\n",
        ".github/workflows/publish.yml": "run: mergecast publish\n",
        ".github/workflows/ours.yml": "run: echo ours\n",
        "action.yml": "name: mergecast\n",
        ".github/pull_request_template.md": "- [ ] `make test` passes\n",
        "ours/notes.md": "# ours\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Copy")


def test_a_fresh_start_from_a_copy_even_when_it_runs_from_it(folder: Path) -> None:
    made_copy(folder)
    command = [
        sys.executable,
        "-m",
        "mergecast",
        "--now",
        NOW,
        "init",
        "--fresh",
        *ACME,
        *("--wheel", str(made_wheel(folder.parent))),
    ]
    env = TeamRepository(folder).env() | {"PYTHONPATH": str(folder / "tooling")}
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
    assert "checked: nothing found\n" in done.stdout
    left = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    )
    assert left == sorted(
        [
            ".gitattributes",
            ".github/CODEOWNERS",
            ".github/mergecast.txt",
            f".github/mergecast/mergecast-{__version__}-py3-none-any.whl",
            ".github/pull_request_template.md",
            ".github/rulesets/main.json",
            ".github/rulesets/mergecast-ledger.json",
            ".github/workflows/ours.yml",
            ".gitignore",
            ".vscode/settings.json",
            *shipped.files(),
            "README.md",
            "calendar/templates/announcement.yaml",
            "mergecast.yaml",
            "ours/notes.md",
            "playbooks/team.yaml",
            *crisis_kit.FILES,
        ]
    )
    assert "  git add --all\n" in done.stdout
    for name in ("README.md", ".github/pull_request_template.md"):
        assert "mergecast" in (folder / name).read_text("utf-8")
        assert "make test" not in (folder / name).read_text("utf-8")


def test_a_fresh_start_that_cannot_be_meant_removes_nothing(
    folder: Path, inside: Inside
) -> None:
    made_copy(folder)
    wrong = folder.parent / "mergecast-9.9-py3-none-any.whl"
    wrong.write_bytes(b"")
    for args in (("--account", "acme"), ("--wheel", str(wrong)), ("--slots", "9")):
        done = inside("init", "--fresh", "--yes", *args, now=NOW)

        assert done.code == ExitCode.USAGE, args
        assert git(folder, "status", "--porcelain") == ""


def test_a_fresh_start_waits_for_uncommitted_work(folder: Path, inside: Inside) -> None:
    made_copy(folder)
    (folder / "calendar/queue/mine.yaml").write_text("id: mine\n")
    done = inside("init", "--fresh", "--yes", *ACME, now=NOW)

    assert done.code == ExitCode.CANNOT_WORK
    assert "changes here that are not committed" in done.err
    assert (folder / "tests/test_a.py").exists()
    assert (folder / "calendar/queue/mine.yaml").exists()


def test_a_fresh_start_without_git_is_asked_for(folder: Path, inside: Inside) -> None:
    made_copy(folder)
    shutil.rmtree(folder / ".git")
    wheel = ("--wheel", str(made_wheel(folder.parent)))
    refused = inside("init", "--fresh", *ACME, *wheel, now=NOW)
    assert (folder / "tests/test_a.py").exists()
    done = inside("init", "--fresh", "--yes", *ACME, *wheel, now=NOW)

    assert refused.code == ExitCode.CANNOT_WORK
    assert "gone for good" in refused.err
    assert done.code == ExitCode.DONE
    assert "checked: nothing found" in done.out
    assert not (folder / "tests").exists()


def test_a_fresh_start_is_only_for_a_copy_of_this_repository(
    folder: Path, inside: Inside
) -> None:
    git(folder, "init", "-q")
    (folder / "calendar").mkdir()
    (folder / "calendar/ours.txt").write_text("ours\n")
    done = inside("init", "--fresh", "--yes", *ACME, now=NOW)

    assert done.code == ExitCode.USAGE
    assert "is not a copy of mergecast's own repository" in done.err
    assert inside.read("calendar/ours.txt") == "ours\n"
