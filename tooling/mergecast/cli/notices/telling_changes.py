"""What `mergecast calendar diff --tell` does: owners hear what changed, each time once.

The pinned issue remembers up to which commit people were told. The comment that tells
them names its commit, so that a run that broke off in between says nothing twice.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mergecast.alarms.pinned import Board, Pinned, said, written
from mergecast.cli.notices.alarming import URL
from mergecast.cli.notices.readers import board, is_open_to_all, is_set_up
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published, published
from mergecast.errors import GitError, WorkspaceError
from mergecast.inspection.place import git_folder
from mergecast.inspection.sides import between
from mergecast.model.settings import Settings
from mergecast.renderers.change_notice import (
    Notice,
    notice_chat,
    notice_markdown,
    notice_text,
)
from mergecast.repository.bringing import bring, is_id
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit, is_ancestor
from mergecast.review.affected import news


class Memory(Protocol):
    """Where it is remembered up to which commit people were told."""

    def told(self) -> str | None:
        """That commit; None where nobody was told of anything yet."""

    def tell(self, notice: Notice, head: str) -> str:
        """Tell people; gives an address where it can be read, if there is one."""

    def remember(self, head: str) -> None:
        """From here on only what is later is news."""


def tell(session: Session) -> str:
    """Tell owners what was merged since they were told last; says what was done.

    Raises:
        MergecastError: there is no workspace, the forge is away, or the remote.
    """
    source = published(session.workspace)
    settings = source.space.settings
    if not is_set_up(settings):
        return "nobody is told: nothing is set up yet\n"
    memory = _memory(session, settings, source)
    if memory is None:
        return "nobody is told: write the issue first, with `mergecast today --issue`\n"
    last, head = memory.told(), source.commit
    if last == head:
        return "nothing was merged since people were told last\n"
    if last is None or not _is_here(source, last):
        memory.remember(head)
        return f"from {head[:10]} on people are told what changes\n"
    notice = _notice(source, settings, last)
    done = _tell(memory, notice, head) if notice.found else ""
    memory.remember(head)
    return done or "nothing changed that somebody has to hear of\n"


def _notice(source: Published, settings: Settings, last: str) -> Notice:
    ends = between(source.git, last, source.commit)
    samples = [key for key, each in settings.accounts.items() if each.sample]
    found = [each for each in news(ends.sides, samples) if each.owners]
    return Notice(
        found,
        ends.after.team.members,
        _merged_by(),
        _compared(settings, last, source.commit),
    )


def _merged_by() -> str:
    """Who merged it; whom a clock's run is said to be by has done nothing."""
    by_push = os.environ.get("GITHUB_EVENT_NAME") == "push"
    return os.environ.get("GITHUB_ACTOR", "") if by_push else ""


def _compared(settings: Settings, base: str, head: str) -> str:
    """Where the forge shows both commits side by side."""
    told = settings.data.get("forge")
    name = told.get("repository") if isinstance(told, dict) else None
    if settings.forge != "github" or not isinstance(name, str):
        return ""
    server = os.environ.get("GITHUB_SERVER_URL") or "https://github.com"
    return f"{server}/{name}/compare/{base[:12]}...{head[:12]}"


def _tell(memory: Memory, notice: Notice, head: str) -> str:
    link = memory.tell(notice, head)
    url = os.environ.get(URL, "")
    trouble = ""
    if url:
        from mergecast.publishers.webhook import tell as send  # noqa: PLC0415 - if there is one

        trouble = send(url, notice_chat(notice, link))
    said_where = f"told at {link}\n" if link else ""
    return notice_text(notice) + said_where + (f"{trouble}\n" if trouble else "")


def _is_here(source: Published, commit: str) -> bool:
    """Whether the older commit can be read; a shallow clone fetches it."""
    if not find_commit(source.git, commit) and source.remote:
        try:
            bring(source.git, source.remote, commit)
        except GitError:
            return False
    return find_commit(source.git, commit) is not None


def _memory(session: Session, settings: Settings, source: Published) -> Memory | None:
    if settings.forge != "github":
        return _Kept(git_folder(source.git) / "mergecast" / "told.txt")
    where = board(session, settings)
    issue = where.find()
    if issue is None or (issue.dismissed and not issue.is_open):
        return None
    return _OnIssue(source.git, where, issue, is_open_to_all(settings, where.api))


@dataclass(slots=True)
class _OnIssue:
    """The pinned issue. Where everybody can read it, people are not named there."""

    git: Git
    board: Board
    issue: Pinned
    open: bool

    def told(self) -> str | None:
        known, heads = self.issue.told, self.board.heads(self.issue)
        # A run that broke off after its comment did not come to write it down.
        if known and heads and is_ancestor(self.git, known, heads[-1]):
            return heads[-1]
        return known

    def tell(self, notice: Notice, head: str) -> str:
        if self.open:
            return self.issue.url
        return self.board.say(self.issue, said(head) + notice_markdown(notice))

    def remember(self, head: str) -> None:
        text = self.issue.body.partition("\n")[2]
        self.board.change(self.issue, self.issue.title, written(head) + text)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file of the clone's git directory, where there is no forge."""

    file: Path

    def told(self) -> str | None:
        try:
            text = self.file.read_text("utf-8").strip()
        except (OSError, ValueError):
            return None
        return text if is_id(text) else None

    def tell(self, notice: Notice, head: str) -> str:
        del notice, head
        return ""

    def remember(self, head: str) -> None:
        from mergecast.editing.files import write_atomically  # noqa: PLC0415 - only here

        try:
            write_atomically(self.file, f"{head}\n")
        except OSError as error:
            raise WorkspaceError(
                f"what people were told cannot be kept in '{self.file}': "
                f"{error.strerror}",
                hint="let the one who runs mergecast write to the git directory",
            ) from error
