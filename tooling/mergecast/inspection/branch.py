"""Which findings a branch is to blame for, cross-file ones included."""

from __future__ import annotations

from datetime import datetime

from mergecast.checks import table
from mergecast.errors import GitError
from mergecast.findings import Finding
from mergecast.inspection.place import Where, at_commit
from mergecast.inspection.timeless import Progress, timeless
from mergecast.loading import paths
from mergecast.loading.rules import FOLDER as RULES
from mergecast.repository.changes import State, changed
from mergecast.repository.git import Git
from mergecast.repository.refs import commit_of, merge_base
from mergecast.repository.trees import CommitTree


def of_branch(
    found: tuple[Finding, ...],
    where: Where,
    base: str,
    progress: Progress,
    now: datetime,
) -> tuple[Finding, ...]:
    """The findings that a branch brings, seen from where it left ``base``.

    Those in files that it changed; and those between posts or between playbooks that
    were not there before, whichever of the files it changed. A change of settings,
    people, campaigns or statements can touch any post, so then all findings count. Of
    a change of the style guide's rules those count that they did not find before.

    Raises:
        GitError: no repository, or no such commit.
    """
    git = _repository(where)
    start = merge_base(git, commit_of(git, base), where.commit or "HEAD")
    state = State(where.commit if isinstance(where.tree, CommitTree) else None)
    differing = changed(git, start, state, paths.CONTENT)
    if any(_decides_all(path) for path in differing):
        return found
    side_by_side = (*table.CALENDAR_CHECKS, *table.WORKSPACE_CHECKS)
    between = {check.ID for check in side_by_side}
    if any(path.startswith(RULES) for path in differing):
        between |= {each.id for each in found if "." in each.id}
    before = timeless(at_commit(git.directory, start), progress, now).findings
    known = {_identity(each) for each in before if each.id in between}
    return tuple(
        each
        for each in found
        if each.path in differing
        or (each.id in between and _identity(each) not in known)
    )


def _repository(where: Where) -> Git:
    if where.git is None:
        raise GitError(
            "there is no git repository here, so nothing is known of changes",
            hint="leave --changed out",
        )
    return where.git


def _decides_all(path: str) -> bool:
    return path.endswith(".gitattributes") or paths.judges_posts(path)


def _identity(finding: Finding) -> tuple[str, str, str]:
    return finding.id, finding.path, finding.message
