"""The branch in a git repository: cheap, private, never forced, and hard to confuse."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from ledger.http_remote import serving
from ledger.made_ledgers import (
    AT,
    CHARTER,
    KEY,
    access,
    born,
    claim,
    files_of,
    freeze,
    live,
    sending,
    wrote,
)
from ledger.made_repositories import BRANCH, Place, opened

from mergecast.errors import ExitCode, GitError, LedgerDamagedError
from mergecast.ledger import git_store
from mergecast.ledger.genesis import init
from mergecast.ledger.git_place import find_place
from mergecast.ledger.git_store import GitStore
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import MemoryStore
from mergecast.ledger.signing import Keyring
from mergecast.ledger.store import Change, Pushed
from mergecast.ledger.verify import verify
from mergecast.model.ledger_state import Appended, Conflict, Draft
from mergecast.repository.git import Git


def started(git: Git, remote: str | None = "origin") -> str:
    """Start a ledger from a clone and return its genesis id."""
    with GitStore(git, remote, BRANCH) as store:
        return init(access(store), CHARTER, at=AT)


def program(path: Path, body: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def state_of_clone(git: Git) -> Mapping[str, object]:
    """All of a clone that a ledger must leave alone."""
    folder = git.directory / ".git"
    return {
        "refs": git.text("for-each-ref"),
        "config": (folder / "config").read_text(),
        "shallow": (folder / "shallow").exists(),
        "objects": git.text("count-objects", "-v"),
        "status": git.text("status", "--porcelain"),
        "fetch head": (folder / "FETCH_HEAD").exists(),
    }


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The git commands that are started, by their first word."""
    commands: list[str] = []
    start = Git.start

    def counted(git: Git, *args: str, **options: object) -> object:
        words = [word for word in args if "=" not in word and word != "-c"]
        commands.append(words[0])
        return start(git, *args, **options)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(Git, "start", counted)
    return commands


@pytest.mark.parametrize("options", [(), ("--bare",), ("--depth=1",)])
def test_a_clone_is_left_as_it_was(place: Place, options: tuple[str, ...]) -> None:
    started(place.clone("first"))
    clone = place.clone("second", None, *options)
    if "--bare" in options:
        (clone.directory / ".git").symlink_to(".")
    git = Git(clone.directory) if not options or "--depth=1" in options else clone
    before = state_of_clone(git) if "--bare" not in options else None
    with opened(git) as ledger:
        wrote(ledger.open(), *live())

    if before is not None:
        assert state_of_clone(git) == before
    assert git.text("rev-parse", "--is-shallow-repository") == (
        "true" if "--depth=1" in options else "false"
    )


def test_the_branch_has_no_parent_and_nothing_but_the_ledger(place: Place) -> None:
    clone = place.clone("one")
    genesis = started(clone)
    with opened(clone, genesis=genesis) as ledger:
        wrote(ledger.open(), claim())
    log = place.remote.text("log", "--format=%an <%ae> %cI %s", BRANCH)
    names = place.remote.text("ls-tree", "--name-only", BRANCH).split()

    who = "mergecast <mergecast@localhost> 2026-11-24T01:00:00+00:00"
    assert log.splitlines() == [f"{who} claim {KEY}", f"{who} genesis !genesis"]
    assert names == ["README.md", "events", "head.json", "keys"]
    assert place.remote.text("fsck", "--strict") == ""


def test_two_clones_take_turns(place: Place) -> None:
    one, two = place.clone("one"), place.clone("two")
    genesis = started(one)
    with (
        opened(one, genesis=genesis) as mine,
        opened(two, genesis=genesis) as theirs,
    ):
        view, other = mine.open(), theirs.open()
        view = wrote(view, claim())
        assert isinstance(other.append([claim()], at=AT), Conflict)
        other = wrote(theirs.open(), freeze())
        result = view.append([sending()], at=AT)
        assert isinstance(result, Conflict)
        assert [one.scope for one in result.view.freezes()] == ["all"]
        tip = theirs.open().tip
        ring = Keyring()
        assert verify(theirs.access.store, tip, genesis=genesis, ring=ring) == []


def put_up(place: Place, ledger: Ledger) -> Git:
    """A clone from which a ledger made in memory was pushed at once."""
    memory = ledger.access.store
    assert isinstance(memory, MemoryStore)
    clone = place.clone("one")
    with GitStore(clone, "origin", BRANCH) as store:
        change = Change(files_of(memory.remote), "all of it", AT)
        assert isinstance(store.push(None, change), Pushed)
    return clone


