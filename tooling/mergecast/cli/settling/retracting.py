"""What `mergecast retract` does: one field in one file, and what has to follow."""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.cli.drafting.finding_posts import Found, find_post
from mergecast.cli.drafting.finding_series import found_day
from mergecast.cli.session import Session
from mergecast.editing.files import write_atomically
from mergecast.editing.series import with_retracted_day
from mergecast.editing.splice import EditError, put
from mergecast.errors import UsageError, WorkspaceError
from mergecast.loading.workspace import read, usable
from mergecast.model.post import Post
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.repository.trees import WorkTree

_FIELD = "retract"
_NOT_DONE = "the file was not changed"


@dataclass(frozen=True, slots=True)
class Retracted:
    """What was written, for the report. ``forge`` is where approvals are given."""

    post: Post
    reason: str
    written: bool
    forge: str


def retract(session: Session, name: str, reason: str) -> Retracted:
    """Write into a post's file that it is to be taken back, and why.

    Raises:
        UsageError: no post is meant, or the reason cannot be written into its file.
        WorkspaceError: the file cannot be written.
    """
    forge = usable(WorkTree(session.workspace)).settings.forge
    found = found_day(session, name) or find_post(session, name)
    why = " ".join(reason.split())
    if not why:
        raise UsageError(
            "the reason is empty",
            hint='give one: --reason "the date in the image is wrong"',
            not_done=_NOT_DONE,
        )
    if found.post.text(_FIELD) == why:
        return Retracted(found.post, why, written=False, forge=forge)
    _write(session, found, edited(found, why))
    return Retracted(found.post, why, written=True, forge=forge)


def edited(found: Found, why: str) -> str:
    """The file with the field below its id, where a reviewer sees it first.

    Raises:
        UsageError: the reason cannot be written into it.
    """
    day = found.post.date
    try:
        if day is None:
            text = put(found.text, (_FIELD,), why, after="id")
        else:
            text = with_retracted_day(found.text, day, why)
    except EditError as error:
        raise _unwritable(found, error.message) from None
    kind = "post" if day is None else "series"
    again = read(found.post.path, text.encode(), kind)
    if again.data is None:
        said = again.said[0][1].message if again.said else "it would be broken"
        raise _unwritable(found, said)
    return text


def _unwritable(found: Found, why: str) -> UsageError:
    return UsageError(
        f"the reason cannot be written into '{found.post.path}': {why}",
        hint="give it in plain words on one line, or write `retract:` by hand",
        not_done=_NOT_DONE,
    )


def _write(session: Session, found: Found, text: str) -> None:
    try:
        write_atomically(session.workspace / found.post.path, text)
    except OSError as error:
        raise WorkspaceError(
            f"'{found.post.path}' cannot be written: {error.strerror or error}",
            not_done=_NOT_DONE,
        ) from None


def report(done: Retracted, *, quiet: bool) -> str:
    """What was written, and all that has to follow before anything is deleted."""
    post = done.post
    verb = "now says" if done.written else "says already"
    lines = [f"{post.path} {verb} that it is taken back: {done.reason}"]
    if not quiet:
        approve = f"have somebody else run `mergecast approve {post.name}`, and push"
        if done.forge != "offline":
            approve = "open a pull request, and have it approved"
        freeze = f'mergecast freeze --scope post:{post.id} --reason "..."'
        lines += [
            "nothing is deleted or cancelled yet; to go on:",
            f'  git commit -m "Retract {post.name}" -- {post.path}',
            f"  {approve}",
            "once that is merged, the next `mergecast publish` does the rest",
            f"to stop at once what is still to come: {freeze}",
        ]
    return "".join(f"{encode_terminal(line)}\n" for line in lines)
