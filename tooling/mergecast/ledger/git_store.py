"""The ledger on a branch of a git repository: fetched without history and contents."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Self

from mergecast.errors import GitError, LedgerDamagedError
from mergecast.ledger.git_commit import make_commit, push_branch, set_branch
from mergecast.ledger.git_history import is_cut, walk
from mergecast.ledger.git_objects import Objects, tree_entries
from mergecast.ledger.git_place import REMOTE, Place, find_place
from mergecast.ledger.store import Change, Commit, Outcome
from mergecast.repository.git import Git

_FETCH = ("fetch", "--no-tags", "--no-write-fetch-head", "--refmap=")
_MANY = 40
"""Files in one of 256 object directories, or packs, at which the cache is packed."""


class GitStore:
    """A ledger's branch, in a remote or, with ``remote`` None, in the clone alone.

    A context manager: it keeps a git process for reading, which ``close`` ends. A
    branch that is there ``anew``, as a rehearsal's may be, is believed; any other one
    that was rewritten is damage.
    """

    def __init__(
        self, git: Git, remote: str | None, branch: str, *, anew: bool = False
    ) -> None:
        self._git = git
        self._remote = remote
        self._branch = branch
        self._force = "+" if anew else ""

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End what was started."""
        self.close()

    def close(self) -> None:
        """End the process that reads, if there is one."""
        if "_objects" in self.__dict__:
            self._objects.close()

    def tip(self) -> str | None:
        """The newest commit, asked for anew; None where there is no branch.

        Raises:
            LedgerDamagedError: the remote's branch was rewritten since the last look.
            GitError: no answer.
        """
        if self._place.cache and not self._fetched(self._place.cache):
            return None
        found = self._objects.look(self._place.ref)
        return found.oid if found else None

    def read(self, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The bytes of those of the files that the commit has."""
        files: dict[str, bytes] = {}
        absent = []
        for path in paths:
            found = self._objects.look(f"{commit}:{path}")
            if found:
                files[path] = found.content
            else:
                absent.append(path)
        if absent and self._is_partial():
            files |= self._read_from_remote(commit, absent)
        return files

    def names(self, commit: str, folder: str) -> tuple[str, ...]:
        """The paths of all files under a folder of the commit, sorted."""
        under = (f"{folder}/",) if folder else ()
        answer = self._place.git.run(
            "ls-tree", "-rz", "--name-only", commit, *under, env=self._place.env
        )
        return tuple(sorted(answer.decode("utf-8", "surrogateescape").split("\0")[:-1]))

    def history(self, commit: str, most: int | None = None) -> Sequence[Commit]:
        """The commit and those before it, the newest first; at most so many.

        Those that are not here yet are fetched: commits alone, no files.
        """
        found = walk(self._objects, commit, most)
        cache = self._place.cache
        if cache is None or not is_cut(found, most) or not (cache / "shallow").exists():
            return found
        deep = "--unshallow" if most is None else f"--depth={most}"
        asked = (deep, "--filter=tree:0", REMOTE, f"refs/heads/{self._branch}")
        with _alone(cache):
            self._place.git.run(*_FETCH, *asked, env=self._place.remote_env)
        return walk(self._objects, commit, most)

    def push(self, parent: str | None, change: Change) -> Outcome:
        """Make ``change`` on ``parent`` the tip, if ``parent`` is the tip."""
        if self._place.cache is None:
            commit = make_commit(self._place, parent, change)
            return set_branch(self._place, parent, commit)
        self._make(self._place.cache)
        commit = make_commit(self._place, parent, change)
        return push_branch(self._place, self._branch, commit)

    @cached_property
    def _place(self) -> Place:
        return find_place(self._git, self._remote, self._branch)

    @cached_property
    def _objects(self) -> Objects:
        return Objects(self._place.git, self._place.env)

    def _fetched(self, cache: Path) -> bool:
        """Bring the cache up to date; false where the remote has no such branch."""
        with _alone(cache):
            try:
                return self._fetch(cache)
            except GitError:
                if not self._remote_answers():
                    raise
            # So it is the cache that is broken, and all that it holds can be had again.
            # Nobody else fetches now: a lock in it was left by a process that died.
            import shutil  # noqa: PLC0415 - seldom needed, and dear

            self.close()
            shutil.rmtree(cache, ignore_errors=True)
            return self._fetch(cache)

    def _remote_answers(self) -> bool:
        env = {k: v for k, v in self._place.remote_env.items() if k != "GIT_DIR"}
        try:
            self._place.git.run("ls-remote", REMOTE, "HEAD", env=env)
        except GitError:
            return False
        return True

    def _fetch(self, cache: Path) -> bool:
        place = self._place
        self._make(cache)
        # What follows a commit that we have is small, and all of it will be read.
        known = _knows(cache, place.ref)
        depth = ("--no-filter",) if known else ("--depth=1", "--filter=blob:none")
        ref = f"{self._force}refs/heads/{self._branch}:{place.ref}"
        try:
            place.git.run(*_FETCH, *depth, REMOTE, ref, env=place.remote_env)
        except GitError as error:
            if "couldn't find remote ref" in error.message:
                return False
            if "[rejected]" in error.message:
                raise self._rewritten(cache) from error
            raise
        if _is_crowded(cache):
            # A bitmap needs all objects, and we leave most of them out.
            bitmap = "repack.writeBitmaps=false"
            place.git.run("-c", bitmap, "gc", "--quiet", env=place.remote_env)
        return True

    def _make(self, cache: Path) -> None:
        if not (cache / "HEAD").exists():
            args = ("init", "-q", "--bare", "--template=", os.fspath(cache))
            self._place.git.run(*args)

    def _is_partial(self) -> bool:
        cache = self._place.cache
        return cache is not None and any(cache.glob("objects/pack/*.promisor"))

    def _read_from_remote(
        self, commit: str, paths: Sequence[str]
    ) -> Mapping[str, bytes]:
        """The contents of files that the commit may have, though they are not here."""
        wanted = {}
        trees: dict[str, dict[str, str]] = {}
        for path in paths:
            folder, _, name = path.rpartition("/")
            if folder not in trees:
                found = self._objects.look(f"{commit}:{folder}")
                size = len(commit) // 2
                trees[folder] = tree_entries(found.content, size) if found else {}
            if name in trees[folder]:
                wanted[path] = trees[folder][name]
        if not wanted:
            return {}
        self._fetch_objects(set(wanted.values()))
        files = {}
        for path, oid in wanted.items():
            got = self._objects.look(oid)
            if got is None:
                raise GitError(f"the remote did not send the ledger's file '{path}'")
            files[path] = got.content
        return files

    def _fetch_objects(self, oids: set[str]) -> None:
        self._place.git.run(
            *("-c", "fetch.negotiationAlgorithm=noop", *_FETCH),
            *("--filter=blob:none", "--stdin", REMOTE),
            stdin="".join(f"{oid}\n" for oid in oids).encode(),
            env=self._place.remote_env,
        )

    def _rewritten(self, cache: Path) -> LedgerDamagedError:
        return LedgerDamagedError(
            f"the branch '{self._branch}' was rewritten: what it held is gone from it",
            hint="restore the branch from a clone that has it, or posts may go out "
            f"twice; if it was started anew on purpose, delete '{cache}'",
            not_done="nothing was posted or recorded",
        )


def _knows(cache: Path, ref: str) -> bool:
    packed = cache / "packed-refs"
    return (cache / ref).exists() or (
        packed.exists() and f" {ref}\n" in packed.read_text("utf-8")
    )


def _is_crowded(cache: Path) -> bool:
    """Whether the cache has so many objects that looking for one gets slow."""
    some = cache / "objects" / "17"  # ids are evenly spread: one of 256 tells
    loose = len(os.listdir(some)) if some.exists() else 0  # noqa: PTH208 - names only
    return max(loose, len(list(cache.glob("objects/pack/*.pack")))) > _MANY


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Keep other processes of this machine from fetching into the cache meanwhile."""
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        lock = (cache.parent / "ledger.lock").open("w")
    except OSError as error:
        raise GitError(
            f"the ledger cannot be kept in '{cache.parent}': {error.strerror}",
            hint="let the one who runs mergecast write to the clone's git directory",
        ) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
