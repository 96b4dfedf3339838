"""Make a ledger to measure with: years of posts, written by the ledger's own code.

Every event is numbered, chained, checked and folded as in earnest, so that
`mergecast ledger verify` finds it whole; only the pushes are left out: git gets a
commit a day, by fast-import. 150,000 events take about a minute.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mergecast.ledger.git_store import GitStore
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.ledger.stamp import Page, Pen, change_of, stamp
from mergecast.ledger.store import Change
from mergecast.model.event import EventKind
from mergecast.model.key import FREEZE, TICK
from mergecast.model.ledger_state import Draft
from mergecast.repository.git import Git

BRANCH = "mergecast-ledger"
DAYS = 1_095
WHO = "mergecast <mergecast@localhost>"
_PROOF = {
    "name": "Aisyah binti Rahman",
    "mail": "aisyah@example.org",
    "commit": "c0ffee00" * 5,
    "payload": "sha256:" + "ef" * 32,
}
_REPORT = {
    "due": "2026-11-24T01:00:00+00:00",
    "bucket": "evergreen",
    "campaign": "spring",
    "lane": None,
    "locale": "en",
    "owner": "mei",
    "cost": None,
    "authors": ["mei@example.org"],
    "merged": "2026-11-20T08:15:00+00:00",
    "approved_first": "2026-11-20T07:45:00+00:00",
    "approved_last": "2026-11-20T08:05:00+00:00",
    "pull_request": 4711,
    "opened": "2026-11-19T06:00:00+00:00",
    "rounds": 2,
    "findings": None,
}


def born(days: int = DAYS) -> datetime:
    """When a ledger begins that is so many days old tomorrow."""
    today = datetime.now(tz=UTC).replace(hour=9, minute=0, second=0, microsecond=0)
    return today - timedelta(days=days + 1)


def grow(folder: Path, remote: Path, posts: int, days: int = DAYS) -> None:
    """Add so many posts, each claimed, sent and live, to the ledger of a working copy.

    Args:
        folder: the working copy; its ledger was just started, at ``born(days)``.
        remote: the bare repository.
        posts: how many, spread evenly over the days; three events each.
        days: until yesterday, with a tick at the end of each.
    """
    git = Git(folder)
    main = git.text("rev-parse", "HEAD")
    with GitStore(git, "origin", BRANCH) as store:
        view = Ledger(Access(store)).open()
        importer = subprocess.Popen(
            ["git", "fast-import", "--quiet", "--done"],
            cwd=remote,
            stdin=subprocess.PIPE,
        )
        assert importer.stdin is not None  # noqa: S101 - it is a pipe
        importer.stdin.writelines(_stream(view, posts, days, main))
        importer.stdin.close()
        if importer.wait():
            sys.exit("git could not import the ledger")
    subprocess.run(["git", "repack", "-q", "-a", "-d"], cwd=remote, check=True)


def _stream(view: Snapshot, posts: int, days: int, main: str) -> Iterator[bytes]:
    """One commit a day, each on the one before."""
    head, done = view.head, 0
    ticked = view.records([TICK])[TICK]
    for day in range(1, days + 1):
        until = posts * day // days
        drafts = [draft for number in range(done, until) for draft in _post(number)]
        drafts.append(Draft(EventKind.TICK, TICK, body={"main": main, "carry": {}}))
        records = dict.fromkeys(draft.key for draft in drafts)
        page = Page(head, view.keys, {**records, FREEZE: None, TICK: ticked})
        nonces = [os.urandom(16).hex() for _ in drafts]
        at = born(days) + timedelta(days=day)
        batch = stamp(drafts, page, Pen(at, "bench:1", view.access.ring, nonces))
        yield _commit(change_of(batch, b"", at), view.tip if day == 1 else "")
        head, ticked, done = batch.head, batch.changed[TICK], until
    yield b"done\n"


def _post(number: int) -> Iterator[Draft]:
    """All that happens to a post of one part when all is well."""
    key = f"post-{number:06}@acme:1"
    body = {
        "post": f"sha256:{number:064x}",
        "path": f"calendar/2026/11/24-post-{number:06}.yaml",
        "scopes": ["network:x", "bucket:evergreen", "campaign:spring"],
        "seek": {"text": f"sha256:{number:064x}", "reply_to": None},
        "report": _REPORT,
    }
    payload = f"sha256:{number:064x}"
    yield Draft(EventKind.CLAIM, key, payload=payload, approval=_PROOF, body=body)
    yield Draft(EventKind.SENDING, key)
    remote_id = str(1_860_000_000_000_000_000 + number)
    url = f"https://x.com/acme_hq/status/{remote_id}"
    told = {"id": remote_id, "url": url, "via": "send"}
    yield Draft(EventKind.POSTED, key, body=told)


def _commit(change: Change, parent: str) -> bytes:
    at = f"{int(change.at.timestamp())} +0000"
    lines = [f"commit refs/heads/{BRANCH}\ncommitter {WHO} {at}\n".encode()]
    lines.append(_data(change.message.encode()))
    if parent:
        lines.append(f"from {parent}\n".encode())
    for path, content in change.files.items():
        lines.append(f"M 100644 inline {path}\n".encode() + _data(content))
    return b"".join(lines)


def _data(content: bytes) -> bytes:
    return b"data %d\n" % len(content) + content + b"\n"


if __name__ == "__main__":
    grow(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
