"""What `mergecast ledger evidence` does: all that proves how a post came to be live.

The bundle is a plain function of two commits (the ledger's and the publishing branch's)
and a post's id. So whoever has a clone with both checks it by making it again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mergecast.cli.publishing.offline import offline, offline_ledger
from mergecast.cli.record.evidence_files import Version, Versions
from mergecast.cli.record.reaching import named
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published, published
from mergecast.errors import GitError, UsageError
from mergecast.ledger.evidence import Proof, entry, main_after, policy_at, proof
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import Event, EventKind
from mergecast.model.key import Key, is_reserved
from mergecast.renderers.encoders.ascii_json import encode_json

VERSION = 1
KIND = "mergecast-evidence"

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LIVE = frozenset({EventKind.POSTED, EventKind.RESOLVED})


def printed(session: Session, post: str, *, away: bool) -> str:
    """The bundle of one post, as JSON that may be printed anywhere.

    Raises:
        MergecastError: the ledger has nothing on it, or cannot be read.
    """
    if away:
        source = offline(session.workspace)
        view = offline_ledger(source).open()
    else:
        source = published(session.workspace)
        view = named(source).open()
    return encode_json(evidence(source, view, post), indent=2) + "\n"


def evidence(source: Published, view: Snapshot, post: str) -> dict[str, Any]:
    """The bundle of one post.

    Raises:
        UsageError: the ledger has nothing on it.
        LedgerDamagedError: the ledger does not hold together.
        GitError: the clone lacks what it takes.
    """
    proven = proof(view, post)
    if not proven.events:
        raise UsageError(
            f"the ledger has nothing on a post '{post}'",
            hint="look at `mergecast ledger show` for the ids",
        )
    every = _keys(proven)
    versions = Versions(source, post, frozenset(key.date for key in every if key.date))
    used: dict[str, dict[str, Any]] = {}
    parts = [_part(key, proven, view) for key in every]
    for part in parts:
        version = _found(part, proven, versions)
        if version is not None:
            used[version.found["commit"]] = version.found
            part["sends"] = dict(version.parts[part["payload"]].body)
            part["commit"] = version.found["commit"]
    settings = source.space.settings
    return {
        "version": VERSION,
        "kind": KIND,
        "post": post,
        "ledger": {
            "branch": settings.record.branch,
            "genesis": view.genesis,
            "sandbox": view.sandbox,
            "commit": view.tip,
        },
        "main": {"branch": source.branch, "commit": source.commit},
        "parts": parts,
        "versions": list(used.values()),
        "approvals": _approvals(source, proven),
        "policies": _policies(proven),
        "events": [entry(line) for line, _ in proven.events],
        "chain": proven.chain,
    }


def _keys(proven: Proof) -> list[Key]:
    texts = (event.key for _, event in proven.events if not is_reserved(event.key))
    return [Key.parse(text) for text in dict.fromkeys(texts)]


def _part(key: Key, proven: Proof, view: Snapshot) -> dict[str, Any]:
    """One part: how it stands, what was claimed, who approved that, its receipts."""
    events = [event for _, event in proven.events if event.key == str(key)]
    claims = [event for event in events if event.kind is EventKind.CLAIM]
    claim = claims[-1] if claims else None
    state = view.state(key)
    return {
        "key": str(key),
        "account": key.account,
        "state": state.state.value if state else "open",
        "may_be_live": state is not None and state.may_be_live,
        "id": state.remote_id if state else None,
        "url": state.url if state else None,
        "tries": len(claims),
        "payload": claim.payload if claim else None,
        "sends": None,
        "commit": None,
        "claimed": _receipt(claim),
        "live": _receipt(_went_live(events)),
        "approval": claim.approval if claim else None,
        "report": claim.body.get("report") if claim else None,
        "policy": entry(policy_at(proven, claim.seq)[0])["hash"] if claim else None,
    }


def _found(part: dict[str, Any], proven: Proof, versions: Versions) -> Version | None:
    """The version of the post that the last claim of a part was about."""
    claims = [
        event
        for _, event in proven.events
        if event.kind is EventKind.CLAIM and event.key == part["key"]
    ]
    if not claims or claims[-1].payload is None:
        return None
    claim = claims[-1]
    read = main_after(proven, claim.seq) or ""
    likely = [read] if _COMMIT.fullmatch(read) else []
    return versions.of(str(claim.payload), str(claim.body.get("path", "")), likely)


def _went_live(events: list[Event]) -> Event | None:
    live = [
        event
        for event in events
        if event.kind in _LIVE and event.body.get("id") is not None
    ]
    return live[-1] if live else None


def _receipt(event: Event | None) -> dict[str, Any] | None:
    if event is None:
        return None
    return {
        "seq": event.seq,
        "at": event.at.isoformat(),
        "run": event.run,
        "via": event.body.get("via", event.body.get("outcome")),
        "by": event.body.get("by"),
    }


def _commits(claim: Event) -> list[str]:
    """The commits that an approval names, the newest first."""
    approval: Mapping[str, Any] = claim.approval or {}
    each = [approval, *approval.get("yeses", ())]
    named = (one.get("commit") for one in each)
    commits = dict.fromkeys(str(commit) for commit in named)
    return [commit for commit in commits if _COMMIT.fullmatch(commit)]


def _approvals(source: Published, proven: Proof) -> list[dict[str, Any]]:
    """What the commits say that approvals rest on, where they are in this clone.

    A review on a forge is not in any commit: of it the ledger's word is all there is.
    """
    found = {}
    for _, event in proven.events:
        approval = event.approval or {}
        for commit in _commits(event):
            message = _message(source, commit)
            line = (
                f" post:{Key.parse(event.key).post} payload:{approval.get('payload')}"
            )
            said = message is not None and line in message
            found[(commit, approval.get("payload"))] = {
                "commit": commit,
                "payload": approval.get("payload"),
                "says_so": said,
                "message": message if said else None,
            }
    return list(found.values())


def _message(source: Published, commit: str) -> str | None:
    """A commit's message, if it is part of the publishing branch."""
    git = source.git
    try:
        pair = ("--end-of-options", commit, source.commit)
        git.run("merge-base", "--is-ancestor", *pair)
        return git.text("log", "-1", "--format=%B", "--end-of-options", commit)
    except GitError:
        return None


def _policies(proven: Proof) -> list[dict[str, Any]]:
    """Each policy that some claim was judged by, whole."""
    claims = [event for _, event in proven.events if event.kind is EventKind.CLAIM]
    lines = {policy_at(proven, event.seq)[0] for event in claims}
    return [entry(line) for line in sorted(lines)]
