"""How a file that a crisis asks for gets to the others: a pull request, or commands.

Where there is a forge, and this machine may speak to it, the file is proposed there and
reviewed at once. Else it lies in the work tree, beside the git commands that do it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING, Literal

from mergecast.cli.session import Session
from mergecast.cli.wiring import Published, published
from mergecast.errors import GitError, MergecastError, UsageError
from mergecast.repository.commits import Signature
from mergecast.repository.git import Git

if TYPE_CHECKING:
    from mergecast.forge.github_api import GitHubApi
    from mergecast.forge.github_proposals import Base


class ProposedAlreadyError(UsageError):
    """There is an open pull request of it, with what people wrote there."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is proposed.

    Args:
        name: of the branch, of letters, digits and hyphens.
        title: of ids and numbers alone.
        body: Markdown; what people wrote in it is encoded already.
        files: by path, None for one that goes away.
        draft: whether somebody has to fill something in first.
        once: whether one that is open is left as it is; ``by people``: only where
            anybody else wrote to its branch.
    """

    name: str
    title: str
    body: str
    files: Mapping[str, bytes | None]
    draft: bool = False
    once: bool | Literal["by people"] = True

    @property
    def branch(self) -> str:
        """The branch that it is on."""
        return f"mergecast/{re.sub('-+', '-', self.name).strip('-')}"


def put(session: Session, change: Change, then: str) -> str:
    """Propose the one file that was just written, or say how; what came of it.

    Args:
        session: how the command was called.
        change: with the one file, which is in the work tree.
        then: what is left to do.

    Raises:
        ProposedAlreadyError: see there.
    """
    path = next(iter(change.files))
    source = published(session.workspace)
    if source.space.settings.forge != "github" or session.pinned is not None:
        return _commands(change, path, then)
    try:
        number = propose(session, source, change)
    except ProposedAlreadyError:
        (session.workspace / path).unlink()
        raise
    except MergecastError as error:
        return f"no pull request: {error.message}\n{_commands(change, path, then)}"
    (session.workspace / path).unlink()
    return f"proposed {path} in pull request #{number}: {then}\n"


def _commands(change: Change, path: str, then: str) -> str:
    lines = (
        f"git switch -c {change.branch}",
        f"git add {quote(path)}",
        f"git commit -m {quote(change.title)}",
        "git push -u origin HEAD",
    )
    return f"wrote {path}: {then}\n" + "".join(f"  {line}\n" for line in lines)


def propose(session: Session, source: Published, change: Change) -> int:
    """Open the pull request and have it reviewed; gives its number.

    Raises:
        ProposedAlreadyError: see there.
        MergecastError: the forge or git do not take it.
    """
    from mergecast.cli.reviewing import proposing  # noqa: PLC0415 - needs requests
    from mergecast.forge import github_proposals  # noqa: PLC0415 - as above

    api = api_of(source)
    base = proposing.base(session)
    found = next(github_proposals.pulls_of(api, change.branch, "open"), None)
    if found is not None and _stays(base, change):
        raise ProposedAlreadyError(
            f"pull request #{found['number']} has it already",
            hint="go on there, or close it first",
            not_done="nothing was proposed",
        )
    proposal = github_proposals.Proposal(
        change.branch,
        change.title,
        change.body,
        change.files,
        ident(source.git),
        session.now(),
        draft=change.draft,
    )
    made = github_proposals.propose(api, base, proposal)
    proposing.reviewed(session, api, base, made)
    return made.number


def _stays(base: Base, change: Change) -> bool:
    """Whether what is proposed is left as it is."""
    from mergecast.forge.github_proposals import BOT, branch_tip  # noqa: PLC0415 - above

    if change.once != "by people":
        return change.once
    tip = branch_tip(base, change.branch)
    told = base.git.text("log", "--format=%ce", f"{base.commit}..{tip}") if tip else ""
    return any(one != BOT.mail for one in told.split())


def api_of(source: Published) -> GitHubApi:
    """The repository on GitHub that the settings name.

    Raises:
        MergecastError: none is named, or there is no token.
    """
    from mergecast.cli.wiring_forge import github  # noqa: PLC0415 - needs requests

    told = source.space.settings.data.get("forge")
    name = told.get("repository") if isinstance(told, dict) else None
    return github(str(name) if name else None)


def ident(git: Git) -> Signature:
    """Who asks: they are the author of the proposal, so somebody else approves it."""
    try:
        told = git.text("var", "GIT_AUTHOR_IDENT")
    except GitError:
        return Signature("mergecast", "mergecast@localhost")
    name, _, rest = told.partition(" <")
    return Signature(name, rest.partition(">")[0])
