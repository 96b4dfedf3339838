"""What `mergecast ledger evidence --check` does: make the bundle again, and compare.

Nothing in the file is believed. The clone's own settings say which ledger is the right
one, the whole of it is verified, and every section is made anew from git's objects.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mergecast.cli.publishing.offline import offline, offline_ledger
from mergecast.cli.record.evidencing import KIND, VERSION, evidence
from mergecast.cli.record.verifying import Progress
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published
from mergecast.errors import GitError, UsageError, WorkspaceError
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.offline_store import OfflineStore
from mergecast.ledger.snapshot import Access
from mergecast.renderers.evidence import Check
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit

_MOST = 1 << 27
_SECTIONS = {
    "ledger": "it names this ledger, at a commit of its branch",
    "events": "each event stands in the ledger to the byte, and none is left out",
    "chain": "the chain goes from the first of them to the ledger's end",
    "versions": "the files are in the publishing branch's history to the byte",
    "parts": "what was sent is what those files say, and how it stands is so",
    "approvals": "the commits that approve it say so, and are part of the branch",
    "policies": "the policies that were in force are those of the ledger",
}


def check(session: Session, file: Path) -> list[Check]:
    """What of a bundle holds, piece by piece.

    Raises:
        UsageError: the file is no bundle.
        WorkspaceError: a newer mergecast made it, or the clone lacks its commits.
    """
    told = _read(file)
    fault = _form_fault(told)
    if fault is not None:
        return [Check("form", proved=False, detail=fault)]
    checks = [Check("form", proved=True, detail="it has the documented form")]
    here = offline(session.workspace)
    ledger = offline_ledger(here)
    main, tip = told["main"]["commit"], told["ledger"]["commit"]
    now = str(ledger.access.store.tip())
    store = ledger.access.store
    at = store.at if isinstance(store, OfflineStore) else here.git
    _refuse_unknown(here.git, main, "publishing branch")
    _refuse_unknown(at, tip, "ledger")
    checks.append(_is_part(here.git, main, here.commit, "main"))
    checks.append(_is_part(at, tip, now, "ledger's branch"))
    pinned = _pinned(ledger, tip)
    checks += _whole(pinned, tip)
    if not holds(checks):
        return checks
    source = Published(here.git, None, here.branch, main)
    try:
        made = evidence(source, pinned.open(), str(told["post"]))
    except UsageError as error:
        return [*checks, Check("post", proved=False, detail=error.message)]
    return [*checks, *_compared(told, made), *_unproved(made)]


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as handle:
            raw = handle.read(_MOST + 1)
        told = json.loads(raw) if len(raw) <= _MOST else None
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"'{file}' cannot be read as evidence: {error}") from error
    if not isinstance(told, dict) or told.get("kind") != KIND:
        raise UsageError(
            f"'{file}' is no evidence of a post",
            hint="give the file that `mergecast ledger evidence ID` printed",
        )
    version = told.get("version")
    if type(version) is int and version > VERSION:
        raise WorkspaceError(
            f"'{file}' was made by a newer mergecast (version {version})",
            hint="install the newest mergecast",
        )
    return told


def _form_fault(told: Mapping[str, Any]) -> str | None:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - only to check

    from mergecast.ledger.evidence import schema  # noqa: PLC0415 - only to check

    error = next(Draft202012Validator(schema()).iter_errors(told), None)
    if error is None:
        return None
    where = ".".join(str(step) for step in error.absolute_path) or "the file"
    return f"'{where}' is not as documented: {error.message[:200]}"


def _refuse_unknown(git: Git, commit: str, what: str) -> None:
    if find_commit(git, commit) is None:
        raise GitError(
            f"this clone does not have commit {commit[:10]} of the {what}",
            hint="fetch both branches whole, then check again",
        )


def _is_part(git: Git, commit: str, of: str, what: str) -> Check:
    try:
        git.run("merge-base", "--is-ancestor", "--end-of-options", commit, of)
    except GitError:
        detail = f"commit {commit[:10]} is no part of the {what} of this clone"
        return Check(what, proved=False, detail=detail)
    return Check(what, proved=True, detail=f"commit {commit[:10]} is part of it")


def _pinned(ledger: Ledger, tip: str) -> Ledger:
    """The ledger as it was at one commit."""
    store = ledger.access.store
    assert isinstance(store, OfflineStore)  # noqa: S101 - made by `offline_ledger`
    at = OfflineStore(store.git, (tip,), store.branch, store.cache)
    access = Access(at, ring=ledger.access.ring)
    return Ledger(access, ledger.genesis, ledger.key)


def _whole(ledger: Ledger, tip: str) -> Iterator[Check]:
    from mergecast.ledger.verify import examine  # noqa: PLC0415 - needs jsonschema

    progress = Progress()
    found = examine(ledger, tip, progress)
    progress.end()
    for one in found.problems:
        place = f"{one.path}:{one.line}" if one.line is not None else one.path
        yield Check("ledger", proved=False, detail=f"{place}: {one.message}")
    if not found.problems:
        detail = f"it is whole, {found.events} events from its genesis on"
        yield Check("ledger", proved=True, detail=detail)
    for name, count in found.unjudged.items():
        detail = f"{count} events are signed by '{name}', which is not here"
        yield Check("signatures", proved=None, detail=detail)


def _compared(told: Mapping[str, Any], made: Mapping[str, Any]) -> Iterator[Check]:
    for name, detail in _SECTIONS.items():
        place = _difference(told[name], made[name], name)
        if place is None:
            yield Check(name, proved=True, detail=detail)
        else:
            yield Check(name, proved=False, detail=f"'{place}' is not as it is here")


def _difference(told: object, made: object, place: str) -> str | None:
    """Where two values differ first, as ``parts.0.url``."""
    if isinstance(told, dict) and isinstance(made, dict):
        names = [*made, *(name for name in told if name not in made)]
        pairs = [(name, told.get(name), made.get(name)) for name in names]
        same = told.keys() == made.keys()
    elif isinstance(told, list) and isinstance(made, list):
        pairs = [
            (str(n), *both) for n, both in enumerate(zip(told, made, strict=False))
        ]
        same = len(told) == len(made)
    else:
        return None if told == made and type(told) is type(made) else place
    inside = (_difference(one, two, f"{place}.{name}") for name, one, two in pairs)
    return next((each for each in inside if each), None if same else place)


def _unproved(made: Mapping[str, Any]) -> Iterator[Check]:
    """What nobody can prove by a clone alone."""
    for part in made["parts"]:
        if part["payload"] is not None and part["sends"] is None:
            detail = f"the words of {part['key']} are in no version of its file"
            yield Check("words", proved=None, detail=detail)
    for one in made["approvals"]:
        if not one["says_so"]:
            detail = (
                f"that {one['commit'][:10]} was approved is the ledger's word: a "
                "review on a forge is in no commit"
            )
            yield Check("review", proved=None, detail=detail)


def holds(checks: list[Check]) -> bool:
    """Whether nothing was found to be otherwise."""
    return all(each.proved is not False for each in checks)
