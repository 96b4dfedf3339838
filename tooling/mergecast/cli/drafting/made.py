"""What `mergecast new` says: what was written, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mergecast.cli.checking.check_posts import Asked, look
from mergecast.cli.drafting.draft_times import When
from mergecast.cli.drafting.pictures import Picture
from mergecast.cli.session import Session
from mergecast.cli.times import instants
from mergecast.findings import Finding
from mergecast.inspection.place import on_disk
from mergecast.renderers.encoders.terminal import encode_terminal

if TYPE_CHECKING:
    from mergecast.cli.filling.choosing_slots import Chosen


@dataclass(frozen=True, slots=True)
class Made:
    """A post that was written, for the report."""

    id: str
    path: str
    when: When
    zones: tuple[str, ...]
    pictures: tuple[Picture, ...]
    slot: Chosen | None = None


def report(session: Session, made: Made) -> str:
    """What was written, what `check` says of it, and the next steps."""
    lines = [f"wrote {made.path}"]
    if made.when.meant is not None:
        verb = "goes out until" if "asap" in made.when.fields.values() else "goes out"
        shown = instants.shown_everywhere(made.when.meant, made.zones)
        lines.append(f"{verb} {shown}")
        if made.slot is not None:
            lines += [f"in the slot '{made.slot.label}'", *made.slot.notes]
    else:
        lines.append(f"a draft: `mergecast move {made.id} TIME` gives it a time")
    lines += [_taken_out(each) for each in made.pictures if each.taken_out]
    lines += _checked(session, made.path)
    if not session.quiet:
        lines += _next_steps(made)
    return "".join(f"{encode_terminal(line)}\n" for line in lines)


def _taken_out(picture: Picture) -> str:
    told = ", ".join(picture.taken_out)
    return (
        f"took out of calendar/{picture.file}: {told}; the picture is the same, and "
        "your own file as it was"
    )


def _checked(session: Session, path: str) -> Iterator[str]:
    where = on_disk(session.workspace)
    found, _ = look(session, where, Asked(), lambda _done, _all: None)
    own = [each for each in found if each.path == path]
    yield f"checked: {_count(own)}"
    for each in own:
        yield f"  line {each.span.line}: {each.severity}: {each.message} [{each.id}]"


def _count(findings: list[Finding]) -> str:
    if not findings:
        return "nothing found"
    return f"{len(findings)} finding{'s' * (len(findings) > 1)}"


def _next_steps(made: Made) -> list[str]:
    files = [made.path, *(f"calendar/{each.file}" for each in made.pictures)]
    return [
        "",
        "next:",
        f"  mergecast preview {made.path}",
        f"  git switch -c post/{made.id}",
        f"  git add {' '.join(files)}",
        f'  git commit -m "Add {made.id}"',
        f"  git push -u origin post/{made.id}",
        "  then open a pull request: its review is the approval",
    ]
