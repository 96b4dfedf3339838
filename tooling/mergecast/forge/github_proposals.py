"""Pull requests that mergecast opens: a commit on its own branch, pushed, proposed.

A job may run twice, and two may run at once. So a branch is named by what it is about,
its tip is looked at first, a push replaces only what was looked at, and an open pull
request of that branch is the one that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from mergecast.errors import GitError, UsageError, WorkspaceError
from mergecast.forge.github_answer import ForgeAwayError, ForgeRefusedError, Json
from mergecast.forge.github_api import GitHubApi
from mergecast.repository.commits import NewCommit, Signature, make_commit
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit, is_ancestor

__all__ = ["BOT", "Base", "Proposal", "Proposed", "Signature", "person", "propose"]

BOT = Signature(
    "github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com"
)
"""Who commits. Who wrote the words is the author, so that it is never forgotten."""

_BRANCH = re.compile(r"mergecast/[a-z0-9]+(?:[._-][a-z0-9]+)*")
_NOT_OURS = re.compile(r"\.git(?:hub|lab|ea)?(?:/|$)|tooling/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Base:
    """What a proposal is built on: the publishing branch as the remote has it."""

    git: Git
    remote: str
    branch: str
    commit: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One commit, and the pull request that it belongs to.

    Args:
        branch: ``mergecast/...``, named by what it is about and never by content.
        title: of the pull request. It may end up in a commit message, where
            ``[skip ci]`` is an order: make it of ids and numbers alone.
        body: Markdown; whatever people wrote in it is encoded already.
        files: by path, None for one that goes away.
        author: who wrote the words, see ``person``.
        message: of the commit; the title where it is None.
        at: when the commit was made.
        draft: whether the pull request begins as a draft.
    """

    branch: str
    title: str
    body: str
    files: Mapping[str, bytes | None]
    author: Signature
    at: datetime
    message: str | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """A pull request of ours: its number, its commit, and what became of it now.

    ``changed`` is whether there is a new commit, ``opened`` whether it is new.
    """

    number: int
    head: str
    draft: bool
    changed: bool = True
    opened: bool = False


def person(login: str, number: int) -> Signature:
    """Somebody of the forge, so that it knows the author of a commit."""
    return Signature(login, f"{number}+{login}@users.noreply.github.com")


def propose(api: GitHubApi, base: Base, proposal: Proposal) -> Proposed:
    """Commit, push and open a pull request, as far as that is not done yet.

    Raises:
        UsageError: a branch or path that is not ours to write.
        GitError: the commit cannot be made or pushed.
        ForgeAwayError: no clear answer; to do it again does no harm.
        ForgeRefusedError: the token may not open pull requests.
    """
    _refuse_strange(proposal)
    tip = branch_tip(base, proposal.branch)
    if tip is not None and is_ancestor(base.git, tip, base.commit):
        parent = base.commit  # it was merged, and left behind
    else:
        parent = tip or base.commit
    head = make_commit(
        base.git,
        NewCommit(
            parent,
            proposal.files,
            f"{(proposal.message or proposal.title).rstrip()}\n",
            proposal.author,
            BOT,
            proposal.at,
        ),
    )
    if head == base.commit:
        raise WorkspaceError(
            "there is nothing to propose: all of it is merged already",
            not_done="no pull request was opened",
        )
    if head != tip:
        _push(base, proposal.branch, head, tip)
    found = next(pulls_of(api, proposal.branch, "open"), None)
    if found is not None:
        draft = found.get("draft") is True
        return Proposed(_number(found), head, draft, changed=head != tip)
    made = _open(api, base, proposal)
    draft = made.get("draft") is True
    return Proposed(_number(made), head, draft, changed=head != tip, opened=True)