def test_a_fresh_clone_fetches_no_contents_but_those_it_reads(place: Place) -> None:
    made = born()
    view = made.open()
    for number in range(20):
        view = wrote(view, claim(f"post-{number:03}@acme:1"), minutes=1440 * number)
    put_up(place, made)
    clone = place.clone("two")
    with opened(clone, genesis=made.genesis) as ledger:
        fresh = ledger.open()
        states = fresh.states(["post-003@acme:1", "post-004@acme:1", "never-1@acme:1"])
    assert [state.seq if state else None for state in states.values()] == [4, 5, None]

    cache = {"GIT_DIR": str(clone.directory / ".git" / "mergecast" / "ledger.git")}
    listed = clone.text(
        "rev-list", "--objects", "--missing=print", fresh.tip, env=cache
    ).splitlines()
    missing = [line for line in listed if line.startswith("?")]
    assert len(missing) == 20 + 20 - 2 - 2 + 1, "days, records, README: all but four"


def test_looks_at_a_long_ledger_cost_few_processes(
    place: Place, asked: list[str]
) -> None:
    """10,000 events on 3,333 keys over 100 days."""
    ledger = born()
    view = ledger.open()
    keys = [f"post-{number}@acme:1" for number in range(3333)]
    for day, first in enumerate(range(0, 3333, 34)):
        drafts: list[Draft] = []
        for key in keys[first : first + 34]:
            drafts += live(key)
        result = view.append(drafts, at=AT + timedelta(days=day))
        assert isinstance(result, Appended)
        view = result.view
    assert view.head.seq == 9999
    clone = put_up(place, ledger)

    del asked[:]
    with opened(clone, genesis=view.genesis) as kept:
        assert kept.open().state(keys[7]).seq == 24  # type: ignore[union-attr] # it was posted
        first_look = ["config", "fetch", "cat-file"]
        assert [word for word in asked if word != "gc"] == first_look
        del asked[:]
        assert kept.open().states(keys[:50]).keys() == set(keys[:50])
        assert asked == ["fetch"]


def test_an_append_costs_two_processes(place: Place, asked: list[str]) -> None:
    clone = place.clone("one")
    genesis = started(clone)
    with opened(clone, genesis=genesis) as ledger:
        view = ledger.open()
        del asked[:]
        wrote(view, claim())
        assert asked == ["fast-import", "push"]


def test_without_a_remote_the_ledger_is_a_branch_of_the_clone(place: Place) -> None:
    clone = place.clone("one")
    genesis = started(clone, None)
    with opened(clone, None, genesis=genesis) as ledger:
        view = ledger.open()
        wrote(view, *live())
        assert isinstance(view.append([claim()], at=AT), Conflict)

    assert clone.text("log", "-1", "--format=%s", BRANCH) == f"posted {KEY}"
    assert BRANCH not in place.branches()
    assert clone.text("status", "--porcelain") == ""


def test_a_lost_answer_is_found_in_the_branch(place: Place) -> None:
    """The server dies after it has taken the push and before it says so."""
    clone = place.clone("one")
    genesis = started(clone)
    hook = program(place.remote.directory / "hooks" / "post-receive", "kill -9 $PPID")
    with opened(clone, genesis=genesis) as ledger:
        result = ledger.open().append([claim()], at=AT)
        assert isinstance(result, Appended)
        hook.unlink()
        assert len(list(ledger.open().events())) == 2


def test_a_push_that_dies_before_it_is_taken_is_made_again(place: Place) -> None:
    clone = place.clone("one")
    genesis = started(clone)
    mark = place.root / "died"
    program(
        place.remote.directory / "hooks" / "pre-receive",
        f"test -e {mark} || {{ touch {mark}; kill -9 $PPID; }}",
    )
    with opened(clone, genesis=genesis) as ledger:
        result = ledger.open().append([claim()], at=AT)
        assert isinstance(result, Appended)
        assert mark.exists()
        assert len(list(ledger.open().events())) == 2


