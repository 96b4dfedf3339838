"""What changed in the calendar between two commits: by owner, in people's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from mergecast.model.series import Series
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.markdown import encode_markdown
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.report import counted
from mergecast.review.clocks import at_home
from mergecast.review.difference import Difference, Kind, Side
from mergecast.review.series import day_changes

_NOBODY = "nobody looks after these"


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one post. ``owner`` is a name; ``at`` when it goes out now.

    A series has no ``at``, but days of its own.
    """

    id: str
    path: str
    accounts: tuple[str, ...]
    owner: str | None
    difference: Difference
    at: datetime | None
    zone: str | None
    series: Series | None = None

    @staticmethod
    def of(side: Side, difference: Difference, owner: str | None = None) -> Change:
        """Of a post as it is now, or was last."""
        post, when = side.post, side.schedule
        return Change(
            post.id,
            post.path,
            post.accounts,
            owner,
            difference,
            when.at,
            when.zone,
            side.series,
        )


@dataclass(frozen=True, slots=True)
class ChangesReport:
    """All changes, those of one owner together; files that cannot be read now."""

    base: str
    head: str
    changes: Sequence[Change]
    broken: Sequence[str] = ()


def changes_text(report: ChangesReport) -> str:
    """Lines for a terminal."""
    return _lines(report, encode_terminal, "{}:", "  {}")


def changes_markdown(report: ChangesReport) -> str:
    """A list for a forge."""
    return _lines(report, encode_markdown, "**{}**\n", "* {}")


def _lines(
    report: ChangesReport, encode: Callable[[str], str], head: str, line: str
) -> str:
    lines: list[str] = []
    for owner, changes in groupby(report.changes, lambda each: each.owner):
        lines += ["", head.format(encode(owner or _NOBODY))]
        lines += [line.format(encode(_told(each))) for each in changes]
    if report.broken:
        lines += ["", *(encode(f"no readable post: {path}") for path in report.broken)]
    if not lines:
        lines = ["", "nothing changed in the calendar"]
    return "\n".join(lines[1:]) + "\n"


def _told(each: Change) -> str:
    return f"{each.id} ({', '.join(each.accounts)}): {told_of(each)}"


def told_of(each: Change) -> str:
    """What happened to one post, in words; they may hold anything."""
    return "; ".join(_phrases(each))


def _phrases(each: Change) -> Iterator[str]:
    said = each.difference.said
    if each.difference.kind is Kind.NEW:
        yield f"new, {_when(each)}"
    yield from said
    if each.difference.kind is Kind.CHANGED:
        yield "earlier approvals no longer count"


def _when(each: Change) -> str:
    if each.series is not None:
        days = day_changes(None, each.series)
        first = f", the first on {days[0].day:%a %d %b %Y}" if days else ""
        return f"a series of {counted(len(days), 'day')}{first}"
    if each.at is None:
        return "without a time"
    return f"on {at_home(each.at, each.zone)}"


def changes_json(report: ChangesReport) -> str:
    """The same for programs."""
    return encode_document(
        base=report.base,
        head=report.head,
        changes=[_entry(each) for each in report.changes],
        broken=list(report.broken),
    )


def _entry(each: Change) -> dict[str, object]:
    return {
        "id": each.id,
        "path": each.path,
        "accounts": list(each.accounts),
        "owner": each.owner,
        "kind": each.difference.kind.value,
        "said": list(each.difference.said),
        "at": each.at.isoformat() if each.at else None,
    }
