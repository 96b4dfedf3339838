"""Remotes that refuse, break off, hang or are gone: what is said, and nothing doubled.

git's own server answers on loopback. `mergecast publish` runs in the test's process, so
that it need not really rest before it tries again.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from cli.inside import Inside
from ledger.http_remote import Asked, Gate, asking_who, serving, status
from ledger.made_ledgers import AT, CHARTER, access, claim
from ledger.made_repositories import BRANCH, Place, make_place, opened
from processes.judging import judge
from processes.workplace import START, Draft, Workplace, workplace

from mergecast import clock
from mergecast.errors import ExitCode, GitError
from mergecast.ledger.genesis import init
from mergecast.ledger.git_store import GitStore
from mergecast.model.ledger_state import Appended
from mergecast.repository.git import Git

LATER = timedelta(hours=1)
NOTHING = "  nothing was posted or recorded\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workplace]:
    """One machine, and one post that is due."""
    with workplace(tmp_path, monkeypatch) as made:
        made.merge([Draft("post-001", ("acme",), ("It is out. 已经发布 🎉",))], START)
        yield made


@contextmanager
def behind(place: Workplace, gate: Gate) -> Iterator[str]:
    """The team's remote, as a machine sees it through a gate."""
    machine = place.machines[0]
    with serving(place.team.folder.parent, gate=gate) as url:
        point(machine, f"{url}/remote.git")
        yield url
    point(machine, place.url)


def point(machine: Path, url: str) -> None:
    git(machine, "remote", "set-url", "origin", url)


