"""The image for servers: its steps are run here, though no image is built."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from server.dockerfile import ROOT, Instruction, Scratch, instructions

FILE = ROOT / "tooling/server/Dockerfile"
STEPS = instructions(FILE)

INDEX = os.environ.get("PACKAGE_INDEX") == "1"
"""Whether pip may ask its index here; otherwise a stand-in compares the lock."""


def only(name: str) -> list[Instruction]:
    return [step for step in STEPS if step.name == name]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    made = Scratch(tmp_path_factory.mktemp("image"), index=INDEX)
    made.walk(STEPS)
    return made


def test_every_base_is_pinned_by_digest_and_both_are_the_same() -> None:
    bases = {step.words[0] for step in only("FROM")}

    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.1\d-slim-\w+@sha256:[0-9a-f]{64}", bases.pop())


def test_it_runs_as_nobody_special_and_is_asked_to_stop_kindly() -> None:
    after = STEPS[STEPS.index(only("USER")[-1]) :]

    assert only("USER")[-1].text not in {"root", "0"}
    assert not [step for step in after if step.name in {"RUN", "COPY", "ADD"}]
    assert [step.text for step in only("STOPSIGNAL")] == ["SIGTERM"]


def test_it_downloads_nothing_that_is_not_locked() -> None:
    for step in only("RUN"):
        assert not re.search(r"\b(?:curl|wget|git clone)\b", step.text)
        if "pip install" in step.text:
            assert "--require-hashes" in step.text
    assert only("ADD") == []


def test_what_is_copied_is_there_and_is_let_through_to_the_builder() -> None:
    let = (ROOT / "tooling/server/Dockerfile.dockerignore").read_text("utf-8")
    lines = let.splitlines()
    sources = [step.words[0] for step in only("COPY") if "--from=" not in step.text]

    assert lines[0] == "*"
    for source in sources:
        assert (ROOT / source).exists()
        assert f"!{source}" in lines


def test_nothing_outside_the_scratch_folder_would_be_touched() -> None:
    scratch = Scratch(Path("/scratch"))
    for step in only("RUN"):
        mapped = scratch.mapped(step.text)
        assert re.findall(r"(?<![\w.$}/*\"-])/(?!scratch/)\w+", mapped) == []


def test_its_steps_run_and_the_program_in_it_works(scratch: Scratch) -> None:
    done = scratch.run("/opt/mergecast/bin/python -P -m mergecast check --help")

    assert "Example: mergecast check" in done.stdout
    assert scratch.notes == [
        "apt-get update",
        "apt-get install --yes --no-install-recommends git openssh-client tini",
        scratch.mapped(only("RUN")[-1].text),
    ]


def test_it_holds_no_pip_and_nothing_but_the_program(scratch: Scratch) -> None:
    place = scratch.folder / "opt/mergecast"

    assert list(place.glob("bin/pip*")) == []
    assert list(place.glob("lib/*/site-packages/pip*")) == []
    assert {each.name for each in (place / "package").iterdir()} == {"mergecast"}
    assert list(place.rglob("package/mergecast/**/__pycache__/*.pyc")) != []


def test_started_it_clones_and_says_that_nothing_is_set_up(
    scratch: Scratch, tmp_path: Path
) -> None:
    repository = tmp_path / "social"
    shutil.copytree(ROOT / "calendar", repository / "calendar")
    shutil.copy(ROOT / "mergecast.yaml", repository)
    for args in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        ["-c", "user.name=Mei", "-c", "user.email=mei@x.org", "commit", "-qm", "Go"],
    ):
        subprocess.run(["git", *args], cwd=repository, check=True)
    (scratch.folder / "var/lib/mergecast").mkdir(parents=True)
    entry = [scratch.mapped(word) for word in json.loads(only("ENTRYPOINT")[0].text)]
    stays = json.loads(only("CMD")[0].text)

    done = subprocess.run(
        [*entry, stays[0]],
        env=scratch.environment()
        | {"REPOSITORY": str(repository), "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "not set up: all accounts are samples\n"
    assert stays == ["publish", "--loop"]