def branch_tip(base: Base, branch: str) -> str | None:
    """The newest commit of a branch on the remote, fetched; None where there is none.

    Raises:
        GitError: no answer.
    """
    git, ref = base.git, f"refs/mergecast/proposals/{branch.partition('/')[2]}"
    command = ("fetch", "--no-tags", "--no-write-fetch-head", "--quiet")
    spec = f"+refs/heads/{branch}:{ref}"
    try:
        git.run(*command, "--end-of-options", base.remote, spec)
    except GitError as error:
        if "couldn't find remote ref" in error.message:
            return None
        raise
    return find_commit(git, ref)


def pulls_of(api: GitHubApi, branch: str, state: str) -> Iterator[dict[str, Json]]:
    """The pull requests of a branch of this very repository, in GitHub's order.

    Raises:
        ForgeAwayError, ForgeRefusedError: GitHub does not tell.
    """
    owner = api.repository.partition("/")[0]
    for each in api.pages("pulls", head=f"{owner}:{branch}", state=state):
        head = each.get("head") if isinstance(each, dict) else None
        if isinstance(head, dict) and _is_ours(api, head, branch):
            here = state in {"all", each.get("state")}
            if here and type(each.get("number")) is int:
                yield each


def _is_ours(api: GitHubApi, head: Mapping[str, Json], branch: str) -> bool:
    """Whether a head is that branch here, and not one of that name in a fork."""
    repo = head.get("repo")
    name = repo.get("full_name") if isinstance(repo, dict) else None
    same = isinstance(name, str) and name.casefold() == api.repository.casefold()
    return same and head.get("ref") == branch


def _refuse_strange(proposal: Proposal) -> None:
    """Stop before anything that no proposal of ours ever writes.

    Raises:
        UsageError: there is something.
    """
    strange = [path for path in proposal.files if _NOT_OURS.match(path)]
    if strange or not _BRANCH.fullmatch(proposal.branch):
        what = f"the file '{strange[0]}'" if strange else f"'{proposal.branch}'"
        raise UsageError(
            f"mergecast proposes no change to {what}",
            not_done="no pull request was opened",
        )


def _push(base: Base, branch: str, head: str, tip: str | None) -> None:
    """Replace the tip that was looked at, and no other.

    Raises:
        GitError: the remote refused, or somebody was faster.
    """
    ref = f"refs/heads/{branch}"
    base.git.run(
        *("push", "--quiet", "--no-verify", "--no-follow-tags", "--no-signed"),
        f"--force-with-lease={ref}:{tip or ''}",
        *("--end-of-options", base.remote, f"{head}:{ref}"),
    )


def _open(api: GitHubApi, base: Base, proposal: Proposal) -> dict[str, Json]:
    """Open the pull request; as a draft only where the repository has drafts."""
    body: dict[str, Json] = {
        "title": proposal.title,
        "head": proposal.branch,
        "base": base.branch,
        "body": proposal.body,
    }
    try:
        made = api.write("POST", "pulls", body={**body, "draft": proposal.draft})
    except ForgeRefusedError as error:
        if error.status == HTTPStatus.FORBIDDEN:
            raise _not_allowed(error) from error
        if error.status != HTTPStatus.UNPROCESSABLE_ENTITY:
            raise
        # Somebody opened it meanwhile, or this repository's plan has no drafts.
        found = next(pulls_of(api, proposal.branch, "open"), None)
        if found is not None:
            return found
        if not proposal.draft:
            raise
        made = api.write("POST", "pulls", body=body)
    if not isinstance(made, dict):
        raise ForgeAwayError("GitHub's answer about a new pull request is not whole")
    return made


def _not_allowed(error: ForgeRefusedError) -> ForgeRefusedError:
    return ForgeRefusedError(
        error.message,
        status=error.status,
        hint="in the repository's settings, under Actions, General, tick "
        '"Allow GitHub Actions to create and approve pull requests"',
    )


def _number(pull: Mapping[str, Json]) -> int:
    number = pull.get("number")
    if type(number) is not int:
        raise ForgeAwayError("GitHub's answer about a pull request is not whole")
    return number
