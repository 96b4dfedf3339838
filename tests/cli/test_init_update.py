"""`mergecast init --update`: another release, and nothing of a team's own lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli.inside import Inside
from cli.test_init import made_wheel
from cli.test_init_team import NOW, TEAM, team
from team_repository import TeamRepository

from mergecast.cli.starting import shipped
from mergecast.cli.starting.cron_lines import cron_of, with_cron
from mergecast.errors import ExitCode

REVIEW = ".github/workflows/review.yml"
PUBLISH = ".github/workflows/publish.yml"
SCHEMA = ".vscode/mergecast/post.schema.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "social"
    made.mkdir()
    TeamRepository(made).git("init", "-q", "-b", "main")
    return made


@pytest.fixture
def inside(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Inside:
    for name, value in TeamRepository(folder.parent).env().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    made = Inside(folder, capsys, monkeypatch)
    team(made, *TEAM)
    return made


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A release whose files have one more line each."""
    made = {
        path: f"{text}# newer\n" if path.endswith(".yml") else f"{text}\n"
        for path, text in shipped.files().items()
    }
    monkeypatch.setattr("mergecast.cli.starting.shipped.files", lambda: made)
    return made


def test_the_release_that_is_there_changes_nothing(inside: Inside) -> None:
    done = inside("init", "--update", now=NOW)

    assert (done.code, done.out) == (ExitCode.DONE, "all is as in mergecast 0.1.0\n")


def test_a_newer_release_is_shown_and_written_on_request(
    inside: Inside, newer: dict[str, str]
) -> None:
    before = inside.read(REVIEW)
    shown = inside("init", "--update", now=NOW)
    assert inside.read(REVIEW) == before
    written = inside("init", "--update", "--yes", now=NOW)
    again = inside("init", "--update", now=NOW)

    assert shown.code == ExitCode.FINDINGS
    assert f"--- {REVIEW}\n" in shown.out
    assert "\n+# newer\n" in shown.out
    assert written.code == ExitCode.DONE
    assert f"wrote {REVIEW}\n" in written.out
    assert inside.read(REVIEW) == newer[REVIEW]
    assert (again.code, again.out) == (ExitCode.DONE, "all is as in mergecast 0.1.0\n")


def test_the_times_of_a_team_stay(inside: Inside, newer: dict[str, str]) -> None:
    file = inside.folder / PUBLISH
    file.write_text(with_cron(file.read_text("utf-8"), ["3 4 * * 1"]), "utf-8")
    done = inside("init", "--update", "--yes", now=NOW)

    assert done.code == ExitCode.DONE
    assert cron_of(inside.read(PUBLISH)) == ["3 4 * * 1"]
    assert inside.read(PUBLISH) == with_cron(newer[PUBLISH], ["3 4 * * 1"])
    assert f"note: by your slots, the cron of {PUBLISH} would be" in done.out


CHECKOUT = re.compile(r"actions/checkout@[0-9a-f]{40} # v[0-9.]+")
AHEAD = f"actions/checkout@{'a' * 40} # v99.1.0"
BEHIND = f"actions/checkout@{'b' * 40} # v1.0.0"


def test_actions_that_a_bot_moved_on_are_no_edit_and_stay(inside: Inside) -> None:
    file = inside.folder / REVIEW
    moved = CHECKOUT.sub(AHEAD, file.read_text("utf-8"))
    file.write_text(moved, "utf-8")

    done = inside("init", "--update", "--yes", now=NOW)

    assert (done.code, done.out) == (ExitCode.DONE, "all is as in mergecast 0.1.0\n")
    assert inside.read(REVIEW) == moved


def test_with_a_newer_release_an_action_never_goes_back(
    inside: Inside, newer: dict[str, str]
) -> None:
    for path, pin in ((REVIEW, AHEAD), (PUBLISH, BEHIND)):
        moved = CHECKOUT.sub(pin, inside.read(path))
        (inside.folder / path).write_text(moved, "utf-8")

    done = inside("init", "--update", "--yes", now=NOW)

    assert done.code == ExitCode.DONE, done.out
    assert inside.read(REVIEW) == CHECKOUT.sub(AHEAD, newer[REVIEW])
    assert CHECKOUT.findall(inside.read(PUBLISH)) == CHECKOUT.findall(newer[PUBLISH])


@pytest.mark.parametrize(
    "pin",
    [
        "actions/checkout@main # v99.1.0",
        f"actions/checkout@{'a' * 40}",
        f"mallory/checkout@{'a' * 40} # v99.1.0",
        f"actions/checkout@{'a' * 40} # v99.1.0 or so",
    ],
)
def test_an_action_that_is_pinned_otherwise_is_an_edit(
    inside: Inside, pin: str
) -> None:
    file = inside.folder / REVIEW
    file.write_text(CHECKOUT.sub(pin, file.read_text("utf-8")), "utf-8")

    done = inside("init", "--update", now=NOW)

    assert done.code == ExitCode.FINDINGS
    assert f"{REVIEW}: you changed it" in done.out


@pytest.mark.usefixtures("newer")
def test_what_a_team_edited_is_left_to_it_and_shown(inside: Inside) -> None:
    edited = inside.read(REVIEW).replace("timeout-minutes: 10", "timeout-minutes: 20")
    (inside.folder / REVIEW).write_text(edited, "utf-8")
    done = inside("init", "--update", "--yes", now=NOW)
    again = inside("init", "--update", "--yes", now=NOW)

    assert done.code == again.code == ExitCode.FINDINGS
    assert inside.read(REVIEW) == edited
    for said in (done.out, again.out):
        assert f"{REVIEW}: you changed it, so it is left to you\n" in said
        assert "-    timeout-minutes: 20\n" in said
        assert "take over by hand what you want of the rest" in said


