"""Which files differ between two states of a repository."""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.repository.filters import unfiltered
from mergecast.repository.git import Git


@dataclass(frozen=True, slots=True)
class State:
    """A commit, or the work tree on top of it where ``commit`` is None."""

    commit: str | None


def changed(git: Git, base: str, state: State, prefixes: tuple[str, ...]) -> set[str]:
    """Paths under ``prefixes`` that differ between ``base`` and ``state``.

    Untracked files of the work tree count as changed; ignored ones do not exist.
    """
    if state.commit is not None:
        return _names(
            git.run(
                *("diff-tree", "-r", "-z", "--name-only", "--no-renames"),
                *(base, state.commit, "--", *prefixes),
            )
        )
    differing = git.run(
        *("diff", "-z", "--name-only", "--no-renames", "--no-ext-diff", base),
        *("--", *prefixes),
        env=unfiltered(git),
    )
    return _names(differing) | _untracked(git, prefixes)


def _untracked(git: Git, prefixes: tuple[str, ...]) -> set[str]:
    return _names(
        git.run("ls-files", "-z", "--others", "--exclude-standard", "--", *prefixes)
    )


def _names(listing: bytes) -> set[str]:
    return set(listing.decode("utf-8", "surrogateescape").split("\0")[:-1])
