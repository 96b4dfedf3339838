"""Make a commit on top of another: no checkout, no index, nobody's files touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mergecast.errors import GitError
from mergecast.repository.git import Git

_SCRATCH = "refs/mergecast/new-commit"
"""fast-import insists on a ref; the stream deletes it before git writes it."""
_NAME = re.compile(r"[^\W_][\w.@+ ~()\[\]=,-]*", re.UNICODE)
_FOLDER = "040000 "
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
    _refuse_odd(new.files)
    _refuse_links(git, new)
    made = git.text("fast-import", "--quiet", "--force", stdin=_stream(new))
    asked = ("rev-parse", f"{made}^{{tree}}", f"{new.parent}^{{tree}}")
    after, before = git.text(*asked).split("\n")
    return new.parent if after == before else made


def _refuse_odd(paths: Iterable[str]) -> None:
    """Stop before a path that leads elsewhere, or that git takes for its own.

    Raises:
        GitError: it is one.
    """
    for path in paths:
        named = all(_NAME.fullmatch(step) for step in path.split("/"))
        if not named or ".." in path:
            raise GitError(f"'{path}' is no path for a file that mergecast writes")


def _refuse_links(git: Git, new: NewCommit) -> None:
    """Stop where a folder on the way is none: what is written would replace it.

    Raises:
        GitError: one is a link, a submodule or a file.
    """
    folders = {
        path[:end] for path in new.files for end, c in enumerate(path) if c == "/"
    }
    if not folders:
        return
    asked = ("ls-tree", "-z", "--full-tree", new.parent, "--", *sorted(folders))
    for entry in git.text(*asked).split("\0")[:-1]:
        meta, _, path = entry.partition("\t")
        if path in folders and not meta.startswith(_FOLDER):
            raise GitError(f"'{path}' is no folder in the repository")


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
