"""What `mergecast calendar diff` does: what changed, in people's words."""

from __future__ import annotations

from datetime import UTC, datetime

from mergecast.cli.session import Session
from mergecast.errors import UsageError
from mergecast.inspection.sides import between
from mergecast.renderers.calendar_changes import (
    Change,
    ChangesReport,
    changes_json,
    changes_markdown,
    changes_text,
)
from mergecast.repository.git import Git
from mergecast.repository.refs import commit_of
from mergecast.review.difference import Side, compare

_LATE = datetime.max.replace(tzinfo=UTC)


def asked(session: Session, span: str | None, form: str, *, tell: bool) -> str:
    """What differs between two commits, or what owners were told of now.

    Raises:
        UsageError: both are asked for, or neither, or a format that only one has.
        MergecastError: as below, or nobody can be told.
    """
    if tell and span is None:
        if form != "text":
            raise UsageError(
                "what --tell did is said in words alone",
                hint="leave out --format",
                not_done="nobody was told",
            )
        from mergecast.cli.notices.telling_changes import tell as told  # noqa: PLC0415 - seldom

        return told(session)
    if span is None or tell:
        raise UsageError(
            "either commits are compared, or people are told",
            hint="write `calendar diff main~5..main`, or `calendar diff --tell`",
        )
    return _told(session, span, form)


def _told(session: Session, span: str, form: str) -> str:
    """What differs between two commits, for people or programs."""
    report = diff(session, span)
    render = {"json": changes_json, "markdown": changes_markdown, "text": changes_text}
    return render[form](report)


def diff(session: Session, span: str) -> ChangesReport:
    """What differs between two commits, post by post.

    Raises:
        UsageError: that is no span of commits.
        MergecastError: one of them is not here, or its settings cannot be read.
    """
    base, _, head = span.partition("..")
    if not base or head.startswith("."):
        raise UsageError(
            f"'{span}' is not a span of commits",
            hint="write the older and the newer one: main~5..main",
        )
    git = Git(session.workspace)
    start, end = commit_of(git, base), commit_of(git, head or "HEAD")
    ends = between(git, start, end)
    names = {key: each.name for key, each in ends.after.team.members.items()}
    changes = [_change(*sides, names) for sides in ends.sides.values()]
    changes.sort(key=lambda each: (each.owner or "~", each.at or _LATE, each.id))
    return ChangesReport(start, end, changes, ends.broken)


def _change(before: Side | None, after: Side | None, names: dict[str, str]) -> Change:
    side = after or before
    if side is None:
        raise ValueError("a change has a side")
    owner = side.post.text("owner")
    name = None if owner is None else names.get(owner, owner)
    return Change.of(side, compare(before, after), name)
