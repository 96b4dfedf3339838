"""Eight processes write to one branch at once: nothing is lost, nothing is doubled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from ledger.made_ledgers import AT, CHARTER, access
from ledger.made_repositories import BRANCH, Place, opened

from mergecast.ledger.genesis import init
from mergecast.ledger.git_store import GitStore
from mergecast.ledger.signing import Keyring
from mergecast.ledger.verify import verify
from mergecast.model.event import EventKind

WRITERS = 8
EVENTS = 10

# Each writer claims posts of its own, and all of them want `race-1@acme:1`.
_WRITER = """
import json, os, sys, time
from datetime import datetime, UTC
from pathlib import Path
from mergecast.ledger.git_store import GitStore
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.snapshot import Access
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import Appended, Draft, RefusedEventError
from mergecast.repository.git import Git

clone, genesis, name, count = sys.argv[1:]
mine = [f"post-{name}-{number}@acme:1" for number in range(int(count))]
won = []
with GitStore(Git(Path(clone)), "origin", "mergecast-ledger") as store:
    # Losers stand back a while, as runners do; two cores would be busy with losing.
    back_off = lambda _pushes: time.sleep(os.urandom(1)[0] / 255)
    view = Ledger(Access(store, run=name, pause=back_off), genesis).open()
    for key in ["race-1@acme:1", *mine]:
        while key not in won:
            draft = Draft(EventKind.CLAIM, key, payload="sha256:" + "ab" * 32)
            try:
                result = view.append([draft], at=datetime.now(UTC))
            except RefusedEventError:
                break
            view = result.view
            if isinstance(result, Appended):
                won.append(key)
print(json.dumps(won))
"""


def _start(clone: Path, genesis: str, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(clone), genesis, name, str(EVENTS)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_eight_writers_lose_nothing_and_one_wins_each_race(place: Place) -> None:
    """Four clones with two processes each: they race for the cache as well."""
    clones = [place.clone(f"clone-{number}") for number in range(WRITERS // 2)]
    with GitStore(clones[0], "origin", BRANCH) as store:
        genesis = init(access(store), CHARTER, at=AT)
    writers = [
        _start(clones[number // 2].directory, genesis, f"w{number}")
        for number in range(WRITERS)
    ]
    told = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS

    won = [key for answer in told for key in json.loads(answer)]
    with opened(clones[0], genesis=genesis) as ledger:
        view = ledger.open()
        claimed = [
            event.key for event in view.events() if event.kind is EventKind.CLAIM
        ]
        ring = Keyring()
        assert verify(ledger.access.store, view.tip, genesis=genesis, ring=ring) == []
    assert sorted(claimed) == sorted(won)
    assert len(set(claimed)) == len(claimed) == WRITERS * EVENTS + 1
    assert claimed.count("race-1@acme:1") == 1
