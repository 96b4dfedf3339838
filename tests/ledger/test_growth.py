"""What a commit wrote stays: a ledger taken back by an ordinary commit is damage."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger.made_ledgers import (
    AT,
    CHARTER,
    KEY,
    access,
    born,
    claim,
    freeze,
    live,
    posted,
    sending,
    wrote,
)
from ledger.made_repositories import BRANCH, Place, opened

from mergecast.errors import ExitCode, LedgerDamagedError
from mergecast.ledger.genesis import init
from mergecast.ledger.git_history import read_commit
from mergecast.ledger.git_store import GitStore
from mergecast.ledger.growth import message_of, taken_back
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import MemoryStore
from mergecast.ledger.scratch_store import ScratchStore
from mergecast.ledger.signing import Keyring
from mergecast.ledger.snapshot import Snapshot
from mergecast.ledger.store import Commit
from mergecast.ledger.verify import verify
from mergecast.model.event import Event
from mergecast.repository.git import Git

OTHER = "thanks-2026@acme:1"


def written() -> tuple[Ledger, MemoryStore, Snapshot]:
    """Genesis, then a post, a freeze, and a second claim: five commits."""
    ledger = born()
    store = ledger.access.store
    assert isinstance(store, MemoryStore)
    view = ledger.open()
    for number, draft in enumerate((claim(), sending(), posted(), claim(OTHER))):
        view = wrote(view, draft, minutes=number)
    return ledger, store, view


def by_hand(store: MemoryStore, older: int, message: str = "Restore") -> str:
    """A person commits the files of an older commit on top."""
    remote = store.remote
    tip = f"by-hand-{len(remote.tips)}"
    remote.commits[tip] = dict(remote.commits[remote.tips[older]])
    second = int(AT.timestamp())
    remote.made[tip] = Commit(tip, remote.tips[-1], message, second, ours=False)
    remote.tips.append(tip)
    return tip


def test_older_files_in_an_ordinary_commit_are_damage() -> None:
    ledger, store, view = written()
    tip = by_hand(store, -3)
    with pytest.raises(LedgerDamagedError) as refused:
        ledger.open()
    [problem] = verify(store, tip, genesis=ledger.genesis, ring=Keyring())

    assert refused.value.exit_code is ExitCode.LEDGER_DAMAGED
    why = (
        f"commit {view.tip[:10]}: it wrote 'claim {OTHER}', and the ledger has event "
        f"2, sending {KEY}, in that place"
    )
    assert why in refused.value.message
    assert f"{problem.path}: {problem.message}".startswith(why)


def test_so_is_what_somebody_hides_below_another_commit_by_hand() -> None:
    ledger, store, _ = written()
    by_hand(store, -3)
    by_hand(store, -1, "Say more in the README")
    with pytest.raises(LedgerDamagedError, match="took back"):
        ledger.open()


def test_a_commit_by_hand_that_takes_nothing_back_is_none() -> None:
    ledger, store, _ = written()
    by_hand(store, -1)
    view = wrote(ledger.open(), freeze())
    by_hand(store, -1)

    assert ledger.open().head == view.head
    assert verify(store, store.remote.tips[-1], genesis=None, ring=Keyring()) == []


def test_what_is_put_back_is_whole_again() -> None:
    ledger, store, view = written()
    by_hand(store, -3)
    by_hand(store, -2, 'Revert "Restore"')

    assert ledger.open().head == view.head
    assert verify(store, store.remote.tips[-1], genesis=None, ring=Keyring()) == []


def test_verify_finds_it_below_what_runs_wrote_since() -> None:
    """As a run of an old version would, that does not look."""
    ledger, store, view = written()
    by_hand(store, -4)
    remote = store.remote
    older = Ledger(replace(ledger.access, store=MemoryStore()), ledger.genesis)
    fork = older.access.store
    assert isinstance(fork, MemoryStore)
    fork.remote.commits, fork.remote.tips = remote.commits, remote.tips
    wrote(older.open(), freeze(), minutes=9)
    remote.made.update(fork.remote.made)
    problems = verify(store, remote.tips[-1], genesis=None, ring=Keyring())

    ledger.open()
    assert [one.path for one in problems] == [f"commit {view.tip[:10]}"]


def test_a_tip_that_lags_behind_is_no_damage() -> None:
    """A mirror may be slow: an older tip is whole in itself."""
    ledger, store, _ = written()
    del store.remote.tips[-1]

    assert ledger.open().tip == store.remote.tips[-1]


def test_a_pretended_ledger_goes_on_where_the_real_one_stands() -> None:
    ledger, store, view = written()
    scratch = ScratchStore(store)
    pretended = Ledger(replace(ledger.access, store=scratch), ledger.genesis)
    after = wrote(pretended.open(), freeze(), minutes=9)

    assert pretended.open().head == after.head
    whole = [each.id for each in scratch.history(after.tip)]
    assert whole == [after.tip, *reversed(store.remote.tips)]
    assert [each.id for each in scratch.history(after.tip, 2)] == whole[:2]
    assert store.remote.tip == view.tip


_COUNTS = st.lists(st.integers(1, 4), min_size=1, max_size=8)


def _events() -> list[Event]:
    ledger = born()
    view = ledger.open()
    for number in range(12):
        view = wrote(view, *live(f"post-{number}@acme:1"), minutes=number)
    return list(view.events())


EVENTS = _events()


@given(_COUNTS, st.integers(0, 36), st.data())
def test_every_way_to_cut_events_into_commits_is_whole_and_a_shorter_end_is_not(
    counts: list[int], less: int, data: st.DataObject
) -> None:
    position, commits = 0, []
    for count in counts:
        part = EVENTS[position : position + count]
        position += len(part)
        second = int(part[0].at.timestamp())
        commits.append(
            Commit(f"{position:040}", None, message_of(part), second, ours=True)
        )
        if data.draw(st.booleans()):
            commits.append(Commit("by hand", None, "Fix a typo", 0, ours=False))
    commits.reverse()
    kept = max(1, position - less)
    found = taken_back(commits, EVENTS[:kept])

    assert (found is None) == (kept == position)
    # Where the beginning is left out, what is there is judged all the same.
    assert taken_back(commits, EVENTS[position // 2 : position]) is None


def test_what_no_run_says_is_passed_over() -> None:
    odd = ("", "all of it", "claim", "Restore all of it", "genesis(+x)")
    commits = [Commit("c", None, message, 0, ours=True) for message in odd]

    assert taken_back(commits, EVENTS) is None


def test_a_commit_is_read_as_git_writes_it() -> None:
    found = read_commit(
        "c" * 40,
        b"tree t\nparent p1\nparent p2\nauthor A <a@b> 1 +0000\n"
        b"committer mergecast <mergecast@localhost> 1795482000 +0000\n\nclaim x\n",
    )
    other = read_commit("d", b"tree t\ncommitter Mei <m@x> 7 +0800\ngpgsig x\n y\n\nhi")

    assert found == Commit("c" * 40, "p1", "claim x", 1795482000, ours=True)
    assert other == Commit("d", None, "hi", 7, ours=False)


def restored(remote: Git, back: int) -> None:
    """A person commits the files of some commits ago, and pushes without force."""
    tree = remote.text("rev-parse", f"{BRANCH}~{back}^{{tree}}")
    who = {
        f"GIT_{role}_{what}": "mei@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    args = ("commit-tree", tree, "-p", BRANCH, "-m", "Restore")
    made = remote.text(*args, env=who)
    remote.run("update-ref", f"refs/heads/{BRANCH}", made)


@pytest.mark.parametrize("fresh", [False, True])
def test_over_git_a_kept_clone_and_a_fresh_one_see_it(
    place: Place,
    fresh: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    clone = place.clone("one")
    with GitStore(clone, "origin", BRANCH) as store:
        genesis = init(access(store), CHARTER, at=AT)
    with opened(clone, genesis=genesis) as ledger:
        view = ledger.open()
        for number, draft in enumerate((*live(), claim(OTHER))):
            view = wrote(view, draft, minutes=number)
    restored(place.remote, 2)
    looking = place.clone("two") if fresh else clone
    with opened(looking, genesis=genesis) as ledger:
        with pytest.raises(LedgerDamagedError, match=f"commit {view.tip[:10]}"):
            ledger.open()
        tip = str(ledger.access.store.tip())
        ring = Keyring()
        [problem] = verify(ledger.access.store, tip, genesis=genesis, ring=ring)
        whole = ledger.access.store.history(tip)

    assert problem.path == f"commit {view.tip[:10]}"
    assert len(whole) == 6
    assert timedelta(seconds=whole[1].at - whole[-1].at) == timedelta(minutes=3)
