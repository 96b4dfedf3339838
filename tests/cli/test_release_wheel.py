"""What a job may install: a wheel that is in the repository, or an index on request."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.inside import Inside
from cli.test_init import made_wheel
from team_repository import TeamRepository

from mergecast import __version__
from mergecast.cli.starting import release_wheel, shipped
from mergecast.cli.starting.release_wheel import place
from mergecast.errors import ExitCode, UsageError

ROOT = Path(__file__).parents[2]
NOW = "2027-03-01T00:30Z"
NAME = f"mergecast-{__version__}-py3-none-any.whl"


@pytest.fixture
def inside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Inside:
    folder = tmp_path / "social"
    folder.mkdir()
    for name, value in TeamRepository(tmp_path).env().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    TeamRepository(folder).git("init", "-q", "-b", "main")
    return Inside(folder, capsys, monkeypatch)


def built(folder: Path) -> Path:
    """The wheel of this tree, as `make wheel` builds it."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d"]
    subprocess.run([*command, folder], cwd=ROOT, check=True, capture_output=True)
    return folder / NAME


def test_make_wheel_builds_it_with_the_locked_tools() -> None:
    recipe = "wheel: $(STAMP) "
    makefile = (ROOT / "Makefile").read_text("utf-8")
    _, _, after = makefile.partition(f"\n{recipe}")

    assert after.splitlines()[1] == (
        "\t@$(BIN)/python -m hatchling build -t wheel -d dist"
    )


def test_pip_installs_the_copy_by_its_path_and_hash_and_no_other(
    inside: Inside, tmp_path: Path
) -> None:
    wheel = built(tmp_path / "dist")
    done = inside("init", "--team", "--yes", "--wheel", str(wheel), now=NOW)
    assert done.code == ExitCode.DONE, done.err
    pins = inside.folder / shipped.PINS
    own, lock, _ = pins.read_text("utf-8").partition(shipped.lock())
    assert lock
    pins.write_text(own, "utf-8")  # what mergecast needs is on an index
    good = installed(inside.folder, tmp_path / "good")
    (inside.folder / place()).write_bytes(made_wheel(tmp_path).read_bytes())
    other = installed(inside.folder, tmp_path / "other")

    assert good.returncode == 0, good.stderr
    assert (tmp_path / "good/mergecast/cli/init.py").is_file()
    assert other.returncode != 0
    assert "DO NOT MATCH THE HASHES" in other.stderr


def installed(folder: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """As a job does it, at the top of the repository, but beside all else."""
    ways = ("--disable-pip-version-check", "--no-deps", "--no-compile")
    wanted = ("--only-binary", ":all:", "--require-hashes", "-r", shipped.PINS)
    command = [sys.executable, "-m", "pip", "install", *ways, *wanted]
    return subprocess.run(
        [*command, "--target", str(target)],
        cwd=folder,
        env={**os.environ, "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_checkouts_of_all_jobs_have_the_copy() -> None:
    for name, text in shipped.workflows().items():
        _, _, after = text.partition("sparse-checkout: |\n")
        listed, _, _ = after.partition("sparse-checkout-cone-mode")
        # Pages show pictures; no other job needs them.
        pictures = [] if name == "pages.yml" else ["!/calendar/media/"]
        assert listed.split() == ["/*", *pictures]


def test_a_wheel_is_of_this_release_by_what_is_in_it(tmp_path: Path) -> None:
    assert release_wheel.read(made_wheel(tmp_path)).startswith(b"PK")


def _nothing(wheel: Path) -> None:
    wheel.write_bytes(b"root:x:0:0")


def _empty(wheel: Path) -> None:
    with zipfile.ZipFile(wheel, "w"):
        pass


def _cut(wheel: Path) -> None:
    wheel.write_bytes(wheel.read_bytes()[:-30])


def _named(wheel: Path) -> None:
    wheel.write_bytes(
        wheel.read_bytes().replace(b"Name: mergecast", b"Name: mergecost")
    )


@pytest.mark.parametrize("spoil", [_nothing, _empty, _cut, _named])
def test_what_only_has_the_name_is_refused(
    inside: Inside, spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    wheel = made_wheel(tmp_path)
    spoil(wheel)
    done = inside("init", "--team", "--yes", "--wheel", str(wheel), now=NOW)

    assert done.code == ExitCode.USAGE
    assert f"'{NAME}' is no wheel of mergecast {__version__}: " in done.err
    assert "`make wheel` builds it" in done.err
    assert [each.name for each in inside.folder.iterdir()] == [".git"]


def test_a_wheel_of_another_release_under_this_name_is_refused(tmp_path: Path) -> None:
    wheel = made_wheel(tmp_path, "9.9.9")
    renamed = wheel.rename(tmp_path / NAME)

    with pytest.raises(UsageError, match="is no wheel of mergecast"):
        release_wheel.read(renamed)


def test_an_index_is_trusted_on_request_and_that_is_said(
    inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = made_wheel(tmp_path)
    nothing = inside("init", "--team", "--yes", "--from-index", now=NOW)
    before = [each.name for each in inside.folder.iterdir()]
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    done = inside("init", "--team", "--yes", "--from-index", now=NOW)

    assert nothing.code == ExitCode.USAGE
    assert f"has a wheel of mergecast {__version__}" in nothing.err
    assert before == [".git"]
    assert done.code == ExitCode.DONE, done.err
    digest = release_wheel.digest(wheel.read_bytes())
    assert (
        f"\nmergecast=={__version__} \\\n    --hash=sha256:{digest}\n"
        in inside.read(shipped.PINS)
    )
    assert "trusts your package index" in done.out
    assert not (inside.folder / place()).exists()


def test_a_wheel_and_an_index_are_not_both_meant(
    inside: Inside, tmp_path: Path
) -> None:
    both = ("--wheel", str(made_wheel(tmp_path)), "--from-index")
    for kind in ("--team", "--update"):
        done = inside("init", kind, "--yes", *both, now=NOW)
        assert done.code in (ExitCode.USAGE, ExitCode.CANNOT_WORK)

    assert [each.name for each in inside.folder.iterdir()] == [".git"]


def test_a_copy_that_is_gone_is_not_named_any_more(
    inside: Inside, tmp_path: Path
) -> None:
    wheel = str(made_wheel(tmp_path))
    assert inside("init", "--team", "--yes", "--wheel", wheel, now=NOW).code == 0
    (inside.folder / place()).unlink()
    lost = inside("init", "--update", now=NOW)
    back = inside("init", "--update", "--yes", "--wheel", wheel, now=NOW)

    assert lost.code == ExitCode.FINDINGS
    assert f"+# mergecast {__version__} itself is missing" in lost.out
    assert back.code == ExitCode.DONE
    assert f"wrote {place()}\n" in back.out


def test_doctor_knows_the_copy_and_its_release(inside: Inside, tmp_path: Path) -> None:
    wheel = str(made_wheel(tmp_path))
    inside("init", "--team", "--yes", "--wheel", wheel, now=NOW)
    good = inside("doctor", "--offline", now=NOW)
    pins = inside.folder / shipped.PINS
    pins.write_text(pins.read_text("utf-8").replace(NAME, NAME.replace("0.", "7.", 1)))
    other = inside("doctor", "--offline", now=NOW)

    assert f"mergecast {__version__}, as in the jobs, by its hash" in good.out
    assert f"the jobs install mergecast 7.1.0, and {__version__} runs here" in other.out
