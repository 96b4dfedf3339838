"""The script that starts a command on a server: secrets, a key for git, a clone."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from team_repository import TeamRepository

START = Path(__file__).parents[2] / "tooling/server/start"


@dataclass(slots=True)
class Server:
    """A machine with secrets."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    def secret(self, name: str, value: str) -> None:
        (self.folder / "secrets").mkdir(exist_ok=True)
        (self.folder / "secrets" / name).write_text(value, "utf-8")

    def start(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [START, *command],
            cwd=self.folder,
            env={
                "PATH": os.environ["PATH"],
                "CREDENTIALS_DIRECTORY": str(self.folder / "secrets"),
                "WORKSPACE": str(self.folder / "workspace"),
                **self.variables,
            },
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Server:
    return Server(tmp_path)


def test_each_secret_is_a_variable_whatever_is_in_it(machine: Server) -> None:
    value = '{"acme": {"consumer_key": "$(touch pwned) `touch pwned` \'\\" 密钥"}}'
    machine.secret("MERGECAST_SECRETS", value + "\n")
    machine.secret("OTHER", "not ours")
    done = machine.start("sh", "-c", 'printf %s "$MERGECAST_SECRETS$OTHER"')

    assert (done.returncode, done.stdout, done.stderr) == (0, value, "")
    assert not (machine.folder / "pwned").exists()


def test_an_account_with_a_digit_in_its_name_has_a_variable(machine: Server) -> None:
    machine.secret("MERGECAST_X_ACME_2_KEY", "a key")
    done = machine.start("sh", "-c", 'printf %s "$MERGECAST_X_ACME_2_KEY"')

    assert (done.returncode, done.stdout, done.stderr) == (0, "a key", "")


def test_without_secrets_it_just_starts(machine: Server) -> None:
    done = machine.start("echo", "a b", "*")

    assert (done.returncode, done.stdout, done.stderr) == (0, "a b *\n", "")


def test_a_secret_that_can_be_no_variable_is_refused(machine: Server) -> None:
    machine.secret("MERGECAST_X.json", "{}")
    done = machine.start("echo", "started")

    assert (done.returncode, done.stdout) == (2, "")
    assert "no variable has the name of 'MERGECAST_X.json'" in done.stderr


def test_git_gets_the_key_for_ssh_and_knows_no_other_host(machine: Server) -> None:
    machine.secret("deploy-key", "key")
    program = machine.folder / "ssh"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >&2\nexit 1\n')
    program.chmod(0o755)
    machine.variables["PATH"] = f"{machine.folder}:{os.environ['PATH']}"
    done = machine.start("git", "ls-remote", "git@example.org:acme/social.git")

    asked = done.stderr.splitlines()
    assert asked[:2] == ["-i", f"{machine.folder}/secrets/deploy-key"]
    assert "StrictHostKeyChecking=yes" in asked
    assert "UserKnownHostsFile=/etc/mergecast/known_hosts" in asked


def test_the_repository_is_cloned_once_and_nothing_is_checked_out(
    machine: Server, tmp_path: Path
) -> None:
    team = TeamRepository.start(tmp_path, remote=True)
    machine.variables["REPOSITORY"] = str(team.remote)
    first = machine.start("echo", "up")
    (team.remote or tmp_path).rename(tmp_path / "away")
    second = machine.start("echo", "up")

    assert [first.stdout, second.stdout] == ["up\n", "up\n"]
    assert [each.name for each in (machine.folder / "workspace").iterdir()] == [".git"]


def test_a_repository_that_looks_like_an_option_is_none(machine: Server) -> None:
    machine.variables["REPOSITORY"] = "--upload-pack=touch pwned"
    done = machine.start("echo", "up")

    assert (done.returncode != 0, done.stdout) == (True, "")
    assert not (machine.folder / "pwned").exists()


def test_it_becomes_the_command_so_that_signals_reach_it(machine: Server) -> None:
    process = subprocess.Popen(
        [START, "sh", "-c", "echo $$"],
        env={"PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        text=True,
    )
    out, _ = process.communicate(timeout=30)

    assert int(out) == process.pid
    del machine