def git(folder: Path, *args: str) -> str:
    done = subprocess.run(
        ["git", *args], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


class Publish:
    """Runs of `mergecast publish`: how one ends, and what it says."""

    def __init__(self, place: Workplace, inside: Callable[[Path], Inside]) -> None:
        self.place, self.inside = place, inside

    def __call__(
        self, *options: str, hours: int = 0, machine: Path | None = None
    ) -> tuple[int, str, str]:
        now = (START + hours * LATER).isoformat()
        run = self.inside(machine or self.place.machines[0])
        done = run("publish", *options, now=now)
        return done.code, done.out, done.err


@pytest.fixture
def publish(
    place: Workplace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Publish:
    monkeypatch.setattr(clock, "sleep", lambda _seconds: None)
    for name, value in place.team.environment.items():
        monkeypatch.setenv(name, value)
    return Publish(place, lambda folder: Inside(folder, capsys, monkeypatch))


def refused(_asked: Asked, _work: Callable[[], bytes]) -> bytes:
    """A token that may not even read."""
    return status(403)


def out_of_order(_asked: Asked, _work: Callable[[], bytes]) -> bytes:
    return status(503)


def cut_off(_asked: Asked, _work: Callable[[], bytes]) -> None:
    return None


@pytest.mark.parametrize(
    ("gate", "said", "next_step"),
    [
        (asking_who("Basic x"), "could not read Username for 'http", "without a ques"),
        (refused, "returned error: 403", "`permissions: contents: write`"),
        (out_of_order, "returned error: 503", "try again later"),
        (cut_off, "Empty reply from server", "try again later"),
    ],
    ids=["asks who it is", "refuses", "out of order", "cuts the connection"],
)
def test_a_remote_that_lets_nobody_in_is_said_without_a_question(
    place: Workplace, publish: Publish, gate: Gate, said: str, next_step: str
) -> None:
    with behind(place, gate):
        code, out, err = publish()
    assert (code, out) == (ExitCode.CANNOT_WORK, "")
    assert said in err
    assert NOTHING in err
    assert next_step in err

    assert publish()[0] == ExitCode.DONE
    assert judge(place).wrong == ()


def test_credentials_that_git_knows_are_used_for_both_branches(
    place: Workplace,
    publish: Publish,
) -> None:
    with behind(place, asking_who("Basic bWVpOmh1bnRlcjI=")) as url:
        remote = url.replace("://", "://mei:hunter2@") + "/remote.git"
        point(place.machines[0], remote)
        code, out, err = publish()
    assert (code, err) == (ExitCode.DONE, "")
    assert "posted   post-001@acme:1" in out
    assert "hunter2" not in out


@dataclass
class AtPush:
    """A gate that does something to the pushes from the n-th on."""

    act: Callable[[Callable[[], bytes]], bytes | None]
    first: int = 1
    most: int = 99
    seen: list[Asked] = field(default_factory=list)

    def __call__(self, asked: Asked, work: Callable[[], bytes]) -> bytes | None:
        if not asked.is_push:
            return work()
        self.seen.append(asked)
        if self.first <= len(self.seen) < self.first + self.most:
            return self.act(work)
        return work()


def applied(code: int | None) -> Callable[[Callable[[], bytes]], bytes | None]:
    """The push is taken, and then something else is said, or nothing."""

    def act(work: Callable[[], bytes]) -> bytes | None:
        work()
        return None if code is None else status(code)

    return act


@pytest.mark.parametrize("code", [None, 502])
def test_pushes_that_were_taken_though_the_answer_says_no_are_found(
    place: Workplace, publish: Publish, code: int | None
) -> None:
    gate = AtPush(applied(code))
    with behind(place, gate):
        status_, out, err = publish()
    assert (status_, err) == (ExitCode.DONE, "")
    assert "posted   post-001@acme:1" in out
    assert len(gate.seen) == 4
    assert judge(place).states == {"posted": 1}


@pytest.mark.parametrize("first", [1, 2, 3], ids=["claim", "sending", "posted"])
def test_pushes_that_are_not_taken_double_nothing_whichever_it_is(
    place: Workplace, publish: Publish, first: int
) -> None:
    with behind(place, AtPush(lambda _work: status(503), first)):
        code, out, err = publish()
    assert code == ExitCode.CANNOT_WORK
    assert "the ledger cannot be written: RPC failed; HTTP 503" in err
    assert "try again later" in err
    assert ("unrecorded" in out) == (first == 3)
    assert ("told above" in err) == (first == 3)

    assert publish(hours=1)[0] == ExitCode.DONE
    found = judge(place)
    assert (found.wrong, found.states) == ((), {"posted": 1})


@pytest.mark.parametrize("first", [1, 2, 3], ids=["claim", "sending", "posted"])
def test_a_rule_that_forbids_pushes_in_the_middle_doubles_nothing(
    place: Workplace, publish: Publish, first: int
) -> None:
    """A ruleset that somebody switches on while a run is at it."""
    assert place.team.remote is not None
    hook = place.team.remote / "hooks" / "pre-receive"

    def forbid(work: Callable[[], bytes]) -> bytes:
        hook.write_text("#!/bin/sh\necho 'GH013: Repository rule' >&2\nexit 1\n")
        hook.chmod(0o755)
        return work()

    with behind(place, AtPush(forbid, first)):
        code, out, err = publish()
    assert code == ExitCode.CANNOT_WORK
    assert "the remote refuses to take the ledger: [remote rejected]" in err
    assert "see whether a rule of the forge protects its branch" in err
    assert ("unrecorded" in out) == (first == 3)

    hook.unlink()
    assert publish(hours=1)[0] == ExitCode.DONE
    found = judge(place)
    assert (found.wrong, found.states) == ((), {"posted": 1})


@pytest.mark.parametrize("first", [1, 2, 3], ids=["claim", "sending", "posted"])
def test_a_branch_that_is_deleted_in_between_is_damage_and_never_made_anew(
    place: Workplace, publish: Publish, first: int
) -> None:
    remote = place.team.remote
    assert remote is not None
    tips: list[str] = []

    def delete(work: Callable[[], bytes]) -> bytes:
        if not tips:
            tips.append(git(remote, "rev-parse", BRANCH))
            git(remote, "update-ref", "-d", f"refs/heads/{BRANCH}")
        return work()

    with behind(place, AtPush(delete, first)):
        code, out, err = publish()
    assert code == ExitCode.LEDGER_DAMAGED
    assert "the ledger is missing: its branch is gone" in err
    assert ("unrecorded" in out) == (first == 3)
    assert (NOTHING in err) == (first < 3)
    assert publish(hours=1)[0] == ExitCode.LEDGER_DAMAGED
    assert BRANCH not in git(remote, "branch", "--format=%(refname:short)")

    git(remote, "update-ref", f"refs/heads/{BRANCH}", tips[0])
    assert publish(hours=2)[0] == ExitCode.DONE
    found = judge(place)
    assert (found.wrong, found.states) == ((), {"posted": 1})


def test_what_was_done_before_the_remote_broke_is_in_the_json_too(
    place: Workplace,
    publish: Publish,
) -> None:
    with behind(place, AtPush(lambda _work: status(503), first=4)):
        code, out, err = publish("--format", "json")
    assert code == ExitCode.CANNOT_WORK
    assert "told above" in err
    assert [step["what"] for step in json.loads(out)["steps"]] == ["posted"]


def test_a_remote_that_cannot_leave_things_out_gives_all_of_it(
    place: Workplace,
    publish: Publish,
) -> None:
    assert place.team.remote is not None
    git(place.team.remote, "config", "uploadpack.allowFilter", "false")
    code, out, err = publish()
    assert (code, err) == (ExitCode.DONE, "")
    assert "posted   post-001@acme:1" in out
    assert judge(place).wrong == ()


def test_a_shallow_clone_publishes_nothing_that_it_cannot_prove(
    place: Workplace, publish: Publish, tmp_path: Path
) -> None:
    place.merge([Draft("post-002", ("acme",), ("Two",))], START)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=1", place.url, str(shallow))
    code, out, err = publish(machine=shallow)
    assert (code, err) == (ExitCode.DONE, "")
    assert out.count("posted   ") in {0, 2}, out

    assert publish()[0] == ExitCode.DONE
    found = judge(place)
    assert (found.wrong, found.states) == ((), {"posted": 2})


@contextmanager
def small_disk(machine: Path, options: str) -> Iterator[None]:
    """Another file system where the ledger is kept; only root can have one."""
    folder = machine / ".git" / "mergecast"
    folder.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder))
    if os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        pytest.skip("only root can mount a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("size=4k", "failed to write new configuration file"),
        ("size=60k", "space"),
        ("ro", "the ledger cannot be kept in"),
    ],
    ids=["no room at all", "room for the start of it", "read only"],
)
def test_a_disk_that_takes_nothing_more_stops_a_run_in_words(
    place: Workplace, publish: Publish, options: str, said: str
) -> None:
    with small_disk(place.machines[0], options):
        code, _, err = publish()
    assert code == ExitCode.CANNOT_WORK
    assert said in err
    assert "Traceback" not in err

    assert publish(hours=1)[0] == ExitCode.DONE
    found = judge(place)
    assert (found.wrong, found.states) == ((), {"posted": 1})


