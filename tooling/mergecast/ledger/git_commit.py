"""Make a commit and push it: no checkout, no index, never by force."""

from __future__ import annotations

import re
from datetime import datetime

from mergecast.errors import GitError
from mergecast.ledger.git_place import REMOTE, Place
from mergecast.ledger.store import Change, Outcome, Pushed, Refused, Uncertain
from mergecast.repository.git import Answer, clean, redact
from mergecast.repository.git_trouble import next_step

WHO = "mergecast <mergecast@localhost>"
_SCRATCH = "refs/mergecast/new"
"""fast-import insists on a ref; the stream deletes it before git writes it."""

_RACE = re.compile(
    r"fetch first|non-fast-forward|already exists|needs force"
    r"|cannot lock ref|failed to (?:lock|update ref)|incorrect old value"
    r"|shallow update not allowed"  # the branch was deleted since we looked
)
_NO_ANSWER = "[remote failure]"


def make_commit(place: Place, parent: str | None, change: Change) -> str:
    """Write a commit's objects and return its id; the same change makes the same id."""
    stream = b"".join(
        (
            b"feature done\n",
            f"commit {_SCRATCH}\nmark :1\n".encode(),
            f"committer {WHO} {_git_date(change.at)}\n".encode(),
            _data(change.message.encode()),
            f"from {parent}\n".encode() if parent else b"",
            *(
                f"M 100644 inline {path}\n".encode() + _data(content)
                for path, content in sorted(change.files.items())
            ),
            b"get-mark :1\n",
            f"reset {_SCRATCH}\nfrom {'0' * len(parent or 40 * '0')}\n\n".encode(),
            b"done\n",
        )
    )
    return place.git.text(
        "fast-import", "--quiet", "--force", stdin=stream, env=place.env
    )


def set_branch(place: Place, parent: str | None, commit: str) -> Outcome:
    """Compare and swap a branch of this repository."""
    old = parent or "0" * len(commit)
    try:
        place.git.run("update-ref", place.ref, commit, old)
    except GitError as error:
        if not _RACE.search(error.message):
            raise
        ask = ("rev-parse", "--quiet", "--verify", place.ref)
        if place.git.text(*ask, ok=(0, 1)) != commit:
            return Refused()
    return Pushed(commit)


def push_branch(place: Place, branch: str, commit: str) -> Outcome:
    """Compare and swap a branch of the remote.

    The push is never forced, so git itself refuses a commit whose parent is not the
    tip, and one without a parent where there is a branch already.

    Raises:
        GitError: the remote will not take such a push at all.
    """
    options = ("--porcelain", "--no-verify", "--no-follow-tags", "--no-signed")
    refs = f"{commit}:refs/heads/{branch}"
    try:
        answer = place.git.answer("push", *options, REMOTE, refs, env=place.remote_env)
    except GitError as error:
        return Uncertain(error.message, error.hint)
    return _judged(answer, commit)


def _judged(answer: Answer, commit: str) -> Outcome:
    """What ``git push --porcelain`` says: a flag, the refs, and a summary, by tabs."""
    for line in answer.out.decode("utf-8", "replace").splitlines():
        flag, _, rest = line.partition("\t")
        summary = redact(rest.partition("\t")[2])
        if flag in {" ", "*", "="}:
            return Pushed(commit)
        if flag == "!":
            if _RACE.search(summary):
                return Refused()
            if _NO_ANSWER in summary:
                return Uncertain(summary)
            raise GitError(
                f"the remote refuses to take the ledger: {summary}",
                hint="see whether a rule of the forge protects its branch from pushes",
            )
    said = answer.said.decode("utf-8", "replace")
    return Uncertain(
        clean(said) or "git push did not say how it ended", next_step(said)
    )


def _git_date(at: datetime) -> str:
    return f"{int(at.timestamp())} +0000"


def _data(content: bytes) -> bytes:
    return b"data %d\n" % len(content) + content + b"\n"