def test_a_rule_of_the_forge_is_an_error_and_nothing_is_written(place: Place) -> None:
    clone = place.clone("one")
    genesis = started(clone)
    program(place.remote.directory / "hooks" / "update", "exit 1")
    before = place.branches()
    with (
        opened(clone, genesis=genesis) as ledger,
        pytest.raises(GitError, match=r"refuses to take the ledger.*hook declined"),
    ):
        ledger.open().append([claim()], at=AT)
    assert place.branches() == before


def test_a_remote_that_is_gone_is_an_error_and_no_empty_ledger(place: Place) -> None:
    clone = place.clone("one")
    genesis = started(clone)
    place.remote.directory.rename(place.root / "elsewhere.git")
    with (
        opened(clone, genesis=genesis) as ledger,
        pytest.raises(GitError, match="does not appear to be a git repository"),
    ):
        ledger.open()


def test_a_branch_that_is_gone_is_damage_though_a_copy_is_here(place: Place) -> None:
    clone = place.clone("one")
    genesis = started(clone)
    place.remote.run("update-ref", "-d", f"refs/heads/{BRANCH}")
    with (
        opened(clone, genesis=genesis) as ledger,
        pytest.raises(LedgerDamagedError, match="its branch is gone"),
    ):
        ledger.open()


def test_a_branch_set_back_is_damage_where_a_clone_remembers(place: Place) -> None:
    clone = place.clone("one")
    genesis = started(clone)
    old = place.branches()[BRANCH]
    with opened(clone, genesis=genesis) as ledger:
        wrote(ledger.open(), claim(), sending())
        ledger.open()
        place.remote.run("update-ref", f"refs/heads/{BRANCH}", old)
        with pytest.raises(LedgerDamagedError, match="was rewritten") as refused:
            ledger.open()
    assert refused.value.exit_code is ExitCode.LEDGER_DAMAGED
    assert "ledger.git" in refused.value.hint


def test_a_remote_without_any_branch_has_no_ledger_until_one_is_started(
    place: Place,
) -> None:
    Git(place.root).run("init", "-q", "--bare", "empty.git")
    clone = place.clone("one")
    clone.run("remote", "add", "empty", str(place.root / "empty.git"))
    with GitStore(clone, "empty", BRANCH) as store:
        assert store.tip() is None
    genesis = started(clone, "empty")
    with opened(clone, "empty", genesis=genesis) as ledger:
        assert ledger.open().head.seq == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda cache: (cache / "shallow.lock").touch(),
        lambda cache: (cache / "refs/mergecast" / f"{BRANCH}.lock").touch(),
        lambda cache: (cache / "refs/mergecast" / BRANCH).write_text("garbage\n"),
        lambda cache: (cache / "refs/mergecast" / BRANCH).write_text("12" * 20 + "\n"),
        lambda cache: (cache / "HEAD").unlink(),
        lambda cache: (cache / "shallow").write_text("garbage\n"),
        lambda cache: [
            path.unlink() for path in cache.glob("objects/pack/*") if path.is_file()
        ],
        lambda cache: [
            (path.chmod(0o644), path.write_bytes(b""))
            for path in cache.glob("objects/??/*")
        ],
    ],
    ids=[
        *("shallow locked", "ref locked", "ref garbled", "ref of nothing", "no head"),
        *("shallow garbled", "packs gone", "objects emptied"),
    ],
)
def test_a_broken_cache_is_made_anew(
    place: Place, spoil: Callable[[Path], object]
) -> None:
    first, clone = place.clone("one"), place.clone("two")
    genesis = started(first)
    cache = clone.directory / ".git" / "mergecast" / "ledger.git"
    with opened(clone, genesis=genesis) as ledger:
        wrote(ledger.open(), claim())
        ledger.open()
    spoil(cache)
    with opened(first, genesis=genesis) as ledger:
        wrote(ledger.open(), freeze())
    with opened(clone, genesis=genesis) as ledger:
        view = ledger.open()
        assert view.head.seq == 2
        assert view.state(KEY) is not None


