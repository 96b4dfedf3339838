"""What `mergecast move` does: another time in the file, and the file at its day."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from mergecast.checks.path_day_mismatch import right_path
from mergecast.cli.drafting.finding_posts import Found, find_post
from mergecast.cli.drafting.moving_times import Timed, new_time
from mergecast.cli.session import Session
from mergecast.cli.times import instants
from mergecast.cli.times.instants import NOT_DONE, Meant
from mergecast.editing.files import write_atomically
from mergecast.editing.splice import put, remove
from mergecast.errors import UsageError, WorkspaceError
from mergecast.loading.workspace import usable
from mergecast.model.post import ASAP, Post
from mergecast.model.schedule import TimeTrouble, schedule, zone_of
from mergecast.model.settings import Settings
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.repository.trees import LINK, WorkTree

_MODELINE = re.compile(r"^(# yaml-language-server: \$schema=)(\.\.?/\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """The arguments of one `move`; ``chosen`` is an instant that is chosen already.

    ``is_taken`` says of a path that something else is to lie there.
    """

    post: str
    when: str | None = None
    which: str | None = None
    zone: str | None = None
    slot: str | None = None
    chosen: Meant | None = None
    is_taken: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """What was done, for the report."""

    timed: Timed
    meant: Meant
    path: str
    zones: tuple[str, ...]
    was_due: bool
    notes: tuple[str, ...] = ()


def move(session: Session, asked: Asked) -> Moved:
    """Give a post another time and its file the right place.

    Raises:
        UsageError: the post or the time cannot be meant; nothing was changed.
        WorkspaceError: the file cannot be moved.
        EditError: the time cannot be changed without changing something else.
    """
    settings = usable(WorkTree(session.workspace)).settings
    found = find_post(session, asked.post)
    notes: tuple[str, ...] = ()
    if asked.slot is not None:
        from mergecast.cli.filling.slot_of_post import slot_of_post  # noqa: PLC0415 - seldom

        asked, notes = slot_of_post(session, found.post, asked)
    elif asked.when is None:
        raise UsageError(
            "no time is given",
            hint='write it after the post, like "2026-11-25 10:00", or add --slot next',
            not_done=NOT_DONE,
        )
    moved, text = planned(found, settings, asked, session.now())
    _relocate(session, found, moved.path, text)
    return replace(moved, notes=notes)


def planned(
    found: Found, settings: Settings, asked: Asked, now: datetime
) -> tuple[Moved, str]:
    """What a move would do, and the file's text after it.

    Raises:
        UsageError: the time cannot be meant.
        EditError: the time cannot be changed without changing something else.
    """
    post = found.post
    field = "until" if post.publish_at == ASAP else "publish_at"
    timed = Timed(post, field, post.text(field), schedule(post, settings))
    meant = asked.chosen or new_time(
        timed, asked.when or "", _zone(post, settings, asked), asked.which
    )
    instants.refuse_past(meant, now)
    _refuse_outside(timed, meant)
    path = _path(post, meant.wall_clock[:10], asked)
    text = _edited(found, field, meant, zone_of(post, settings))
    accounts = (settings.accounts.get(key) for key in post.accounts)
    zones = tuple(account.timezone for account in accounts if account is not None)
    was_due = timed.at is not None and timed.at <= now
    done = Moved(timed, meant, path, zones, was_due)
    return done, _with_modeline(text, post.path, path)


def report(moved: Moved, *, quiet: bool) -> str:
    """What to tell about it."""
    old, field = moved.timed.post.path, moved.timed.field
    lines = [f"{old} -> {moved.path}" if old != moved.path else f"{old} stays there"]
    verb = "goes out" if field == "publish_at" else "goes out until"
    lines.append(f"{verb} {instants.shown_everywhere(moved.meant, moved.zones)}")
    if moved.was_due and not quiet:
        lines.append(
            "its old time has passed: if it went out then, it will not go out again"
        )
    lines += moved.notes
    return "".join(f"{encode_terminal(line)}\n" for line in lines)


def _zone(post: Post, settings: Settings, asked: Asked) -> str:
    """The zone of the new time."""
    if asked.zone is not None:
        return instants.known_zone(asked.zone)
    name = zone_of(post, settings)
    if isinstance(name, TimeTrouble):
        why = "the zones of its accounts differ"
        if name is TimeTrouble.NO_ACCOUNT:
            why = "none of its accounts is in mergecast.yaml"
        raise UsageError(
            f"the time zone of '{post.id}' is not clear: {why}",
            hint="add --zone, as in --zone Asia/Kuala_Lumpur",
            not_done=NOT_DONE,
        )
    return instants.known_zone(name)


def _refuse_outside(timed: Timed, meant: Meant) -> None:
    """Stop where the post may not go out yet, or not any more.

    Raises:
        UsageError: it may not.
    """
    start, end = timed.schedule.not_before, timed.schedule.until
    if start is not None and meant.at < start:
        raise UsageError(
            f"'{timed.post.id}' is under embargo until {timed.post.text('not_before')}",
            hint="choose a later time, or change 'not_before' first",
            not_done=NOT_DONE,
        )
    if timed.field != "until" and end is not None and meant.at > end:
        raise UsageError(
            f"'{timed.post.id}' ends at {timed.post.text('until')}",
            hint="choose an earlier time, or change 'until' first",
            not_done=NOT_DONE,
        )


def _path(post: Post, day: str, asked: Asked) -> str:
    """Where the file belongs; it keeps its name where it lies there already."""
    start = f"calendar/{day.replace('-', '/')}"
    if re.fullmatch(rf"{start}[-.][^/]*\.yaml|{start}\.yaml", post.path):
        return post.path
    path = right_path(post, day)
    if asked.is_taken is not None and asked.is_taken(path):
        return f"{start}-{post.id}.yaml"
    return path


def _edited(found: Found, field: str, meant: Meant, zone: str | TimeTrouble) -> str:
    """The file with its new time, and with what the time needs."""
    text = put(found.text, (field,), meant.wall_clock, after="accounts")
    if meant.zone != zone:
        text = put(text, ("timezone",), meant.zone, after=field)
    if meant.which is not None:
        return put(text, ("which",), meant.which, after=field)
    stale = field == "publish_at" and "which" in found.post.data
    return remove(text, ("which",)) if stale else text


def _with_modeline(text: str, old: str, new: str) -> str:
    """The line for editors leads to the same schema from another folder, too."""

    def moved(line: re.Match[str]) -> str:
        there = posixpath.normpath(posixpath.join(posixpath.dirname(old), line[2]))
        return line[1] + posixpath.relpath(there, posixpath.dirname(new))

    return _MODELINE.sub(moved, text, count=1) if old != new else text


def _relocate(session: Session, found: Found, path: str, text: str) -> None:
    """Write the file, and give it its new name; no other file is ever replaced.

    Raises:
        UsageError: there is a file of that name.
        WorkspaceError: it cannot be written or renamed.
    """
    tree, root = WorkTree(session.workspace), session.workspace
    old = found.post.path
    if tree.mode(posixpath.dirname(path)) == LINK:
        raise WorkspaceError(
            f"'{posixpath.dirname(path)}' is a link, not a folder", not_done=NOT_DONE
        )
    if path != old and tree.mode(path) is not None:
        raise UsageError(
            f"there is a file '{path}' already",
            hint="rename one of the two first",
            not_done=NOT_DONE,
        )
    try:
        write_atomically(root / old, text)
        if path != old:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / old).rename(root / path)
    except OSError as error:
        raise WorkspaceError(
            f"'{old}' cannot be moved to '{path}': {error.strerror or error}",
            hint="look at both before you try again",
        ) from None
