"""What `mergecast approve` does: show exactly what is approved, then write it down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mergecast.checks.basis.series_days import days
from mergecast.cli.session import Session
from mergecast.errors import UsageError, WorkspaceError
from mergecast.forge.offline_lines import approval_line, withdrawal_line
from mergecast.loading import bundle
from mergecast.loading.workspace import usable
from mergecast.model.key import Key, KeyFormatError
from mergecast.model.schedule import schedule
from mergecast.model.workspace import Workspace
from mergecast.repository.filters import unfiltered
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit
from mergecast.repository.trees import CommitTree


@dataclass(frozen=True, slots=True)
class Approval:
    """What is about to be written down: for the eye, and as a line for a name.

    ``signed``: the line counts only if the commit is signed.
    """

    title: str
    line: Callable[[str, str], str]
    text: str
    question: str = "Approve this?"
    done: str = "approved"
    signed: bool = False


def about(session: Session, post_id: str, *, withdraw: bool = False) -> Approval:
    """What the post with this id sends, or takes back, as of the current commit.

    Args:
        session: the global options.
        post_id: the post.
        withdraw: take an approval of it back instead.

    Raises:
        UsageError: no post has that id, or what it sends cannot be known.
        WorkspaceError: approvals are not kept in commits here.
    """
    git = Git(session.workspace)
    head = find_commit(git, "HEAD")
    if head is None:
        raise _uncommitted(post_id)
    space = usable(CommitTree(git, head))
    refuse_elsewhere(space.settings.forge)
    asked, day = _named(post_id)
    found = bundle.find(git, head, asked)
    if found is None:
        raise _uncommitted(post_id)
    if day is not None and not _is_taken_back(found, day):
        raise _of_a_whole(asked)
    accounts = space.settings.accounts
    digest = bundle.digest(found, accounts, day)
    if digest is None:
        raise UsageError(
            f"what '{post_id}' would send cannot be known",
            hint=f"run `mergecast check {found.post.path}`",
        )
    write_line = withdrawal_line if withdraw else approval_line

    def line(name: str, mail: str) -> str:
        return write_line(name, mail, asked, digest)

    text, signed = _shown(found, day, space), space.team.signs
    if withdraw:
        question, done = "Take your approval of this back?", "withdrawn"
        return Approval(f"Withdraw {post_id}", line, text, question, done, signed)
    return Approval(f"Approve {post_id}", line, text, signed=signed)


def refuse_elsewhere(forge: str) -> None:
    """Refuse to approve by commits where reviews are held on a forge.

    Raises:
        WorkspaceError: they are.
    """
    if forge != "offline":
        raise WorkspaceError(
            f"approvals are reviews on {forge} here",
            hint="approve the pull request there",
            not_done="nothing was approved",
        )


def _uncommitted(post_id: str) -> UsageError:
    return UsageError(
        f"no committed post has the id '{post_id}'",
        hint="commit it first: what is not in git cannot be approved",
    )


def _of_a_whole(series: str) -> UsageError:
    return UsageError(
        f"no day of '{series}' is approved alone, but where it is taken back",
        hint=f"run `mergecast approve {series}`: one approval is for all days",
    )


def _named(text: str) -> tuple[str, str | None]:
    """The post that is meant, and the day of a series."""
    try:
        key = Key.parse(text)
    except KeyFormatError:
        return text, None
    return key.post, key.date


def _is_taken_back(found: bundle.Bundle, day: str) -> bool:
    """Whether there is something to approve of one day of a series."""
    return found.series is not None and day in found.series.retracted


def _shown(found: bundle.Bundle, day: str | None, space: Workspace) -> str:
    from mergecast.renderers.approval import approval_text  # noqa: PLC0415 - rendering

    if found.series is not None and day is None:
        from mergecast.renderers.series import series_text  # noqa: PLC0415 - rendering

        return series_text(found.series)
    post = found.on(day)
    if found.series is not None:
        # Which text a day had that the rule names no more is not known: all are shown.
        each = (turn for turn in days(found.series) if turn.text == day)
        turn = next(each, None)
        post = post if turn is None else found.series.on(turn.day, turn.number)
    targets = bundle.sent(post, space.settings.accounts) or ()
    retract = post.text("retract")
    when = schedule(post, space.settings)
    at = post.publish_at or "no time yet: a draft"
    until = f", until {post.text('until')}" if post.text("until") else ""
    clock = f"{at}{until} ({when.zone})" if when.zone else f"{at}{until}"
    return approval_text(post.path, targets, retract, None if retract else clock)


def write(session: Session, approval: Approval) -> str:
    """Write the approval into an empty commit and return its id.

    Raises:
        GitError: git does not know who you are, or refused.
    """
    git = Git(session.workspace)
    ident = git.text("var", "GIT_AUTHOR_IDENT")
    name, _, rest = ident.partition(" <")
    mail = rest.partition(">")[0]
    message = f"{approval.title}\n\n{approval.line(name, mail)}\n"
    # --only: what lies staged is somebody's work and no part of an approval.
    git.run(
        *("commit", "--quiet", "--only", "--allow-empty", "--file=-"),
        *(("--gpg-sign",) if approval.signed else ()),
        stdin=message.encode(),
        env=_dates(session) | unfiltered(git),
    )
    return git.text("rev-parse", "HEAD")


def _dates(session: Session) -> dict[str, str]:
    if session.pinned is None:
        return {}
    at = session.pinned.isoformat()
    return {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
