"""The pictures of a new post: in `calendar/` already, or copied there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mergecast.cli.drafting.drafts import id_of, refused
from mergecast.cli.session import Session
from mergecast.editing.stripping import stripped
from mergecast.loading import media
from mergecast.model.media import MediaState, Tells
from mergecast.repository.trees import WorkTree


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a post names it; ``raw`` is what has yet to be copied there.

    ``taken_out`` is what the copy does not tell any more.
    """

    file: str
    alt: str
    raw: bytes | None = None
    taken_out: tuple[Tells, ...] = ()


def pictures(
    session: Session, files: Sequence[str], alts: Sequence[str]
) -> tuple[Picture, ...]:
    """Each picture with its description.

    Raises:
        UsageError: one is not there, is no picture, or has no description.
    """
    if len(files) != len(alts):
        raise refused(
            f"{len(files)} pictures have {len(alts)} descriptions",
            "give each --image its --alt: what it shows, for people who cannot see it",
        )
    pairs = zip(files, alts, strict=True)
    return tuple(_picture(session, file, alt) for file, alt in pairs)


def _picture(session: Session, file: str, alt: str) -> Picture:
    tree = WorkTree(session.workspace)
    fact = media.fact(tree, file)
    if fact.state is MediaState.FILE:
        return Picture(file, alt)
    places = (Path(file).expanduser(), session.workspace / file)
    path = next((each for each in places if each.is_file()), None)
    if path is None:
        near = f"did you mean '{fact.near[0]}'?" if fact.near else ""
        raise refused(f"there is no picture '{file}'", near or "name a file")
    try:
        inside = path.resolve().relative_to(session.workspace.resolve() / "calendar")
    except ValueError:
        return _from_outside(tree, path, alt)
    return Picture(inside.as_posix(), alt)


def _from_outside(tree: WorkTree, path: Path, alt: str) -> Picture:
    """A picture that is copied into ``calendar/media/``; nothing there is replaced."""
    whole = path.read_bytes()
    fact = media.describe(whole)
    if fact.type is None:
        raise refused(
            f"'{path.name}' is not a picture that can be posted",
            "use a PNG, JPEG, GIF or WebP file",
        )
    name = f"media/{id_of(path.stem) or 'picture'}{path.suffix.lower()}"
    # Nobody means to publish where they live; what else it tells, `check` says.
    bare = stripped(whole) if Tells.PLACE in fact.tells else None
    raw, taken_out = (whole, ()) if bare is None else (bare, fact.tells)
    there = tree.read(f"calendar/{name}")
    if there is not None and there != raw:
        raise refused(
            f"there is another picture 'calendar/{name}' already",
            "give yours another name first",
        )
    return Picture(name, alt, None if there == raw else raw, taken_out)