def test_a_file_that_was_deleted_comes_back(inside: Inside) -> None:
    (inside.folder / REVIEW).unlink()
    done = inside("init", "--update", "--yes", now=NOW)

    assert f"wrote {REVIEW}\n" in done.out
    assert inside.read(REVIEW) == shipped.files()[REVIEW]


def test_a_file_that_nobody_recorded_counts_as_edited(inside: Inside) -> None:
    pins = inside.read(shipped.PINS)
    lines = [line for line in pins.splitlines() if not line.endswith(SCHEMA)]
    (inside.folder / shipped.PINS).write_text("\n".join(lines) + "\n", "utf-8")
    (inside.folder / SCHEMA).write_text("{}\n", "utf-8")
    done = inside("init", "--update", "--yes", now=NOW)

    assert inside.read(SCHEMA) == "{}\n"
    assert f"{SCHEMA}: you changed it" in done.out


def test_the_release_moves_by_its_wheel(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("pinning", "release_wheel", "updating"):
        monkeypatch.setattr(f"mergecast.cli.starting.{module}.__version__", "0.2.0")
    usual = ("0.2.0", "", False, b"", "")
    monkeypatch.setattr(
        "mergecast.cli.starting.pinning.Pin.__init__.__defaults__", usual
    )
    wheel = made_wheel(inside.folder.parent, "0.2.0")
    refused = inside("init", "--update", "--yes", now=NOW)
    shown = inside("init", "--update", "--wheel", str(wheel), now=NOW)
    done = inside("init", "--update", "--yes", "--wheel", str(wheel), now=NOW)

    assert refused.code == ExitCode.USAGE
    assert "the jobs install mergecast 0.1.0, and 0.2.0 runs here" in refused.err
    assert f"\n-./{copy('0.1.0')} \\\n+./{copy('0.2.0')} \\\n" in shown.out
    assert f"{copy('0.2.0')}: the wheel that you named\n" in shown.out
    assert f"wrote {shipped.PINS}\nwrote {copy('0.2.0')}\n" in done.out
    assert f"removed {copy('0.1.0')}\n" in done.out
    assert f"\n./{copy('0.2.0')} \\\n" in inside.read(shipped.PINS)
    assert "0.1.0" not in inside.read(shipped.PINS)
    assert inside.files(".github/mergecast") == [copy("0.2.0")]
    assert (inside.folder / copy("0.2.0")).read_bytes() == wheel.read_bytes()


def copy(version: str) -> str:
    """Where a workspace has the wheel of a release."""
    return f".github/mergecast/mergecast-{version}-py3-none-any.whl"


OWN = f"requests==2.0 \\\n    --hash=sha256:{'0' * 64}\n# ours\n"


def test_lines_below_the_end_of_the_pins_stay(
    inside: Inside, newer: dict[str, str]
) -> None:
    pins = inside.folder / shipped.PINS
    pins.write_text(inside.read(shipped.PINS) + OWN, "utf-8")
    done = inside("init", "--update", "--yes", now=NOW)
    again = inside("init", "--update", now=NOW)

    assert done.code == again.code == ExitCode.DONE
    assert f"wrote {shipped.PINS}\n" in done.out
    assert inside.read(REVIEW) == newer[REVIEW]
    assert inside.read(shipped.PINS).endswith(OWN)
    assert inside.read(shipped.PINS).count("# end: ") == 1


def test_lines_elsewhere_in_the_pins_are_shown_and_left(inside: Inside) -> None:
    pins = inside.folder / shipped.PINS
    edited = inside.read(shipped.PINS).replace("\nclick==", f"\n{OWN}click==")
    pins.write_text(edited, "utf-8")
    done = inside("init", "--update", "--yes", now=NOW)

    assert done.code == ExitCode.FINDINGS
    assert inside.read(shipped.PINS) == edited
    assert f"{shipped.PINS}: you changed it, so it is left to you\n" in done.out
    assert "\n-requests==2.0 \\\n" in done.out


def test_an_update_needs_a_workspace(inside: Inside) -> None:
    (inside.folder / "mergecast.yaml").unlink()
    done = inside("init", "--update", now=NOW)

    assert done.code == ExitCode.CANNOT_WORK
    assert "begin with `mergecast init --team`" in done.err


@pytest.mark.parametrize(
    ("more", "named"),
    [
        (["--team"], "--team"),
        (["--fresh"], "--fresh"),
        (["--account", "acme=@acme"], "--account"),
        (["--member", "mei, name=Mei"], "--member"),
        (["--slots", "09:00"], "--slots"),
    ],
)
def test_an_update_is_no_beginning(inside: Inside, more: list[str], named: str) -> None:
    done = inside("init", "--update", *more, "--yes", now=NOW)

    assert done.code == ExitCode.USAGE
    assert f"--update and {named} cannot be meant together" in done.err
    assert "nothing was written" in done.err


def test_a_wheel_that_git_would_leave_out_is_said(inside: Inside) -> None:
    (inside.folder / ".gitignore").write_text("*.whl\n", "utf-8")
    wheel = made_wheel(inside.folder.parent)

    done = inside("init", "--update", "--yes", "--wheel", str(wheel), now=NOW)

    path = f".github/mergecast/{wheel.name}"
    assert f".gitignore hides the wheel: git add --force {path}\n" in done.out
