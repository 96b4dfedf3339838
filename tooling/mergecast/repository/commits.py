"""Make a commit on top of another: no checkout, no index, nobody's files touched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mergecast.errors import GitError
from mergecast.repository.git import Git
from mergecast.repository.trees import LINK, SUBMODULE, CommitTree

_SCRATCH = "refs/mergecast/new-commit"
"""fast-import insists on a ref; the stream deletes it before git writes it."""
_NAME = re.compile(r"[^\W_][\w.@+ ~()\[\]=,-]*", re.UNICODE)
_UNWRITTEN = re.compile(r"[\x00-\x1f\x7f<>]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who a commit is by."""

    name: str
    mail: str


@dataclass(frozen=True, slots=True)
class NewCommit:
    """What a commit changes on its parent; a file that is None is taken away."""

    parent: str
    files: Mapping[str, bytes | None]
    message: str
    author: Signature
    committer: Signature
    at: datetime


def make_commit(git: Git, new: NewCommit) -> str:
    """The id of the commit, or its parent where that has all of this already.

    Raises:
        GitError: a path that no file here may have, or git refused.
    """
    for path in new.files:
        _refuse_odd(git, new.parent, path)
    made = git.text("fast-import", "--quiet", "--force", stdin=_stream(new))
    asked = ("rev-parse", f"{made}^{{tree}}", f"{new.parent}^{{tree}}")
    after, before = git.text(*asked).split("\n")
    return new.parent if after == before else made


def _refuse_odd(git: Git, parent: str, path: str) -> None:
    """Stop before a path that leads elsewhere, or that git takes for its own.

    Raises:
        GitError: it is one.
    """
    steps = path.split("/")
    odd = [step for step in steps if not _NAME.fullmatch(step)]
    if odd or ".." in path:
        raise GitError(f"'{path}' is no path for a file that mergecast writes")
    tree = CommitTree(git, parent)
    for end in range(1, len(steps)):
        if tree.mode("/".join(steps[:end])) in {LINK, SUBMODULE}:
            folder = "/".join(steps[:end])
            raise GitError(f"'{folder}' is a link in the repository, not a folder")


def _stream(new: NewCommit) -> bytes:
    date = f"{int(new.at.timestamp())} +0000"
    return b"".join(
        (
            b"feature done\n",
            f"commit {_SCRATCH}\nmark :1\n".encode(),
            f"author {_who(new.author)} {date}\n".encode(),
            f"committer {_who(new.committer)} {date}\n".encode(),
            _data(new.message.replace("\0", "").encode()),
            f"from {new.parent}\n".encode(),
            *(_change(path, raw) for path, raw in sorted(new.files.items())),
            b"get-mark :1\n",
            f"reset {_SCRATCH}\nfrom {'0' * len(new.parent)}\n\n".encode(),
            b"done\n",
        )
    )


def _change(path: str, raw: bytes | None) -> bytes:
    if raw is None:
        return f"D {path}\n".encode()
    return f"M 100644 inline {path}\n".encode() + _data(raw)


def _who(who: Signature) -> str:
    name = _UNWRITTEN.sub(" ", who.name).strip(" .,:;\"'") or "somebody"
    return f"{name} <{_UNWRITTEN.sub('', who.mail).replace(' ', '')}>"


def _data(raw: bytes) -> bytes:
    return f"data {len(raw)}\n".encode() + raw + b"\n"
