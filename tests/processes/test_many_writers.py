"""Eight processes write to one branch at once: nothing is lost, nothing is doubled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from ledger.http_remote import serving
from ledger.made_ledgers import AT, CHARTER, access
from ledger.made_repositories import BRANCH, make_place, opened

from mergecast.ledger.genesis import init
from mergecast.ledger.git_store import GitStore
from mergecast.ledger.signing import Keyring
from mergecast.ledger.verify import verify
from mergecast.model.event import EventKind

WRITERS = 8
EVENTS = 50

# Each writer claims posts of its own, and all of them want `race-1@acme:1`. They write
# as a person's command does: decide, append, and decide anew after a lost race. Losers
# stand back longer than they would on machines of their own: here they share one, and
# would keep it busy with losing.
_WRITER = """
import json, os, sys
from pathlib import Path
from mergecast import clock
from mergecast.dispatch.writing import write
from mergecast.errors import GitError, WorkspaceError
from mergecast.ledger.git_store import GitStore
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.snapshot import Access
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import Draft
from mergecast.repository.git import Git

clone, genesis, name, count = sys.argv[1:]
mine = [f"post-{name}-{number}@acme:1" for number in range(int(count))]
won, late = [], 0
with GitStore(Git(Path(clone)), "origin", "mergecast-ledger") as store:
    back_off = lambda _lost: clock.sleep(10 * os.urandom(1)[0] / 255)
    ledger = Ledger(Access(store, run=name, pause=back_off), genesis)
    view = ledger.open()
    for key in ["race-1@acme:1", *mine]:
        draft = Draft(EventKind.CLAIM, key, payload="sha256:" + "ab" * 32)
        while True:
            try:
                wanted = lambda view: [] if view.state(key) else [draft]
                written = write(view, wanted, clock)
                break
            except GitError:
                raise
            except WorkspaceError:
                # Others wrote first for a whole minute, so it is asked for again.
                view, late = ledger.open(), late + 1
        view = written.view
        won += [event.key for event in written.events]
print(json.dumps({"won": won, "late": late}))
"""


@contextmanager
def by_file(root: Path) -> Iterator[str]:
    yield f"file://{root}"


@pytest.mark.parametrize("way", [by_file, serving], ids=["file", "http"])
def test_eight_writers_lose_nothing_and_one_wins_each_race(
    tmp_path: Path, way: Callable[[Path], AbstractContextManager[str]]
) -> None:
    """Four clones with two processes each: they race for the cache as well."""
    place = make_place(tmp_path)
    for setting in ("http.receivepack=true", "receive.autogc=false"):
        place.remote.run("config", *setting.split("="))
    with way(tmp_path) as url:
        remote = f"{url}/remote.git"
        clones = [place.clone(f"clone-{n}", remote) for n in range(WRITERS // 2)]
        with GitStore(clones[0], "origin", BRANCH) as store:
            genesis = init(access(store), CHARTER, at=AT)
        writers = [
            _start(clones[number // 2].directory, genesis, f"w{number}")
            for number in range(WRITERS)
        ]
        told = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS

    won = [key for answer in told for key in json.loads(answer)["won"]]
    with opened(place.clone("judge"), genesis=genesis) as ledger:
        view = ledger.open()
        claimed = [
            event.key for event in view.events() if event.kind is EventKind.CLAIM
        ]
        ring = Keyring()
        assert verify(ledger.access.store, view.tip, genesis=genesis, ring=ring) == []
    assert sorted(claimed) == sorted(won)
    assert len(set(claimed)) == len(claimed) == WRITERS * EVENTS + 1
    assert claimed.count("race-1@acme:1") == 1


def _start(clone: Path, genesis: str, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(clone), genesis, name, str(EVENTS)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
