"""Where a ledger's commits are kept on this machine, and how its remote is reached.

With a remote, commits are kept in a bare repository of our own inside the clone's git
directory, not in the clone. The ledger is fetched without its history and without the
contents of its files, and git can do that only to a whole repository: it would make a
complete clone shallow and partial, for every tool that works in it. Ours is a cache; it
may be deleted at any time.

The remote is reached as the clone reaches it: its URL, and what the clone's own
configuration says of credentials, proxies and ssh, are handed over in the environment,
so that nothing secret is written down a second time. (Global and system configuration
git reads by itself.)

Without a remote the ledger is a branch of the clone, for one machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mergecast.errors import GitError
from mergecast.repository.git import Git

REMOTE = "mergecast-ledger"
"""What the cache calls the remote, whatever the clone calls it."""

_HANDED_OVER = (
    r"^(remote\..*|url\..*|http\..*|credential\..*|ssh\..*"
    r"|core\.(sshcommand|gitproxy|askpass))$"
)
_OF_THE_REMOTE = frozenset(
    {"url", "pushurl", "proxy", "proxyauthmethod", "uploadpack", "receivepack", "vcs"}
)
_PARTIAL = (
    (f"remote.{REMOTE}.promisor", "true"),
    (f"remote.{REMOTE}.partialclonefilter", "blob:none"),
)
_READ_ANYWAY = frozenset({"system", "global"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where git runs to see the ledger's commits.

    Args:
        git: in the directory that a relative URL is relative to.
        ref: the ledger's tip, as far as this machine knows.
        cache: the cache's directory, None where the clone itself is used.
        env: names the cache, if there is one.
        remote_env: ``env`` and the way to the remote.
    """

    git: Git
    ref: str
    cache: Path | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    remote_env: Mapping[str, str] = field(default_factory=dict, repr=False)


def find_place(git: Git, remote: str | None, branch: str) -> Place:
    """Where the ledger on ``branch`` is kept for a clone. Makes nothing.

    Args:
        git: in the clone.
        remote: a remote of the clone, or a URL or path; None for no remote.
        branch: the ledger's branch.

    Raises:
        GitError: this is no clone, or it does not know the remote.
    """
    if remote is None:
        return Place(git, f"refs/heads/{branch}")
    inside, base = _inside(git)
    cache = (inside / "mergecast" / "ledger.git").absolute()
    env = {"GIT_DIR": os.fspath(cache)}
    handed = [*_handed_over(git, remote), *_PARTIAL]
    return Place(
        git=replace(git, directory=base),
        ref=f"refs/mergecast/{branch}",
        cache=cache,
        env=env,
        remote_env=env | _as_env(handed),
    )


def _inside(git: Git) -> tuple[Path, Path]:
    """The clone's git directory, and what a relative URL is relative to."""
    plain = git.directory / ".git"
    if plain.is_dir():
        return plain, git.directory
    asked = ("--git-common-dir", "--is-bare-repository", "--show-cdup")
    common, bare, *up = git.text("rev-parse", *asked).split("\n")
    inside = git.directory / common
    return inside, inside if bare == "true" else git.directory / "".join(up)


def _handed_over(git: Git, remote: str) -> Iterator[tuple[str, str]]:
    answer = git.run(
        "config", "--show-scope", "-z", "--get-regexp", _HANDED_OVER, ok=(0, 1)
    )
    told = answer.decode("utf-8", "surrogateescape").split("\0")
    known = False
    for scope, entry in zip(told[::2], told[1::2], strict=False):
        name, _, value = entry.partition("\n")
        if name.startswith("remote."):
            of, _, what = name.removeprefix("remote.").rpartition(".")
            if of == remote and what in _OF_THE_REMOTE:
                known = known or what == "url"
                yield f"remote.{REMOTE}.{what}", value
        elif scope not in _READ_ANYWAY:
            yield name, value
    if not known:
        if "/" not in remote and ":" not in remote:
            raise GitError(
                f"there is no remote '{remote}'",
                hint=f"add it with `git remote add {remote} URL`",
            )
        yield f"remote.{REMOTE}.url", remote


def _as_env(entries: list[tuple[str, str]]) -> dict[str, str]:
    """Configuration as git reads it from the environment (git 2.31 and later)."""
    env = {"GIT_CONFIG_COUNT": str(len(entries))}
    for number, (name, value) in enumerate(entries):
        env[f"GIT_CONFIG_KEY_{number}"] = name
        env[f"GIT_CONFIG_VALUE_{number}"] = value
    return env
