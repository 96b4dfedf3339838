"""The repository at hand: its remote, what it publishes from, how whole it is."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.doctor.facts import Facts
from mergecast.doctor.said import Said, fail, ok, unknown, warn
from mergecast.model.health import Away


def repository(facts: Facts) -> Iterator[Said]:
    """Whether this is a git repository with the remote that the settings name."""
    clone = facts.clone
    if isinstance(clone, Away):
        yield fail(clone.reason, clone.hint or "run `git init` here")
        return
    wanted = facts.settings.publishing.remote
    if wanted in clone.remotes:
        yield ok(f"its remote is '{wanted}'")
    elif clone.remotes:
        names = ", ".join(clone.remotes)
        yield fail(
            f"there is no remote '{wanted}', and settings publish from it; there is"
            f" {names}",
            "set publishing.remote in mergecast.yaml, or rename the remote",
        )
    else:
        yield warn(
            "it has no remote: only this machine could publish from it",
            f"add one: `git remote add {wanted} ADDRESS`",
        )


def branch(facts: Facts) -> Iterator[Said]:
    """Whether there is a branch to publish from, and the settings here are its own."""
    clone, name = facts.clone, facts.settings.publishing.branch
    if isinstance(clone, Away):
        yield unknown(f"branch '{name}'", clone)
    elif not clone.born:
        yield warn(
            "nothing is committed yet",
            'commit what is here: `git add . && git commit -m "Start with mergecast"`',
        )
    elif isinstance(clone.tip, Away):
        yield fail(clone.tip.reason, clone.tip.hint)
    elif not clone.same:
        yield warn(
            f"mergecast.yaml here is not that of '{name}', which is what counts",
            "have the change merged, or switch to that branch",
        )
    else:
        yield ok(f"'{name}' is at {clone.tip[:10]}, with these settings")


def history(facts: Facts) -> Iterator[Said]:
    """Whether the clone has the history that approvals are found in."""
    clone = facts.clone
    if isinstance(clone, Away):
        yield unknown("history", clone)
    elif clone.shallow:
        yield warn(
            "this clone is shallow: to find an approval, runs have to fetch more",
            "run `git fetch --unshallow --filter=blob:none`; in a job, fetch-depth: 0"
            " costs little with filter: blob:none",
        )
    else:
        yield ok("whole")