def test_a_crowded_cache_is_packed(
    place: Place, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, clone = place.clone("one"), place.clone("two")
    genesis = started(first)
    monkeypatch.setattr(git_store, "_MANY", 0)
    with opened(clone, genesis=genesis) as ledger:
        view = wrote(ledger.open(), *live())
        view = wrote(ledger.open(), freeze())
        assert ledger.open().state(KEY) == view.state(KEY)
    assert "gc" in asked


def test_a_relative_remote_is_found_from_a_folder_inside_and_a_work_tree(
    place: Place,
) -> None:
    clone = place.clone("one")
    clone.run("remote", "set-url", "origin", "../remote.git")
    genesis = started(clone)
    inside = clone.directory / "calendar" / "2026"
    inside.mkdir(parents=True)
    clone.run("worktree", "add", "-q", "-b", "draft", str(place.root / "tree"))
    for folder in (inside, place.root / "tree"):
        with opened(Git(folder), genesis=genesis) as ledger:
            assert ledger.open().genesis == genesis
    caches = list(place.root.glob("**/mergecast/ledger.git"))
    assert caches == [clone.directory / ".git" / "mergecast" / "ledger.git"]


def test_a_remote_may_be_given_by_its_url(place: Place) -> None:
    genesis = started(place.clone("one"))
    with opened(place.clone("two"), place.url, genesis=genesis) as ledger:
        assert ledger.open().genesis == genesis


def test_a_clone_that_cannot_be_written_to_is_an_error_in_words(place: Place) -> None:
    clone = place.clone("one")
    (clone.directory / ".git" / "mergecast").write_text("in the way")
    store = GitStore(clone, "origin", BRANCH)
    with pytest.raises(GitError, match="the ledger cannot be kept in"):
        store.tip()


def test_an_unknown_remote_is_named(place: Place) -> None:
    store = GitStore(place.clone("one"), "upstream", BRANCH)
    with pytest.raises(GitError, match="there is no remote 'upstream'"):
        store.tip()


def test_what_git_needs_to_reach_the_remote_is_handed_over_and_not_written_down(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = place.clone("one")
    clone.run("config", "http.https://forge.example/.extraHeader", "Auth: 中 x")
    clone.run("config", "remote.origin.proxy", "http://proxy.example")
    clone.run("config", "remote.other.url", "https://other.example")
    # A header that git reads anyway would be sent twice, which forges refuse.
    everywhere = place.root / "gitconfig"
    everywhere.write_text('[http "https://forge.example/"]\nextraHeader = Auth: y\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(everywhere))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "credential.helper")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "store --file x")
    env = find_place(clone, "origin", BRANCH).remote_env
    told = [
        (env[f"GIT_CONFIG_KEY_{number}"], env[f"GIT_CONFIG_VALUE_{number}"])
        for number in range(int(env["GIT_CONFIG_COUNT"]))
    ]

    assert sorted(told) == [
        ("credential.helper", "store --file x"),
        ("http.https://forge.example/.extraheader", "Auth: 中 x"),
        ("remote.mergecast-ledger.partialclonefilter", "blob:none"),
        ("remote.mergecast-ledger.promisor", "true"),
        ("remote.mergecast-ledger.proxy", "http://proxy.example"),
        ("remote.mergecast-ledger.url", place.url),
    ]


def test_a_remote_over_http_with_credentials(place: Place) -> None:
    place.remote.run("config", "http.receivepack", "true")
    word = base64.b64encode(b"mei:hunter2").decode()
    header = f"Basic {word}"
    clone = place.clone("one")
    with serving(place.root, header=header) as url:
        clone.run("remote", "set-url", "origin", f"{url}/remote.git")
        with (
            GitStore(clone, "origin", BRANCH) as store,
            pytest.raises(GitError, match="403") as refused,
        ):
            store.tip()
        assert "hunter2" not in str(refused.value)

        clone.run("config", f"http.{url}/.extraHeader", f"Authorization: {header}")
        genesis = started(clone)
        with opened(clone, genesis=genesis) as ledger:
            view = ledger.open()
            wrote(view, *live())
            assert isinstance(view.append([claim()], at=AT), Conflict)
            assert len(list(ledger.open().events())) == 4
    cache = clone.directory / ".git" / "mergecast"
    written = [path for path in cache.rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if word.encode() in path.read_bytes()]


def test_a_closed_store_leaves_no_process_and_opens_again(place: Place) -> None:
    clone = place.clone("one")
    genesis = started(clone)
    store = GitStore(clone, "origin", BRANCH)
    ledger = Ledger(access(store), genesis)
    tip = ledger.open().tip
    process = store._objects._pipes
    assert process is not None
    store.close()
    store.close()

    assert process[0].closed
    assert ledger.open().tip == tip
    store.close()
    assert "GIT_DIR" not in os.environ