class Hangs:
    """A gate that keeps some requests waiting until it is let go."""

    def __init__(self, *, pushes: bool) -> None:
        self.pushes = pushes
        self.go = threading.Event()

    def __call__(self, asked: Asked, work: Callable[[], bytes]) -> bytes | None:
        if asked.is_push is self.pushes and not self.go.is_set():
            answer = work() if self.pushes else None
            self.go.wait(60)
            return answer
        return work()


@pytest.fixture
def clone(tmp_path: Path) -> Place:
    made = make_place(tmp_path)
    made.remote.run("config", "http.receivepack", "true")
    return made


def test_a_remote_that_hangs_is_given_up_after_the_time_of_a_command(
    clone: Place,
) -> None:
    gate = Hangs(pushes=False)
    clone.clone("one")
    with serving(clone.root, gate=gate) as url:
        quick = Git(clone.root / "one", timeout=0.4)
        quick.run("remote", "set-url", "origin", f"{url}/remote.git")
        with (
            GitStore(quick, "origin", BRANCH) as store,
            pytest.raises(GitError, match=r"did not answer within 0\.4 s"),
        ):
            store.tip()
        gate.go.set()


def test_a_push_that_was_taken_and_then_hangs_is_found(clone: Place) -> None:
    gate = Hangs(pushes=True)
    patient = clone.clone("one")
    with GitStore(patient, "origin", BRANCH) as store:
        genesis = init(access(store), CHARTER, at=AT)
    with serving(clone.root, gate=gate) as url:
        patient.run("remote", "set-url", "origin", f"{url}/remote.git")
        with opened(Git(patient.directory, timeout=3), genesis=genesis) as ledger:
            written = ledger.open().append([claim()], at=AT)
            assert isinstance(written, Appended)
            assert len(list(ledger.open().events())) == 2
        gate.go.set()
