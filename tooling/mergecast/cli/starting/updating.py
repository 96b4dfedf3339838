"""What `mergecast init --update` does: files of a release, beside those of this one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from pathlib import Path

from mergecast import __version__
from mergecast.cli.session import Session
from mergecast.cli.starting import pinning, release_wheel, shipped
from mergecast.cli.starting.cron_lines import cron_lines, cron_of, slots
from mergecast.cli.starting.founding_repository import hidden
from mergecast.cli.starting.pinning import Pin, Source
from mergecast.cli.starting.team_files import PUBLISH
from mergecast.cli.starting.team_room import ensure_room
from mergecast.editing.files import write_atomically
from mergecast.errors import WorkspaceError
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import settings_alone
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.repository.trees import WorkTree


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not as this release would have it.

    ``there`` is empty where there is none; ``edited`` is whether people changed it.
    """

    path: str
    there: str
    wanted: str
    edited: bool = False


def update(
    session: Session, folder: Path, source: Source, *, write: bool
) -> tuple[str, bool]:
    """Show, or write, what this release changes; and whether nothing differs any more.

    Raises:
        WorkspaceError: there is no workspace that can be read, something stands in the
            way, or a file cannot be written.
        UsageError: the wheel is of another release.
    """
    tree = WorkTree(folder)
    if tree.mode(SETTINGS) is None:
        raise WorkspaceError(
            f"there is no mergecast.yaml in '{folder}'",
            hint="begin with `mergecast init --team`",
            not_done="nothing was written",
        )
    ensure_room(folder)
    found = [*_differences(tree)]
    pin = pinning.pin(source, tree)
    pins = _pins(tree, pin, found)
    found += [pins] if pins.there != pins.wanted else []
    lines = [line for each in found for line in _shown(each, write=write)]
    if write:
        for each in found:
            if not each.edited:
                _written(folder, each.path, each.wanted)
    if not pins.edited:
        lines += _wheel(folder, pin, write=write)
    settled = not found or (write and not any(each.edited for each in found))
    lines += _summary(found, write=write)
    lines += _times(tree, session.now())
    return "".join(f"{encode_terminal(line)}\n" for line in lines), settled


def _differences(tree: WorkTree) -> Iterator[Difference]:
    known = shipped.recorded(_text(tree, shipped.PINS))
    for path, text in shipped.files().items():
        there = _text(tree, path)
        wanted = shipped.kept(path, there, text)
        if there != wanted:
            as_written = shipped.digest(path, there) == known.get(path)
            yield Difference(path, there, wanted, edited=bool(there) and not as_written)


def _pins(tree: WorkTree, pin: Pin, found: list[Difference]) -> Difference:
    """The pins, with a record of each file as this release has it.

    What people edited keeps the old record, so that it goes on counting as edited.
    """
    there = _text(tree, shipped.PINS)
    known = shipped.recorded(there)
    left = {each.path for each in found if each.edited}
    ours = {path: text for path, text in shipped.files().items() if path not in left}
    wanted = pinning.text(pin, ours, there)
    kept = "".join(
        f"# shipped: {known[path]} {path}\n" for path in sorted(left & known.keys())
    )
    head, sign, rest = wanted.partition("# shipped: ")
    edited = bool(there) and pinning.edited(there)
    return Difference(shipped.PINS, there, f"{head}{kept}{sign}{rest}", edited=edited)


def _wheel(folder: Path, pin: Pin, *, write: bool) -> Iterator[str]:
    """The copy that the pins name, in the place of that of another release."""
    path = release_wheel.place()
    if pin.raw and WorkTree(folder).read(path) != pin.raw:
        if write:
            _written(folder, path, pin.raw)
        yield f"wrote {path}" if write else f"{path}: the wheel that you named"
    if WorkTree(folder).mode(path) is not None and hidden(folder, [path]):
        yield f".gitignore hides the wheel: git add --force {path}"
    if pin.old and WorkTree(folder).mode(pin.old) is not None:
        if write:
            (folder / pin.old).unlink()
        yield f"removed {pin.old}" if write else f"{pin.old}: no job needs it any more"


def _shown(each: Difference, *, write: bool) -> Iterator[str]:
    if write and not each.edited:
        yield f"wrote {each.path}"
        return
    if each.edited:
        yield f"{each.path}: you changed it, so it is left to you"
    before, after = _lines(each, each.there), _lines(each, each.wanted)
    if before == after:
        yield f"{each.path}: other hashes, or another record of what was shipped"
    name = each.path
    yield from unified_diff(before, after, name, f"{name} ({__version__})", lineterm="")


def _lines(each: Difference, text: str) -> list[str]:
    """What is worth a line of a difference: of the pins the releases, and no hash."""
    lines = text.splitlines()
    if each.path != shipped.PINS:
        return lines
    hidden = ("    --hash=", "# shipped: ", "# end: ")
    return [line for line in lines if not line.startswith(hidden)]


def _summary(found: list[Difference], *, write: bool) -> Iterator[str]:
    edited = sum(each.edited for each in found)
    if not found:
        yield f"all is as in mergecast {__version__}"
    elif not write:
        yield "to write what you did not change: mergecast init --update --yes"
    if edited and write:
        yield "take over by hand what you want of the rest; or delete a file to get it"


def _times(tree: WorkTree, now: datetime) -> Iterator[str]:
    """A word where runs start at other times than the slots would have them."""
    raw = tree.read(SETTINGS)
    settings = settings_alone(raw) if raw is not None else None
    if settings is None:
        return
    listed = [slot for one in settings.accounts.values() for slot in slots(one.data)]
    wanted = cron_lines(listed, settings.publishing.wait, now)
    there = cron_of(_text(tree, PUBLISH))
    if wanted and there and wanted != there:
        shown = ", ".join(f'"{line}"' for line in wanted)
        yield f"note: by your slots, the cron of {PUBLISH} would be {shown}"


def _written(folder: Path, path: str, content: str | bytes) -> None:
    try:
        write_atomically(folder / path, content)
    except OSError as error:
        raise WorkspaceError(
            f"'{path}' cannot be written: {error.strerror or error}",
            not_done="the files after it were not written",
        ) from None


def _text(tree: WorkTree, path: str) -> str:
    raw = tree.read(path)
    return "" if raw is None else raw.decode("utf-8", "replace")
