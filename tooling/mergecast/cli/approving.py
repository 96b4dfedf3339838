"""What `mergecast approve` does: show exactly what is approved, then write it down."""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.cli.session import Session
from mergecast.errors import UsageError, WorkspaceError
from mergecast.forge.offline_lines import approval_line
from mergecast.loading import bundle
from mergecast.loading.workspace import usable
from mergecast.payload import TargetPayload
from mergecast.repository.filters import unfiltered
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit
from mergecast.repository.trees import CommitTree


@dataclass(frozen=True, slots=True)
class Approval:
    """What is about to be approved: for the eye, and as a digest."""

    post: str
    payload: str
    text: str


def about(session: Session, post_id: str) -> Approval:
    """What the post with this id sends, or takes back, as of the current commit.

    Raises:
        UsageError: no post has that id, or what it sends cannot be known.
        WorkspaceError: approvals are not kept in commits here.
    """
    git = Git(session.workspace)
    head = find_commit(git, "HEAD")
    if head is None:
        raise _uncommitted(post_id)
    space = usable(CommitTree(git, head))
    if space.settings.forge != "offline":
        raise WorkspaceError(
            f"approvals are reviews on {space.settings.forge} here",
            hint="approve the pull request there",
            not_done="nothing was approved",
        )
    found = bundle.find(git, head, post_id)
    if found is None:
        raise _uncommitted(post_id)
    accounts = space.settings.accounts
    targets = bundle.targets(found, accounts)
    digest = bundle.digest(found, accounts)
    if digest is None:
        raise UsageError(
            f"what '{post_id}' would send cannot be known",
            hint=f"run `mergecast check {found.post.path}`",
        )
    return Approval(post_id, digest, _shown(found, targets or ()))


def _uncommitted(post_id: str) -> UsageError:
    return UsageError(
        f"no committed post has the id '{post_id}'",
        hint="commit it first: what is not in git cannot be approved",
    )


def _shown(found: bundle.Bundle, targets: tuple[TargetPayload, ...]) -> str:
    from mergecast.renderers.approval import approval_text  # noqa: PLC0415 - rendering

    return approval_text(found.post.path, targets, found.post.text("retract"))


def write(session: Session, approval: Approval) -> str:
    """Write the approval into an empty commit and return its id.

    Raises:
        GitError: git does not know who you are, or refused.
    """
    git = Git(session.workspace)
    ident = git.text("var", "GIT_AUTHOR_IDENT")
    name, _, rest = ident.partition(" <")
    mail = rest.partition(">")[0]
    line = approval_line(name, mail, approval.post, approval.payload)
    message = f"Approve {approval.post}\n\n{line}\n"
    # --only: what lies staged is somebody's work and no part of an approval.
    git.run(
        *("commit", "--quiet", "--only", "--allow-empty", "--file=-"),
        stdin=message.encode(),
        env=_dates(session) | unfiltered(git),
    )
    return git.text("rev-parse", "HEAD")


def _dates(session: Session) -> dict[str, str]:
    if session.pinned is None:
        return {}
    at = session.pinned.isoformat()
    return {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
