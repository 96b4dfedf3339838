"""What `mergecast new` does: make the file of a post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mergecast.cli.drafting import templates
from mergecast.cli.drafting.draft_times import when
from mergecast.cli.drafting.drafts import (
    NOTHING_WRITTEN,
    Asked,
    id_of,
    known,
    known_accounts,
    new_id,
    refused,
)
from mergecast.cli.drafting.made import Made
from mergecast.cli.drafting.pictures import Picture, pictures
from mergecast.cli.drafting.splitting import parted
from mergecast.cli.session import Session
from mergecast.editing.files import write_new
from mergecast.editing.writing import Field, Fields, written
from mergecast.errors import GitError, WorkspaceError
from mergecast.loading.workspace import load, read, usable
from mergecast.model.settings import Account
from mergecast.model.workspace import Workspace
from mergecast.repository.git import Git
from mergecast.repository.trees import WorkTree
from mergecast.schemas import file_name
from mergecast.schemas.editors import FOLDER, modeline
from mergecast.thread.numbering import STYLES

if TYPE_CHECKING:
    from mergecast.cli.filling.choosing_slots import Chosen


def create(session: Session, asked: Asked) -> Made:
    """Write the file of a new post.

    Raises:
        UsageError: something of it cannot be; nothing was written.
        EditError: there are characters in it that no file here may have.
        WorkspaceError: the file cannot be written.
    """
    tree = WorkTree(session.workspace)
    space = usable(tree)
    if asked.theme is not None:
        space = replace(space, plans=load(tree, whole=True).workspace.plans)
    asked = replace(asked, post_id=asked.post_id or id_of(asked.title or ""))
    body, asked = templates.applied(session, asked)
    name = new_id(tree, _needed(asked.post_id, "id", "--id, or a title"))
    accounts = known_accounts(space, asked.accounts)
    asked = _parted(asked, [space.settings.accounts[key] for key in accounts])
    slot = _slot(session, asked, accounts)
    meant = slot.meant if slot else None
    time = when(asked, space, accounts, session.now(), meant)
    path = f"{time.folder}{name}.yaml"
    shown = pictures(session, asked.images, asked.alts)
    fields = {
        "id": name,
        "accounts": list(accounts),
        **time.fields,
        **_others(asked, space),
        **_content(asked, shown, body),
    }
    comments = [*_modeline(tree, path), _who_edits(session, space, asked.owner)]
    text = _text(comments, fields, body)
    _refuse_invalid(path, text)
    _write(session, path, text, shown)
    zones = tuple(space.settings.accounts[each].timezone for each in accounts)
    return Made(name, path, time, zones, shown, slot)


def _slot(session: Session, asked: Asked, accounts: tuple[str, ...]) -> Chosen | None:
    """The slot that is asked for, if any is."""
    if asked.slot is None or asked.at or asked.queue or asked.asap:
        return None
    from mergecast.cli.filling.slot_of_post import slot_of_new  # noqa: PLC0415 - seldom

    return slot_of_new(session, asked, accounts)


def _parted(asked: Asked, accounts: Sequence[Account]) -> Asked:
    """With a long text as a thread, where that is wanted."""
    if asked.split is None:
        return asked
    if asked.split not in STYLES:
        known_styles = ", ".join(sorted(STYLES))
        raise refused(f"no style is called '{asked.split}'", f"use: {known_styles}")
    if asked.text is None:
        raise refused("there is no text to split", "give it with --text")
    parts = parted(asked.text, accounts, asked.split)
    return asked if len(parts) == 1 else replace(asked, text=None, thread=tuple(parts))


def _text(comments: list[str], fields: Fields, body: str | None) -> str:
    if body is None:
        return written(comments, fields)
    return templates.completed(body, comments, fields)


def _needed(value: str | None, what: str, how: str) -> str:
    if not value:
        raise refused(f"the post has no {what}", f"give {how}")
    return value


def _others(asked: Asked, space: Workspace) -> dict[str, Field]:
    """The fields about whom and what it is for."""
    found: dict[str, str | None] = {
        "campaign": known("campaign", asked.campaign, space.campaigns),
        "theme": known("theme", asked.theme, space.plans.by_theme),
        "bucket": asked.bucket,
        "owner": known("member", asked.owner, space.team.members),
        "template": asked.template,
    }
    return {name: value for name, value in found.items() if value is not None}


def _content(
    asked: Asked, shown: tuple[Picture, ...], body: str | None
) -> dict[str, Field]:
    """What readers get."""
    if body is not None:
        sets = dict(pair.split("=", 1) for pair in asked.sets)
        return {"vars": sets} if sets else {}
    words = [each.replace("\r\n", "\n").replace("\r", "\n") for each in asked.words]
    if not any(each.strip() for each in words) and not shown:
        raise refused("the post has no words", "add --text, --thread or --image")
    media: dict[str, Field] = (
        {"media": [{"file": each.file, "alt": each.alt} for each in shown]}
        if shown
        else {}
    )
    if not asked.thread:
        return {"text": (words or [""])[0], **media}
    if shown:
        raise refused(
            "the images of a thread stand in its parts",
            "add them to the file by hand, or use --text",
        )
    return {"thread": [{"text": each} for each in words]}


def _modeline(tree: WorkTree, path: str) -> list[str]:
    """The line that tells editors what the file is, if the schemas are there."""
    for folder in (FOLDER, "tooling/mergecast/schemas"):
        if tree.mode(f"{folder}/{file_name('post')}") is not None:
            return [modeline("post", path, folder)]
    return []


def _who_edits(session: Session, space: Workspace, owner: str | None) -> str:
    name = space.team.members[owner].name if owner else _git_name(session)
    who = " ".join((name or "Its author").split())
    until = "until it is merged; then a change is a new pull request."
    return f"# {who} edits this post {until}"


def _git_name(session: Session) -> str:
    try:
        return Git(session.workspace).text("config", "user.name", ok=(0, 1))
    except GitError:
        return ""


def _refuse_invalid(path: str, text: str) -> None:
    """Stop before something is written that is no post."""
    found = read(path, text.encode(), "post")
    if found.data is None:
        remark = found.said[0][1]
        raise refused(f"this would be no valid post: {remark.message}", remark.hint)


def _write(session: Session, path: str, text: str, shown: tuple[Picture, ...]) -> None:
    files: list[tuple[str, str | bytes]] = [
        (f"calendar/{each.file}", each.raw) for each in shown if each.raw is not None
    ]
    tree = WorkTree(session.workspace)
    for name, content in [*files, (path, text)]:
        if tree.mode(name) is not None:
            raise refused(f"there is a file '{name}' already", "choose another id")
        try:
            write_new(session.workspace / name, content)
        except OSError as error:
            raise WorkspaceError(
                f"'{name}' cannot be written: {error.strerror or error}",
                not_done=NOTHING_WRITTEN,
            ) from None
