"""What went from the queue into slots, and what did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from mergecast.planning.filling import Left
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal

_NAMED = 5
"""Drafts that are named for each reason; a long queue has thousands of one."""


@dataclass(frozen=True, slots=True)
class Went:
    """A draft that got a slot: where its file goes, and when it goes out there."""

    id: str
    path: str
    to: str
    wall_clock: str
    zone: str
    at: datetime
    slot: str
    accounts: tuple[str, ...]
    bucket: str | None = None
    which: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What `calendar fill` did, or would do (``tried``)."""

    first: date
    last: date
    went: tuple[Went, ...]
    left: tuple[Left, ...]
    notes: tuple[str, ...] = ()
    tried: bool = False


def filled_text(report: Filled, *, quiet: bool = False) -> str:
    """For a terminal."""
    lines = [*_went(report), *_left(report), *report.notes]
    if report.tried:
        lines.append("nothing was changed; leave out --dry-run to do it")
    elif report.went and not quiet:
        lines += _next_steps()
    return "".join(f"{encode_terminal(line)}\n" for line in lines)


def _went(report: Filled) -> Iterator[str]:
    for each in report.went:
        bucket = f", {each.bucket}" if each.bucket else ""
        which = f" ({each.which})" if each.which else ""
        yield f"{each.path} -> {each.to}"
        yield (
            f"  {each.wall_clock}{which} in {each.zone}, slot '{each.slot}' of "
            f"{' and '.join(each.accounts)}{bucket}"
        )
    days = f"from {report.first} until {report.last}"
    if report.went:
        verb = ("goes", "would go") if len(report.went) == 1 else ("go", "would go")
        yield f"{_count(len(report.went))} {verb[report.tried]} into slots {days}"
    else:
        yield f"no draft of the queue goes into a slot {days}"


def _left(report: Filled) -> Iterator[str]:
    by_reason: dict[str, list[Left]] = {}
    for each in report.left:
        by_reason.setdefault(each.reason, []).append(each)
    for reason, drafts in by_reason.items():
        verb = "stays" if len(drafts) == 1 else "stay"
        yield f"{_count(len(drafts))} {verb} in the queue: {reason}"
        yield from (f"  {each.path}" for each in drafts[:_NAMED])
        if len(drafts) > _NAMED:
            more = len(drafts) - _NAMED
            yield f"  and {more:,} more: --format json names all of them"


def _count(number: int) -> str:
    return "1 draft" if number == 1 else f"{number:,} drafts"


def _next_steps() -> list[str]:
    return [
        "",
        "next:",
        "  mergecast check",
        "  git switch -c fill-slots",
        "  git add calendar",
        '  git commit -m "Fill slots from the queue"',
        "  git push -u origin fill-slots",
        "  then open a pull request: its review is the approval",
    ]


def filled_json(report: Filled) -> str:
    """For programs."""
    return encode_document(
        first=report.first.isoformat(),
        last=report.last.isoformat(),
        dry_run=report.tried,
        filled=[
            {
                "id": each.id,
                "path": each.path,
                "to": each.to,
                "publish_at": each.wall_clock,
                "which": each.which,
                "zone": each.zone,
                "at": each.at.isoformat(),
                "slot": each.slot,
                "accounts": list(each.accounts),
                "bucket": each.bucket,
            }
            for each in report.went
        ],
        left=[
            {"id": each.id, "path": each.path, "reason": each.reason}
            for each in report.left
        ],
        notes=list(report.notes),
    )
